// A worker that says when it starts and, asked, whether this site redirects;
// see allowlist.js. It is ended before the page takes a key.
postMessage("started");
onmessage = async () => {
  try {
    postMessage((await fetch("lock-trial-redirected.js")).redirected ? "redirected" : "not redirected");
  } catch {
    postMessage("not answered");
  }
};
