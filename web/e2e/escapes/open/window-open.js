// Another window, which a person sees.
(url) => { window.open(url, '_blank'); }
