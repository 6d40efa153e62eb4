// A worker of its own making, from the kind of address that it is from itself.
(url) => {
  const text = 'fetch(' + JSON.stringify(url) + ', {mode: "no-cors"})';
  new Worker('data:text/javascript,' + encodeURIComponent(text));
}
