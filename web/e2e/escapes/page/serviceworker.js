// A service worker: it would outlive the page.
//! same-origin
(url) => navigator.serviceWorker.register(url)
