// The subtitles of a video.
(url) => {
  const v = document.createElement('video'), t = document.createElement('track');
  t.src = url; t.default = true; v.crossOrigin = 'anonymous'; v.append(t); document.body.append(v); t.track.mode = 'showing';
}
