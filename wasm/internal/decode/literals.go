package decode

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/literal"
	"jwkmint/wasm/internal/plain"
)

// literals reads JWKs that a text has in another form than JSON: as literals of
// programming languages, as programs print them, or as lines. What stands
// beside them is read as text. It reports false when there is none.
func (r *reader) literals(text []byte) bool {
	if !isJWKText(text) && !isBareRSA(text) {
		return false
	}
	from, cut, lost := 0, false, false
	for pos := 0; pos < len(text) && !r.full(); {
		i := bytes.IndexAny(text[pos:], "{[(")
		if i < 0 {
			break
		}
		pos += i
		if bytes.HasSuffix(text[:pos+1], []byte("map[")) {
			pos -= len("map")
		}
		value, repairs, size, err := literal.Read(text[pos:])
		if err == literal.ErrShortened || slices.Contains(repairs, literal.Omitted) {
			cut = true
			// A key that is whole may come first; what was cut is then another.
			lost = lost || err != nil && bytes.Contains(text[pos:pos+size], []byte("kty"))
		}
		value = ofRust(value)
		if err == nil && (isJWKText(value) || bytes.Contains(value, []byte(`"n"`))) && !isCall(value) && r.literal(value, repairs, func() { r.besideJWK(text[from:pos], nil) }) {
			pos += size
			from = pos
			continue
		}
		// A word may have been looked through in vain that is not counted in size.
		if !r.rescans.spend(size + inVain) {
			break
		}
		pos += bytes.IndexAny(text[pos:], "{[(") + 1
	}
	rest := text[from:]
	end := 0
	objects := literal.FromLines(rest, "kty")
	broken := false
	if len(objects) == 0 && from == 0 && !cut {
		objects, broken = literal.FromTables(rest, "kty")
	}
	for _, o := range objects {
		if !r.full() && r.literal(o.JSON, o.Repairs, func() { r.lines(rest[end:o.Start]) }) {
			from, end = from+o.End-end, o.End
		}
	}
	if from > 0 {
		r.lines(text[min(from, len(text)):])
	}
	if lost || cut && from == 0 {
		r.skip("JWK", errShortened)
	}
	if broken {
		r.skip("JWK", errTable)
	}
	return from > 0 || cut || broken
}

// isCall reports whether a list begins with a text and an object, as the arguments of a
// call do: importKey("jwk", {…}). No set does.
func isCall(list []byte) bool {
	var elements []json.RawMessage
	return list[0] == '[' && json.Unmarshal(list, &elements) == nil && len(elements) > 1 && elements[0][0] == '"' && elements[1][0] == '{'
}

// inVain is what is counted for a bracket that begins no literal.
const inVain = 1024

// errTable refuses a table of which a cell or a row cannot be read.
var errTable = malformed("a JWK in a table, of which a part cannot be read or was left out")

// errShortened refuses what a program printed only in part.
var errShortened = fault.New(fault.Truncated, "the program that showed this JWK left part of it out").
	WithHint("Show it whole, and copy that: console.log(JSON.stringify(jwk))")

// literal reads one value that was written as repairs say, and first what
// stands before it. It reports false when that gave neither a key nor a
// refusal of one, and then reads nothing.
func (r *reader) literal(json []byte, repairs []literal.Repair, before func()) bool {
	sub := *r
	sub.parts, sub.skipped = nil, nil
	if !sub.json(json) || len(sub.parts)+len(sub.skipped) == 0 {
		return false
	}
	r.charge(&sub)
	before()
	first := len(r.parts)
	r.parts = append(r.parts, sub.parts...)
	r.set = sub.set
	r.skipped = append(r.skipped, sub.skipped...)
	if len(repairs) > 0 {
		r.note(first, literalNote(repairs))
	}
	return true
}

// isJWKText reports whether a text has a JWK in it, as far as a name tells: as RFC
// 7517 has it, or as .NET, Go and Rust have the fields of a structure.
func isJWKText(text []byte) bool {
	return bytes.Contains(text, []byte("kty")) || bytes.Contains(text, []byte("crv")) || bytes.Contains(text, []byte("Kty")) ||
		bytes.Contains(text, []byte("_KTY")) || // of an environment
		bytes.Contains(text, []byte("key_type"))
}

// isBareRSA reports whether a text may have a JWK of RSA without its kty: the usual exponent
// stands in quotes there, or behind a colon as Go prints it, and in no PEM.
func isBareRSA(text []byte) bool {
	i := bytes.Index(text, []byte("AQAB"))
	return i > 0 && (plain.IsQuote(text[i-1]) || text[i-1] == ':')
}

// literalNote names what made a value other than JSON.
func literalNote(repairs []literal.Repair) key.Warning {
	list := make([]string, len(repairs))
	for i, repair := range repairs {
		list[i] = string(repair)
	}
	return key.Warning{
		Code:    "jwk_not_json",
		Message: "This JWK was not written as JSON: it has " + strings.Join(list, "; ") + ".",
		Action:  "Use the JWK as it is written here: other programs read JSON alone.",
	}
}
