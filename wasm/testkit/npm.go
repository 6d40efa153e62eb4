package testkit

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// NPM is a package that web/e2e/npm.sh fetches, and its hash as npm publishes it.
type NPM struct{ Name, Version, Integrity string }

// The packages.
var (
	AxeCore   = NPM{"axe-core", "4.14.1", "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="}
	Jose      = NPM{"jose", "6.2.18", "sha512-doV4thUwgkrycJH4yLeqwTGIIZphHl+pk7CPReuMIhYhncmgzdko85MaCG4YQFTxqMFr1/oEH32tZuKKovcDEg=="}
	NodeForge = NPM{"node-forge", "1.4.3", "sha512-P6wzfh6t70avmV8FrVEAd/36sOPJQ+hkaJVX1Laap9J/77m7M0eyozDvc8SwnDf4P7MP94gwbAAo0rg3YVXT+g=="}
)

// Files gives the package's files by their names in it, or nil where it is not
// there; root is the tree's top folder. A package that is there and is not what
// npm published fails the test.
func (n NPM) Files(t testing.TB, root string) map[string][]byte {
	t.Helper()
	packed, err := os.ReadFile(filepath.Join(root, ".cache", "npm", n.Name+"-"+n.Version+".tgz"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	sum := sha512.Sum512(packed)
	if got := "sha512-" + base64.StdEncoding.EncodeToString(sum[:]); got != n.Integrity {
		t.Fatalf("%s %s has the hash %s, want %s: remove .cache/npm", n.Name, n.Version, got, n.Integrity)
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for archive := tar.NewReader(unzipped); ; {
		header, err := archive.Next()
		if err == io.EOF {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		if files[header.Name], err = io.ReadAll(archive); err != nil {
			t.Fatal(err)
		}
	}
}

// Install lays the package into dir/node_modules as npm does, and skips the test
// where it is not there.
func (n NPM) Install(t testing.TB, root, dir string) {
	t.Helper()
	files := n.Files(t, root)
	if files == nil {
		t.Skipf("%s %s is not in .cache/npm: make packages fetches it, where npm is there", n.Name, n.Version)
	}
	for name, data := range files {
		path := filepath.Join(dir, "node_modules", n.Name, filepath.FromSlash(strings.TrimPrefix(name, "package/")))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
