// A classic script.
(url) => { importScripts(url); }
