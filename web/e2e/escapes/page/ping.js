// What a link tells to somebody when it is followed.
(url) => { const a = document.createElement('a'); a.href = '#'; a.ping = url; document.body.append(a); a.click(); }
