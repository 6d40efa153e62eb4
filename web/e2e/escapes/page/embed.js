// An embedded object, the older way.
//! connects
(url) => { const e = document.createElement('embed'); e.type = 'image/svg+xml'; e.src = url; document.body.append(e); }
