// An embedded object.
//! connects
(url) => { const o = document.createElement('object'); o.data = url; o.type = 'image/svg+xml'; document.body.append(o); }
