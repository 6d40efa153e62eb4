// A prefetch. Policies that do not say default-src leave it open towards their own server.
(url) => { const l = document.createElement('link'); l.rel = 'prefetch'; l.href = url; document.head.append(l); }
