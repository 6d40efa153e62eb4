// A script as SVG has them.
(url) => { const s = document.createElementNS('http://www.w3.org/2000/svg', 'script'); s.setAttribute('href', url); const g = document.createElementNS('http://www.w3.org/2000/svg', 'svg'); g.append(s); document.body.append(g); }
