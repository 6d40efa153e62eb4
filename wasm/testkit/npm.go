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
	"testing"
)

// NPM gives the files of a package that web/e2e/npm.sh fetched, by their names in
// it, or nil where it is not there. root is the way to the module's root,
// integrity the hash as npm publishes it. A package that is there and is not what
// npm published fails the test.
func NPM(t testing.TB, root, name, version, integrity string) map[string][]byte {
	t.Helper()
	packed, err := os.ReadFile(filepath.Join(root, ".cache", "npm", name+"-"+version+".tgz"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	sum := sha512.Sum512(packed)
	if got := "sha512-" + base64.StdEncoding.EncodeToString(sum[:]); got != integrity {
		t.Fatalf("%s %s has the hash %s, want %s: remove .cache/npm", name, version, got, integrity)
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
