package token

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"
)

// TestUnmarked is what is taken off, and what is not.
func TestUnmarked(t *testing.T) {
	for text, want := range map[string]string{
		"<span>a</span>.<b>b</b>": "a.b",
		"<SPAN\tid=1>a</span>":    "<SPAN\tid=1>a", // no page writes so
		"<td>a</td><td>b</td>":    "\na\n\nb\n",
		"a.<signature>":           "a.<.>",
		"a < b > c":               "a < b > c",
		"<span a":                 "<span a",
		"<>a<":                    "<>a<",
		"<span " + strings.Repeat("a", maxTag) + ">b": "<span " + strings.Repeat("a", maxTag) + ">b",
		"Payload:\t`a`": ". \t a ",
	} {
		if got := Unmarked(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestEncoded: base64 goes on in the next line only where it was broken into lines.
func TestEncoded(t *testing.T) {
	const token = `eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4ifQ.`
	encoded := base64.RawStdEncoding.EncodeToString([]byte(token))
	for text, want := range map[string]string{
		encoded:              token,
		encoded + "==\nnext": token,
		encoded[:64] + "\n" + encoded[64:] + "\n\nBob":                           token,
		encoded[:64] + "\n\n" + encoded[64:]:                                     token[:48],
		encoded[:64] + "\n" + encoded[64:] + "\nBob":                             token, // after a shorter line
		encoded[:len(encoded)/2] + "\n" + encoded[len(encoded)/2:] + "\nuser: a": token,
		encoded[:40] + "\n" + encoded[40:]:                                       token[:30], // a longer line
		base64.RawStdEncoding.EncodeToString([]byte(token+token)) + "\nBobs":     token + token,
		"a" + encoded:        "",
		"ZXAB" + encoded[4:]: "",
		"ZX":                 "",
		"ZXlKZ":              "", // no base64
	} {
		if got := strings.TrimSuffix(Encoded(text), "\n\n"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := strings.Count(Encoded(strings.Repeat(encoded+" ", 3*maxTokens)), token); got != maxTokens {
		t.Errorf("%d of many", got)
	}
	start := time.Now()
	for _, text := range []string{"ZXlK", "ZXlK\n", "ZXlK ", "<", "<span", "<span>", strings.Repeat("A", 64) + "\n"} {
		text = "ZXlK" + strings.Repeat("A", 60) + "\n" + strings.Repeat(text, (4<<20)/len(text))
		Encoded(text)
		Unmarked(text)
	}
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("hostile texts take %v", d)
	}
}
