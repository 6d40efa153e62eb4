// A request that may outlive the page.
(url) => fetch(url, {mode: 'no-cors', keepalive: true, method: 'POST', body: 'x'})
