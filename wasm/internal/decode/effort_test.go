package decode

import (
	"encoding/pem"
	"os"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/sealed"
	"jwkmint/wasm/internal/ssh"
	"jwkmint/wasm/internal/unlock"
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
	for name, open := range map[string]func(data []byte, spent *unlock.Effort) error{
		"pbes/default.pem":          func(d []byte, e *unlock.Effort) error { _, _, err := sealed.DecryptPKCS8(d, pass, e); return err },
		"pbes/scrypt.pem":           func(d []byte, e *unlock.Effort) error { _, _, err := sealed.DecryptPKCS8(d, pass, e); return err },
		"pbes/pbe-MD5-DES.pem":      func(d []byte, e *unlock.Effort) error { _, _, err := sealed.DecryptPKCS8(d, pass, e); return err },
		"openssh/ed-aes256-ctr.key": func(d []byte, e *unlock.Effort) error { _, err := ssh.ParseOpenSSH(d, pass, e); return err },
		"ppk/v3-default.ppk":        func(d []byte, e *unlock.Effort) error { _, err := ssh.ParsePPK(d, pass, e); return err },
		"pkcs12/default.p12":        func(d []byte, e *unlock.Effort) error { _, err := sealed.ParsePKCS12(d, pass, e); return err },
		"pkcs12/no-mac.p12":         func(d []byte, e *unlock.Effort) error { _, err := sealed.ParsePKCS12(d, pass, e); return err },
	} {
		data := read(name)
		var spent unlock.Effort
		if err := open(data, &spent); err != nil || spent.Spend(unlock.MaxCost) == nil {
			t.Errorf("%s: %v, or it cost nothing", name, err)
		}
		var all unlock.Effort
		if err := all.Spend(unlock.MaxCost); err != nil {
			t.Fatal(err)
		}
		if err := open(data, &all); fault.CodeOf(err) != fault.KDFTooCostly {
			t.Errorf("%s: with nothing left to spend: %v", name, err)
		}
	}
}
