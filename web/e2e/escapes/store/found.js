// What the worker of an earlier visit has left for the next one's.
//! later
async () => await caches.has('left')
