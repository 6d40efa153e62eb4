// A page that the browser is told will be wanted next.
(url) => {
  const s = document.createElement('script'); s.type = 'speculationrules';
  s.textContent = JSON.stringify({prefetch: [{source: 'list', urls: [url], eagerness: 'immediate'}]});
  document.head.append(s);
}
