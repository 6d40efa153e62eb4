// A style sheet.
(url) => { const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = url; document.head.append(l); }
