package sealed

import (
	"encoding/pem"
	"testing"

	"jwkmint/wasm/internal/unlock"
	"jwkmint/wasm/testkit"
)

func FuzzPBES(f *testing.F) {
	testkit.CheapLimits(f)
	testkit.Seeds(f, func(data []byte) {
		if block, _ := pem.Decode(data); block != nil {
			f.Add(block.Bytes, block.Headers["Proc-Type"], block.Headers["DEK-Info"])
		}
	}, "pbes", "dek", "unlock")
	f.Fuzz(func(t *testing.T, data []byte, procType, dekInfo string) {
		for _, pass := range testkit.FuzzPassphrases {
			testkit.CheckFuzz(t, data, func() error {
				plain, scheme, err := DecryptPKCS8(data, pass, new(unlock.Effort))
				if err == nil && (!looksLikePKCS8(plain) || scheme == "") {
					t.Error("opened, but no key or no name")
				}
				return err
			})
			testkit.CheckFuzz(t, append(data[:len(data):len(data)], dekInfo...), func() error {
				plain, scheme, err := DecryptPEM(procType, dekInfo, data, pass, new(unlock.Effort))
				if err == nil && (!looksLikePrivateKey(plain) || scheme == "") {
					t.Error("opened, but no key or no name")
				}
				return err
			})
		}
	})
}

func FuzzPKCS12(f *testing.F) {
	testkit.CheapLimits(f)
	testkit.Seeds(f, func(data []byte) { f.Add(data) }, "pkcs12", "unlock")
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, pass := range testkit.FuzzPassphrases {
			testkit.CheckFuzz(t, data, func() error {
				result, err := ParsePKCS12(data, pass, new(unlock.Effort))
				if err == nil && len(result.Parts) == 0 {
					t.Error("neither keys nor an error")
				}
				return err
			})
		}
	})
}
