// An image by its other attribute.
(url) => { const i = document.createElement('img'); i.srcset = url + ' 1x'; document.body.append(i); }
