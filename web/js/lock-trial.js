// A worker that says that it has started or, asked, whether this site
// redirects; see allowlist.js. It is ended before the page takes a key.
(async () => {
  if (location.hash !== "#ask") return postMessage("started");
  try {
    postMessage((await fetch("lock-trial-redirected.js")).redirected ? "redirected" : "not redirected");
  } catch {
    postMessage("not answered");
  }
})();
