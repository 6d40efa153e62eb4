// A style sheet that imports another one.
(url) => { const s = document.createElement('style'); s.textContent = '@import "' + url + '";'; document.head.append(s); }
