package e2e

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

// npmPackage is a package that npm.sh fetches, and its hash as npm publishes
// it.
type npmPackage struct{ name, version, integrity string }

// files gives the package's files by their names in it, or nil where it is
// not there. A package that is there and is not what npm published fails the
// test.
func (n npmPackage) files(t testing.TB) map[string][]byte {
	t.Helper()
	packed, err := os.ReadFile(filepath.Join("..", "..", ".cache", "npm", n.name+"-"+n.version+".tgz"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	sum := sha512.Sum512(packed)
	if got := "sha512-" + base64.StdEncoding.EncodeToString(sum[:]); got != n.integrity {
		t.Fatalf("%s %s has the hash %s, want %s: remove .cache/npm", n.name, n.version, got, n.integrity)
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
