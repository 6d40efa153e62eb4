package plain

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"jwkmint/wasm/testkit"
)

func TestPassphrases(t *testing.T) {
	longest := strings.Repeat("x", maxPassphrase)
	for _, c := range []struct{ text, want string }{
		{"passphrase: a", "a"},
		{"PASSPHRASE = a b ;", "a b"},
		{`export KEY_PASSWORD="a\nb" # mine`, "a\nb"},
		{`export KEY_PASS='a\nb'`, `a\nb`},
		{`key.passwd => "a\qb",`, `a\qb`}, // no text of JSON
		{`{"private-key-passphrase" : "", "x": 1}`, ""},
		{`{"pass_phrase": 5}`, "5}"},
		{"password: a\npassword: b\npassphrase: c\n", "c|a"},
		{"passphrase: a\npassphrase: a\npass: b", "a|b"},
		{"passphrase: a\npassphrase: b\npassphrase: c", "a|b"},
		{"passphrases: a\npassport: b\npassphrase a\ncompassion: c", ""},
		{"passphrase:", ""},
		{`passphrase: "a`, ""},
		{"passphrase: " + longest, longest},
		{"passphrase: " + longest + "x", ""},
		{"passphrase: a\xff\nİ", "a\xff"}, // whose small letter takes more bytes
	} {
		if got := string(bytes.Join(Passphrases([]byte(c.text)), []byte("|"))); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// What a hostile text has behind each of its names is looked at a little.
func TestHostilePassphrases(t *testing.T) {
	for name, word := range map[string]string{"quotes": "pass:\"", "no value": "pass ", "one line": "pass:"} {
		testkit.Linear(t, name, 1<<18, func(size int) []byte {
			return append(bytes.Repeat([]byte(word), size/2/len(word)), bytes.Repeat([]byte(";"), size/2)...)
		}, func(input []byte) { Passphrases(input) })
	}
	var many bytes.Buffer
	for i := range 1 << 16 {
		many.WriteString("pass:" + strconv.Itoa(i) + "\n")
	}
	testkit.Linear(t, "different values", many.Len(), func(size int) []byte { return many.Bytes()[:size] }, func(input []byte) { Passphrases(input) })
}
