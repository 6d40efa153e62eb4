package ssh

import (
	"encoding/pem"
	"testing"

	"jwkmint/wasm/internal/unlock"
	"jwkmint/wasm/testkit"
)

func FuzzOpenSSH(f *testing.F) {
	testkit.CheapLimits(f)
	testkit.Seeds(f, func(data []byte) {
		if block, _ := pem.Decode(data); block != nil {
			f.Add(block.Bytes)
		}
	}, "openssh", "unlock")
	testkit.Seeds(f, func(data []byte) { f.Add(data) }, "sshpub")
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, pass := range testkit.FuzzPassphrases {
			testkit.CheckFuzz(t, data, func() error {
				keys, _, err := ParseOpenSSH(data, pass, new(unlock.Effort))
				for _, k := range keys {
					if !k.Material.IsPrivate() {
						t.Error("a private key came out public")
					}
				}
				if err == nil && len(keys) == 0 {
					t.Error("neither keys nor an error")
				}
				return err
			})
		}
		testkit.CheckFuzz(t, data, func() error { _, err := ParseWire(data); return err })
		testkit.CheckFuzz(t, data, func() error { _, err := ParseLine(string(data)); return err })
		testkit.CheckFuzz(t, data, func() error { _, err := ParseSSH2(data); return err })
	})
}

func FuzzPPK(f *testing.F) {
	testkit.CheapLimits(f)
	testkit.Seeds(f, func(data []byte) { f.Add(data) }, "ppk", "unlock")
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, pass := range testkit.FuzzPassphrases {
			testkit.CheckFuzz(t, data, func() error {
				k, err := ParsePPK(data, pass, new(unlock.Effort))
				if err == nil && !k.Material.IsPrivate() {
					t.Error("a private key came out public")
				}
				return err
			})
		}
	})
}
