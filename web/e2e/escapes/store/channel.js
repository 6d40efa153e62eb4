// Words to the site's other pages. It is a matter of who hears them.
async () => { new BroadcastChannel('left').postMessage('left'); return true; }
