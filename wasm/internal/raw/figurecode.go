package raw

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// asLines returns what says the numbers of a key in one line as lines: the
// description of a SecKey of macOS and iOS.
func asLines(text []byte) []byte {
	if !bytes.Contains(text, []byte("<SecKeyRef ")) {
		return text
	}
	return []byte(strings.NewReplacer("exponent: {hex: ", "\nexponent: 0x", ", decimal: ", "\ndecimal: ", ", modulus: ", "\nmodulus: ", ", addr: ", "\naddr: ").Replace(string(text)))
}

// unreadFigure stands for a number of source code that cannot be read.
const unreadFigure = "?"

// codeFigure splits a line of source code that gives a number its value into the
// number's name and its digits: new BigInteger("…", 16) of Java,
// Convert.FromBase64String("…") of .NET. Both are "" for other lines.
func codeFigure(label, value string) (string, string) {
	before, rest, ok := strings.Cut(value, `"`)
	digits, after, closed := strings.Cut(rest, `"`)
	if !ok || !strings.Contains(before, "(") {
		return "", ""
	}
	if i := strings.LastIndexAny(label, " ."); i >= 0 {
		label = label[i+1:]
	}
	switch {
	case !closed: // a line break came into it
		return label, unreadFigure
	case strings.Contains(before, "Base64"):
		raw, err := base64.StdEncoding.Strict().DecodeString(digits)
		if err != nil {
			return label, unreadFigure
		}
		digits = hex.EncodeToString(raw)
	case strings.HasPrefix(strings.TrimLeft(after, " ,"), "16"):
	case strings.Trim(digits, "0123456789") != "":
		return label, unreadFigure
	}
	return label, digits
}
