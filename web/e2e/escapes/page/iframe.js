// A frame.
//! connects
(url) => { const i = document.createElement('iframe'); i.src = url; document.body.append(i); }
