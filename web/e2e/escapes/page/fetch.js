// A request by fetch, without asking for leave to read the answer.
(url) => fetch(url, {mode: 'no-cors'})
