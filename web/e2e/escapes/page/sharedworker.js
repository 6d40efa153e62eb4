// A shared worker from the network.
//! same-origin
(url) => { new SharedWorker(url); }
