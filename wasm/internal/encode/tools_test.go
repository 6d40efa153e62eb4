package encode

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/ssh"
)

// tool skips the test where an independent program is not installed; the
// files of testdata carry the essence of these tests without it.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed: its reading of our output is not tested here", name)
	}
	return path
}

func run(t *testing.T, stdin string, command ...string) string {
	t.Helper()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin = strings.NewReader(stdin)
	var out, errors bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errors
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(command, " "), err, errors.String())
	}
	return out.String()
}

var folders = []string{"rsa2048", "rsa3primes", "rsa-e33bits", "p256", "p384", "p521", "secp256k1", "ed25519", "x25519", "ed448", "x448"}

// TestOpenSSLReads has openssl read our PEM forms and give PKCS#8 or SPKI back.
func TestOpenSSLReads(t *testing.T) {
	openssl := tool(t, "openssl")
	sealer := NewSealer("pass with spaces and ü", nil)
	for _, name := range folders {
		t.Run(name, func(t *testing.T) {
			k := readGolden(t, "testdata/"+name)
			private, public := readFile(t, "testdata/"+name+"/pkcs8"), readFile(t, "testdata/"+name+"/spki")
			for _, form := range []Form{PKCS8, Traditional} {
				if !Has(k, form) {
					continue
				}
				text, err := PEM(k, form)
				if err != nil {
					t.Fatal(err)
				}
				if got := run(t, text, openssl, "pkey"); got != private {
					t.Errorf("openssl reads another key from %s", form)
				}
			}
			text, err := PEM(k, SPKI)
			if err != nil {
				t.Fatal(err)
			}
			if got := run(t, text, openssl, "pkey", "-pubin", "-pubout"); got != public {
				t.Error("openssl reads another public key")
			}
			if Has(k, PKCS1Public) {
				text, err := PEM(k, PKCS1Public)
				if err != nil {
					t.Fatal(err)
				}
				if got := run(t, text, openssl, "rsa", "-RSAPublicKey_in", "-pubout"); got != public {
					t.Error("openssl reads another public key from pkcs1_public")
				}
			}
			sealed, err := sealer.PEM(k)
			if err != nil {
				t.Fatal(err)
			}
			if got := run(t, sealed, openssl, "pkey", "-passin", "pass:pass with spaces and ü"); got != private {
				t.Error("openssl opens another key")
			}
		})
	}
}

// TestSSHKeygenReads has ssh-keygen derive the public key from our private
// one, and a fingerprint from our public line.
func TestSSHKeygenReads(t *testing.T) {
	keygen := tool(t, "ssh-keygen")
	for _, name := range []string{"rsa2048", "p256", "p384", "p521", "ed25519"} {
		t.Run(name, func(t *testing.T) {
			k := readGolden(t, "testdata/"+name)
			k.Comment = "hostile\nssh-rsa AAAA \u202E comment"
			line, err := SSHLine(k)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Count(line, "\n") != 1 || !strings.HasSuffix(line, " hostile ssh-rsa AAAA   comment\n") {
				t.Errorf("the line is %q", line)
			}
			private, err := OpenSSH(k)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "key")
			if err := os.WriteFile(path, []byte(private), 0o600); err != nil {
				t.Fatal(err)
			}
			if got := run(t, "", keygen, "-y", "-P", "", "-f", path); got != line {
				t.Errorf("ssh-keygen derives %q, want %q", got, line)
			}
			if err := os.WriteFile(path+".pub", []byte(line), 0o600); err != nil {
				t.Fatal(err)
			}
			if got := run(t, "", keygen, "-l", "-f", path+".pub"); !strings.Contains(got, ssh.Fingerprint(k.Material)) {
				t.Errorf("ssh-keygen shows %q", got)
			}
		})
	}
}

// TestNodeReads has Node import our JWKs and write PKCS#8 and SPKI from them.
func TestNodeReads(t *testing.T) {
	node := tool(t, "node")
	const script = `
		const c = require('node:crypto');
		const jwk = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
		if ('d' in jwk) process.stdout.write(c.createPrivateKey({key: jwk, format: 'jwk'}).export({type: 'pkcs8', format: 'pem'}));
		else process.stdout.write(c.createPublicKey({key: jwk, format: 'jwk'}).export({type: 'spki', format: 'pem'}));`
	for _, name := range folders {
		if name == "rsa3primes" {
			continue // Node knows two
		}
		t.Run(name, func(t *testing.T) {
			k := readGolden(t, "testdata/"+name)
			for form, file := range map[Form]string{JWK: "spki", JWKPrivate: "pkcs8"} {
				text, err := usualEntry(k).JWK(form.IsPrivate(), Compact)
				if err != nil {
					t.Fatal(err)
				}
				if got := run(t, text, node, "-e", script); got != readFile(t, "testdata/"+name+"/"+file) {
					t.Errorf("Node reads another key from %s", form)
				}
			}
		})
	}
}

// TestSealed checks what needs no other program: two sealings differ, and the
// salt and the vector are of full size.
func TestSealed(t *testing.T) {
	k := readGolden(t, "testdata/p256")
	s := NewSealer("x", nil)
	first, err := s.PEM(k)
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.PEM(k)
	if err != nil {
		t.Fatal(err)
	}
	salt1, iv1 := saltOf(t, first)
	salt2, iv2 := saltOf(t, second)
	salt3, _ := saltOf(t, mustSeal(t, NewSealer("x", nil), k))
	if len(salt1) != 16 || len(iv1) != 16 {
		t.Errorf("salt of %d bytes, vector of %d", len(salt1), len(iv1))
	}
	if !bytes.Equal(salt1, salt2) || bytes.Equal(salt1, salt3) || bytes.Equal(iv1, iv2) {
		t.Error("a salt belongs to a Sealer, a vector to one key")
	}
	result, err := decode.Decode(decode.Input{Data: []byte(second), Passphrase: []byte("x")})
	if err != nil || !key.SamePublic(result.Keys[0].Material, k.Material) {
		t.Errorf("it does not open again: %v", err)
	}
}

func mustSeal(t *testing.T, s *Sealer, k *key.Key) string {
	t.Helper()
	text, err := s.PEM(k)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestOneLine(t *testing.T) {
	for in, want := range map[string]string{
		"-----BEGIN X-----\nAA\n-----END X-----\n": `-----BEGIN X-----\nAA\n-----END X-----\n`,
		"ssh-ed25519 AAAA c\n":                     "ssh-ed25519 AAAA c",
		"ssh-a AAAA\nssh-b BBBB\n":                 `ssh-a AAAA\nssh-b BBBB`,
	} {
		if got := OneLine(in); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
