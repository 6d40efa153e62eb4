// Another icon for the page's tab.
//! icon
(url) => {
  document.querySelectorAll('link[rel=icon]').forEach((l) => l.remove());
  const l = document.createElement('link'); l.rel = 'icon'; l.href = url; document.head.append(l);
}
