package jose

import (
	"encoding/json"
	"encoding/pem"
	"regexp"
	"testing"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// inside reads the one key, not encrypted, that a member holds.
func inside(data []byte) (*key.Key, error) {
	if block, _ := pem.Decode(data); block != nil {
		data = block.Bytes
	}
	_, found, err := der.Parse(data, "")
	if err == nil && found.Key == nil {
		err = fault.New(fault.Malformed, "no key")
	}
	return found.Key, err
}

// elsewhere are the files of which package decode reads a part: JWKs deeper down,
// keys beside them, what is encrypted, and certificates that fit no key.
var elsewhere = regexp.MustCompile("in-string|hsm|^deep|of-another-key|x5c-.*spki|inside|float64|encrypted|-beside|in-config|two-keys")

// TestVectors reads the JWKs that libraries write and the ways in which they are
// commonly broken.
func TestVectors(t *testing.T) {
	only := func(name string, data []byte, _ testkit.Vector) bool {
		return json.Valid(data) && !elsewhere.MatchString(name)
	}
	testkit.EachVector(t, []string{"jwk", "jwkmended"}, only, func(t *testing.T, data []byte, v testkit.Vector) {
		doc, err := Reader{Inside: inside}.Read(data)
		if v.Error != "" {
			testkit.CheckFault(t, err, v.Error, v.Detail)
			return
		}
		if err != nil || len(doc.Keys) != len(v.Keys) || len(doc.Skipped) != len(v.Skipped) {
			t.Fatalf("%d keys, skipped %v, %v, want %d, %v", len(doc.Keys), doc.Skipped, err, len(v.Keys), v.Skipped)
		}
		for i, want := range v.Keys {
			want.Check(t, doc.Keys[i])
		}
		for i, s := range doc.Skipped {
			testkit.CheckFault(t, s.Err, v.Skipped[i], "")
		}
	})
}
