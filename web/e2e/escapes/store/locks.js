// A lock that other pages of the site can see.
async () => { await navigator.locks.request('left', () => {}); return true; }
