// An image that is not even in the page.
(url) => { new Image().src = url; }
