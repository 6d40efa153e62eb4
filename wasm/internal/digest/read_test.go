package digest

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"
)

// TestRead is what a text is read as, where the whole of a comparison does not
// tell: which of several readings, and that nothing is read of nothing.
func TestRead(t *testing.T) {
	hex20 := "3ab856efc5c571ef2dfa476f4cbdd6ab56051630"
	docker := "YWJC:OJ3A:ABCD:EFGH:IJKL:MNOP:QRST:UVWX:YZ23:4567:AAAA:BBBB"
	// SHA-512 with colons, as text in base64: the longest of all.
	longest := base64.RawURLEncoding.EncodeToString([]byte(strings.TrimSuffix(strings.Repeat("ab:", 64), ":")))
	for text, want := range map[string]struct {
		spelling string
		wrapped  bool
		first    string
	}{
		hex20:                            {Hex, false, hex20},
		strings.Repeat("0919", 8):        {Hex, false, strings.Repeat("0919", 8)},
		strings.Repeat("afAF", 8):        {Hex, false, strings.Repeat("afAF", 8)},
		"0X" + hex20:                     {Hex, false, hex20},
		"0x" + hex20:                     {Hex, false, hex20},
		"sha1 Fingerprint=" + hex20:      {Hex, false, hex20},
		strings.Repeat("ab", 32):         {Hex, false, strings.Repeat("ab", 32)}, // and not base64 of 48 bytes
		strings.Repeat("ab", 16):         {Hex, false, strings.Repeat("ab", 16)}, // MD5
		strings.Repeat("ab", 28):         {Hex, false, strings.Repeat("ab", 28)}, // SHA-224
		strings.Repeat("ab", 48):         {Hex, false, strings.Repeat("ab", 48)}, // SHA-384
		strings.Repeat("ab", 64):         {Hex, false, strings.Repeat("ab", 64)}, // SHA-512
		hex20[:20] + " -\t" + hex20[20:]: {Hex, false, hex20[:20] + " -\t" + hex20[20:]},
		"OrhW78XFce8t+kdvTL3Wq1YFFjA=":   {Base64, false, "OrhW78XFce8t+kdvTL3Wq1YFFjA"},
		"OrhW78XFce8t-kdvTL3Wq1YFFjA":    {Base64URL, false, "OrhW78XFce8t-kdvTL3Wq1YFFjA"},
		"M2FiODU2ZWZjNWM1NzFlZjJkZmE0NzZmNGNiZGQ2YWI1NjA1MTYzMA": {Base64URL, true, "M2FiODU2ZWZjNWM1NzFlZjJkZmE0NzZmNGNiZGQ2YWI1NjA1MTYzMA"},
		// A digest that begins with what separates it from the name of its hash.
		"sha256///T9Je5Lk0QZfg8JJoO7JACGz2Pf8psde1t+NznLB81Y=": {Base64, false, "/T9Je5Lk0QZfg8JJoO7JACGz2Pf8psde1t+NznLB81Y"},
		"sha256//T9Je5Lk0QZfg8JJoO7JACGz2Pf8psde1t+NznLB81Y=":  {Base64, false, "/T9Je5Lk0QZfg8JJoO7JACGz2Pf8psde1t+NznLB81Y"},
		"sha256--T9Je5Lk0QZfg8JJoO7JACGz2Pf8psde1t-NznLB81Y":   {Base64URL, false, "-T9Je5Lk0QZfg8JJoO7JACGz2Pf8psde1t-NznLB81Y"},
		// As Entra shows an x5t that was made of the hexadecimal text.
		hex.EncodeToString([]byte(hex20)): {Hex, true, hex.EncodeToString([]byte(hex20))},
		longest:                           {Base64URL, true, longest},
		"ı" + docker + " shown":           {Base32, false, docker},
		"YWJC:OJ3A:ABCD:EFGH:IJKL:MNOP:QRST:UVWX:YZ23:4567:AAAA:BBBB": {Base32, false, "YWJC:OJ3A:ABCD:EFGH:IJKL:MNOP:QRST:UVWX:YZ23:4567:AAAA:BBBB"},
	} {
		list := Read(text)
		if len(list) == 0 || want.spelling == Hex && len(list) > 1 || list[0].Spelling != want.spelling || list[0].Wrapped != want.wrapped || list[0].Text != want.first {
			t.Errorf("%s: %+v", text, list)
		}
	}
	for _, text := range []string{"", "a key", "abcd", "0x", "my-signing-key-of-2024", hex20[:20] + "," + hex20[20:], hex20[:20] + ";\n" + hex20[20:],
		strings.Repeat("ab", 17), strings.Repeat("ab", 47), strings.Repeat("ab", 49), strings.Repeat("ab", 65), "OrhW78XFce8t+kdvTL3Wq1YFFjB"} { // the last has stray bits
		if list := Read(text); len(list) > 0 {
			t.Errorf("%q: %+v", text, list)
		}
	}
}

// TestReadSpelled: what is spelled as a digest is none where its end or the number of its
// escapes says otherwise.
func TestReadSpelled(t *testing.T) {
	octets := strings.Repeat(`\xdb`, 14) + `a\t`
	for text, want := range map[string]string{
		"b'" + octets + "'":              strings.Repeat("db", 14) + "6109",
		`"` + octets + `"`:               strings.Repeat("db", 14) + "6109",
		"b'" + octets:                    "",
		"b'" + octets + `"`:              "",
		`"0123456789 ab\x00\x01\x02"`:    "",
		`"0123456789ab\x00\x01\x02\x03"`: "30313233343536373839616200010203",
		`"\xdb\e"` + ` "` + octets + `"`: strings.Repeat("db", 14) + "6109",
	} {
		got := ""
		for _, v := range Read(text) {
			got += hex.EncodeToString(v.Bytes)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestPermutations are all orders, each once, the given one first.
func TestPermutations(t *testing.T) {
	for n, want := range []int{1, 1, 2, 6, 24} {
		list := permutations(n)
		seen := map[string]bool{}
		for _, p := range list {
			var key strings.Builder
			for _, i := range p {
				key.WriteByte('0' + byte(i))
			}
			seen[key.String()] = true
		}
		if len(list) != want || len(seen) != want {
			t.Errorf("of %d: %d, %d of them different", n, len(list), len(seen))
		}
		for i, at := range list[0] {
			if at != i {
				t.Errorf("of %d: the first is %v", n, list[0])
			}
		}
	}
}

// TestPaddingTellsTheAlphabet: what has padding is not called base64url, also where
// it has no character of one alphabet alone.
func TestPaddingTellsTheAlphabet(t *testing.T) {
	for text, want := range map[string]string{
		"AAAAAAAAAAAAAAAAAAAAAAAAAAA":  Base64URL,
		"AAAAAAAAAAAAAAAAAAAAAAAAAAA=": Base64,
		"__AAAAAAAAAAAAAAAAAAAAAAAAA=": Base64URL,
		"//AAAAAAAAAAAAAAAAAAAAAAAAA":  Base64,
	} {
		if list := Read(text); len(list) != 1 || list[0].Spelling != want {
			t.Errorf("%s: %+v, want %s", text, list, want)
		}
	}
}
