// A worker from the network.
//! same-origin
(url) => { new Worker(url); }
