package plain

import (
	"bytes"
	"encoding/base64"
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
		`\x0a`: `"\n" 4`, `\x0D`: `"\r" 4`, `\012`: `"\n" 4`, `\\015`: `"\r" 5`, `\x0b`: `"\x00" 0`, `\013`: `"\x00" 0`, `\01`: `"\x00" 0`,
		"%3D": `"=" 3`, "%3d=": `"=" 3`, "%3": `"\x00" 0`, "%g0": `"\x00" 0`, "%0g": `"\x00" 0`, "%aF": `"\xaf" 3`,
		"&#10;": `"\n" 5`, "&#xD;": `"\r" 5`, "&#x2b;": `"+" 6`, "&#47;": `"/" 5`, "&#65;": `"\x00" 0`, "&#10": `"\x00" 0`, "&amp;": `"\x00" 0`, "a": `"\x00" 0`,
		strings.Repeat(`\`, 16) + "n": `"\n" 17`, strings.Repeat(`\`, 17) + "n": `"\x00" 0`,
	} {
		c, size := Escape([]byte(text))
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
		if got := HexDigit(byte(c)); int(got) != want {
			t.Errorf("%#x: %d", c, got)
		}
	}
}

// TestScreens: what screens put into a text is taken out, and nothing is where there
// is none of it.
func TestScreens(t *testing.T) {
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
	if _, had := Unscreened([]byte("plain")); had != nil {
		t.Errorf("%v", had)
	}
	if text, had := Unscreened([]byte("1\t\x1b[0ma\n2\tb\n")); string(text) != "a\nb\n" || len(had) != 2 {
		t.Errorf("%q, %v", text, had)
	}
}

// TestTags: what a web page put into a text is taken out; a tag that breaks the line
// becomes a line break.
func TestTags(t *testing.T) {
	long := strings.Repeat("a", 252)
	for text, want := range map[string]string{
		"BEGIN<br>a<BR/>b<p class=x>c</div>d": "BEGIN\na\nb\nc\nd", "BEGIN <b>a</b>": "BEGIN a", "BEGIN&nbsp;a&plus;b&shy;c": "BEGIN a+bc", "BEGIN a": "none", "a<b>c": "none", "BEGIN 1 < 2": "none", "BEGIN <1>": "none", "BEGIN <": "none",
		"BEGIN <b": "none", "BEGIN <" + long + "a>": "BEGIN ", "BEGIN <" + long + "aaa>": "none", "BEGIN<li>a<tr>b<span>c": "BEGIN\na\nbc", "BEGIN &amp; &lt;a&gt;": "BEGIN & <a>",
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

// TestLongFrame: what stands before each line of a key is a frame up to a
// length, which no log has; beyond, it is text of its own.
func TestLongFrame(t *testing.T) {
	key := []string{"-----BEGIN PUBLIC KEY-----", "AAAA", "-----END PUBLIC KEY-----"}
	for length, taken := range map[int]bool{1: true, 100: true, 101: false, 5000: false} {
		before := strings.Repeat("x", length)
		got := withoutFrame([]byte(before + strings.Join(key, "\n"+before) + "\n"))
		if want := strings.Join(key, "\n") + "\n"; taken != (string(got) == want) || !taken && got != nil {
			t.Errorf("%d characters before each line: %q", length, got)
		}
	}
}

// shown is a text as the tests' tables have it.
func shown(text []byte) string {
	if text == nil {
		return "none"
	}
	return string(text)
}

// TestCode: PEM in a string for each line, with code between them.
func TestCode(t *testing.T) {
	line, base64 := strings.Repeat("A", 64), "M"+strings.Repeat("I", 39)
	source := func(code, inside string) string {
		return `k = "-----BEGIN KEY-----` + code + inside + code + `-----END KEY-----"; // ` + "\n"
	}
	pem := func(inside string) string {
		return "k = \n-----BEGIN KEY-----\n" + inside + "-----END KEY-----\n; // \n"
	}
	far := strings.Repeat(" ", 199-len(` + `))
	for name, c := range map[string]struct{ text, want string }{
		"vbCrLf":               {source(`" & vbCrLf & "`, line), pem(line + "\n")},
		"blanks at its end":    {source(`  " & vbCrLf & "`, line), pem(line + "\n")},
		"padding":              {source(`" & vbCrLf & "`, line+"=="), pem(line + "==\n")},
		"with breaks too":      {source(`\r\n" .. "`, line), pem(line + "\n")},
		"as PowerShell writes": {source("`r`n\" +\n \"", line), pem(line + "\n")},
		"headers":              {source(`" + NL + "`, `Proc-Type: 4,ENCRYPTED" + NL + "" + NL + "`+line), pem("Proc-Type: 4,ENCRYPTED\n\n" + line + "\n")},
		"far":                  {source(`" + `+far+`"`, line), pem(line + "\n")},
		"too far":              {source(`" + `+far+` "`, line), ""},
		"a long name":          {source(`" & `+strings.Repeat("x", 40)+` & "`, line), pem(line + "\n")},
		"a line between":       {source(`" & `+strings.Repeat("x", 41)+` & "`, line), ""},
		"a blank inside":       {source(`" & vbCrLf & "`, "A A"), ""},
		"code inside":          {source(`" & vbCrLf & "`, " & vbCrLf & "), ""},
		"another BEGIN":        {`"-----BEGIN KEY-----" & "-----BEGIN KEY-----" & "` + line + `" & "-----END KEY-----"`, `"-----BEGIN KEY-----" & ` + "\n-----BEGIN KEY-----\n" + line + "\n-----END KEY-----\n"},
		"a label of its own":   {source(`" & vbCrLf & "`, "-----BEGIN-----"), ""},
		"no END":               {strings.Replace(source(`" & vbCrLf & "`, line), "-----END", "----END", 1), ""},
		"no dashes at the end": {strings.Replace(source(`" & vbCrLf & "`, line), `KEY-----";`, `KEY";`, 1), ""},
		"no last quote":        {strings.Replace(source(`" & vbCrLf & "`, line), `-----";`, `-----;`, 1), ""},
		"no quotes":            {strings.ReplaceAll(source(`" & vbCrLf & "`, line), `"`, ""), ""},
		"two":                  {source(`" & "`, line) + source(`" & "`, line), pem(line+"\n") + pem(line+"\n")},
		"the second":           {"-----BEGIN KEY-----\n" + source(`" & "`, line), "-----BEGIN KEY-----\n" + pem(line+"\n")},
		"at the beginning":     {"-----BEGIN KEY-----", ""},
		"base64":               {`k = "` + base64 + `" & _` + "\n  " + `"AAAA=="`, "k = \n" + base64 + "AAAA==\n"},
		"base64 and words":     {`["` + base64 + `", "AA", "b c"]`, "[\n" + base64 + `AA` + "\n" + `, "b c"]`},
		"base64, far":          {`"` + base64 + `" & ` + strings.Repeat(" ", 200) + `"AA"`, ""},
		"base64, a long name":  {`"` + base64 + `" & ` + strings.Repeat("x", 41) + `& "AA"`, ""},
		"base64, one":          {`k = "` + base64 + `"`, ""},
		"base64, too short":    {`"` + base64[:39] + `" & "AA"`, ""},
		"base64, no quote":     {base64 + `" & "AA"`, ""},
		"base64 of no DER":     {`"A` + base64 + `" & "AA"`, ""},
		"base64, not closed":   {`"` + base64 + `" & "AA`, ""},
	} {
		if got := string(withoutCode([]byte(c.text))); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestInLines: a text in base64 over lines of one length, and what is none.
func TestInLines(t *testing.T) {
	const text = "{\n  \"kty\": \"OKP\", \"kid\": \"a\",\n  \"crv\": \"Ed25519\", \"x\": \"1234567890\"\n}\n more of it, and more\n"
	whole := base64.StdEncoding.EncodeToString([]byte(text))
	wrapped := func(width int) string {
		var b strings.Builder
		for rest := whole; rest != ""; {
			n := min(width, len(rest))
			b.WriteString(rest[:n] + "\n")
			rest = rest[n:]
		}
		return b.String()
	}
	lines := wrapped(64)
	for name, c := range map[string]struct {
		text string
		want int // texts
	}{
		"alone":                 {lines, 1},
		"words around":          {"Hello\n" + lines + "Regards\n", 1},
		"a name before":         {"KEY=" + lines, 1},
		"indented":              {"  " + strings.ReplaceAll(lines, "\n", "\n  "), 1},
		"two":                   {lines + "and\n" + lines, 2},
		"short lines":           {wrapped(40), 1},
		"too short":             {wrapped(39), 0},
		"one line":              {whole + "\n", 0},
		"a longer line":         {strings.Replace(lines, "\n", "\nAAAA", 1), 0},
		"a longer last line":    {whole[:40] + "\n" + whole[40:] + "\n", 0},
		"a line after the last": {strings.TrimSuffix(lines, "\n") + "\nAAAA\n", 1},
		"words on a line":       {strings.Replace(lines, "\n", "\nand ", 1), 0},
		"nothing on a line":     {strings.Replace(lines, "\n", "\n\n", 1), 0},
		"no text":               {strings.Repeat(strings.Repeat("_", 64)+"\n", 3), 0},
	} {
		got := inLines([]byte(c.text))
		if len(got) != c.want {
			t.Errorf("%s: %d texts, want %d", name, len(got), c.want)
			continue
		}
		for _, inside := range got {
			if string(inside) != text {
				t.Errorf("%s: %q", name, inside)
			}
		}
	}
}

// TestBared: what stands around all of a text, and nothing else, is taken off.
func TestBared(t *testing.T) {
	for text, want := range map[string]string{
		"\n\r\na\n\n": "a", "\ufeffa": "a", "\n\ufeffa": "\ufeffa"[3:], " a ": " a ", "": "", "\n": "",
		"```\na\nb\n```": "a\nb", "```json\na\n``` \n": "a", "```\na": "```\na", "a\n```": "a\n```", "```a```": "```a```",
		"```\na\n```\nb\n```\nc\n```": "```\na\n```\nb\n```\nc\n```", "```a```\nb\n```": "```a```\nb\n```",
		"> a\n> b": "a\nb", ">a\n>b": "a\nb", "> a\n>\n> b\n": "a\n\nb", "> a\n\n> b": "a\n\nb", ">  a\n> b": " a\nb", "> a\nb": "> a\nb", "> a": "a", ">a": ">a", "> ": "",
		"> > a\n> > b": "a\nb", "> ```\n> a\n> ```": "a", "```\n> a\n> b\n```": "a\nb",
		"\n\x00a\n": "\n\x00a\n",
	} {
		if got := string(Bared([]byte(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestParagraphs(t *testing.T) {
	for text, want := range map[string]string{
		"a": "", "a\nb": "", "a\n\nb": "a\n|b", "a\n \t\r\n\nb\n": "a\n|b\n", "a\n```\nb\n```": "a\n|b\n", "\na": "a", "": "", "\n\n": "",
		strings.Repeat("a\n\n", 70): strings.TrimSuffix(strings.Repeat("a\n|", 64), "|"), strings.Repeat("a\n\n", 63) + "b": strings.Repeat("a\n|", 63) + "b", strings.Repeat("a\n\n", 64) + "b": strings.TrimSuffix(strings.Repeat("a\n|", 64), "|"),
	} {
		if got := string(bytes.Join(Paragraphs([]byte(text)), []byte("|"))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestQuery(t *testing.T) {
	for text, want := range map[string]string{
		"kty=EC&a=b": "\nkty=EC\na=b\n", "a=b&kty=EC": "\na=b\nkty=EC\n", "https://a?kty=EC&b=c d": "\nhttps://a\nkty=EC\nb=c\n d",
		"It is:\nkty=EC&a=b\nThank you": "It is:\n\nkty=EC\na=b\n\nThank you", "kty=EC&kid=a+b%20c": "\nkty=EC\nkid=a+b c\n",
		"xkty=EC&a=b": "", "kty=EC": "", "kty=EC a&b": "", "a=b&c": "", "": "",
	} {
		if got := string(Query([]byte(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
