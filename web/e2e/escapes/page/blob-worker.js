// A worker of the page's own making inherits the policy of the page that starts it.
(url) => {
  const text = 'fetch(' + JSON.stringify(url) + ', {mode: "no-cors"})';
  new Worker(URL.createObjectURL(new Blob([text], {type: 'text/javascript'})));
}
