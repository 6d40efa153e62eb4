// A beacon. It answers true even when it is refused.
(url) => { navigator.sendBeacon(url, 'x'); }
