package api

import (
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"
)

// TestShownDigests: a digest is found as programs show its bytes; see
// testdata/showndigests.mjs.
func TestShownDigests(t *testing.T) {
	var list []struct{ Name, Hash, Text string }
	if err := json.Unmarshal(readFile(t, "testdata/showndigests.json"), &list); err != nil || len(list) < 17 {
		t.Fatalf("%d digests: %v", len(list), err)
	}
	s := testSession()
	ask[keysReply](t, s, "convert", input(string(readFile(t, digestVectors+"rsa.pem")), nil, "spki"))
	for _, c := range list {
		for range 5 { // of several the same one each time
			r := compareWith(t, s, c.Text)
			if !r.Same || !strings.Contains(r.Summary, "the "+c.Hash+" of its public key (SPKI)") || strings.Contains(r.Summary, "cut") != strings.HasPrefix(c.Name, "cut") {
				t.Errorf("%s: same %v: %s", c.Name, r.Same, r.Summary)
			}
		}
		if strings.HasPrefix(c.Name, "od, ") {
			if r := compareWith(t, s, strings.Replace(c.Text, "\n0000020", "\n0000040", 1)); r.Same && strings.Contains(c.Text, "\n0000020 ") {
				t.Errorf("%s, with another offset: %s", c.Name, r.Summary)
			}
		}
	}
	// A file of the bytes alone, the first and the last of which are taken as they are.
	of := ask[digestsReply](t, s, "digests", dict{"id": 1}).Rows
	for _, r := range of {
		if b, err := hex.DecodeString(r.Value); err == nil && len(b) == 32 {
			if r := compareWith(t, s, string(b)); !r.Same || !strings.Contains(r.Summary, "in bytes") {
				t.Errorf("a file of %d bytes: %s", len(b), r.Summary)
			}
		}
	}
	digits := strings.Repeat("ab", 32)
	for text, says := range map[string]string{
		"sha3-256 Fingerprint=" + digits:   "by its looks it is a SHA-3.",
		"SHA2-512/256(stdin)= " + digits:   "by its looks it is a SHA-512/256.",
		"sha512-256 Fingerprint=" + digits: "by its looks it is a SHA-512/256.",
		"RIPEMD160=" + digits[:40]:         "by its looks it is a RIPEMD.",
		"BLAKE2b " + digits:                "by its looks it is a BLAKE2.",
		"SHA384 " + digits:                 "as long as a SHA-256",
		"00000000":                         "A key ID can be any text",
		"3ecac0e":                          "A key ID can be any text",
	} {
		if r := compareWith(t, s, text); r.Same || !r.Unknown || !strings.Contains(r.Summary, says) {
			t.Errorf("%s: same %v: %s", text, r.Same, r.Summary)
		}
	}
}
