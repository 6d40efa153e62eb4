// An image out of a style.
(url) => { document.body.style.backgroundImage = 'url(' + url + ')'; }
