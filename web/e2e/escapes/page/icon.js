// An image inside SVG.
(url) => { const i = document.createElementNS('http://www.w3.org/2000/svg', 'image'); i.setAttribute('href', url); const g = document.createElementNS('http://www.w3.org/2000/svg', 'svg'); g.append(i); document.body.append(g); }
