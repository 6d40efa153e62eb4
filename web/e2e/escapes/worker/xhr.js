// A request by XMLHttpRequest.
(url) => { const x = new XMLHttpRequest(); x.open('POST', url); x.send('x'); }
