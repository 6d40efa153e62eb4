// What a service worker answers with.
async () => { await (await caches.open('left')).put('http://left.test/', new Response('left')); return true; }
