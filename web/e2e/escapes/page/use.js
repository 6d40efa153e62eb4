// A drawing that SVG takes from elsewhere.
//! same-origin
(url) => {
  const g = document.createElementNS('http://www.w3.org/2000/svg', 'svg'), u = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  u.setAttribute('href', url + '#x'); g.append(u); document.body.append(g);
}
