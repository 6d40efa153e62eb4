package decode

import (
	"bytes"
	"slices"
	"strings"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/literal"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/raw"
)

const (
	// minDigits is how many digits in a row a number of a key has at least: a coordinate
	// of 256 bits has 77, or a few fewer.
	minDigits = 65
	// minLeft is how many digits in a row are no time and no number of a line: what is
	// left of a number that something came into.
	minLeft = 20
)

// readInline reads keys whose numbers a program prints in one line, by name:
// &{N:+123… E:65537} of Go, RSAPublicNumbers(e=65537, n=123…) of Python,
// "modulus=123…, exponent=65537". It reports false where there are none.
func (r *reader) readInline(text []byte) bool {
	whole, before := text, len(r.parts)
	first := before // the keys of the last line that has some
	noted := before // how many it was said of
	noteLeft := func() {
		if first >= noted {
			r.note(first, raw.NumbersLeft)
			noted = len(r.parts)
		}
	}
	r.numbered = true
	defer func() { r.numbered = false }()
	for line := []byte(nil); len(text) > 0; {
		line, text, _ = bytes.Cut(text, []byte("\n"))
		row, here := digitsInRow(line), len(r.parts)
		if row < minDigits {
			if row >= minLeft && here > before { // a line break came into a number
				noteLeft()
			}
			continue
		}
		line = withoutPointers(bytes.TrimSpace(line))
		if i := bytes.IndexByte(line, '>'); i > 0 && line[i-1] >= '0' && line[i-1] <= '9' && digitsInRow(line[i:]) < minLeft {
			line = append(bytes.Clone(line[:i]), ')') // <EllipticCurvePublicNumbers(curve=…, x=…, y=…> of Python
		}
		if !bytes.ContainsAny(line, "{(") {
			line = append(append([]byte("{"), line...), '}')
		}
		left := false // of the numbers of this line
		for more := true; more; {
			i := bytes.IndexAny(line, "{(")
			if more = i >= 0; !more {
				i = len(line)
			}
			left = left || digitsInRow(line[:i]) >= minLeft
			line = line[i:]
			json, _, size, err := literal.Read(line)
			switch {
			case err == nil && digitsInRow(json) >= minDigits && !hasLongText(json) && digitsInRow(line[size:min(len(line), size+1)]) == 0 &&
				r.literal(flattened(json), nil, func() {}):
				line = line[size:]
			case more:
				line = line[1:]
				more = r.rescans.spend(size + inVain)
			}
		}
		if len(r.parts) > here {
			first = here
		}
		if left {
			noteLeft()
		}
	}
	r.noteOpen(whole)
	return len(r.parts) > before
}

// noteDigits says of public keys that more long numbers stand in decimal beside them than
// they have.
func (r *reader) noteDigits(text []byte) {
	if len(r.parts) == 0 || digitsInRow(text) < minDigits {
		return
	}
	numbers := map[string]bool{}
	for _, word := range bytes.FieldsFunc(text, func(c rune) bool { return c < '0' || c > '9' }) {
		if len(word) >= minDigits {
			numbers[string(word)] = true
		}
	}
	left := len(numbers)
	for _, p := range r.parts {
		switch {
		case left == 0:
			return
		case p.Key == nil:
			continue
		case p.Key.Material.IsPrivate() || slices.ContainsFunc(p.Key.Notes, saysPrivate):
			return
		case p.Key.Material.Kty() == key.KtyRSA:
			left--
		case p.Key.Material.Kty() == key.KtyEC:
			left -= 2
		}
	}
	if left > 0 {
		r.note(0, raw.NumbersLeft)
	}
}

// noteOpen says of keys whose text opens more brackets than it closes, or fewer, that a
// part of it may be missing, and lists what dots stand for.
func (r *reader) noteOpen(text []byte) {
	said := func(p der.Part) bool {
		return p.Key != nil && slices.ContainsFunc(p.Key.Notes, func(w key.Warning) bool { return w.Code == bracketOpen.Code })
	}
	if len(r.skipped) == 0 && !slices.ContainsFunc(r.parts, said) && bytes.Count(text, []byte("{")) != bytes.Count(text, []byte("}")) {
		r.note(0, bracketOpen)
	}
	r.noteShortened(text)
}

var bracketOpen = key.Warning{
	Code:    "bracket_open",
	Message: "A bracket of this text has no other one: a part of it may be missing, such as a private number, or another key.",
	Action:  "Copy the text again from where it came, whole.",
}

// digitsInRow is how many decimal digits stand in a row, at most.
func digitsInRow(text []byte) int {
	return plain.InRow(text, func(c byte) bool { return c >= '0' && c <= '9' })
}

// hasLongText reports whether a text in JSON is too long for a name: a number that is
// none, since something came into it.
func hasLongText(json []byte) bool {
	for _, part := range bytes.Split(json, []byte(`"`)) {
		if len(part) > 40 && digitsInRow(part) < minDigits/2 || len(part) > 0 && part[0] != ':' && digitsInRow(part) > 20 {
			return true
		}
	}
	return false
}

// flattened has the members of a public key that Go keeps inside the private one beside
// those of the private.
func flattened(json []byte) []byte {
	before, rest, ok := bytes.Cut(json, []byte(`"PublicKey":{`))
	inner, after, _ := bytes.Cut(rest, []byte("}"))
	if !ok {
		return json
	}
	return bytes.Join([][]byte{before, inner, after}, nil)
}

// netParameters reads the RSAParameters of .NET as people have them printed: PowerShell
// lists their octets, and with AQAB for the exponent they are in base64.
func (r *reader) netParameters(text []byte) {
	if bytes.Contains(text, []byte(": {")) {
		text = []byte(squareBrackets.Replace(string(text)))
	} else if !bytes.Contains(text, []byte("AQAB")) {
		return
	} else if bytes.Contains(text, []byte("Base64")) { // code, which may be in one line
		text = []byte(codeLines.Replace(string(text)))
	}
	for _, o := range literal.FromLines(text, "Modulus") {
		r.literal(o.JSON, nil, func() {})
	}
}

var codeLines = strings.NewReplacer("{ ", "{\n", "), ", "),\n", "; ", ";\n", " }", "\n}")

var squareBrackets = strings.NewReplacer("{", "[", "}", "]")

// withoutPointers has 0 where Go's %#v prints a pointer with its type, as it does for a
// curve: (*elliptic.nistCurve[…])(0x6b7ba0).
func withoutPointers(line []byte) []byte {
	const longest = 128
	var out []byte
	for {
		i := bytes.Index(line, []byte("(*"))
		if i < 0 {
			break
		}
		typed, address, _ := bytes.Cut(line[i:min(len(line), i+longest)], []byte(")(0x"))
		end := bytes.IndexByte(address, ')')
		if end < 0 {
			break
		}
		out, line = append(append(out, line[:i]...), '0'), line[i+len(typed)+len(")(0x")+end+1:]
	}
	return append(out, line...)
}
