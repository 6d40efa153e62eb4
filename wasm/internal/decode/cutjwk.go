package decode

import (
	"bytes"
	"encoding/base64"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/plain"
)

var errMembers = fault.New(fault.Malformed, "members of a JWK, which is cut, or is written in a way that cannot be read").
	WithHint("Copy it again, from its first { to its last }.")

// remains names what is left of a JWK or of a token; nil where a text is nothing of the
// kind.
func remains(text []byte) *fault.Error {
	header, _, _ := bytes.Cut(bytes.Trim(text, " \t\r\n\"'"), []byte("."))
	if plainHeader, err := base64.RawURLEncoding.DecodeString(string(header)); err == nil && bytes.HasPrefix(plainHeader, []byte("{")) && bytes.Contains(plainHeader, []byte(`"alg"`)) {
		return errTokenPart
	}
	if hasMembers(text) {
		return errMembers
	}
	for _, inside := range plain.Inside {
		if len(text) > maxInside {
			break
		}
		for _, reading := range inside.Readings(text) {
			if !reading.Parts && hasMembers(reading.Texts[0]) {
				return errMembers
			}
		}
	}
	return nil
}

// hasMembers reports whether members of a JWK stand in a text: its type or curve, or two
// others, of which one is a number.
func hasMembers(text []byte) bool {
	const (
		marks = " \t\"'=>:\\"
		long  = 20 // characters of a number: a word is shorter
	)
	numbers, others := 0, 0
	isName := func(c byte) bool { return plain.IsEitherBase64(c) }
	for i := 0; i < len(text); i++ {
		start := i
		for i < len(text) && isName(text[i]) {
			i++
		}
		const longest, most = 8, 16 // characters of a name, and of what is between it and its value
		name := string(text[start:min(i, start+longest)])
		near := text[i:min(len(text), i+most)]
		between := near[:len(near)-len(bytes.TrimLeft(near, marks))]
		if !jose.IsMember(name) || !bytes.ContainsAny(between, ":=") {
			continue
		}
		value := text[i+len(between):]
		switch {
		case name == "kty", name == "crv":
			return true
		case jose.IsNumber(name) && plain.InRow(value[:min(len(value), long)], isName) == long, name == "e" && bytes.HasPrefix(value, []byte("AQAB")):
			numbers++
		case strings.Contains("kid alg use e", name):
			others++
		}
	}
	return numbers > 1 || numbers == 1 && others > 0
}
