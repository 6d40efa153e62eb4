// A font.
(url) => { const f = new FontFace('leak', 'url(' + url + ')'); document.fonts.add(f); f.load().catch(() => {}); }
