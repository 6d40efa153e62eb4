package decode

import (
	"math/big"
	"strings"
	"testing"
)

// TestInlineParts: what tells a number in one line, and what something came into.
func TestInlineParts(t *testing.T) {
	long := strings.Repeat("7", minDigits)
	for text, want := range map[string]int{"": 0, "a1b22c": 2, "123": 3, "1.2": 1, "x" + long: minDigits} {
		if got := digitsInRow([]byte(text)); got != want {
			t.Errorf("%q: %d digits in a row", text, got)
		}
	}
	for json, want := range map[string]bool{
		`{"n":` + long + `,"e":65537}`: false, `{"curve":"secp256r1","x":` + long + `}`: false,
		`{"n":"` + long + `x` + long + `"}`: true, `{"n":"` + strings.Repeat("7", 21) + `x"}`: true, `{"n":"` + strings.Repeat("7x", 21) + `"}`: true,
	} {
		if got := hasLongText([]byte(json)); got != want {
			t.Errorf("%s: %v", json, got)
		}
	}
	for json, want := range map[string]string{
		`{"PublicKey":{"N":1,"E":3},"D":7}`: `{"N":1,"E":3,"D":7}`, `{"N":1}`: `{"N":1}`,
	} {
		if got := string(flattened([]byte(json))); got != want {
			t.Errorf("%s: %s", json, got)
		}
	}
}

// TestInlineLeftOut: numbers beside those of a key are not left out without a word, and
// a key that goes on behind its bracket is none.
func TestInlineLeftOut(t *testing.T) {
	n := new(big.Int).SetBit(new(big.Int).Lsh(big.NewInt(3), 2046), 0, 1).String()
	for text, want := range map[string]string{
		"key: &{N:+" + n + " E:65537}":                                            "",
		"key: &{N:+" + n + " E:65537} at 12:30, line 123456":                      "",
		"key: &{N:+" + n + " E:65537} D:+" + n:                                    "numbers_left_out",
		"&{{N:+" + n + " E:65537} D:+12345\n" + n[5:] + "}":                       "numbers_left_out",
		"&{{N:+" + n + " E:65537} D:+12345\n" + n[:minLeft] + "}":                 "numbers_left_out",
		"&{{N:+" + n + " E:65537} D:+12345\n" + n[:minLeft-1] + "}":               "",
		"&{{N:+" + n + " E:65537} D:+12345>" + n[5:] + "}":                        "numbers_left_out",
		"&{N:+" + n + " E:65537}\n" + n[:minLeft] + "\n" + n[:minLeft] + "\n" + n: "numbers_left_out",
		"{N:" + n + ", E:65537} and {N:" + n + ", E:3}":                           "",
		"RsaKey(n=" + n + ", e=65537)":                                            "jwk_loose_encoding",
		"RsaKey(n=" + n + ", e=65537)" + n[:5]:                                    "refused",
		"RsaKey(n=" + n[:300] + " " + n[300:] + ", e=65537)":                      "refused",
		"RsaKey(n=" + n[:300] + "," + n[300:] + ", e=65537)":                      "refused",
		"RsaKey(n=" + n[:300] + "…, e=65537)":                                     "refused",
		"&{N:+" + n[:300] + " " + n[300:] + " E:65537}":                           "refused",
		"n=" + n + ", e=65537":                                                    "jwk_loose_encoding",
		"2026-05-01 [main] modulus=" + n + ", exponent=65537 and the like":        "refused",
		"<RSAPublicNumbers(e=65537, n=" + n + ")>":                                "jwk_loose_encoding",
	} {
		result, err := Decode(Input{Data: []byte(text)})
		if want == "refused" || err != nil {
			if want != "refused" || err == nil {
				t.Errorf("%.30s…%s: %v", text, text[max(0, len(text)-30):], err)
			}
			continue
		}
		var codes []string
		for _, k := range result.Keys {
			for _, note := range k.Notes {
				codes = append(codes, note.Code)
			}
		}
		if got := strings.Join(codes, " "); got != want {
			t.Errorf("%.30s…%s: %s, want %s", text, text[max(0, len(text)-30):], got, want)
		}
	}
}
