package encode

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// TestGolden writes every key of testdata in every form and demands what
// OpenSSL, OpenSSH and Node wrote for it (testdata/make.sh), byte for byte.
func TestGolden(t *testing.T) {
	specs, err := filepath.Glob("testdata/*/spki")
	if err != nil || len(specs) < 12 {
		t.Fatalf("only %d keys in testdata: %v", len(specs), err)
	}
	for _, spec := range append(specs, "testdata/ed25519-ssh/ssh") {
		folder := filepath.Dir(spec)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			k := readGolden(t, folder)
			files, err := os.ReadDir(folder)
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range files {
				t.Run(file.Name(), func(t *testing.T) {
					want := readFile(t, filepath.Join(folder, file.Name()))
					form := Form(file.Name())
					if !Has(k, form) {
						t.Fatal("the key should have this form")
					}
					got, err := write(t, k, form, want)
					if err != nil {
						t.Fatal(err)
					}
					if got != want {
						t.Errorf("got\n%s\nwant\n%s", got, want)
					}
				})
			}
		})
	}
}

// readGolden reads the key of a folder, with its certificates.
func readGolden(t *testing.T, folder string) *key.Key {
	t.Helper()
	var input []byte
	for _, name := range []string{"pkcs8", "certificate", "openssh_private"} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err == nil {
			input = append(input, text...)
		}
		if err == nil && name == "pkcs8" && !fileExists(filepath.Join(folder, "certificate")) {
			break
		}
	}
	return readKey(t, input)
}

func readKey(t *testing.T, input []byte) *key.Key {
	t.Helper()
	result, err := decode.Decode(decode.Input{Data: input})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Skipped) != 0 {
		t.Fatalf("skipped %v", result.Skipped)
	}
	return result.Keys[0] // the root's key is the second in folder cert
}

func fileExists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// write writes k, taking the random parts (check number, salt, IV) from want.
func write(t *testing.T, k *key.Key, form Form, want string) (string, error) {
	switch form {
	case JWK, JWKPrivate:
		return usualEntry(k).JWK(form.IsPrivate(), Pretty)
	case JWKS, JWKSPrivate:
		return Set([]*Entry{usualEntry(k)}, form.IsPrivate(), Pretty)
	case SSH:
		return SSHLine(k)
	case OpenSSHPrivate:
		return openSSH(k, checkOf(t, want))
	case PKCS8Encrypted:
		salt, iv := saltOf(t, want)
		s := &Sealer{derivation: derivation{passphrase: "correct horse", salt: salt}}
		return s.pem(k, iv)
	}
	return PEM(k, form)
}

func usualEntry(k *key.Key) *Entry {
	use := jose.Uses(k.Material, nil)[0]
	sum := jose.Thumbprint(k.Material)
	return &Entry{
		Key: k,
		Use: use,
		Alg: jose.Algorithms(k.Material, use, nil)[0],
		KID: base64.RawURLEncoding.EncodeToString(sum[:]),
		X5C: true,
	}
}

// checkOf finds the check number in an unencrypted OpenSSH key: it stands
// twice, right after the length of the private section.
func checkOf(t *testing.T, text string) uint32 {
	t.Helper()
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		t.Fatal("no PEM")
	}
	b := bytes.TrimPrefix(block.Bytes, []byte("openssh-key-v1\x00"))
	for range 3 { // cipher, KDF, KDF options
		b = b[4+binary.BigEndian.Uint32(b):]
	}
	b = b[4:] // number of keys
	b = b[4+binary.BigEndian.Uint32(b):]
	check := binary.BigEndian.Uint32(b[4:])
	if check != binary.BigEndian.Uint32(b[8:]) {
		t.Fatal("no check number found")
	}
	return check
}

// saltOf finds salt and IV in a PBES2 key: its first and second OCTET STRING.
func saltOf(t *testing.T, text string) (salt, iv []byte) {
	t.Helper()
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		t.Fatal("no PEM")
	}
	var found [][]byte
	var walk func(s cryptobyte.String)
	walk = func(s cryptobyte.String) {
		for !s.Empty() {
			var inner cryptobyte.String
			var tag der.Tag
			if !s.ReadAnyASN1(&inner, &tag) {
				t.Fatal("not DER")
			}
			switch tag {
			case der.SEQUENCE:
				walk(inner)
			case der.OCTET_STRING:
				found = append(found, inner)
			}
		}
	}
	walk(block.Bytes)
	if len(found) != 3 {
		t.Fatalf("%d octet strings, want 3", len(found))
	}
	return found[0], found[1]
}

// TestForms checks that exactly the forms a key has are offered, and that the
// others are refused.
func TestForms(t *testing.T) {
	rsaForms := "jwk jwks spki spki_base64 spki_base64_lines pkcs1_public ssh jwk_private jwks_private pkcs8 pkcs8_base64 traditional pkcs8_encrypted jwk_encrypted openssh_private"
	ecForms := "jwk jwks spki spki_base64 spki_base64_lines ssh jwk_private jwks_private pkcs8 pkcs8_base64 traditional pkcs8_encrypted jwk_encrypted openssh_private"
	for folder, want := range map[string]string{
		"rsa2048":    rsaForms,
		"rsa3primes": strings.TrimSuffix(rsaForms, " openssh_private"),
		"p521":       ecForms,
		"cert":       "jwk jwks spki spki_base64 spki_base64_lines ssh certificate jwk_private jwks_private pkcs8 pkcs8_base64 traditional pkcs8_encrypted jwk_encrypted openssh_private",
		"secp256k1":  "jwk jwks spki spki_base64 spki_base64_lines jwk_private jwks_private pkcs8 pkcs8_base64 traditional pkcs8_encrypted jwk_encrypted",
		"ed25519":    "jwk jwks spki spki_base64 spki_base64_lines ssh jwk_private jwks_private pkcs8 pkcs8_base64 pkcs8_encrypted jwk_encrypted openssh_private",
		"x25519":     "jwk jwks spki spki_base64 spki_base64_lines jwk_private jwks_private pkcs8 pkcs8_base64 pkcs8_encrypted jwk_encrypted",
	} {
		k := readGolden(t, "testdata/"+folder)
		checkForms(t, folder, k, want)
		public := *k
		public.Material = k.Material.Public()
		wantPublic, _, _ := strings.Cut(want, " jwk_private")
		checkForms(t, folder+" public", &public, wantPublic)
	}
	checkForms(t, "oct", &key.Key{Material: &key.Oct{K: make([]byte, 32)}}, "jwk_private jwks_private jwk_encrypted")
}

func checkForms(t *testing.T, name string, k *key.Key, want string) {
	t.Helper()
	var got []string
	for _, form := range Forms(k) {
		got = append(got, string(form))
	}
	if list := strings.Join(got, " "); list != want {
		t.Errorf("%s: forms %s, want %s", name, list, want)
	}
	for _, form := range All {
		if !Has(k, form) {
			if text, err := tryWrite(k, form); err == nil || text != "" {
				t.Errorf("%s: %s was written, though the key has no such form", name, form)
			}
		}
	}
}

// TestFormKinds is what each form is: which are secret, and which ask for a
// passphrase.
func TestFormKinds(t *testing.T) {
	for kind, c := range map[string]struct {
		is   func(Form) bool
		want []Form
	}{
		"private": {Form.IsPrivate, []Form{JWKPrivate, JWKSPrivate, PKCS8, PKCS8Base64, Traditional, PKCS8Encrypted, JWKEncrypted, OpenSSHPrivate}},
		"base64":  {Form.IsBase64, []Form{SPKIBase64, SPKIBase64Wrap, PKCS8Base64}},
		"sealed":  {Form.NeedsPassphrase, []Form{PKCS8Encrypted, JWKEncrypted}},
		"JSON":    {Form.IsJWK, []Form{JWK, JWKS, JWKPrivate, JWKSPrivate}},
		"a set":   {Form.IsSet, []Form{JWKS, JWKSPrivate}},
	} {
		for _, form := range All {
			if c.is(form) != slices.Contains(c.want, form) {
				t.Errorf("%s: %s", kind, form)
			}
		}
	}
}

// TestBase64: what openssl makes of the PEM, without line ends or without its
// first and last line.
func TestBase64(t *testing.T) {
	k := readGolden(t, "testdata/rsa2048")
	pem, err := PEM(k, SPKI)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("bash", "-c", "set -o pipefail; openssl pkey -pubin -outform DER | openssl base64 -A")
	cmd.Stdin = strings.NewReader(pem)
	want, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if lines, err := PEM(k, SPKIBase64Wrap); err != nil || "-----BEGIN PUBLIC KEY-----\n"+lines+"-----END PUBLIC KEY-----\n" != pem {
		t.Errorf("in lines: %s, %v", lines, err)
	}
	private, err := PEM(k, PKCS8)
	if err != nil {
		t.Fatal(err)
	}
	cmd = exec.Command("bash", "-c", "set -o pipefail; openssl pkcs8 -topk8 -nocrypt -outform DER | openssl base64 -A")
	cmd.Stdin = strings.NewReader(private)
	wantPrivate, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := PEM(k, PKCS8Base64); err != nil || got != string(wantPrivate) {
		t.Errorf("%s, %v, want %s", got, err, wantPrivate)
	}
	if got, err := PEM(k, SPKIBase64); err != nil || got != string(want) {
		t.Errorf("%s, %v, want %s", got, err, want)
	}
}

func tryWrite(k *key.Key, form Form) (string, error) {
	e := &Entry{Key: k}
	switch form {
	case JWK, JWKPrivate:
		return e.JWK(form.IsPrivate(), Compact)
	case JWKS, JWKSPrivate:
		return Set([]*Entry{e}, form.IsPrivate(), Compact)
	case SSH:
		return SSHLine(k)
	case OpenSSHPrivate:
		return OpenSSH(k)
	case PKCS8Encrypted:
		return NewSealer("x", nil).PEM(k)
	case JWKEncrypted:
		text, err := e.JWK(true, Compact)
		if err != nil {
			return "", err
		}
		return NewJWESealer("x", nil).Seal(text, false, Compact)
	}
	return PEM(k, form)
}
