// A file to save, from elsewhere.
//! leaves
(url) => { const a = document.createElement('a'); a.href = url; a.download = 'x'; document.body.append(a); a.click(); }
