package decode

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// TestCBORHeads: RFC 8949 section 3 has arguments of up to 23 in the head, and others
// in one, two, four or eight bytes behind it.
func TestCBORHeads(t *testing.T) {
	for text, want := range map[string]string{
		"00": "0 0", "17": "0 23", "1818": "0 24", "18": "no", "190100": "0 256", "1901": "no", "1a00010000": "0 65536", "1b0000000100000000": "0 4294967296",
		"1b00000001000000": "no", "1c": "no", "1f": "no", "20": "1 0", "3818": "1 24", "40": "2 0", "a1": "5 1", "f6": "7 22", "": "no",
	} {
		c := cbor{testkit.Hex(t, text)}
		major, n, ok := c.head()
		got := fmt.Sprint(major, " ", n)
		if !ok {
			got = "no"
		}
		if got != want || ok && len(c.rest) != 0 {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"00": "0", "20": "-1", "1a80000000": "2147483648", "1a80000001": "no", "3a80000000": "-2147483649", "40": "no", "": "no", "1bffffffffffffffff": "no",
	} {
		n, ok := (&cbor{testkit.Hex(t, text)}).integer()
		got := fmt.Sprint(n)
		if !ok {
			got = "no"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]string{"40": "", "426162": "ab", "626162": "ab", "4361": "no", "8161": "no", "4261": "no"} {
		s, ok := (&cbor{testkit.Hex(t, text)}).text()
		if got := string(s); ok != (want != "no") || ok && got != want {
			t.Errorf("%s: %q, %v", text, got, ok)
		}
	}
	for text, want := range map[string]int{
		"00ff": 1, "4161ff": 2, "826161f6ff": 4, "a10102ff": 3, "a101": -1, "8201": -1, "c101ff": 2, "8181818181ff": -1, "8181818100ff": 5, "818181818180ff": -1, "f4ff": 1, "": -1, "c1": -1, "5b00000000ffffffff": -1,
	} {
		c := cbor{testkit.Hex(t, text)}
		before := len(c.rest)
		ok := c.skip(0)
		if ok != (want >= 0) || ok && before-len(c.rest) != want {
			t.Errorf("%s: %v, %d bytes passed", text, ok, before-len(c.rest))
		}
	}
}

// TestCOSEKeys: each element of a COSE_Key must be there and of its kind; what a key
// of that type does not have is left out, with a word.
func TestCOSEKeys(t *testing.T) {
	m := testkit.NodeKeys(t)["EC P-256"].Private.Material(t).(*key.EC)
	str := func(b []byte) string { return fmt.Sprintf("58%02x%x", len(b), b) }
	x, y, d := "21"+str(m.X), "22"+str(m.Y), "23"+str(m.D)
	const kty, crv = "0102", "2001"
	mapOf := func(members ...string) string { return fmt.Sprintf("a%x%s", len(members), strings.Join(members, "")) }
	for name, c := range map[string]struct {
		text string
		want string // "", public, private, and how many notes
	}{
		"public":                    {mapOf(kty, crv, x, y), "public 0"},
		"private":                   {mapOf(kty, crv, x, y, d), "private 0"},
		"another order":             {mapOf(d, y, x, crv, kty), "private 0"},
		"with kid and alg":          {mapOf(kty, crv, x, y, "02426162", "0326"), "public 0"},
		"a kid that is no text":     {mapOf(kty, crv, x, y, "0241ff"), "public 1"},
		"no kty":                    {mapOf(crv, x, y), ""},
		"another kty":               {mapOf("0101", crv, x, y), ""},
		"no curve":                  {mapOf(kty, x, y), ""},
		"another curve":             {mapOf(kty, "2002", x, y), ""},
		"no x":                      {mapOf(kty, crv, y), ""},
		"no y":                      {mapOf(kty, crv, x), ""},
		"a short y":                 {mapOf(kty, crv, x, "22"+str(m.Y[1:])), ""},
		"another d":                 {mapOf(kty, crv, x, y, "23"+str(m.X)), ""},
		"d under another label":     {mapOf(kty, crv, x, y, "24"+str(m.D)), "public 1"},
		"a label twice":             {mapOf(kty, crv, x, x, y), ""},
		"a number for x":            {mapOf(kty, crv, "2101", y), ""},
		"a number below":            {mapOf(kty, crv, x, y, "2401"), "public 1"},
		"a list above":              {mapOf(kty, crv, x, y, "048101"), "public 0"},
		"a list below":              {mapOf(kty, crv, x, y, "248101"), "public 1"},
		"text for a number":         {mapOf(kty, crv, x, y, "046161"), "public 0"},
		"a number over 31 bits":     {mapOf(kty, crv, x, y, "041b0000000100000000"), ""},
		"a string that is cut":      {mapOf(kty, crv, x, y, "044461"), ""},
		"a list that is cut":        {mapOf(kty, crv, x, y, "048201"), ""},
		"more behind":               {mapOf(kty, crv, x, y) + "00", ""},
		"no map":                    {"84" + kty + crv, ""},
		"cut":                       {mapOf(kty, crv, x, y)[:20], ""},
		"a label that is no number": {mapOf(kty, crv, x, y, "6161"+"01"), ""},
	} {
		k := readCOSE(testkit.Hex(t, c.text))
		got := ""
		if k != nil {
			got = fmt.Sprint("public ", len(k.Notes))
			if k.Material.IsPrivate() {
				got = fmt.Sprint("private ", len(k.Notes))
			}
			if !key.SamePublic(k.Material, m) {
				got = "another"
			}
			if name == "with kid and alg" && (k.Given.KID != "ab" || k.Given.Alg != "ES256") {
				t.Errorf("%+v", k.Given)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	// At most 32 members.
	many := func(n int) string {
		text := fmt.Sprintf("b8%02x", n) + kty + crv + x + y
		for i := range n - 4 {
			text += fmt.Sprintf("18%02x00", 100+i)
		}
		return text
	}
	if readCOSE(testkit.Hex(t, many(32))) == nil || readCOSE(testkit.Hex(t, many(33))) != nil {
		t.Error("another bound on the members")
	}
	for label, want := range map[[2]int64]bool{
		{2, 2}: true, {2, -2}: true, {2, -3}: true, {2, -4}: true, {2, -1}: false, {2, -5}: false, {1, -2}: true, {1, -4}: true, {1, -3}: false, {7, -1}: true, {7, -2}: true, {7, -3}: false, {1, 2}: true, {2, 3}: false,
	} {
		if isCOSEString(label[0], label[1]) != want {
			t.Errorf("%v: %v", label, !want)
		}
	}
}

// TestBareTokens: words of 32 bytes to 141, in base64 or hexadecimal, that stand apart.
func TestBareTokens(t *testing.T) {
	b64 := func(n int) string { return base64.RawURLEncoding.EncodeToString(bytes.Repeat([]byte{0xfb}, n)) }
	hex64 := strings.Repeat("fb", 32)
	for text, want := range map[string]string{
		b64(32): "32", b64(31): "", b64(32) + "=": "32", hex64: "32", "0x" + hex64: "32", "0X" + hex64: "32", strings.Repeat("fb", 141): "141", strings.Repeat("fb", 142): "",
		`"` + b64(32) + `","` + b64(33) + `"`: "32 33", b64(32) + " " + b64(32): "32 32", "k=" + b64(32): "32", b64(32) + "!": "", "!" + b64(32): "", b64(32) + "@" + b64(32): "", "[" + b64(32) + "]": "32", "{" + b64(32) + "}": "32", "(" + b64(32) + ");": "32",
		b64(32)[:42] + "B": "", // stray bits
		base64.RawStdEncoding.EncodeToString(bytes.Repeat([]byte{0xfb}, 32)): "32", "": "",
	} {
		var got []string
		for _, token := range bareTokens([]byte(text)) {
			got = append(got, fmt.Sprint(len(token)))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", text, got, want)
		}
	}
	if n := len(bareTokens([]byte(strings.Repeat(b64(32)+" ", 70)))); n != 64 {
		t.Errorf("%d tokens", n)
	}
}

// TestPoints: a point by itself, or as an OCTET STRING of short or long length.
func TestPoints(t *testing.T) {
	keys := testkit.NodeKeys(t)
	point := func(name string) []byte {
		m := keys[name].Private.Material(t).(*key.EC)
		return append(append([]byte{4}, m.X...), m.Y...)
	}
	p256, p521 := point("EC P-256"), point("EC P-521")
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"P-256":                {p256, key.P256},
		"P-384":                {point("EC P-384"), key.P384},
		"P-521":                {p521, key.P521},
		"secp256k1":            {point("EC secp256k1"), key.Secp256k1},
		"as an OCTET STRING":   {append([]byte{4, 65}, p256...), key.P256},
		"as a long one":        {append([]byte{4, 0x81, 133}, p521...), key.P521},
		"of another length":    {append([]byte{4, 64}, p256...), ""},
		"long, another length": {append([]byte{4, 0x81, 132}, p521...), ""},
		"of another form":      {append([]byte{2}, p256[1:]...), ""},
		"not on the curve":     {append(bytes.Clone(p256[:64]), p256[64]^1), ""},
		"short":                {p256[:64], ""},
		"with a byte behind":   {append(bytes.Clone(p256), 0), ""},
		"four":                 {[]byte{4}, ""},
		"nothing":              {nil, ""},
	} {
		got := ""
		if k := pointOf(c.raw); k != nil {
			got = k.Material.(*key.EC).Curve
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	m := keys["ed25519"].Private.Material(t).(*key.OKP)
	if k := sodiumKey(append(bytes.Clone(m.D), m.X...)); k == nil || !k.Material.IsPrivate() {
		t.Error("seed and public key are no key")
	}
	if sodiumKey(append(bytes.Clone(m.D), m.D...)) != nil {
		t.Error("seed and another half are a key")
	}
	// What a text says of a private number is said where none fits.
	d := base64.RawURLEncoding.EncodeToString(keys["EC P-256"].Private.Material(t).(*key.EC).D)
	public := base64.RawURLEncoding.EncodeToString(p256)
	for text, want := range map[string]string{
		public: "false 0", "Private: " + d + "\npublic: " + public: "true 0", "PRIVATE: lost\n" + public: "false 1", "private: " + d[:42] + "\n" + public: "false 1",
	} {
		list := readPoints([]byte(text), true)
		if len(list) != 1 || fmt.Sprint(list[0].Material.IsPrivate(), " ", len(list[0].Notes)) != want {
			t.Errorf("%s: %+v", text, list)
		}
	}
}

// TestIsText: what begins as text does, told from DER and other bytes.
func TestIsText(t *testing.T) {
	for text, want := range map[string][2]bool{ // begins as text, is plain
		"abc": {true, true}, "a\tb\nc\rd\fe\vf": {true, true}, "\x1b[0m": {true, false}, "\x00": {false, false}, "\x08": {false, false}, "\x1f": {false, false}, "\x7f": {false, false}, " ": {true, true},
		"é": {true, true}, "\x30\x82": {false, false}, "a\x80": {false, false}, "\x80": {false, false}, "\xbf": {false, false}, "\xc3": {true, false}, "\xff": {true, false}, "": {true, true},
		strings.Repeat("a", 511) + "\x00": {false, false}, strings.Repeat("a", 512) + "\x00": {true, false},
	} {
		if got := [2]bool{isText([]byte(text)), isPlain([]byte(text))}; got != want {
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
		"BEGIN \u2014" + strings.Repeat("a", 4*maxLabel): "BEGIN \u2014" + strings.Repeat("a", 4*maxLabel),
	} {
		if got := string(toUTF8([]byte(text))); got != want {
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
	wg := strings.Repeat("A", 43)
	for text, want := range map[string]bool{
		"PrivateKey = " + wg + "=": true, "publickey=" + wg + "=\n": true, " PresharedKey =" + wg + "=": true, "PrivateKey = " + wg: false, "PrivateKey = A" + wg + "=": false, "OtherKey = " + wg + "=": false,
		"age1" + strings.Repeat("q", 58): true, "age1" + strings.Repeat("q", 57): false, "age2" + strings.Repeat("q", 58): false, "x\n age1" + strings.Repeat("q", 58) + " \n": true,
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
		`{"alg":"ES256"}`: "  [ES256]", `{"algorithm":["ES256","ES384"]}`: "  [ES256 ES384]", `{"alg":"ECDSA_SHA_256"}`: "  [ES256 ES256K]", `{"` + strings.Repeat("a", 65) + `":"x","kid":"b"}`: "b  []",
	} {
		b := besideOf(membersOf(t, text))
		if got := fmt.Sprint(b.kid, " ", b.use, " ", b.algs); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
		if b.isEmpty() != (want == "  []") {
			t.Errorf("%s: empty %v", text, b.isEmpty())
		}
	}
	for name, want := range map[string]string{
		"ES256": "[ES256]", "RSA_SIGN_PSS_2048_SHA256": "[PS256]", "RSA_SIGN_PKCS1_4096_SHA512": "[RS512]", "RSASSA_PSS_SHA_384": "[PS384]", "RSAES_OAEP_SHA_256": "[RSA-OAEP-256]", "RSAES_OAEP_SHA_1": "[RSA-OAEP]",
	} {
		if got := fmt.Sprint(algorithmNames(name)); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// TestFixed: a number at just its size, without the zeros before it.
func TestFixed(t *testing.T) {
	for in, want := range map[string]string{"": "0000", "01": "0001", "0102": "0102", "000102": "0102", "010203": "no", "00000000": "0000"} {
		out, ok := fixed(testkit.Hex(t, in), 2)
		got := hex.EncodeToString(out)
		if !ok {
			got = "no"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
	point := append([]byte{4}, make([]byte, 64)...)
	for name, c := range map[string]struct {
		curve       string
		point, seed []byte
		want        bool
	}{
		"P-256": {key.P256, point, nil, true}, "short": {key.P256, point[:64], nil, false}, "of another form": {key.P256, append([]byte{6}, point[1:]...), nil, false},
		"Ed25519": {key.Ed25519, point[:32], nil, true}, "Ed25519 and a byte": {key.Ed25519, point[:33], nil, false}, "a seed that was lost": {key.Ed25519, point[:32], []byte{}, false}, "with its seed": {key.Ed25519, point[:32], point[:32], true},
	} {
		if got := pointKey(c.curve, c.point, c.seed) != nil; got != c.want {
			t.Errorf("%s: %v", name, got)
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

// TestRTF: what stands for characters, up to where the text ends.
func TestRTF(t *testing.T) {
	for text, want := range map[string]string{
		`{\rtf1 a\'62c}`: "abc", `{\rtf1 a\'6`: "a'6", `{\rtf1 a\'`: "a'", `{\rtf1 a\par b\line c\{\\\}\b d`: "a\nb\nc{\\}d", `rtf`: "", `{\rtf1 a\'zzb}`: "ab", `{\rtf1 a\`: "a",
	} {
		if got := string(withoutRTF([]byte(text))); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
