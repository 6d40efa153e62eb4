package api

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestZip: what other programs read of a zip: archive/zip, and unzip where it is there.
func TestZip(t *testing.T) {
	files := []file{{name: "private.key", text: "secret\n", secret: true}, {name: "public.key"}, {name: "README.txt", text: strings.Repeat("a", 1<<16+1)}}
	packed := zipOf(files, time.Date(2026, 2, 28, 23, 59, 58, 0, time.FixedZone("", 3600)))
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	if len(z.File) != len(files) {
		t.Fatalf("%d files", len(z.File))
	}
	for i, f := range z.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(rc) // which holds it against its checksum
		want := os.FileMode(0o644)
		if files[i].secret {
			want = 0o600
		}
		if err != nil || f.Name != files[i].name || string(text) != files[i].text || f.Mode() != want || !f.Modified.Equal(time.Date(2026, 2, 28, 22, 59, 58, 0, time.UTC)) {
			t.Errorf("%s: %v, %v, %v, %d bytes", f.Name, err, f.Mode(), f.Modified, len(text))
		}
	}
	path := filepath.Join(t.TempDir(), "a.zip")
	if err := os.WriteFile(path, packed, 0o600); err != nil {
		t.Fatal(err)
	}
	if unzip, err := exec.LookPath("unzip"); err == nil {
		if out, err := exec.Command(unzip, "-t", path).CombinedOutput(); err != nil {
			t.Errorf("unzip: %v\n%s", err, out)
		}
	}
}
