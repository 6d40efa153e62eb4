package sealed

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/unlock"
	"jwkmint/wasm/testkit"
)

// readJWE reads either serialization.
func readJWE(t *testing.T, text []byte) (*jose.JWE, error) {
	t.Helper()
	text = bytes.TrimSpace(text)
	if text[0] != '{' {
		return jose.ReadJWE(text)
	}
	object := map[string]json.RawMessage{}
	if err := json.Unmarshal(text, &object); err != nil {
		t.Fatal(err)
	}
	var members []key.RawMember
	for _, name := range slices.Sorted(maps.Keys(object)) {
		members = append(members, key.RawMember{Name: name, Raw: object[name]})
	}
	return jose.ReadJWEObject(members)
}

// TestJWEVectors opens what step, jose and jwcrypto encrypted, by passphrase and by
// key, and refuses the rest by the name that is expected.
func TestJWEVectors(t *testing.T) {
	elsewhere := regexp.MustCompile("step-ca|in-lines|in-base64|in-text|beside|jwt|no-key|pem-inside|four-parts")
	only := func(name string, _ []byte, _ testkit.Vector) bool { return !elsewhere.MatchString(name) }
	testkit.EachVector(t, []string{"jwe"}, only, func(t *testing.T, data []byte, v testkit.Vector) {
		j, err := readJWE(t, data)
		var plain []byte
		var scheme string
		if err == nil {
			plain, scheme, err = DecryptJWE(j, v.Pass(), new(unlock.Effort))
		}
		if v.Error != "" {
			testkit.CheckFault(t, err, v.Error, v.Detail)
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		keys, _, err := jose.Parse(plain)
		if err != nil || len(keys) != len(v.Keys) {
			t.Fatalf("%d keys, %v, want %d", len(keys), err, len(v.Keys))
		}
		for i, want := range v.Keys {
			want.Check(t, keys[i])
			if strings.Contains(want.Source, " and ") && !strings.HasSuffix(want.Source, scheme) {
				t.Errorf("scheme %q, want that of %q", scheme, want.Source)
			}
		}
	})
}

// TestJWEHints: what cannot be opened names who can open it, or what to type and how
// long that is.
func TestJWEHints(t *testing.T) {
	hint := func(r jose.Recipient, pass []byte) (detail, hint string) {
		_, _, err := DecryptJWE(&jose.JWE{Recipients: []jose.Recipient{r}}, pass, new(unlock.Effort))
		var f *fault.Error
		if !errors.As(err, &f) {
			t.Fatalf("%+v: %v", r, err)
		}
		return f.Detail, f.Hint
	}
	for alg, want := range map[string]string{
		"RSA-OAEP": "holder of an RSA key", "RSA1_5": "holder of an RSA key", "ECDH-ES": "key for ECDH", "ECDH-ES+A128KW": "key for ECDH",
		"HS256": "unknown algorithm", "": "unknown algorithm",
	} {
		if detail, hint := hint(jose.Recipient{Alg: alg, Enc: "A128GCM"}, nil); !strings.Contains(detail, want) || hint != jweOpenHint {
			t.Errorf("%s: %s, %s", alg, detail, hint)
		}
	}
	for _, c := range []struct{ alg, enc, size string }{
		{"A128KW", "A256GCM", "16"}, {"A192GCMKW", "A128GCM", "24"}, {"A256KW", "A128GCM", "32"}, {"dir", "A256CBC-HS512", "64"}, {"dir", "A128GCM", "16"},
	} {
		for _, pass := range [][]byte{nil, []byte("no key")} {
			if _, hint := hint(jose.Recipient{Alg: c.alg, Enc: c.enc}, pass); !strings.Contains(hint, "of "+c.size+" bytes") {
				t.Errorf("%s, %s: %s", c.alg, c.enc, hint)
			}
		}
	}
	// Only one that says so holds a JWK for sure.
	for kind, also := range map[string]bool{"jwk+json": false, "application/jwk-set+json": false, "": true, "text/plain": true} {
		if detail, _ := hint(jose.Recipient{Alg: "dir", Enc: "A128GCM", ContentType: kind}, nil); strings.Contains(detail, "something else") != also {
			t.Errorf("%s: %s", kind, detail)
		}
	}
	costly := jose.Recipient{Alg: "PBES2-HS256+A128KW", Enc: "A128GCM", Salt: []byte("salt"), Iterations: 10_000_001}
	if detail, hint := hint(costly, nil); hint != jweCostlyHint {
		t.Errorf("costly: %s, %s", detail, hint)
	}
	costly.Iterations--
	if _, hint := hint(costly, nil); hint == jweCostlyHint {
		t.Error("what costs no more than it may is too costly")
	}
}

// TestTypedKeys: a key may be typed as text, in hexadecimal, in base64 of either
// alphabet, padded or not, or as a JWK; and it must have the size.
func TestTypedKeys(t *testing.T) {
	const size = 16
	secret := testkit.Hex(t, "fbefbe00112233445566778899aabbff")
	for typed, want := range map[string]int{
		string(secret):                               1,
		"fbefbe00112233445566778899aabbff":           1,
		"FBEFBE00112233445566778899AABBFF\n":         1,
		"fbefbe00112233445566778899aabb":             0,
		"----ABEiM0RVZneImaq7_w":                     1,
		"++++ABEiM0RVZneImaq7/w==":                   1,
		" ++++ABEiM0RVZneImaq7/w ":                   1,
		"++++ABEiM0RVZneImaq7/x==":                   0, // stray bits
		"++++ABEiM0RVZneImaq7":                       0,
		`{"kty":"oct","k":"----ABEiM0RVZneImaq7_w"}`: 1,
		`{"kty":"oct","k":"----ABEiM0RVZneImaq7"}`:   0,
		`{"keys":[{"kty":"oct","k":"AA"},{"kty":"oct","k":"----ABEiM0RVZneImaq7_w"}]}`: 0, // which?
		"":  0,
		" ": 0,
	} {
		list := typedKeys([]byte(typed), size)
		if len(list) != want || want > 0 && !bytes.Equal(list[0], secret) {
			t.Errorf("%q: %x", typed, list)
		}
	}
	// One text may be several, and the key shows when it opens something.
	if list := typedKeys([]byte("00112233445566778899aabbccddeeff"), 32); len(list) != 1 {
		t.Errorf("text of 32: %x", list)
	}
	if list := typedKeys([]byte("00112233445566778899aabbccddeeff"), 24); len(list) != 1 {
		t.Errorf("base64 of 24: %x", list)
	}
}
