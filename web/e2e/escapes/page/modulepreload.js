// A preload of a module.
(url) => { const l = document.createElement('link'); l.rel = 'modulepreload'; l.href = url; document.head.append(l); }
