// A video.
(url) => { const v = document.createElement('video'); v.preload = 'auto'; v.src = url; document.body.append(v); v.load(); }
