// One that makes the page wait.
(url) => { const x = new XMLHttpRequest(); x.open('GET', url, false); x.send(); }
