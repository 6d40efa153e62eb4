package sealed

import (
	"encoding/pem"
	"strings"
	"testing"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/unlock"
	"jwkmint/wasm/testkit"
)

// onlyPEM takes the files of one block, which is encrypted.
func onlyPEM(_ string, data []byte, v testkit.Vector) bool {
	block, rest := pem.Decode(data)
	return block != nil && len(strings.TrimSpace(string(rest))) == 0 && strings.HasPrefix(string(data), "-----BEGIN") &&
		(block.Type == "ENCRYPTED PRIVATE KEY" || block.Headers["DEK-Info"] != "")
}

// TestPEMVectors opens the encrypted blocks of openssl and the others, or refuses
// them by the name that is expected.
func TestPEMVectors(t *testing.T) {
	testkit.EachVector(t, []string{"pbes", "dek", "ciphers", "unlock"}, onlyPEM, func(t *testing.T, data []byte, v testkit.Vector) {
		block, _ := pem.Decode(data)
		var plain []byte
		var scheme string
		var err error
		if dek := block.Headers["DEK-Info"]; dek != "" {
			plain, scheme, err = DecryptPEM(block.Headers["Proc-Type"], dek, block.Bytes, v.Pass(), new(unlock.Effort))
		} else {
			plain, scheme, err = DecryptPKCS8(block.Bytes, v.Pass(), new(unlock.Effort))
		}
		if err != nil {
			v.CheckOne(t, nil, err)
			return
		}
		_, found, err := der.Parse(plain, "")
		v.CheckOne(t, found.Key, err)
		if len(v.Keys) == 1 && v.Keys[0].Source != "" && !strings.HasSuffix(v.Keys[0].Source, scheme) {
			t.Errorf("the scheme %q, want that of %q", scheme, v.Keys[0].Source)
		}
	})
}

// TestPKCS12Vectors reads the stores of openssl, keytool, certtool, NSS and what
// none of them writes.
func TestPKCS12Vectors(t *testing.T) {
	only := func(name string, _ []byte, v testkit.Vector) bool { return strings.HasSuffix(name, ".p12") }
	testkit.EachVector(t, []string{"pkcs12", "unlock", "ciphers"}, only, func(t *testing.T, data []byte, v testkit.Vector) {
		store, err := ParsePKCS12(data, v.Pass(), new(unlock.Effort))
		if v.Error != "" {
			testkit.CheckFault(t, err, v.Error, v.Detail)
			return
		}
		if err != nil {
			t.Fatalf("got %v, want %d keys", err, len(v.Keys))
		}
		var keys []*key.Key
		certificates := 0
		for _, p := range store.Parts {
			if p.Cert == nil {
				keys = append(keys, p.Key)
				if certificates > 0 {
					t.Error("a key behind a certificate")
				}
				continue
			}
			certificates++
		}
		for i, want := range v.Keys {
			if want.Private == "" {
				continue // a certificate's alone
			}
			if i >= len(keys) {
				t.Fatalf("got %d keys", len(keys))
			}
			want.Check(t, keys[i])
			if !strings.Contains(keys[i].Source, want.Source) {
				t.Errorf("source %q, want %q in it", keys[i].Source, want.Source)
			}
		}
		v.CheckSkipped(t, store.Skipped)
	})
}
