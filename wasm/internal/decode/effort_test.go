package decode

import (
	"encoding/pem"
	"os"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// An input that has had its share of derivations gets no more.
func TestEffortIsShared(t *testing.T) {
	pass := []byte("correct horse")
	read := func(name string) []byte {
		data, err := os.ReadFile(vectorsDir + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if block, _ := pem.Decode(data); block != nil {
			return block.Bytes
		}
		return data
	}
	for name, open := range map[string]func(data []byte, spent *effort) error{
		"pbes/default.pem":          func(d []byte, e *effort) error { _, _, err := decryptPKCS8(d, pass, e); return err },
		"pbes/scrypt.pem":           func(d []byte, e *effort) error { _, _, err := decryptPKCS8(d, pass, e); return err },
		"pbes/pbe-MD5-DES.pem":      func(d []byte, e *effort) error { _, _, err := decryptPKCS8(d, pass, e); return err },
		"openssh/ed-aes256-ctr.key": func(d []byte, e *effort) error { _, err := parseOpenSSHPrivate(d, pass, e); return err },
		"ppk/v3-default.ppk":        func(d []byte, e *effort) error { _, err := parsePPK(d, pass, e); return err },
		"pkcs12/default.p12":        func(d []byte, e *effort) error { _, err := parsePKCS12(d, pass, e); return err },
		"pkcs12/no-mac.p12":         func(d []byte, e *effort) error { _, err := parsePKCS12(d, pass, e); return err },
	} {
		data := read(name)
		var spent effort
		if err := open(data, &spent); err != nil || spent.spend(maxCost) == nil {
			t.Errorf("%s: %v, or it cost nothing", name, err)
		}
		var all effort
		if err := all.spend(maxCost); err != nil {
			t.Fatal(err)
		}
		if err := open(data, &all); fault.CodeOf(err) != fault.KDFTooCostly {
			t.Errorf("%s: with nothing left to spend: %v", name, err)
		}
	}
}
