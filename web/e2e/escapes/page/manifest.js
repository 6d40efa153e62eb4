// Another manifest. Browsers fetch one when the page is installed, or asks.
//! manifest
(url) => {
  document.querySelectorAll('link[rel=manifest]').forEach((l) => l.remove());
  const l = document.createElement('link'); l.rel = 'manifest'; l.href = url; document.head.append(l);
}
