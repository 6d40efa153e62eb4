package decode

import (
	"encoding/hex"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/raw"
	"jwkmint/wasm/testkit"
)

// TestPlusesPutBack: spaces are taken for pluses where all lines but the last are then
// full, and nowhere else: a space may stand for anything that was lost.
func TestPlusesPutBack(t *testing.T) {
	full, plus := "AA A", "AA+A"
	line := strings.Repeat(full, 16)
	wholeLine := strings.ReplaceAll(line, " ", "+")
	for text, want := range map[string]string{
		full: plus, full + "\n" + full: plus + "\n" + plus, "\n" + full + "\n": plus,
		"AA AAA A\nAA A": "AA+AAA+A\nAA+A",
		"AA A\nAA":       "", "AA A\nA\nAA A": "", "AA A\nAA AAA A\nAA A": "", "AA A\nAA AAA A": "", "AA \nAA ": "", "AA AA\nAA A": "", "AAAA": "", "": "", "\n": "",
		" " + line + " " + line + " AA A ": wholeLine + "\n" + wholeLine + "\nAA+A", " " + line + " " + line: wholeLine + "\n" + wholeLine,
		" " + line + "A" + line: "", " " + line + " " + line + " AA ": "",
	} {
		got := string(restorePluses([]byte(text)))
		if want != "" {
			want = "\n" + want + "\n"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestDashesOfComments: long dashes are hyphens around a PEM block, and stay what they
// are in the comment of a key that is none.
func TestDashesOfComments(t *testing.T) {
	pem := string(readVector(t, "pem/ed25519-spki.pem"))
	long := strings.ReplaceAll(pem, "-----", "\u2014\u2014\u2013")
	if result, err := Decode(Input{Data: []byte(long)}); err != nil || len(result.Keys) != 1 {
		t.Errorf("a PEM block with long dashes: %v", err)
	}
	line := strings.Join(strings.Fields(string(readVector(t, "sshpub/ed.pub")))[:2], " ")
	const comment = "BACKEND \u2014 END \u2013 x"
	result, err := Decode(Input{Data: []byte(line + " " + comment + "\n")})
	if err != nil || result.Keys[0].Comment != comment {
		t.Errorf("%v: %+v", err, result)
	}
}

// TestFirstBeside: of several members that say the same of a key the first counts.
func TestFirstBeside(t *testing.T) {
	raw := func(text string) []byte { return []byte(`"` + text + `"`) }
	b := besideOf([]key.RawMember{
		{Name: "usage", Raw: raw("nobody's")}, {Name: "use", Raw: raw("signing")}, {Name: "key_use", Raw: raw("encryption")},
		{Name: "keyId", Raw: raw("a/b")}, {Name: "key_id", Raw: raw("one")}, {Name: "kid", Raw: raw("two")},
	})
	if b.use != "sig" || b.kid != "one" {
		t.Errorf("use %q, kid %q", b.use, b.kid)
	}
}

// TestCOSEKeyID: the key ID of a COSE_Key is a byte string (RFC 9052 section 7.1), and a
// JWK's where it is text.
func TestCOSEKeyID(t *testing.T) {
	x := testkit.NodeKeys(t)["ed25519"].Private.Material(t).(*key.OKP).X
	for kid, want := range map[string]string{"4161": "a", "43e282ac": "€", "41ff": "", "42e282": "", "40": ""} {
		k := raw.COSE(testkit.Hex(t, "a40101"+"2006"+"215820"+hex.EncodeToString(x)+"02"+kid))
		if k == nil || k.Given.KID != want {
			t.Errorf("%s: %+v", kid, k)
		}
	}
}
