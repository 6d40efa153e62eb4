package jose

import (
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
)

func oct(bits int) *key.Oct { return &key.Oct{K: make([]byte, bits/8)} }

func TestAlgorithms(t *testing.T) {
	const agree = "ECDH-ES ECDH-ES+A128KW ECDH-ES+A192KW ECDH-ES+A256KW"
	for _, c := range []struct {
		m        key.Material
		sig, enc string
	}{
		{&key.RSA{}, "RS256 RS384 RS512 PS256 PS384 PS512", "RSA-OAEP-256 RSA-OAEP RSA-OAEP-384 RSA-OAEP-512"},
		{&key.EC{Curve: key.P256}, "ES256", agree},
		{&key.EC{Curve: key.P384}, "ES384", agree},
		{&key.EC{Curve: key.P521}, "ES512", agree},
		{&key.EC{Curve: key.Secp256k1}, "ES256K", ""},
		{&key.OKP{Curve: key.Ed25519}, "EdDSA Ed25519", ""},
		{&key.OKP{Curve: key.Ed448}, "EdDSA Ed448", ""},
		{&key.OKP{Curve: key.X25519}, "", agree},
		{&key.OKP{Curve: key.X448}, "", agree},
		{oct(64), "", ""},
		{oct(128), "", "A128KW A128GCMKW dir A128GCM"},
		{oct(192), "", "A192KW A192GCMKW dir A192GCM"},
		{oct(248), "", ""},
		{oct(256), "HS256", "A256KW A256GCMKW dir A256GCM A128CBC-HS256"},
		{oct(384), "HS384 HS256", "dir A192CBC-HS384"},
		{oct(512), "HS512 HS384 HS256", "dir A256CBC-HS512"},
		{oct(520), "HS512 HS384 HS256", ""},
	} {
		name := c.sig + "|" + c.enc
		for use, want := range map[string]string{"sig": c.sig, "enc": c.enc, "none": "", "": ""} {
			if got := strings.Join(Algorithms(c.m, use, nil), " "); got != want {
				t.Errorf("%s, %s: %s, want %s", name, use, got, want)
			}
		}
		var uses []string
		if c.sig != "" {
			uses = append(uses, "sig")
		}
		if c.enc != "" {
			uses = append(uses, "enc")
		}
		if got := Uses(c.m, nil); !slices.Equal(got, uses) {
			t.Errorf("%s: uses %v, want %v", name, got, uses)
		}
	}
}

// TestOnly: what a key's own AlgorithmIdentifier allows (RSASSA-PSS, RSAES-OAEP).
func TestOnly(t *testing.T) {
	for _, c := range []struct {
		only           []string
		uses, sig, enc string
	}{
		{[]string{"PS512", "PS256"}, "sig", "PS256 PS512", ""},
		{[]string{"RSA-OAEP"}, "enc", "", "RSA-OAEP"},
		{[]string{"ES256"}, "", "", ""},
		{[]string{}, "", "", ""},
	} {
		m := &key.RSA{}
		if got := strings.Join(Uses(m, c.only), " "); got != c.uses {
			t.Errorf("%v: uses %s", c.only, got)
		}
		if got := strings.Join(Algorithms(m, "sig", c.only), " "); got != c.sig {
			t.Errorf("%v: sig %s", c.only, got)
		}
		if got := strings.Join(Algorithms(m, "enc", c.only), " "); got != c.enc {
			t.Errorf("%v: enc %s", c.only, got)
		}
	}
}

func TestKeyOps(t *testing.T) {
	for _, c := range []struct{ use, alg, public, private string }{
		{"sig", "RS256", "verify", "sign"},
		{"sig", "PS384", "verify", "sign"},
		{"sig", "ES256K", "verify", "sign"},
		{"sig", "EdDSA", "verify", "sign"},
		{"sig", "Ed25519", "verify", "sign"},
		{"sig", "HS256", "sign verify", "sign verify"},
		{"enc", "RSA-OAEP-256", "encrypt wrapKey", "decrypt unwrapKey"},
		{"enc", "ECDH-ES", "", "deriveKey deriveBits"},
		{"enc", "ECDH-ES+A256KW", "", "deriveKey deriveBits"},
		{"enc", "A128KW", "wrapKey unwrapKey", "wrapKey unwrapKey"},
		{"enc", "A256GCMKW", "wrapKey unwrapKey", "wrapKey unwrapKey"},
		{"enc", "A256GCM", "encrypt decrypt", "encrypt decrypt"},
		{"enc", "A128CBC-HS256", "encrypt decrypt", "encrypt decrypt"},
		{"enc", "dir", "encrypt decrypt", "encrypt decrypt"},
		{"sig", "", "verify", "sign"},
		{"enc", "", "", ""},
	} {
		for private, want := range map[bool]string{false: c.public, true: c.private} {
			if got := strings.Join(KeyOps(c.use, c.alg, private), " "); got != want {
				t.Errorf("KeyOps(%s, %s, %v) = %s, want %s", c.use, c.alg, private, got, want)
			}
		}
	}
}

// TestEveryAlgorithmHasOps: no algorithm on offer leaves its private half
// without an operation.
func TestEveryAlgorithmHasOps(t *testing.T) {
	for _, n := range nodeKeys(t) {
		m := parseOne(t, jsonText(t, n.Private)).Material
		for _, use := range Uses(m, nil) {
			for _, alg := range Algorithms(m, use, nil) {
				if len(KeyOps(use, alg, true)) == 0 {
					t.Errorf("%s has no operation", alg)
				}
			}
		}
	}
}
