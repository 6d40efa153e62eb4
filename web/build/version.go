package main

// Version is the version of jwkmint: in the page's foot, in the answer to
// hello, and in the changelog. Between two releases it is that of the next one, with -dev. It is written here and not taken from git, so
// that a copy of the source builds to the same bytes.
const Version = "0.2.0-dev"
