// Going elsewhere by an element.
//! leaves
(url) => { const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0; url=' + url; document.head.append(m); }
