package encode

import (
	"bufio"
	"context"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/generate"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

const interopPassphrase = "correct horse"

// privateForms are written as files; the JWK forms are Node's, in TestNodeReads.
var privateForms = []Form{PKCS8, Traditional, PKCS8Encrypted, OpenSSHPrivate}

// interopKinds are the kinds of keys made here, and the libraries' readings that
// there must be of each: kind and form.
var interopKinds = []struct {
	name    string
	request generate.Request
}{
	{"RSA-2048", generate.Request{Type: key.KtyRSA, Size: 2048}},
	{"P-256", generate.Request{Type: key.KtyEC, Curve: key.P256}},
	{"P-384", generate.Request{Type: key.KtyEC, Curve: key.P384}},
	{"P-521", generate.Request{Type: key.KtyEC, Curve: key.P521}},
	{"secp256k1", generate.Request{Type: key.KtyEC, Curve: key.Secp256k1}},
	{"Ed25519", generate.Request{Type: key.KtyOKP, Curve: key.Ed25519}},
	{"X25519", generate.Request{Type: key.KtyOKP, Curve: key.X25519}},
}

// interopCount is how many keys there are of each kind: a padding that is wrong
// for one length in eight does not show in one key.
const interopCount = 40

// freshKeys makes n keys.
func freshKeys(t *testing.T, r generate.Request, n int) []*key.Key {
	t.Helper()
	var keys []*key.Key
	r.Engine = generate.OnlyGo
	for len(keys) < n {
		r.Count = min(n-len(keys), generate.MaxCount)
		more, err := generate.Generate(context.Background(), r, nil)
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, more...)
	}
	return keys
}

// writeManifest writes every private form of fresh keys of each kind, and the
// list of them that the readers of testdata/interop take.
func writeManifest(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	var manifest strings.Builder
	usual, quick := NewSealer(interopPassphrase, nil), NewSealer(interopPassphrase, nil)
	quick.iterations = 1000 // for all but one: reading 280 files would take minutes
	for _, kind := range interopKinds {
		for i, k := range freshKeys(t, kind.request, interopCount) {
			if i%2 == 1 {
				k.Comment = strings.Repeat("c", i%16) + []string{"a", "é", "✓"}[i%3]
			}
			public, private := interopNumbers(t, k)
			for _, form := range privateForms {
				if !Has(k, form) {
					continue
				}
				var text string
				var err error
				switch {
				case form == PKCS8Encrypted && i == 0:
					text, err = usual.PEM(k)
				case form == PKCS8Encrypted:
					text, err = quick.PEM(k)
				case form == OpenSSHPrivate:
					text, err = OpenSSH(k)
				default:
					text, err = PEM(k, form)
				}
				if err != nil {
					t.Fatal(err)
				}
				file := filepath.Join(dir, fmt.Sprintf("%s-%d-%s", kind.name, i, form))
				if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
				fmt.Fprintf(&manifest, "%s\t%s\t%s\t%s\t%s\n", kind.name, form, file, public, private)
			}
		}
	}
	name := filepath.Join(dir, "manifest")
	if err := os.WriteFile(name, []byte(manifest.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// interopNumbers are the DER of the SPKI and the private number, in hexadecimal.
func interopNumbers(t *testing.T, k *key.Key) (public, private string) {
	t.Helper()
	text, err := PEM(k, SPKI)
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode([]byte(text))
	public = hex.EncodeToString(block.Bytes)
	switch m := k.Material.(type) {
	case *key.RSA:
		private = m.D.Text(16)
	case *key.EC:
		private = hex.EncodeToString(m.D)
	case *key.OKP:
		private = hex.EncodeToString(m.D)
	}
	return public, private
}

// TestOtherLibrariesRead has libraries that people use read every private form of
// fresh keys, and derive the same numbers. want names what each must read.
func TestOtherLibrariesRead(t *testing.T) {
	manifest := writeManifest(t)
	all := []string{"RSA-2048", "P-256", "P-384", "P-521", "secp256k1", "Ed25519", "X25519"}
	each := func(form Form, kinds ...string) []string {
		var list []string
		for _, kind := range kinds {
			list = append(list, kind+" "+string(form))
		}
		return list
	}
	python := func(t *testing.T, library string) []string {
		path := tool(t, "/usr/bin/python3")
		if err := exec.Command(path, "-c", "import "+library).Run(); err != nil {
			t.Skipf("%s is not installed for %s: its reading of our output is not tested here", library, path)
		}
		return []string{path, "testdata/interop/read.py", library}
	}
	for _, c := range []struct {
		name    string
		command func(t *testing.T) []string
		want    [][]string
	}{
		{"cryptography", func(t *testing.T) []string { return python(t, "cryptography") }, [][]string{
			each(PKCS8, all...), each(PKCS8Encrypted, all...), each(Traditional, all[:5]...),
			each(OpenSSHPrivate, "RSA-2048", "P-256", "P-384", "P-521", "Ed25519"),
		}},
		{"paramiko", func(t *testing.T) []string { return python(t, "paramiko") }, [][]string{
			each(Traditional, all[:4]...),
			each(OpenSSHPrivate, "RSA-2048", "P-256", "P-384", "P-521", "Ed25519"),
		}},
		{"node-forge", forge, [][]string{
			each(PKCS8, "RSA-2048", "Ed25519"), each(Traditional, "RSA-2048"), each(PKCS8Encrypted, "RSA-2048"),
		}},
		{"java", func(t *testing.T) []string {
			return []string{tool(t, "java"), "-XX:TieredStopAtLevel=1", "testdata/interop/Read.java"}
		}, [][]string{
			each(PKCS8, "RSA-2048", "P-256", "P-384", "P-521", "Ed25519", "X25519"),
			each(PKCS8Encrypted, "RSA-2048", "P-256", "P-384", "P-521", "Ed25519", "X25519"),
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			out := run(t, "", append(c.command(t), manifest, interopPassphrase)...)
			missing := map[string]bool{}
			for _, list := range c.want {
				for _, reading := range list {
					missing[reading] = true
				}
			}
			for lines := bufio.NewScanner(strings.NewReader(out)); lines.Scan(); {
				line := lines.Text()
				reading, ok := strings.CutPrefix(line, "READ ")
				if !ok {
					t.Error(strings.ReplaceAll(line, filepath.Dir(manifest), ""))
					continue
				}
				if what, all := strings.CutSuffix(reading, fmt.Sprint(" ", interopCount)); all {
					delete(missing, what)
				} else {
					t.Errorf("of %d it read %s", interopCount, reading)
				}
			}
			for reading := range missing {
				t.Errorf("%s was not read", reading)
			}
		})
	}
}

// forge unpacks node-forge, and gives the command that has it read.
func forge(t *testing.T) []string {
	node := tool(t, "node")
	files := testkit.NodeForge.Files(t, "../../..")
	if files == nil {
		t.Skip("node-forge is not in .cache/npm: its reading of our output is not tested here")
	}
	dir := t.TempDir()
	for name, data := range files {
		if rest, ok := strings.CutPrefix(name, "package/lib/"); ok {
			if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, rest)), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, rest), data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return []string{node, "testdata/interop/read.cjs", filepath.Join(dir, "index.js")}
}
