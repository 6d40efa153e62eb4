// Going elsewhere, as if a link had been clicked.
//! leaves
(url) => { const a = document.createElement('a'); a.href = url; document.body.append(a); a.click(); }
