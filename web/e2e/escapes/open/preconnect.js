// A connection that might be wanted soon. Not a byte is said on it.
//! connects
(url) => { const l = document.createElement('link'); l.rel = 'preconnect'; l.href = url; document.head.append(l); }
