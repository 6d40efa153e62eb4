package decode

import (
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
)

// TestOffers: bytes that say not what they are, as programs and settings have them.
func TestOffers(t *testing.T) {
	const word = "00f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff"
	pairs := strings.TrimSpace(strings.Join(slices.Collect(chunks(word, 2)), " "))
	escapes := `\x` + strings.ReplaceAll(pairs, " ", `\x`)
	for text, want := range map[string]string{
		word: word, "0x" + word: word, "0X" + strings.ToUpper(word): word, `"` + word + `"`: word, pairs: word, strings.ToUpper(pairs): word,
		"<Buffer " + pairs + ">":                          word,
		strings.ReplaceAll(pairs, " ", "-"):               word,
		"0x" + strings.ReplaceAll(pairs, " ", ", 0x"):     word,
		word[:60] + "\n" + word[60:]:                      word,
		word[:60] + "\r\n" + word[60:]:                    word,
		word[:32] + "\n" + word[32:]:                      word,
		word[:30] + "\n" + word[30:]:                      word, // groups of digits
		word[:31] + "\n" + word[31:] + "\n" + "00":        "",
		word[:40] + "\n" + word[40:50] + "\n" + word[50:]: word,
		word[:41] + "\n" + word[41:51] + "\n" + word[51:]: "",
		"b'" + escapes + "'":                              word,
		`"` + escapes + `"`:                               word,
		"b'" + escapes + "' and more":                     "",
		escapes:                                           "",
		"b'0123456789abcdefghijklmnopqrstuv'":             "",
		"SECRET=" + word:                                  word,
		"export SECRET=\"" + word + "\"":                  word,
		`  "private_key": "0x` + word + `",`:              word,
		"seed: " + word:                                   word,
		"0X" + strings.Join(slices.Collect(chunks(strings.ToUpper(word), 8)), " 0X"): word,
		"[" + strings.Repeat("7, ", 15) + "7] [" + strings.Repeat("7, ", 15) + "7]":  "",
		"SECRET=AAECAwQFBgcICQoLDA0ODw==":                                            "000102030405060708090a0b0c0d0e0f",
		"AAECAwQFBgcICQoLDA0ODw==":                                                   "000102030405060708090a0b0c0d0e0f",
		"AAECAwQFBgcICQoLDA0O":                                                       "", // 15 bytes
		"a+b=" + word:                                                                "",
		"a/b=" + word:                                                                "",
		"(a)=" + word:                                                                "",
		"=" + word:                                                                   "",
		strings.Repeat("a", 100) + "=" + word:                                        "",
		strings.Repeat("00", 133):                                                    strings.Repeat("00", 133),
		strings.Repeat("00", 134):                                                    "",
	} {
		if got := hex.EncodeToString(offeredBytes([]byte(text))); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]string{"It is:\n\n" + pairs + "\n\nThank you": word, pairs + "\n\nand\n\n" + pairs: "", "words": ""} {
		if got := hex.EncodeToString(offered([]byte(text))); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]string{"SECRET='a=b c'": "a=b c", "secret: a": "a", "export a=\"b\";": "b", "ab": "", "ab=": "", "a\nb=c": ""} {
		got := ""
		if slices.Contains(offers([]byte(text)), AsValue) {
			r, err := Decode(Input{Data: []byte(text), As: AsValue})
			if err != nil {
				t.Fatal(err)
			}
			got = string(r.Keys[0].Material.(*key.Oct).K)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// chunks are the pieces of a text, so long each.
func chunks(text string, size int) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for ; len(text) >= size && yield(text[:size]); text = text[size:] {
		}
	}
}
