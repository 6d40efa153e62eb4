package e2e

import (
	"os"
	"path/filepath"
	"testing"
)

// vector is a case of wasm/testdata/vectors, whose README.md says what the
// members mean.
type vector struct {
	Passphrase *string
	Error      string
	Keys       []struct {
		Thumbprint, Private string
	}
}

// readVector gives a vector's file and what independent tools say of it.
func readVector(t testing.TB, name string) ([]byte, vector) {
	t.Helper()
	all := map[string]vector{}
	readJSON(t, filepath.Join(vectorsDir, filepath.Dir(name), "expect.json"), &all)
	want, ok := all[filepath.Base(name)]
	if !ok {
		t.Fatalf("no expectation for %s", name)
	}
	return []byte(readFile(t, filepath.Join(vectorsDir, name))), want
}

// give hands a file to the page: by "paste", "drop" or "choose".
func (p *tab) give(by, name string, content []byte) {
	p.t.Helper()
	switch by {
	case "paste":
		p.paste(string(content))
	case "drop":
		p.drop(filepath.Base(name), content)
	default:
		path := filepath.Join(p.t.TempDir(), filepath.Base(name))
		if err := os.WriteFile(path, content, 0o600); err != nil {
			p.t.Fatal(err)
		}
		p.choose(path)
	}
}
