// A module, imported when wanted.
(url) => import(url)
