// A request by fetch.
(url) => fetch(url, {mode: 'no-cors'})
