// A request that the browser makes once the page is gone, or soon.
(url) => fetchLater(url, {activateAfter: 0, mode: 'no-cors'})
