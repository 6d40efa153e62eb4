// A form, sent into a frame.
//! connects
(url) => {
  const i = document.createElement('iframe'); i.name = 'leak'; document.body.append(i);
  const f = document.createElement('form'); f.action = url; f.method = 'post'; f.target = 'leak'; document.body.append(f); f.submit();
}
