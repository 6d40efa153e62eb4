// Package web holds the built site, for the server to carry inside it.
package web

import (
	"embed"
	"errors"
	"io/fs"
)

// dist has only .gitkeep in it until web/build has run.
//
//go:embed all:dist
var dist embed.FS

// ErrNotBuilt says that there is no site yet.
var ErrNotBuilt = errors.New("the site is not built yet: run make build first")

// Site returns the files that web/build wrote, in one flat directory, or
// ErrNotBuilt.
func Site() (fs.FS, error) {
	if _, err := fs.Stat(dist, "dist/index.html"); err != nil {
		return nil, ErrNotBuilt
	}
	return fs.Sub(dist, "dist")
}
