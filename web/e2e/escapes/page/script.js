// A script.
(url) => { const s = document.createElement('script'); s.src = url; document.head.append(s); }
