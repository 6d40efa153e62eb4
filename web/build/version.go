package main

// Version is the version of jwkmint: in the page's foot, in the answer to
// hello, and in the changelog. It is written here and not taken from git, so
// that a copy of the source builds to the same bytes.
const Version = "0.1.0"
