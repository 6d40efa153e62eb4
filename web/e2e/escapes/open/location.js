// Going elsewhere.
//! leaves
(url) => { location.href = url; }
