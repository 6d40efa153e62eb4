// A font.
(url) => { const f = new FontFace('leak', 'url(' + url + ')'); self.fonts.add(f); f.load().catch(() => {}); }
