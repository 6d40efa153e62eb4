package jose

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// typed is the key that a passphrase of the vectors is: a JWK, hexadecimal, base64 or
// text.
func typed(t *testing.T, pass string) []byte {
	t.Helper()
	pass = strings.TrimSpace(pass)
	var jwk struct{ K string }
	if json.Unmarshal([]byte(pass), &jwk) == nil && jwk.K != "" {
		pass = jwk.K
	}
	if k, err := hex.DecodeString(pass); err == nil {
		return k
	}
	if k, err := base64.RawURLEncoding.DecodeString(pass); err == nil {
		return k
	}
	return []byte(pass)
}

// TestOpenVectors opens what jose of npm encrypted under a key, in each of its ways,
// and nothing of it that was changed.
func TestOpenVectors(t *testing.T) {
	only := func(name string, _ []byte, v testkit.Vector) bool {
		kind, _, _ := strings.Cut(strings.TrimPrefix(name, "npm-"), "-")
		return strings.HasPrefix(name, "npm-") && len(v.Keys) == 1 && (kind == "dir" || strings.HasSuffix(kind, "kw"))
	}
	testkit.EachVector(t, []string{"jwe"}, only, func(t *testing.T, data []byte, v testkit.Vector) {
		j, err := ReadJWE(bytes.TrimSpace(data))
		if err != nil {
			t.Fatal(err)
		}
		r := &j.Recipients[0]
		kek := typed(t, *v.Passphrase)
		unwrap := func(kek []byte) ([]byte, bool) {
			switch {
			case r.Alg == "dir":
				return kek, true
			case strings.HasSuffix(r.Alg, "GCMKW"):
				return r.UnwrapGCM(kek)
			}
			return UnwrapKey(kek, r.EncryptedKey)
		}
		cek, ok := unwrap(kek)
		plain, opened := j.Open(r, cek)
		if !ok || !opened {
			t.Fatalf("%s and %s: %v, %v", r.Alg, r.Enc, ok, opened)
		}
		keys, _, err := Parse(plain)
		if err != nil {
			t.Fatal(err)
		}
		v.Keys[0].Check(t, keys[0])
		other := bytes.Clone(kek)
		other[0] ^= 1
		if cek, ok := unwrap(other); ok && r.Alg != "dir" {
			t.Errorf("another key unwraps %x", cek)
		} else if _, ok := j.Open(r, cek); ok {
			t.Error("another key opens it")
		}
		for name, part := range map[string]*[]byte{"aad": &j.aad, "iv": &j.iv, "ciphertext": &j.ciphertext, "tag": &j.tag} {
			right := *part
			*part = bytes.Clone(right)
			(*part)[0] ^= 1
			if _, ok := j.Open(r, cek); ok {
				t.Errorf("it opens with another %s", name)
			}
			*part = right[:len(right)-1]
			if _, ok := j.Open(r, cek); ok {
				t.Errorf("it opens with a shorter %s", name)
			}
			*part = right
		}
		if _, ok := j.Open(&Recipient{Enc: r.Enc, packed: "DEF"}, cek); ok {
			t.Error("what is not packed is unpacked")
		}
	})
}

// TestPacked: content is unpacked where the protected header says so (RFC 7516 section
// 4.1.3), and up to its bound.
func TestPacked(t *testing.T) {
	for zip, want := range map[string][2]bool{"": {false, false}, "DEF": {true, true}, "GZIP": {true, false}, "def": {true, false}, "unprotected": {true, false}} {
		if packed, known := (&Recipient{packed: zip}).Packed(); [2]bool{packed, known} != want {
			t.Errorf("%q: %v, %v", zip, packed, known)
		}
	}
	for text, want := range map[string]string{
		`{"protected":"eyJ6aXAiOiJERUYifQ","ciphertext":"AA"}`:         "DEF",
		`{"unprotected":{"zip":"DEF"},"ciphertext":"AA"}`:              "unprotected",
		`{"protected":"e30","header":{"zip":"DEF"},"ciphertext":"AA"}`: "unprotected",
		`{"protected":"e30","header":{},"ciphertext":"AA"}`:            "",
	} {
		o, err := readObject([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		j, err := ReadJWEObject(o.list)
		if err != nil || j.Recipients[0].packed != want {
			t.Errorf("%s: %+v, %v", text, j, err)
		}
	}
	pack := func(size int) []byte {
		var out bytes.Buffer
		w, _ := flate.NewWriter(&out, flate.BestCompression)
		w.Write(bytes.Repeat([]byte("a"), size))
		w.Close()
		return out.Bytes()
	}
	// The packed size changes with the content's: look for both sides of the bound.
	most, first := 0, smallContent+maxInflation*len(pack(smallContent))-20
	for size := first; size < first+100; size++ {
		packed := pack(size)
		plain, ok := inflate(packed)
		if within := size <= smallContent+maxInflation*len(packed); ok != within || ok && len(plain) != size {
			t.Fatalf("%d bytes of %d: %v", size, len(packed), ok)
		} else if ok {
			most = size
		}
	}
	if most == 0 || most == first+99 {
		t.Error("the bound was not reached")
	}
	if _, ok := inflate([]byte("not packed")); ok {
		t.Error("what is not packed is unpacked")
	}
	if _, ok := inflate(pack(1000)[:5]); ok {
		t.Error("what was cut is unpacked")
	}
}

// TestIsJWE: it has a ciphertext, and a header somewhere.
func TestIsJWE(t *testing.T) {
	for text, want := range map[string]bool{
		`{"ciphertext":"AA","protected":"e30"}`: true, `{"ciphertext":"AA","unprotected":{}}`: true, `{"recipients":[],"ciphertext":"AA"}`: true, `{"header":{},"ciphertext":"AA"}`: true,
		`{"ciphertext":"AA"}`: false, `{"protected":"e30"}`: false, `{}`: false, `{"ciphertext":"AA","iv":"AA"}`: false,
	} {
		if got := IsJWE(members(t, text)); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestAdditionalData: "aad" is signed behind the protected header (RFC 7516 section
// 5.1).
func TestAdditionalData(t *testing.T) {
	secret := bytes.Repeat([]byte{7}, 16)
	seal := func(aad string) *JWE {
		iv, ciphertext, tag := SealGCM(secret, []byte("{}"), []byte(aad))
		encode := base64.RawURLEncoding.EncodeToString
		list := []key.RawMember{{Name: "protected", Raw: []byte(`"e30"`)}, {Name: "aad", Raw: []byte(`"AAAA"`)}, {Name: "header", Raw: []byte(`{"enc":"A128GCM"}`)}}
		for name, octets := range map[string][]byte{"iv": iv, "ciphertext": ciphertext, "tag": tag} {
			list = append(list, key.RawMember{Name: name, Raw: []byte(`"` + encode(octets) + `"`)})
		}
		j, err := ReadJWEObject(list)
		if err != nil {
			t.Fatal(err)
		}
		return j
	}
	for aad, want := range map[string]bool{"e30.AAAA": true, "e30": false, "e30AAAA": false} {
		j := seal(aad)
		if _, ok := j.Open(&j.Recipients[0], secret); ok != want {
			t.Errorf("%s: %v", aad, ok)
		}
	}
}
