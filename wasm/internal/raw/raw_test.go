package raw

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// TestDKIM: a DNS record is an Ed25519 key where its k says so: without one it is of RSA
// (RFC 6376 section 3.6.1), whatever length p has.
func TestDKIM(t *testing.T) {
	x := testkit.NodeKeys(t)["ed25519"].Private.Material(t).(*key.OKP).X
	p := "p=" + base64.StdEncoding.EncodeToString(x)
	for text, want := range map[string]bool{
		"v=DKIM1; k=ed25519; " + p: true, "v=DKIM1; k=Ed25519;" + p + ";": true, p + "; k=ed25519": true,
		"v=DKIM1; k=rsa; " + p: false, "v=DKIM1; " + p: false, "v=DKIM1; k=ed25519; p=": false, "v=DKIM1; k=ed25519": false,
	} {
		keys := readDKIM([]byte(text))
		if (len(keys) == 1) != want || want && string(keys[0].Material.(*key.OKP).X) != string(x) {
			t.Errorf("%s: %d keys", text, len(keys))
		}
	}
}

func TestBase58(t *testing.T) {
	for text, want := range map[string]string{ // of draft-msporny-base58
		"2NEpo7TZRRrLZSi2U":  "Hello World!",
		"111233QC4":          "\x00\x00\x00\x28\x7f\xb4\xcd",
		"1":                  "\x00",
		"1l":                 "",
		"2NEpo7TZRRrLZSi2U-": "",
		"USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z": "The quick brown fox jumps over the lazy dog.",
	} {
		if got := base58([]byte(text)); string(got) != want {
			t.Errorf("%s: %x", text, got)
		}
	}
}

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
		k := COSE(testkit.Hex(t, c.text))
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
	if COSE(testkit.Hex(t, many(32))) == nil || COSE(testkit.Hex(t, many(33))) != nil {
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
		for _, token := range Tokens([]byte(text)) {
			got = append(got, fmt.Sprint(len(token)))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", text, got, want)
		}
	}
	if n := len(Tokens([]byte(strings.Repeat(b64(32)+" ", 70)))); n != 64 {
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
		list := Points([]byte(text), true)
		if len(list) != 1 || fmt.Sprint(list[0].Material.IsPrivate(), " ", len(list[0].Notes)) != want {
			t.Errorf("%s: %+v", text, list)
		}
	}
}

// TestFixed: a number at just its size, without the zeros before it.
func TestFixed(t *testing.T) {
	for in, want := range map[string]string{"": "0000", "01": "0001", "0102": "0102", "000102": "0102", "010203": "no", "00000000": "0000"} {
		out, ok := Fixed(testkit.Hex(t, in), 2)
		got := hex.EncodeToString(out)
		if !ok {
			got = "no"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
	k, err := key.NewEC(key.P256, append(make([]byte, 31), 1))
	if err != nil {
		t.Fatal(err)
	}
	point := slices.Concat([]byte{4}, k.X, k.Y)
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

// TestByteList: numbers of a byte, signed or not, at least as many as a key has.
func TestByteList(t *testing.T) {
	list := func(n int, one, between string) string {
		return strings.TrimSuffix(strings.Repeat(one+between, n), between)
	}
	for name, c := range map[string]struct {
		text string
		want int // how many; 0 for no list
	}{
		"as few as may be":         {list(leastListed, "7", ", "), leastListed},
		"fewer":                    {list(leastListed-1, "7", ", "), 0},
		"in brackets":              {"new byte[] {" + list(leastListed, "255", ", ") + "};", leastListed},
		"signed":                   {"[" + list(leastListed, "-128", ",") + "]", leastListed},
		"too small":                {"[" + list(leastListed, "-129", ",") + "]", 0},
		"too large":                {list(leastListed, "256", ","), 0},
		"four digits":              {list(leastListed, "0001", ","), 0},
		"three digits each":        {list(leastListed, "007", " "), leastListed},
		"some with zeros":          {list(leastListed, "007", " ") + " 12", 0},
		"casts":                    {"{" + list(leastListed, "(byte)7", ", ") + "}", leastListed},
		"casts with spaces":        {"{" + list(leastListed, "(byte) 7", ", ") + "}", leastListed},
		"calls of Kotlin":          {"byteArrayOf(" + list(leastListed, "0x82.toByte(), 7", ", ") + ")", 2 * leastListed},
		"longest calls of Kotlin":  {"(" + list(leastListed, "-128.toUByte()", ",") + ")", leastListed},
		"properties of Scala":      {"Array(" + list(leastListed, "0x82.toByte", ", ") + ")", leastListed},
		"a type in Rust":           {"[" + list(leastListed, "0x82u8, 7", ", ") + "]", 2 * leastListed},
		"a type in Kotlin":         {"(" + list(leastListed, "0x82u", ", ") + ")", leastListed},
		"another call":             {"(" + list(leastListed, "0x82.toInt()", ", ") + ")", 0},
		"a call without its end":   {list(leastListed, "0x82.toByte()", ",") + ",0x82.toByte(", 0},
		"calls that are open":      {"byteArrayOf(" + list(leastListed, "0x82.toByte(", ",") + ")", 0},
		"a call that is open":      {list(leastListed, "0x82.toByte()", ",") + ",0x82.toByte(]", 0},
		"a type alone":             {"[" + list(leastListed, "7", ", ") + ", u8]", 0},
		"another word":             {"[" + list(leastListed, "7", ", ") + ", x]", 0},
		"a dash alone":             {"[" + list(leastListed, "7", ", ") + ", -]", 0},
		"a Buffer":                 {`{"type":"Buffer","data":[` + list(leastListed, "7", ",") + `]}`, leastListed},
		"hexadecimal":              {"{" + list(leastListed, "0x07, 0xAB", ", ") + "}", 2 * leastListed},
		"one digit, as Go has it":  {"{" + list(leastListed, "0x4, 0x10", ", ") + "}", 2 * leastListed},
		"one digit of some":        {"{" + list(leastListed, "0x4, 0x04", ", ") + "}", 0},
		"three in hexadecimal":     {"{" + list(leastListed, "0x123", ", ") + "}", 0},
		"a digit of nothing":       {"{" + list(leastListed, "0x", ", ") + "}", 0},
		"two, and with zeros":      {"[" + list(leastListed, "07", ", ") + "]", 0},
		"with a plus":              {"[" + list(leastListed, "+7", ", ") + "]", 0},
		"in octal":                 {"[" + list(leastListed, "0o7", ", ") + "]", 0},
		"minus in hexadecimal":     {"[" + list(leastListed, "-0x7", ", ") + "]", 0},
		"numbered":                 {`{"0":7,"1":8,"2":` + list(leastListed, "9", ",") + "}", leastListed + 2},
		"numbered wrongly":         {`{"0":7,"2":` + list(leastListed, "9", ",") + "}", 0},
		"two lists":                {"[" + list(leastListed, "7", ",") + "] [" + list(leastListed, "7", ",") + "]", 2 * leastListed},
		"lines":                    {list(leastListed, "7", "\n"), leastListed},
		"nothing":                  {"", 0},
		"in angles":                {"<<" + list(leastListed, "7", ",") + ">>", leastListed},
		"a bracket after a number": {"1, 2{" + list(leastListed, "7", ",") + "}", 0},
		"a bracket after a comma":  {"1, 2, \n {" + list(leastListed, "7", ",") + "}", 0},
		"a bracket after a size":   {"bytes 40 [" + list(leastListed, "7", ",") + "]", leastListed},
		"a bracket after a name":   {"key1{" + list(leastListed, "7", ",") + "}", leastListed},
		"a bracket after a list":   {"[[1, 2], [" + list(leastListed, "7", ",") + "]]", leastListed},
		"an x lost":                {"{" + list(leastListed, "0x10, 072", ", ") + "}", 0},
		"zeros in hexadecimal":     {"{" + list(leastListed, "0x10, 0", ", ") + "}", 2 * leastListed},
		"zeros in both":            {"{" + list(leastListed, "0x10, 0x04, 0", ", ") + "}", 0},
		"a bracket for an x":       {"{" + list(leastListed, "0x10, 0", ", ") + "}f7}", 0},
		"a bracket before words":   {"{" + list(leastListed, "0x10, 0", ", ") + "} f7", 2 * leastListed},
		"a bracket after words":    {"a, \"b\", [" + list(leastListed, "7", ",") + "]", leastListed},
	} {
		lists, short := Lists([]byte(c.text), leastListed)
		got := len(bytes.Join(lists, nil))
		if got > 0 && short != strings.Contains(c.text, "0x4,") {
			t.Errorf("%s: %v, %v", name, lists, short)
		}
		if got != c.want {
			t.Errorf("%s: %d numbers, want %d", name, got, c.want)
		}
	}
	for word, want := range map[string]byte{"-1": 255, "-128": 128, "255": 255, "0": 0, "0xff": 255, "0X1f": 31} {
		if list, _, _ := byteList([]byte(word)); len(list) != 1 || list[0] != want {
			t.Errorf("%s is %v", word, list)
		}
	}
}

// TestHexRuns: hexadecimal in words, pairs and groups, each with the same before it.
func TestHexRuns(t *testing.T) {
	const least = 4
	for text, want := range map[string]string{
		"<Buffer 01 02 0a ff>":             "01020aff",
		"0102030a":                         "0102030a",
		"x'0102030A'":                      "0102030a",
		`\x0102030a`:                       "0102030a",
		"bytes = 0x01020304 05060708}":     "0102030405060708",
		"{length = 44, bytes = 0x01020304": "01020304",
		"0x01, 0x02, 0X03, 0x04":           "", // two of each
		"0x01, 0x02, 0x03, 0x04":           "01020304",
		"&H01, &H02, _\n &H03, &H04":       "01020304",
		"$01, $02,\n  $03, $04);":          "01020304",
		"hex:01,02,\\\n  03,04":            "01020304",
		"01 02 03":                         "",
		"01 02 03 4":                       "",
		"1 02 03 04 05":                    "02030405",
		"01 02 3 04 05 06 07":              "04050607",
		"01 02 0x03 04 05 06":              "03040506",
		"$01 02 0x03 04 05 06 07":          "03040506 07"[:8] + "07",
		"01 02 03 04-05 06":                "",
		"01 02 03 04g":                     "",
		"a01 02 03 04 05":                  "02030405",
		"k01 02 03 04 05":                  "02030405",
		"01 02 03 04; 05 06 07 08":         "0102030405060708",
		"01 02 03 04 and 05 06 07 08":      "01020304 05060708",
		"01 02 03 04" + strings.Repeat(" ", 99) + "05 06 07 08":  "0102030405060708",
		"01 02 03 04" + strings.Repeat(" ", 100) + "05 06 07 08": "01020304 05060708",
		" ca 02\n  30820100 ff\n":                                "30820100ff", // what routers have
		" ca 0102030405\n  30820100 ff\n":                        "ca0102030405 30820100ff",
		" ca 02 30820100 ff\n":                                   "ca0230820100ff",
		" ca 02\n  30020100 ff\n":                                "ca0230020100ff",
		" ca 02\n  30810100 ff\n":                                "ca0230810100ff",
		"30 82\n 30820100 ff\n":                                  "308230820100ff",
		strings.Repeat("01", 21) + "\n30820100":                  strings.Repeat("01", 21) + " 30820100",
		strings.Repeat("01", 22) + "\n30820100":                  strings.Repeat("01", 22) + "30820100",
		"":                                                       "",
		"$":                                                      "", "0x": "", "&": "", "&h": "",
	} {
		var got []string
		for _, run := range HexRuns([]byte(text), least) {
			got = append(got, hex.EncodeToString(run))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := HexRuns(bytes.Repeat([]byte("01020304 and "), 2*MaxLiterals), least); len(got) != MaxLiterals {
		t.Errorf("%d runs", len(got))
	}
}

// TestFigureLines: the labels and sizes that tools print, and their numbers.
func TestFigureLines(t *testing.T) {
	far := strings.Repeat(" ", 80)
	for line, want := range map[string]int{
		"Public-Key: (2048 bit)": 2048, "Modulus (bits 2048):": 2048, "RSA Private-Key: (2048 bit, 2 primes)": 2048, "(2048)": 0, "(x bit)": 0, "(2048 bit": 0, "2048 bit)": 0, "": 0, far + "(2048 bit)": 0,
	} {
		if got := bitsOf([]byte(line)); got != want {
			t.Errorf("%s: %d bits", line, got)
		}
	}
	for line, want := range map[string]int{
		"Sun RSA public key, 2048 bits": 2048, " Sun RSA public key, 2048 bits ": 2048, "Sun RSA public key, 2048": 0, "Sun RSA public key, x bits": 0, "RSA public key, 2048 bits": 0, "": 0,
	} {
		if got := javaBits([]byte(line)); got != want {
			t.Errorf("%s: %d bits", line, got)
		}
	}
	for line, want := range map[string]string{
		"Modulus (bits 2048):": "modulus|", "Modulus=B9A0": "modulus|B9A0", " publicExponent: 65537 (0x10001) ": "publicexponent|65537 (0x10001)", "no label": "|", "a:b=c": "a|b=c",
		strings.Repeat("a", 63) + ":x": strings.Repeat("a", 63) + "|x", strings.Repeat("a", 64) + ":x": "|",
	} {
		label, value := figureLabel([]byte(line))
		if got := label + "|" + value; got != want {
			t.Errorf("%s: %s", line, got)
		}
	}
	for text, want := range map[string]string{
		"  00:ab\n  cd:\nExponent: 1": "00:ab:cd 14", "Exponent": " 0", "": " 0", "ab\n\ncd": "ab 3", "ab": "ab 3", "AB cd\nxy": "AB cd 6",
	} {
		got, at := hexLines([]byte(text), 0)
		if fmt.Sprint(strings.ReplaceAll(got, "::", ":"), " ", at) != want {
			t.Errorf("%q: %q %d, want %s", text, got, at, want)
		}
	}
	long := "1" + strings.Repeat("2", 64)
	for _, c := range []struct{ what, value, want string }{
		{"e", "65537 (0x10001)", "010001"}, {"e", "65537 (0x10003)", "no"}, {"e", "65537", "010001"}, {"e", "0x10001", "010001"}, {"e", "10001", "010001"}, {"e", "3", "03"}, {"e", "010001", "010001"},
		{"n", "ab:cd", "abcd"}, {"n", "0xabcd", "abcd"}, {"n", "0Xabcd", "abcd"}, {"n", "abc", "no"}, {"n", "", "no"}, {"n", "12", "12"}, {"n", "zz", "no"},
		{"n", long[1:], strings.Repeat("22", 32)}, {"n", long, "0" + "x"}, {"n", long[:63] + "a2", "no"}, {"n", long + "abcd" + long[1:], "odd"}, {"n", strings.Repeat("1", 5000), "no"}, {"n", "0" + long, "no"},
	} {
		number, ok := figure(c.what, c.value)
		got := fmt.Sprintf("%x", number)
		if !ok {
			got = "no"
		}
		if c.want == "0x" || c.want == "odd" {
			continue // only that it does not fail
		}
		if got != c.want {
			t.Errorf("%s %s: %s, want %s", c.what, c.value, got, c.want)
		}
	}
	if number, ok := figure("n", long); !ok || len(number) != 27 {
		t.Errorf("65 digits are decimal: %x, %v", number, ok)
	}
	for digits, want := range map[string]bool{"123": true, "12a4b": true, "1a2b3c": false, "": true, "a:b": false} {
		if fewLetters(digits) != want {
			t.Errorf("%s: %v", digits, !want)
		}
	}
}

// TestBase58Words: words of Multikeys up to the longest, and base58 of its alphabet.
func TestBase58Words(t *testing.T) {
	for text, want := range map[string]string{"": "", "1": "00", "11": "0000", "2": "01", "z": "39", "21": "3a", "12": "0001", "0": "none", "O": "none", "l": "none", "I": "none"} {
		raw := base58([]byte(text))
		got := fmt.Sprintf("%x", raw)
		if raw == nil {
			got = "none"
		}
		if got != want && text != "" {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	k := "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK" // of the did:key specification
	for text, want := range map[string]int{k: 1, "did:key:" + k: 1, k + "#" + k: 1, k + "!": 1, k[:40]: 0, k + " " + k: 2, "x" + k: 0} {
		if got := len(Multikeys([]byte(text))); got != want {
			t.Errorf("%s: %d keys, want %d", text, got, want)
		}
	}
}

// leastListed is how many numbers the lists of these tests have at least.
const leastListed = 40

// TestNumbersBeforeTheirName: octets whose label was cut off are said, also of a key of
// which something else is said.
func TestNumbersBeforeTheirName(t *testing.T) {
	modulus := "Modulus=" + strings.Repeat("A7", 255)
	for text, want := range map[string]bool{"    3e:aa:17\n" + modulus: true, "abc\n" + modulus: false} {
		keys, _ := Figures([]byte(text))
		if len(keys) != 1 || len(keys[0].Notes) < 2 || slices.Contains(keys[0].Notes, NumbersLeft) != want {
			t.Errorf("%.20q: %v", text, keys)
		}
	}
}

// TestFiguresOfSeveralSizes: the size that is said of one key is not held against the one
// before it; and octets whose label is damaged are said to be there.
func TestFiguresOfSeveralSizes(t *testing.T) {
	octets := func(n int) string { return strings.TrimSuffix(strings.Repeat("a7:", n), ":") }
	one := func(bits int) string {
		return fmt.Sprintf("Public-Key: (%d bit)\nModulus:\n    00:%s\nExponent: 65537 (0x10001)\n", bits, octets(bits/8))
	}
	old := func(bits int) string {
		return fmt.Sprintf("RSA Public Key:\nModulus (%d bit):\n    00:%s\nExponent: 65537 (0x10001)\n", bits, octets(bits/8))
	}
	for text, want := range map[string]int{one(2048) + one(3072): 2, one(3072) + one(1024) + one(2048): 3, old(2048) + old(3072): 2, one(2048) + old(1024): 2} {
		if keys, broken := Figures([]byte(text)); len(keys) != want || broken {
			t.Errorf("%.30q: %d keys, broken: %v", text, len(keys), broken)
		}
	}
	for _, text := range []string{
		one(2048) + strings.Replace(one(3072), "Modulus", "Modu", 1), one(2048) + strings.Replace(one(3072), "(3072", "(3080", 1),
		one(2048) + "ED25519 Public-Key:\npu:\n    " + octets(15) + ":\n    " + octets(17), one(2048) + "Private-Key: (256 bit)\npriv:\n    " + octets(32) + "\nASN1 OID: prime256v1\n",
	} {
		if keys, broken := Figures([]byte(text)); len(keys) != 1 || !broken {
			t.Errorf("%.30q…%.30q: %d keys, broken: %v", text, text[len(text)-30:], len(keys), broken)
		}
	}
}
