package decode

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"
)

// TestEscape: one character behind any number of backslashes, in a URL, or in XML; and
// nothing for what only looks like an escape.
func TestEscape(t *testing.T) {
	for text, want := range map[string]string{
		`\n`: `"\n" 2`, "\\\n": `"\n" 2`, `\r`: `"\r" 2`, `\t`: `" " 2`, `\"`: `" " 2`, `\'`: `" " 2`, `\ `: `" " 2`, `\/`: `"/" 2`, `\\n`: `"\n" 3`, `\\\\n`: `"\n" 5`, `\`: `" " 1`, `\\`: `" " 2`, `\x`: `"\x00" 0`,
		`\u003d`: `"=" 6`, `\u002B`: `"+" 6`, `\u012b`: `"\x00" 0`, `\u103d`: `"\x00" 0`, `\u00g0`: `"\x00" 0`, `\u000g`: `"\x00" 0`, `\u003`: `"\x00" 0`, `\\u003d`: `"=" 7`,
		"%3D": `"=" 3`, "%3d=": `"=" 3`, "%3": `"\x00" 0`, "%g0": `"\x00" 0`, "%0g": `"\x00" 0`, "%aF": `"\xaf" 3`,
		"&#10;": `"\n" 5`, "&#xD;": `"\r" 5`, "&#x2b;": `"+" 6`, "&#47;": `"/" 5`, "&#65;": `"\x00" 0`, "&#10": `"\x00" 0`, "&amp;": `"\x00" 0`, "a": `"\x00" 0`,
		strings.Repeat(`\`, 16) + "n": `"\n" 17`, strings.Repeat(`\`, 17) + "n": `"\x00" 0`,
	} {
		c, size := escape([]byte(text))
		if got := fmt.Sprintf("%q %d", []byte{c}, size); size == 0 && want != `"\x00" 0` || size > 0 && got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	for c := range 256 {
		want := strings.IndexByte("0123456789abcdef", byte(c))
		if want < 0 {
			want = strings.IndexByte("0123456789ABCDEF", byte(c))
		}
		if want < 0 {
			want = 255
		}
		if got := hexDigit(byte(c)); int(got) != want {
			t.Errorf("%#x: %d", c, got)
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
		"as few as may be":        {list(minDER, "7", ", "), minDER},
		"fewer":                   {list(minDER-1, "7", ", "), 0},
		"in brackets":             {"new byte[] {" + list(minDER, "255", ", ") + "};", minDER},
		"signed":                  {"[" + list(minDER, "-128", ",") + "]", minDER},
		"too small":               {"[" + list(minDER, "-129", ",") + "]", 0},
		"too large":               {list(minDER, "256", ","), 0},
		"four digits":             {list(minDER, "0001", ","), 0},
		"three digits each":       {list(minDER, "007", " "), minDER},
		"some with zeros":         {list(minDER, "007", " ") + " 12", 0},
		"casts":                   {"{" + list(minDER, "(byte)7", ", ") + "}", minDER},
		"casts with spaces":       {"{" + list(minDER, "(byte) 7", ", ") + "}", minDER},
		"another word":            {"[" + list(minDER, "7", ", ") + ", x]", 0},
		"a dash alone":            {"[" + list(minDER, "7", ", ") + ", -]", 0},
		"a Buffer":                {`{"type":"Buffer","data":[` + list(minDER, "7", ",") + `]}`, minDER},
		"hexadecimal":             {"{" + list(minDER, "0x07, 0xAB", ", ") + "}", 2 * minDER},
		"one digit, as Go has it": {"{" + list(minDER, "0x4, 0x10", ", ") + "}", 2 * minDER},
		"one digit of some":       {"{" + list(minDER, "0x4, 0x04", ", ") + "}", 0},
		"three in hexadecimal":    {"{" + list(minDER, "0x123", ", ") + "}", 0},
		"a digit of nothing":      {"{" + list(minDER, "0x", ", ") + "}", 0},
		"two, and with zeros":     {"[" + list(minDER, "07", ", ") + "]", 0},
		"with a plus":             {"[" + list(minDER, "+7", ", ") + "]", 0},
		"in octal":                {"[" + list(minDER, "0o7", ", ") + "]", 0},
		"minus in hexadecimal":    {"[" + list(minDER, "-0x7", ", ") + "]", 0},
		"numbered":                {`{"0":7,"1":8,"2":` + list(minDER, "9", ",") + "}", minDER + 2},
		"numbered wrongly":        {`{"0":7,"2":` + list(minDER, "9", ",") + "}", 0},
		"two lists":               {"[" + list(minDER, "7", ",") + "] [" + list(minDER, "7", ",") + "]", 2 * minDER},
		"lines":                   {list(minDER, "7", "\n"), minDER},
		"nothing":                 {"", 0},
	} {
		lists, short := listedBytes([]byte(c.text), minDER)
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

// TestGunzip: all that one input packs may unpack to no more than an input may be.
func TestGunzip(t *testing.T) {
	pack := func(n int) []byte {
		var out bytes.Buffer
		z := gzip.NewWriter(&out)
		z.Write(make([]byte, n))
		z.Close()
		return out.Bytes()
	}
	r := &reader{}
	if got := r.gunzip(pack(1000)); len(got) != 1000 || r.unpacked != 1000 {
		t.Errorf("%d bytes, %d in all", len(got), r.unpacked)
	}
	r.unpacked = MaxInput - 1000
	if got := r.gunzip(pack(1000)); len(got) != 1000 {
		t.Errorf("up to the bound: %d bytes", len(got))
	}
	r.unpacked = MaxInput - 999
	if got := r.gunzip(pack(1000)); got != nil {
		t.Errorf("over the bound: %d bytes", len(got))
	}
	r.unpacked = 0
	if r.gunzip([]byte("\x1f\x8b\x08")) != nil || r.gunzip(pack(1000)[:20]) != nil {
		t.Error("what is broken is unpacked")
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

// TestPEMHeaders: RFC 1421's headers, whole or run into one line.
func TestPEMHeaders(t *testing.T) {
	iv := "0123456789ABCDEF"
	for body, want := range map[string]string{
		"Proc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC," + iv + "\n\nAAAA": "4,ENCRYPTED|DES-EDE3-CBC," + iv + "|\n\nAAAA",
		"Proc-Type: 4,ENCRYPTED DEK-Info: DES-EDE3-CBC," + iv + "AAAA":      "4,ENCRYPTED|DES-EDE3-CBC," + iv + "|AAAA",
		"Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC, " + iv + iv + "AA":  "4,ENCRYPTED|AES-128-CBC," + iv + iv + "|AA",
		"DEK-Info: SEED-CBC," + iv + iv + "\nAA":                            "|SEED-CBC," + iv + iv + "|\nAA",
		"DEK-Info: AES-128-CBC\nAA,AA":                                      "|AES-128-CBC|\nAA,AA",
		"DEK-Info: DES-CBC,0123\nAA":                                        "|DES-CBC,0123|\nAA",
		"Comment: x\nOther: y\n\nAAAA":                                      "||AAAA",
		"AAAA\nBBBB":                                                        "||AAAA\nBBBB",
		"":                                                                  "||",
		"X: y":                                                              "||",
		strings.Repeat("A", 1024) + "DEK-Info: AES-128-CBC,00":              "||" + strings.Repeat("A", 1024) + "DEK-Info: AES-128-CBC,00",
	} {
		procType, dekInfo, rest := cutHeaders([]byte(body))
		if got := procType + "|" + dekInfo + "|" + string(rest); got != want && !strings.Contains(body, "DEK-Info: AES-128-CBC,00") {
			t.Errorf("%q: %q, want %q", body, got, want)
		}
	}
}

// TestScreens: what screens put into a text is taken out, and nothing is where there
// is none of it.
func TestScreens(t *testing.T) {
	shown := func(text []byte) string {
		if text == nil {
			return "none"
		}
		return string(text)
	}
	for text, want := range map[string]string{
		"\x1b[31mab\x1b[0m": "ab", "[31mab[0m": "ab", "\x1b[Kab": "ab", "\x1b[mab": "ab", "[mab": "none", "[Kab": "none", "[1;31mab": "ab", "[31": "none", "[a": "none", "ab": "none", "\x1b": "none", "[": "none",
		"\x1b[" + strings.Repeat("1", 39) + "mab": "ab", "\x1b[" + strings.Repeat("1", 40) + "mab": "none",
	} {
		if got := shown(withoutColours([]byte(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"  1\ta\n  2\tb\n": "a\nb\n", "1:a\n2:b\n": "a\nb\n", "1 a\n2 b\n": "a\nb\n", "1 │ a\n2 │ b\n": "a\nb\n", "1|a\n2|b": "a\nb", "9\ta\n10\tb\n": "a\nb\n", "1\ta\n": "none", "1\ta\n3\tb\n5\tc\n": "none",
		"1\ta\n2\tb\n4\tc\n": "none", "x\n1\ta\n2\tb\n": "x\na\nb\n", "1\n2\n": "\n\n", "a\nb\n": "none", "1x\n2y\n": "none", "12345678\ta\n12345679\tb\n": "none", "1234567\ta\n1234568\tb\n": "a\nb\n", "0\ta\n1\tb\n": "a\nb\n",
	} {
		if got := shown(withoutNumbers([]byte(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"a$\nb$\n": "a\nb\n", "a^M$\n^Ib$\n": "a\n\tb\n", "a$\n": "none", "a$\nb$\nc\n": "a\nb\nc\n", "a$\nb$\nc\nd\n": "none", "a\nb\n": "none",
	} {
		if got := shown(withoutMarks([]byte(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if shown(withoutCarets([]byte("a^\nb"))) != "a\nb" || withoutCarets([]byte("a^b")) != nil || shown(withoutUnseen([]byte("a\u00adb"))) != "ab" || withoutUnseen([]byte("a-b")) != nil {
		t.Error("carets or soft hyphens")
	}
	if _, had := unscreened([]byte("plain")); had != nil {
		t.Errorf("%v", had)
	}
	if text, had := unscreened([]byte("1\t\x1b[0ma\n2\tb\n")); string(text) != "a\nb\n" || len(had) != 2 {
		t.Errorf("%q, %v", text, had)
	}
}

// TestLabels: a BEGIN line has its label, as long as one may be, and dashes or its end.
func TestLabels(t *testing.T) {
	long := strings.Repeat("A", maxLabel)
	for text, want := range map[string]string{
		"RSA KEY-----\nx": "RSA KEY|12", "KEY--": "KEY|5", "KEY\n": "KEY|3", "KEY\\n": "KEY|3", `KEY"`: "KEY|3", "KEY": "KEY|3", "KEY:": "|-1", "-----": "|-1", "  --": "|-1", long + "--": long + fmt.Sprint("|", maxLabel+2), long + "A--": "|-1",
	} {
		label, at := readLabel([]byte(text), 0)
		if got := fmt.Sprint(label, "|", at); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]bool{"": true, "a\n": true, "a\n > | # * \t\"'`": true, "a\n x": false, `a\n`: true, `a\r`: true, "an": false, "n": false} {
		if got := startsLine([]byte(text+"END"), len(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestTags: what a web page put into a text is taken out; a tag that breaks the line
// becomes a line break.
func TestTags(t *testing.T) {
	long := strings.Repeat("a", 252)
	for text, want := range map[string]string{
		"BEGIN<br>a<BR/>b<p class=x>c</div>d": "BEGIN\na\nb\nc\nd", "BEGIN <b>a</b>": "BEGIN a", "BEGIN&nbsp;a&plus;b&shy;c": "BEGIN a+bc", "BEGIN a": "none", "a<b>c": "none", "BEGIN 1 < 2": "none", "BEGIN <1>": "none", "BEGIN <": "none",
		"BEGIN <b": "none", "BEGIN <" + long + "a>": "BEGIN ", "BEGIN <" + long + "aaa>": "none", "BEGIN<li>a<tr>b<span>c": "BEGIN\na\nbc", "BEGIN &amp;": "none",
	} {
		got := "none"
		if plain := withoutTags([]byte(text)); plain != nil {
			got = string(plain)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestOnlyToken: a token by itself or in a header; what is longer than any header is
// none.
func TestOnlyToken(t *testing.T) {
	jws, jwe := "eyJ.e30.AA-_", "eyJ.AA.AA.AA.AA"
	for text, want := range map[string]error{
		jws: errToken, "Authorization: Bearer " + jws: errToken, "bearer " + jws: errToken, `"token": ` + jws: errToken, `"` + jws + `",`: errToken, "eyJ.\ne30.\nAA==": errToken,
		jwe: nil, "Authorization: Bearer " + jwe: errJWE, "DPoP " + jwe: errJWE, "eyJ.e30": nil, "x " + jws: nil, "eyJ.e30.A!": nil, "ewo.e30.AA": nil, "": nil,
		"eyJ.e30." + strings.Repeat("A", 64<<10-8): errToken, "eyJ.e30." + strings.Repeat("A", 64<<10-7): nil,
	} {
		if got := onlyToken([]byte(text)); got != want {
			t.Errorf("%.40q: %v, want %v", text, got, want)
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
		if got := len(readMultikeys([]byte(text))); got != want {
			t.Errorf("%s: %d keys, want %d", text, got, want)
		}
	}
}

// TestAssignment: what joins string literals over statements, up to the quote that
// goes on; base64 may itself end in +=.
func TestAssignment(t *testing.T) {
	for text, want := range map[string]int{
		`; $k .= "A`: 8, `$k .= 'A`: 6, `; k += "A`: 7, ";\n  key += `A": 11, `k += "A`: 5, `k+="A`: 0, `; k+="A`: 5, `; k -= "A`: 0, `; k + "A`: 0, `; .= "A`: 0, `; k .= A`: 0, `; k .=`: 0, `; k .`: 0, `k`: 0, `-k .= "A`: 0, `;`: 0,
	} {
		if got := assignment([]byte(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
