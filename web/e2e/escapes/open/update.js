// The service worker is looked for anew, with the cookies that a script can
// write: to the page's own server alone.
//! home
async (url) => {
  document.cookie = 'leak=' + url.split('/').pop() + '; path=/; max-age=60';
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
}
