// A script for sound or for painting.
(url) => new AudioContext().audioWorklet.addModule(url)
