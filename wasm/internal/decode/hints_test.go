package decode

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// A refusal names the command that helps with this very kind of file.
func TestHintsNameTheCommand(t *testing.T) {
	for name, want := range map[string]string{
		"pbes/camellia.pem":               "openssl pkey -in FILE",
		"pbes/costly-pbkdf2.pem":          "openssl pkcs8 -topk8",
		"openssh/blowfish.key":            "older than 7.6",
		"openssh/unknown-cipher.key":      "with aes256-ctr",
		"pbes/ccm.pem":                    "Let the program that encrypted it",
		"pbes/costly-scrypt-n.pem":        "Let the program that encrypted it",
		"pbes/cast5.pem":                  "openssl pkey -provider legacy -provider default -in FILE",
		"dek/idea-cbc.pem":                "Let the program that encrypted it",
		"pkcs12/enveloped.p12":            "",
		"ppk/cipher.ppk":                  "with AES-256-CBC",
		"openssh/costly-rounds.key":       "ssh-keygen -p",
		"ppk/argon2d.ppk":                 "puttygen FILE --reencrypt",
		"ppk/costly-memory.ppk":           "puttygen FILE --reencrypt",
		"ppk/version-1.ppk":               "puttygen FILE --reencrypt -O private",
		"pkcs12/camellia.p12":             "openssl pkcs12 -in FILE",
		"pkcs12/mac-costly.p12":           "openssl pkcs12 -in FILE",
		"jks/key.jks":                     "keytool -importkeystore -srckeystore FILE -destkeystore out.p12 -deststoretype PKCS12",
		"jks/key.jceks":                   "-srcstoretype JCEKS",
		"refused/pgp-public.pem":          "gpg --export-ssh-key 'KEYID!'",
		"refused/pgp-private.pem":         "public half can be exported for SSH, which can be read here: gpg --export-ssh-key 'KEYID!'",
		"refused/pgp-rsa4096.gpg":         "gpg --export-ssh-key 'KEYID!'",
		"refused/pgp-rsa4096-private.gpg": "public half can be exported",
		"jks/version-2.bks":               "-srcstoretype BKS -provider",
	} {
		data, err := os.ReadFile(filepath.Join(vectorsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		_, err = Decode(Input{Data: data, Name: filepath.Base(name)})
		if _, hint := fault.Text(err); !strings.Contains(hint, want) {
			t.Errorf("%s: the hint is %q, want %q in it", name, hint, want)
		}
	}
}

// What a hint tells people to run works on the very file, where openssl is.
func TestHintsWork(t *testing.T) {
	openssl, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("openssl is not installed: its reading of our vectors is not tested here")
	}
	for _, name := range []string{
		"der/pkcs8-trailing.der", "der/spki-trailing.der", "der/pkcs1-public-trailing.der", "der/certificate-trailing.der",
		"der/sec1-trailing.der", "der/encrypted-trailing.der", "cert/trailing.pem",
		"refused/windows.pvk", "refused/windows-encrypted.pvk", "refused/windows-private.blob", "refused/windows-public.blob",
	} {
		data, err := os.ReadFile(filepath.Join(vectorsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		_, err = Decode(Input{Data: data, Name: filepath.Base(name)})
		_, hint := fault.Text(err)
		_, command, ok := strings.Cut(hint, ": openssl ")
		if !ok {
			t.Errorf("%s: the hint %q names no command of openssl", name, hint)
			continue
		}
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "FILE"), data, 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(openssl, append(strings.Fields(command), "-passin", "pass:secret")...)
		cmd.Dir = dir
		if text, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %s: %v\n%s", name, hint, err, text)
			continue
		}
		files, err := filepath.Glob(filepath.Join(dir, "*.pem"))
		if err != nil || len(files) != 1 {
			t.Fatalf("%s: %s wrote %v", name, hint, files)
		}
		clean, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Decode(Input{Data: clean}); err != nil {
			t.Errorf("%s: what the hint gives is refused: %v", name, err)
		}
	}
}
