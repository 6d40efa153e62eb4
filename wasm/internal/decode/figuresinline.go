package decode

import (
	"bytes"
	"strings"

	"jwkmint/wasm/internal/key"
)

// inlineNames are the names that numbers have where a program prints a key in one
// line, in small letters.
var inlineNames = map[string]string{
	"n": "n", "modulus": "n", "e": "e", "exponent": "e", "publicexponent": "e", "public_exponent": "e",
	"x": "x", "y": "y", "point_x": "x", "point_y": "y", "d": "d", "private_value": "d", "privateexponent": "d",
}

const (
	// minLong is how many digits a number of a key has at least, but for the exponent:
	// those of a coordinate of 256 bits are 77, or a few fewer.
	minLong = 65
	// maxPairs bounds how many pairs of numbers without names are tried as the
	// coordinates of a point: a file of nothing but numbers would take minutes.
	maxPairs = 64
)

// inlineFigures returns the numbers of keys that a text has in one line as lines, a
// name and a number in each: &{N:+123… E:65537} and &{123… 65537} of Go,
// RSAPublicNumbers(e=65537, n=123…) and PublicKey(123…, 65537) of Python, "modulus=123…, exponent=65537". It is
// nil where there are none. A number that is not whole has a ? for its value.
func inlineFigures(text []byte) []byte {
	var out []byte
	add := func(name string, digits []byte) {
		out = append(append(append(append(out, name...), '='), digits...), '\n')
	}
	// Where numbers have no names: what was read right before.
	var last []byte
	braced, paired := false, false
	long, taken, tries := false, 0, 0
	for i := 0; i < len(text); {
		if c := text[i]; c < '0' || c > '9' || i > 0 && isWordByte(text[i-1]) {
			i++
			continue
		}
		start := i
		hexadecimal := bytes.HasPrefix(text[i:], []byte("0x"))
		if hexadecimal {
			i += 2
		}
		for i < len(text) && (text[i] >= '0' && text[i] <= '9' || hexadecimal && hexDigit(text[i]) < 16) {
			i++
		}
		digits, isLong := text[start:i], i-start >= minLong
		long = long || isLong
		name := inlineNames[nameBefore(text[taken:start])]
		taken = i
		if !endsHere(text[i:]) {
			digits = []byte("?")
		}
		before, wasBraced, wasPaired := last, braced, paired
		last, braced, paired = nil, false, false
		switch {
		case name == "e" || name == "d" || name != "" && isLong:
			if goesOn(text[i:]) {
				digits = []byte("?")
			}
			add(name, digits)
		case name != "":
		case before != nil && isLong && tries < maxPairs && onCurve(before, digits):
			add("x", before)
			add("y", digits)
			paired = true
		case before != nil && wasBraced && string(digits) == "65537":
			add("n", before)
			add("e", digits)
			paired = true
		case wasPaired && (i-start > 10 || digits[0] == '?'): // no date of the next line
			add("d", digits)
		case isLong:
			if before != nil {
				tries++
			}
			last, braced = digits, start > 0 && (text[start-1] == '{' || text[start-1] == '(')
		}
	}
	if !long {
		return nil
	}
	return out
}

// endsHere reports whether a number ends where rest begins: it was not shortened, and
// no letter stands against it but those that Python 2 and JavaScript put there.
func endsHere(rest []byte) bool {
	if len(rest) > 0 && (rest[0] == 'L' || rest[0] == 'n') {
		rest = rest[1:]
	}
	return (len(rest) == 0 || !isWordByte(rest[0])) && !bytes.HasPrefix(rest, []byte("..")) && !bytes.HasPrefix(rest, []byte("…"))
}

// goesOn reports whether more digits follow a number, with nothing between them that
// parts members: a character that came into it.
func goesOn(rest []byte) bool {
	const longest = 40
	for i := 0; i < min(len(rest), longest); i++ {
		switch c := rest[i]; {
		case c >= '0' && c <= '9':
			return true
		case isWordByte(c):
			return false
		case strings.IndexByte(")}]>,;", c) >= 0:
			next := rest[i+1:]
			return i == 0 && len(next) > 0 && next[0] >= '0' && next[0] <= '9'
		}
	}
	return false
}

func isWordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// nameBefore is the name whose value begins where before ends, in small letters; ""
// where none stands there.
func nameBefore(before []byte) string {
	const longest = 40
	before = bytes.TrimRight(before[max(0, len(before)-longest):], " +")
	named := bytes.TrimRight(bytes.TrimRight(before, ":="), " \"'")
	start := len(named)
	for start > 0 && isWordByte(named[start-1]) {
		start--
	}
	if last := len(before) - 1; last < 0 || before[last] != ':' && before[last] != '=' {
		return ""
	}
	return strings.ToLower(string(named[start:]))
}

// onCurve reports whether the point with these coordinates, in decimal, lies on a
// curve: that leaves no doubt.
func onCurve(x, y []byte) bool {
	a, okX := figure("x", string(x))
	b, okY := figure("y", string(y))
	return okX && okY && curveOf(a, b) != ""
}

// curveOf returns the curve on which a point lies; "" where it lies on none.
func curveOf(x, y []byte) string {
	for _, curve := range []string{key.P256, key.Secp256k1, key.P384, key.P521} {
		x, fitsX := fixed(x, key.CurveBytes(curve))
		y, fitsY := fixed(y, key.CurveBytes(curve))
		if fitsX && fitsY && (&key.EC{Curve: curve, X: x, Y: y}).Check() == nil {
			return curve
		}
	}
	return ""
}
