package decode

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/raw"
)

// TestPrivateMembers: a private number beside a public JWK is noticed, however it is
// written.
func TestPrivateMembers(t *testing.T) {
	number := strings.Repeat("aB3-_", 8)
	for text, want := range map[string]bool{
		`"d":"` + number + `"`: true, `"d" : "` + number: true, `d=` + number: true, `d => '` + number: true, `\"d\":\"` + number: true,
		`\u0022d\u0022:\u0022` + number: true, "d:\n" + number: true, `"priv":"` + number + `"`: true, `, d: ` + number: true,
		`"d":"` + number[1:] + `"`: false, `"id":"` + number + `"`: false, `"kid":"` + number: false, `"D":"` + number: false, `"d"` + number: false,
		`"d":"` + number[:20] + "." + number[20:]: false, `"äd":"` + number: false, "": false, ":": false, "d=": false, "=": false,
		`"x":"` + number + `","d":"` + number: true,
	} {
		if got := hasPrivateMember([]byte(text)); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestPrivateOutside: a JWK that a bracket ended early is not given without a word.
func TestPrivateOutside(t *testing.T) {
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(vectorsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	jwk, pem := strings.NewReplacer("\n", "", " ", "").Replace(read("jwk/p256-private.json")), read("pem/ed25519-spki.pem")
	i := strings.Index(jwk, `,"d"`)
	for text, want := range map[string]bool{
		jwk: false, jwk[:i] + "}" + jwk[i:]: true, jwk[:i] + "}": false,
		jwk[:i] + "}" + jwk[i:] + "\n-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n": true,
		pem + jwk[i+1:]: false,
	} {
		r, err := Decode(Input{Data: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.ContainsFunc(r.Keys[0].Notes, func(w key.Warning) bool { return w.Code == raw.PrivateUnread.Code }); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
	r := &reader{parts: []der.Part{{}}} // a certificate whose key cannot be read
	r.notePrivate([]byte(jwk))
}

// TestParagraphsThatAreNoKey: what words stand around is named as it is alone, if that is
// sure.
func TestParagraphsThatAreNoKey(t *testing.T) {
	for text, want := range map[string]fault.Code{
		"I have this:\n\nAuthorization: Bearer abc\n":       fault.NotAKey,
		"I have this:\n\nSHA256:" + strings.Repeat("a", 43): fault.NotAKey,
		"I have a question:\n\ncat food, is that cheap?\n":  fault.NoKey,
	} {
		if _, err := Decode(Input{Data: []byte(text)}); fault.CodeOf(err) != want {
			t.Errorf("%q: %v", text, err)
		}
	}
}
