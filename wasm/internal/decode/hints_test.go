package decode

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// A refusal names the command that helps with this very kind of file.
func TestHintsNameTheCommand(t *testing.T) {
	for name, want := range map[string]string{
		"pbes/camellia.pem":         "openssl pkey -in FILE",
		"pbes/costly-pbkdf2.pem":    "openssl pkcs8 -topk8",
		"openssh/blowfish.key":      "ssh-keygen -p",
		"openssh/costly-rounds.key": "ssh-keygen -p",
		"ppk/argon2d.ppk":           "puttygen FILE --reencrypt",
		"ppk/costly-memory.ppk":     "puttygen FILE --reencrypt",
		"ppk/version-1.ppk":         "puttygen FILE -O private",
		"pkcs12/camellia.p12":       "openssl pkcs12 -in FILE",
		"pkcs12/mac-costly.p12":     "openssl pkcs12 -in FILE",
		"jks/key.jks":               "keytool -importkeystore -srckeystore FILE -destkeystore out.p12 -deststoretype PKCS12",
		"jks/key.jceks":             "-srcstoretype JCEKS",
		"jks/version-2.bks":         "-srcstoretype BKS -provider",
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
