// One that makes the worker wait.
(url) => { const x = new XMLHttpRequest(); x.open('GET', url, false); x.send(); }
