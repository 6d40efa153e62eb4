package decode

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/testkit"
)

// TestIsText: what begins as text does, told from DER and other bytes.
func TestIsText(t *testing.T) {
	for text, want := range map[string][2]bool{ // begins as text, is plain
		"abc": {true, true}, "a\tb\nc\rd\fe\vf": {true, true}, "\x1b[0m": {true, false}, "\x00": {false, false}, "\x08": {false, false}, "\x1f": {false, false}, "\x7f": {false, false}, " ": {true, true},
		"é": {true, true}, "\x30\x82": {false, false}, "a\x80": {false, false}, "\x80": {false, false}, "\xbf": {false, false}, "\xc3": {true, false}, "\xff": {true, false}, "": {true, true},
		strings.Repeat("a", 511) + "\x00": {false, false}, strings.Repeat("a", 512) + "\x00": {true, false},
	} {
		if got := [2]bool{plain.IsText([]byte(text)), plain.IsPlain([]byte(text))}; got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// TestToUTF8: UTF-16 with a mark and without, line breaks of each system, and long
// dashes where BEGIN or END is near.
func TestToUTF8(t *testing.T) {
	wide := func(text string, big bool) string {
		var out []byte
		for _, c := range []byte(text) {
			if big {
				out = append(out, 0, c)
			} else {
				out = append(out, c, 0)
			}
		}
		return string(out)
	}
	sixteen, fifteen := "0123456789abcdef", "0123456789abcde"
	for text, want := range map[string]string{
		"a\r\nb\rc\n": "a\nb\nc\n", "\ufeffa": "a", "\xff\xfe" + wide("ab", false): "ab", "\xfe\xff" + wide("ab", true): "ab",
		wide(sixteen, false): sixteen, wide(sixteen, true): sixteen, wide(fifteen, false): wide(fifteen, false), wide(fifteen, true): wide(fifteen, true),
		"\u2014\u2014BEGIN X\u2013-": "----BEGIN X--", "a \u2014 b": "a \u2014 b", "a \u2014 b\nBEGIN": "a \u2014 b\nBEGIN", "BEGIN\nx\n\u2014END": "BEGIN\nx\n--END",
		"BEGIN \u2014" + strings.Repeat("a", 4*plain.MaxLabel): "BEGIN \u2014" + strings.Repeat("a", 4*plain.MaxLabel),
	} {
		if got := string(plain.UTF8([]byte(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestStrictBase64: the number of characters and the bits that are over must fit; as
// much as can be is decoded.
func TestStrictBase64(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "YWJj": "abc", "YWI": "ab", "YQ": "a", "YWJjY": "abc!length", "Y": "!length", "YWJ": "ab!bits", "YR": "a!bits", "YWJjYWJ": "abcab!bits",
	} {
		data, err := decodeBase64([]byte(text))
		got := string(data)
		switch err {
		case nil:
		case errLength:
			got += "!length"
		case errStrayBits:
			got += "!bits"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// TestForeignHeads: OpenPGP's packets in each of their forms (RFC 9580 section 4.2), and
// no other bytes.
func TestForeignHeads(t *testing.T) {
	packet := func(header string, version, algorithm byte) []byte {
		return append(append(testkit.Hex(t, header), version, 0, 0, 0, 0, algorithm), make([]byte, 8)...)
	}
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"old, one byte":              {packet("9850", 4, 1), pgpPublic},
		"old, two bytes":             {packet("990150", 4, 1), pgpPublic},
		"old and private":            {packet("950150", 4, 1), pgpPrivate},
		"old, one byte, private":     {packet("9450", 4, 1), pgpPrivate},
		"new, one byte":              {packet("c650", 4, 22), pgpPublic},
		"new, the longest of a byte": {packet("c6bf", 4, 22), pgpPublic},
		"new, two bytes":             {packet("c6c050", 6, 27), pgpPublic},
		"new, the longest of two":    {packet("c6fe50", 6, 27), pgpPublic},
		"new, five bytes":            {packet("c6ff00000050", 5, 28), pgpPublic},
		"new and private":            {packet("c550", 6, 27), pgpPrivate},
		"a version before":           {packet("9850", 3, 1), nil},
		"a version after":            {packet("9850", 7, 1), nil},
		"no algorithm":               {packet("9850", 4, 0), nil},
		"an algorithm after":         {packet("9850", 4, 29), nil},
		"another packet":             {packet("8850", 4, 1), nil},
		"short":                      {packet("9850", 4, 1)[:11], nil},
	} {
		if got := openPGP(c.data); got != c.want && !(got == nil && c.want == nil) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	for text, want := range map[string]bool{
		"publickey=" + strings.Repeat("A", 43) + "=\n": false, // which nothing says is WireGuard's
		"age1" + strings.Repeat("q", 58):               true, "age1" + strings.Repeat("q", 57): false, "age2" + strings.Repeat("q", 58): false, "x\n age1" + strings.Repeat("q", 58) + " \n": true,
	} {
		if got := foreignLine([]byte(text)) != nil; got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
	jose := testkit.Hex(t, "308204a7020100300d06092a864886f70d01010105003082")
	if !isPythonJose(jose) || isPythonJose(jose[:len(jose)-1]) || isPythonJose(append([]byte{0x31}, jose[1:]...)) || isPythonJose(append([]byte{0x30, 0x81}, jose[2:]...)) {
		t.Error("another beginning of python-jose's")
	}
	for _, c := range []struct{ text, hint string }{
		{"age-encryption.org/v1\n-> scrypt abc", agePassHint}, {"age-encryption.org/v1\n-> X25519 abc", ageFileHint},
	} {
		body := base64.StdEncoding.EncodeToString([]byte(c.text))
		if got := ageArmor([]byte("\n" + body)); got.Hint != c.hint {
			t.Errorf("%s: %s", c.text, got.Hint)
		}
	}
}

// TestRecognised: what base64 or hexadecimal decodes to is looked at where it begins as
// something that is read.
func TestRecognised(t *testing.T) {
	pad := func(head string) []byte { return append([]byte(head), make([]byte, max(0, minDER-len(head)))...) }
	for name, c := range map[string]struct {
		data []byte
		want bool
	}{
		"DER":                    {pad("\x30\x26"), true},
		"DER too short inside":   {pad("\x30\x25"), false},
		"DER with a long length": {pad("\x30\x81\xff"), true},
		"short":                  {pad("\x30\x26")[:minDER-1], false},
		"gzip":                   {pad("\x1f\x8b\x08"), true},
		"OpenSSH":                {pad("openssh-key-v1\x00"), true},
		"a word of PEM":          {pad("x -BEGIN "), true},
		"a JWK":                  {pad(`{"kty":`), true},
		"a JWE":                  {pad(`{"ciphertext":`), true},
		"an SSH line":            {pad("ssh-rsa AAAA"), true},
		"base64 of a JWK":        {[]byte(base64.StdEncoding.EncodeToString(pad(`{"kty":`))), true},
		"base64 and more":        {[]byte(base64.StdEncoding.EncodeToString(pad(`{"kty":`)) + "!"), false},
		"base64 of zeros":        {[]byte(base64.StdEncoding.EncodeToString(pad(""))), false},
		"zeros":                  {pad(""), false},
		"text":                   {[]byte(strings.Repeat("a text. ", 8)), false},
	} {
		if got := recognised(c.data); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestBesideMembers: what an object says of the key in it, by the names that JWKs and
// others have for it.
func TestBesideMembers(t *testing.T) {
	long := strings.Repeat("a", maxBeside)
	for text, want := range map[string]string{
		`{"kid":"a"}`: "a  []", `{"Key-ID":"a"}`: "a  []", `{"kid":"a","keyId":"b"}`: "a  []", `{"kid":""}`: "  []", `{"kid":"a/b"}`: "  []", `{"kid":1}`: "  []", `{"kid":["a"]}`: "  []",
		`{"kid":"` + long + `"}`: long + "  []", `{"kid":"` + long + `a"}`: "  []", `{"use":"SIGNING"}`: " sig []", `{"use":"encryption"}`: " enc []", `{"use":"other"}`: "  []", `{"keyUsage":"SIGN_VERIFY"}`: " sig []",
		`{"alg":"ES256"}`: "  [ES256]", `{"algorithm":["ES256","ES384"]}`: "  [ES256 ES384]", `{"alg":"ECDSA_SHA_256"}`: "  [ECDSA_SHA_256]", `{"` + strings.Repeat("a", 65) + `":"x","kid":"b"}`: "b  []",
	} {
		b := besideOf(membersOf(t, text))
		if got := fmt.Sprint(b.kid, " ", b.use, " ", b.algs); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
		if b.isEmpty() != (want == "  []") {
			t.Errorf("%s: empty %v", text, b.isEmpty())
		}
	}
}

// membersOf are the members of a JSON object, in their order.
func membersOf(t *testing.T, text string) (list []key.RawMember) {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(text))
	if _, err := dec.Token(); err != nil {
		t.Fatal(err)
	}
	for dec.More() {
		name, err := dec.Token()
		var raw json.RawMessage
		if err != nil || dec.Decode(&raw) != nil {
			t.Fatal(text)
		}
		list = append(list, key.RawMember{Name: name.(string), Raw: raw})
	}
	return list
}

// TestCompact: how far a token in compact form goes, and how many dots it has.
func TestCompact(t *testing.T) {
	for text, want := range map[string]string{
		"eyJ": "3 0", "eyJ.a.b": "7 2", "eyJ.a.b more": "7 2", "eyJ.a.b.c.d": "11 4", "eyJ.a.b.c.d.": "11 4", "eyJ.a.b.c.d. x": "11 4", "eyJ.a.b.c.d.\n": "11 4", "eyJ.a.b.c.d.e": "11 5", "ewo.a-_": "7 1", "eyX.a": "0 0", "": "0 0", "x": "0 0",
	} {
		size, dots := compact([]byte(text))
		if got := fmt.Sprint(size, " ", dots); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]bool{"ewogICJhbGciOiJSUzI1NiJ9.e30.AAAA": true, "ewo.a.b c": false, "ewo.a": false, "ewo.a.b.c": false, "a.b.c": false, "": false} {
		if got := isJWS([]byte(text)); got != want {
			t.Errorf("%s: %v", text, got)
		}
		if got := foreign([]byte("\n"+text+"\n")) == error(errToken); got != want {
			t.Errorf("%s is named a token: %v", text, got)
		}
	}
	for text, want := range map[string]int{"eyJ.a.b.c.d": 11, "eyJ.a.b.c.d.": 11, "eyJ.a.b": 0, "eyJ.a.b.c.d.e": 0} {
		if got := jweSize([]byte(text)); got != want {
			t.Errorf("%s: %d", text, got)
		}
	}
	for text, want := range map[string]string{"eyJ.a\n.b.\nc.d": "eyJ.a.b.c.d", "eyJ.a.b.c.d": "", "eyJ.a\n.b": "", "x\neyJ.a.b.c.d": "", "eyJ.a.b\n.c.d!": ""} {
		if got := string(brokenJWE([]byte(text))); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
