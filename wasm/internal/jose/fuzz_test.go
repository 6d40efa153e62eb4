package jose

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// FuzzJWK: no panic, every error a fault that quotes nothing, and every key
// that is read writes a JWK that is read as the same key, to the last byte.
func FuzzJWK(f *testing.F) {
	for _, n := range nodeKeys(f) {
		f.Add(jsonText(f, n.Private))
	}
	f.Add([]byte(`{"keys":[{"kty":"oct","k":"AAEC"},{"kty":"AKP"}]}`))
	f.Add(jsonText(f, readMLDSA(f).Signatures[0].JWK))
	f.Add([]byte(`{"kty":"akp","alg":"ml-dsa-44","pub":"","priv":[1,2]}`))
	f.Add([]byte(`{"kty":"EC","crv":"P-256K","x":"","y":"","oth":[{"r":"AQ"}],"x5c":["MAA="]}`))
	f.Add([]byte(`{"jwk":{"kty":"RSA","n":"AQAB","e":"Aw==","d":"AQ"}}`))
	f.Add([]byte(`{"n":"0x00b9:a0","e":65537,"kid":"\u202e"}`))
	f.Add([]byte(`{"crv":"secp256r1","x":[1,-2],"y":{"type":"Buffer","data":[255]},"d":{"0":1},"keys":[{"Kty":"ec"}]}`))
	f.Add([]byte(`{"kty":"RSA","n":"MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA","e":"10001","x5c":"-----BEGIN A-----MAA=-----END A-----"}`))
	f.Add([]byte(`{"kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo,","alg":"EdDSA"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		keys, skipped, err := Parse(data)
		check := func(err error) {
			var fe *fault.Error
			if !errors.As(err, &fe) || fe.Code == fault.Internal {
				t.Fatalf("not a fault of ours: %v", err)
			}
			if detail := fe.Detail; len(detail) > 80 {
				t.Fatalf("a detail of %d bytes: %q", len(detail), detail)
			}
			if fe.Detail != "" && !ourWords(fe.Detail) {
				t.Fatalf("a detail that is not ours: %q", fe.Detail)
			}
		}
		if err != nil {
			check(err)
		}
		for _, s := range skipped {
			check(s.Err)
		}
		for _, k := range keys {
			if err := k.Material.Check(); err != nil {
				t.Fatalf("a key was read that does not pass: %v", err)
			}
			text := write(Members(k.Material, true))
			again, skipped, err := Parse([]byte(text))
			if err != nil || len(again) != 1 || len(skipped) != 0 {
				t.Fatalf("not read again: %v", err)
			}
			if slices.ContainsFunc(again[0].Notes, ofReading) || write(Members(again[0].Material, true)) != text {
				t.Fatalf("read again as another key, or with notes: %v", again[0].Notes)
			}
			if Thumbprint(again[0].Material) != Thumbprint(k.Material) || key.Title(k.Material) == "" {
				t.Fatal("another thumbprint")
			}
		}
	})
}

// ofReading reports whether a note is about how a JWK is written, and not about
// the key, as these are.
func ofReading(n key.Warning) bool {
	return n.Code != key.OddModulus.Code && n.Code != secretInHex.Code
}

// ourWords reports whether a detail is made of nothing but words of ours:
// quoting input would show sooner or later as a byte that they lack.
func ourWords(detail string) bool {
	return strings.Trim(detail, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -,·'()") == ""
}

// write writes members as JSON, which none of ours needs escapes for.
func write(members []Member) string {
	var b strings.Builder
	separator := "{"
	for _, m := range members {
		b.WriteString(separator + `"` + m.Name + `":`)
		separator = ","
		switch v := m.Value.(type) {
		case string:
			b.WriteString(`"` + v + `"`)
		case [][]Member:
			open := "["
			for _, o := range v {
				b.WriteString(open + write(o))
				open = ","
			}
			b.WriteString("]")
		}
	}
	return b.String() + "}"
}
