package decode

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// A key ID of Tink is as long as one of a JWK may be, and is text.
func TestTinkKeyID(t *testing.T) {
	var set map[string]any
	if err := json.Unmarshal(readVector(t, "tink/custom-kid.json"), &set); err != nil {
		t.Fatal(err)
	}
	data := set["key"].([]any)[0].(map[string]any)["keyData"].(map[string]any)
	plain, err := base64.StdEncoding.DecodeString(data["value"].(string))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		kid  string
		code fault.Code
	}{
		"long":     {strings.Repeat("k", 1024), ""},
		"too long": {strings.Repeat("k", 1025), fault.TooLarge},
		"no text":  {"\xff", fault.TooLarge},
	} {
		length := func(n int) []byte { return []byte{byte(n) | 0x80, byte(n >> 7)} }
		inner := append(append([]byte{0x0a}, length(len(c.kid))...), c.kid...)
		data["value"] = base64.StdEncoding.EncodeToString(bytes.Join([][]byte{plain, {0x2a}, length(len(inner)), inner}, nil))
		text, err := json.Marshal(set)
		if err != nil {
			t.Fatal(err)
		}
		result, err := Decode(Input{Data: text})
		switch {
		case c.code != "":
			if fault.CodeOf(err) != c.code || err == nil {
				t.Errorf("%s: %v, want %s", name, err, c.code)
			}
		case err != nil || result.Keys[0].Given.KID != c.kid:
			t.Errorf("%s: %v", name, err)
		}
	}
}
