// A worker of its own making.
(url) => {
  const text = 'fetch(' + JSON.stringify(url) + ', {mode: "no-cors"})';
  new Worker(URL.createObjectURL(new Blob([text], {type: 'text/javascript'})));
}
