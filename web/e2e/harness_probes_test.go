package e2e

// probe is one way for script to reach the network: a JavaScript function of
// the address to reach.
type probe struct {
	name string
	code string
	// sameOriginOnly marks what browsers allow towards the page's own origin
	// alone, policy or not: nothing to prove from a file.
	sameOriginOnly bool
	// preconnects marks navigations. Chromium opens a connection for one
	// while it still asks the policy, which then refuses it: not a byte is
	// said on that connection.
	preconnects bool
	// leaksHome marks what the policy leaves open towards the page's own
	// origin; see openChannels, which the page never uses.
	leaksHome bool
}

// pageProbes is every channel of a page that the policy closes.
var pageProbes = []probe{
	{name: "fetch", code: `(url) => fetch(url, {mode: 'no-cors'})`},
	{name: "fetch-keepalive", code: `(url) => fetch(url, {mode: 'no-cors', keepalive: true, method: 'POST', body: 'x'})`},
	{name: "xhr", code: `(url) => { const x = new XMLHttpRequest(); x.open('POST', url); x.send('x'); }`},
	{name: "xhr-sync", code: `(url) => { const x = new XMLHttpRequest(); x.open('GET', url, false); x.send(); }`},
	{name: "websocket", code: `(url) => { new WebSocket(url.replace(/^http/, 'ws')); }`},
	{name: "eventsource", code: `(url) => { new EventSource(url); }`},
	{name: "beacon", code: `(url) => { navigator.sendBeacon(url, 'x'); }`},
	{name: "import", code: `(url) => import(url)`},
	{name: "image", code: `(url) => { new Image().src = url; }`},
	{name: "image-srcset", code: `(url) => { const i = document.createElement('img'); i.srcset = url + ' 1x'; document.body.append(i); }`},
	{name: "css-image", code: `(url) => { document.body.style.backgroundImage = 'url(' + url + ')'; }`},
	{name: "stylesheet", code: `(url) => { const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = url; document.head.append(l); }`},
	{name: "css-import", code: `(url) => { const s = document.createElement('style'); s.textContent = '@import "' + url + '";'; document.head.append(s); }`},
	{name: "font", code: `(url) => { const f = new FontFace('leak', 'url(' + url + ')'); document.fonts.add(f); f.load().catch(() => {}); }`},
	{name: "script", code: `(url) => { const s = document.createElement('script'); s.src = url; document.head.append(s); }`},
	{name: "script-svg", code: `(url) => { const s = document.createElementNS('http://www.w3.org/2000/svg', 'script'); s.setAttribute('href', url); const g = document.createElementNS('http://www.w3.org/2000/svg', 'svg'); g.append(s); document.body.append(g); }`},
	{name: "preload", code: `(url) => { const l = document.createElement('link'); l.rel = 'preload'; l.as = 'fetch'; l.crossOrigin = ''; l.href = url; document.head.append(l); }`},
	{name: "modulepreload", code: `(url) => { const l = document.createElement('link'); l.rel = 'modulepreload'; l.href = url; document.head.append(l); }`},
	{name: "prefetch", code: `(url) => { const l = document.createElement('link'); l.rel = 'prefetch'; l.href = url; document.head.append(l); }`, leaksHome: true},
	{name: "icon", code: `(url) => { const i = document.createElementNS('http://www.w3.org/2000/svg', 'image'); i.setAttribute('href', url); const g = document.createElementNS('http://www.w3.org/2000/svg', 'svg'); g.append(i); document.body.append(g); }`},
	{name: "form", code: `(url) => {
		const i = document.createElement('iframe'); i.name = 'leak'; document.body.append(i);
		const f = document.createElement('form'); f.action = url; f.method = 'post'; f.target = 'leak'; document.body.append(f); f.submit();
	}`, preconnects: true},
	{name: "iframe", code: `(url) => { const i = document.createElement('iframe'); i.src = url; document.body.append(i); }`, preconnects: true},
	{name: "object", code: `(url) => { const o = document.createElement('object'); o.data = url; o.type = 'image/svg+xml'; document.body.append(o); }`, preconnects: true},
	{name: "embed", code: `(url) => { const e = document.createElement('embed'); e.type = 'image/svg+xml'; e.src = url; document.body.append(e); }`, preconnects: true},
	{name: "video", code: `(url) => { const v = document.createElement('video'); v.preload = 'auto'; v.src = url; document.body.append(v); v.load(); }`},
	{name: "track", code: `(url) => {
		const v = document.createElement('video'), t = document.createElement('track');
		t.src = url; t.default = true; v.crossOrigin = 'anonymous'; v.append(t); document.body.append(v); t.track.mode = 'showing';
	}`},
	{name: "worker", code: `(url) => { new Worker(url); }`, sameOriginOnly: true},
	{name: "sharedworker", code: `(url) => { new SharedWorker(url); }`, sameOriginOnly: true},
	{name: "serviceworker", code: `(url) => navigator.serviceWorker.register(url)`, sameOriginOnly: true},
	// A worker of the page's own making, from a blob: URL as the real one is,
	// inherits the lock of the page that starts it.
	{name: "blob-worker", code: `(url) => {
		const text = 'fetch(' + JSON.stringify(url) + ', {mode: "no-cors"})';
		new Worker(URL.createObjectURL(new Blob([text], {type: 'text/javascript'})));
	}`},
	// An empty frame inherits the policy as well, and is no way around it.
	{name: "srcdoc", code: `(url) => { const i = document.createElement('iframe'); document.body.append(i); return i.contentWindow.fetch(url, {mode: 'no-cors'}); }`},
}

// workerProbes is every channel of a worker that the policy closes.
var workerProbes = []probe{
	{name: "worker-fetch", code: `(url) => fetch(url, {mode: 'no-cors'})`},
	{name: "worker-xhr", code: `(url) => { const x = new XMLHttpRequest(); x.open('POST', url); x.send('x'); }`},
	{name: "worker-xhr-sync", code: `(url) => { const x = new XMLHttpRequest(); x.open('GET', url, false); x.send(); }`},
	{name: "worker-websocket", code: `(url) => { new WebSocket(url.replace(/^http/, 'ws')); }`},
	{name: "worker-eventsource", code: `(url) => { new EventSource(url); }`},
	{name: "worker-import", code: `(url) => import(url)`},
	{name: "worker-importscripts", code: `(url) => { importScripts(url); }`},
	{name: "worker-font", code: `(url) => { const f = new FontFace('leak', 'url(' + url + ')'); self.fonts.add(f); f.load().catch(() => {}); }`},
	{name: "worker-worker", code: `(url) => { new Worker(url); }`, sameOriginOnly: true},
	{name: "worker-blob-worker", code: `(url) => {
		const text = 'fetch(' + JSON.stringify(url) + ', {mode: "no-cors"})';
		new Worker(URL.createObjectURL(new Blob([text], {type: 'text/javascript'})));
	}`},
}
