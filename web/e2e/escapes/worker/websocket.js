// A WebSocket.
(url) => { new WebSocket(url.replace(/^http/, 'ws')); }
