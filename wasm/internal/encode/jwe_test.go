package encode

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/testkit"
)

const jwePassphrase = "pässword, 42"

// sealedJWK is a JWK under jwePassphrase.
func sealedJWK(t *testing.T, text string, set bool, layout Layout) string {
	t.Helper()
	s := NewJWESealer(jwePassphrase, nil)
	s.iterations = 2000
	sealed, err := s.Seal(text, set, layout)
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

// TestJWEOpens has those open what is written who read such files.
func TestJWEOpens(t *testing.T) {
	const inside = `{"kty":"oct","k":"AAECAwQFBgc"}`
	sealed := sealedJWK(t, inside, false, Pretty)
	dir := t.TempDir()
	for name, text := range map[string]string{"password": jwePassphrase, "sealed.json": sealed, "password.jwk": `{"kty":"oct","k":"cMOkc3N3b3JkLCA0Mg"}`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, command := range map[string][]string{
		"step":     {"step", "crypto", "jwe", "decrypt", "--password-file", "password"},
		"jose":     {"jose", "jwe", "dec", "-i", "sealed.json", "-k", "password.jwk"},
		"jwcrypto": {"/usr/bin/python3", "-c", "import sys\nfrom jwcrypto import jwk, jwe\ne = jwe.JWE()\ne.deserialize(sys.stdin.read(), jwk.JWK.from_password(sys.argv[1]))\nprint(e.payload.decode(), end='')", jwePassphrase},
	} {
		t.Run(name, func(t *testing.T) {
			probe := exec.Command(command[0], "--version")
			if name == "jwcrypto" {
				probe = exec.Command(command[0], "-c", "import jwcrypto")
			}
			if _, err := exec.LookPath(command[0]); err != nil || name == "jwcrypto" && probe.Run() != nil {
				t.Skipf("%s is not installed", name)
			}
			cmd := exec.Command(command[0], command[1:]...)
			cmd.Dir = dir
			cmd.Stdin = strings.NewReader(sealed)
			out, err := cmd.Output()
			if err != nil || string(out) != inside {
				t.Errorf("%v: %q, want %q", err, out, inside)
			}
		})
	}
	t.Run("jose of npm", func(t *testing.T) {
		if _, err := exec.LookPath("node"); err != nil {
			t.Skip("node is not installed")
		}
		testkit.Jose.Install(t, "../../..", dir)
		script := `import { flattenedDecrypt } from 'jose'
import { readFileSync } from 'node:fs'
const made = await flattenedDecrypt(JSON.parse(readFileSync(0, 'utf8')), new TextEncoder().encode(process.argv[1]), { keyManagementAlgorithms: ['PBES2-HS256+A128KW'] })
console.log(JSON.stringify([new TextDecoder().decode(made.plaintext), made.protectedHeader]))`
		cmd := exec.Command("node", "--input-type=module", "-e", script, jwePassphrase)
		cmd.Dir = dir
		cmd.Stdin = strings.NewReader(sealed)
		out, err := cmd.CombinedOutput()
		var got []any
		if err != nil || json.Unmarshal(out, &got) != nil || got[0] != inside {
			t.Fatalf("%v: %s", err, out)
		}
		header := got[1].(map[string]any)
		if header["cty"] != "jwk+json" || header["alg"] != "PBES2-HS256+A128KW" || header["enc"] != "A256GCM" || header["p2c"] != 2000.0 {
			t.Errorf("header %v", header)
		}
	})
}

// What is sealed twice has nothing in common but the salt, and no derivation is
// done twice; what is in it is said.
func TestJWESealer(t *testing.T) {
	counter := &countingSubtle{}
	s := NewJWESealer(jwePassphrase, counter)
	one, err1 := s.Seal(`{}`, false, Compact)
	two, err2 := s.Seal(`{}`, true, Pretty)
	if err1 != nil || err2 != nil || counter.asked != 1 || counter.iterations != Iterations || counter.size != 16 || s.passphrase != "" {
		t.Fatalf("%v, %v, %+v", err1, err2, counter)
	}
	var a, b map[string]string
	if json.Unmarshal([]byte(one), &a) != nil || json.Unmarshal([]byte(two), &b) != nil || len(a) != 5 {
		t.Fatalf("%s\n%s", one, two)
	}
	for name := range a {
		if a[name] == b[name] {
			t.Errorf("%s is the same twice", name)
		}
	}
	if strings.Contains(one, "\n") || !strings.HasPrefix(two, "{\n  \"protected\": ") {
		t.Errorf("%s\n%s", one, two)
	}
	for text, want := range map[string]string{a["protected"]: `"cty":"jwk+json"`, b["protected"]: `"cty":"jwk-set+json"`} {
		if header, err := base64.RawURLEncoding.DecodeString(text); err != nil || !strings.Contains(string(header), want) {
			t.Errorf("%s, %v: no %s", header, err, want)
		}
	}
}

type countingSubtle struct{ asked, iterations, size int }

func (c *countingSubtle) PBKDF2(_ string, _, _ []byte, iterations, size int) ([]byte, error) {
	c.asked++
	c.iterations, c.size = iterations, size
	return make([]byte, size), nil
}
