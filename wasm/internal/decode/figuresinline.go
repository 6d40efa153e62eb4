package decode

import (
	"bytes"
	"strings"

	"jwkmint/wasm/internal/key"
)

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
// RSAPublicNumbers(e=65537, n=123…) and PublicKey(123…, 65537) of Python,
// "modulus=123…, exponent=65537". It is nil where there are none. A number that is not
// whole has a ? for its value.
func inlineFigures(text []byte) []byte {
	var out bytes.Buffer
	var last string // the number right before, where it has no name
	paired := false // it was the second of a pair without names
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
		digits, size := string(text[start:i]), i-start
		isLong := size >= minLong
		long = long || isLong
		name := figureNames[nameBefore(text[taken:start])]
		taken = i
		if !endsHere(text[i:]) || name != "" && goesOn(text[i:]) {
			digits = "?"
		}
		before, wasPaired := last, paired
		last, paired = "", false
		switch {
		case name == "e", name == "d":
		case name != "" && !isLong:
			continue
		case name != "":
		case before != "" && isLong && tries < maxPairs && onCurve(before, digits):
			out.WriteString("x=" + strings.TrimPrefix(before, "{") + "\n")
			name, paired = "y", true
		case before != "" && before[0] == '{' && digits == "65537":
			out.WriteString("n=" + before[1:] + "\n")
			name, paired = "e", true
		case wasPaired && (size > 10 || digits == "?"): // no date of the next line
			name = "d"
		case isLong:
			if before != "" {
				tries++
			}
			if last = digits; start > 0 && (text[start-1] == '{' || text[start-1] == '(') {
				last = "{" + last
			}
			continue
		default:
			continue
		}
		out.WriteString(name + "=" + digits + "\n")
	}
	if !long {
		return nil
	}
	return out.Bytes()
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

// onCurve reports whether the point with these coordinates lies on a curve: that
// leaves no doubt.
func onCurve(x, y string) bool {
	a, _ := figure("x", strings.TrimPrefix(x, "{"))
	b, _ := figure("y", y)
	return coordinates("", a, b) != nil
}

// coordinates is the point x, y of a curve, or where that is not known of the one on
// which it lies; nil where it can be none.
func coordinates(curve string, x, y []byte) key.Material {
	size := key.CurveBytes(curve)
	for _, known := range []int{66, 48, 32} {
		if curve == "" && max(len(x), len(y)) <= known {
			size = known
		}
	}
	var both []byte
	for _, number := range [][]byte{x, y} {
		number, fits := fixed(number, size)
		if !fits {
			return nil
		}
		both = append(both, number...)
	}
	if curve != "" {
		return &key.EC{Curve: curve, X: both[:size], Y: both[size:]}
	}
	if k := pointOf(both); k != nil {
		return k.Material
	}
	return nil
}
