package decode

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/plain"
)

// embedded reads text that may have JWKs in it, such as a log or JavaScript,
// and as lines what stands before, between and after them.
func (r *reader) embedded(text []byte) {
	from := 0 // what comes before it is read
	var broken error
	has := mayHoldJSON(text)
	for pos := 0; has && !r.full(); {
		start, end, err := r.nextJSON(text[pos:], "{")
		if err != nil {
			broken = err
		}
		if start == end {
			break
		}
		start, end = pos+start, pos+end
		if value := text[start:end]; mayHoldJSON(value) {
			r.besideJWK(text[from:start], broken)
			r.json(value)
			from, broken = end, nil
		}
		pos = end
	}
	r.besideJWK(text[from:], broken)
}

// nextJSON finds the first object or list of JSON in a text, as brackets say, and returns
// where it begins and ends; the same place where there is none. broken is why what began
// like one before it was none.
func (r *reader) nextJSON(text []byte, brackets string) (start, end int, broken error) {
	for pos := 0; ; pos++ {
		i := bytes.IndexAny(text[pos:], brackets)
		if i < 0 {
			return 0, 0, broken
		}
		pos += i
		next := bytes.TrimLeft(text[pos+1:], " \t\r\n")
		if len(next) == 0 || next[0] != '"' && (next[0] != '{' || text[pos] == '{') {
			continue // of a programming language
		}
		dec := json.NewDecoder(bytes.NewReader(text[pos:]))
		var value json.RawMessage
		err := dec.Decode(&value)
		if err == nil {
			return pos, pos + int(dec.InputOffset()), broken
		}
		broken = err
		if !r.rescans.spend(readInVain(err, len(text)-pos)) {
			return 0, 0, broken
		}
	}
}

// aroundJSON reads a text that has JSON in it, which says more of its keys than they say
// themselves, and what stands before and after that. It reports false, and reads
// nothing, where the first JSON in it gives nothing.
func (r *reader) aroundJSON(text []byte) bool {
	start, end, _ := r.nextJSON(text, "{[")
	if bytes.HasSuffix(bytes.TrimRight(text[:start], " \t\r\n:=>'\""), []byte("x5c")) {
		return false // a piece of a JWK that is a literal
	}
	// All that follows is looked at as text once more.
	if start == end || !r.rescans.spend(len(text)) || !r.literal(text[start:end], nil, func() { r.text(text[:start]) }) {
		return false
	}
	r.text(text[end:])
	return true
}

// mayHoldJSON reports whether a text can have a JWK or a JWE in it.
func mayHoldJSON(text []byte) bool {
	return bytes.Contains(text, []byte(`"kty"`)) || bytes.Contains(text, []byte(`"ciphertext"`))
}

// readInVain returns how much of size bytes was read before it was clear that
// they are no JSON.
func readInVain(err error, size int) int {
	const least = 512 // json.Decoder reads so much ahead
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return max(least, int(syntax.Offset))
	}
	return max(least, size)
}

// besideJWK reads text without a whole JWK. One that is there all the same is
// named, with broken, why there was no JSON to read.
func (r *reader) besideJWK(text []byte, broken error) {
	if lines := plain.Query(text); lines != nil {
		text = lines
	}
	// A value in typographic quotes looks like one without quotes, in which a certificate is found.
	if !plain.Typographic(text) && r.literals(text) {
		return
	}
	if bare := plain.Undisguised(text); bare != nil && r.depth < maxDepth {
		r.depth++
		r.embedded(bare)
		r.depth--
		return
	}
	r.lines(text)
	for pos := 0; ; {
		i := bytes.Index(text[pos:], []byte(`"kty"`))
		if i < 0 {
			return
		}
		pos += i + len(`"kty"`)
		if !bytes.HasPrefix(bytes.TrimLeft(text[pos:], " \t\r\n"), []byte(":")) {
			continue
		}
		err := fault.Wrap(fault.Malformed, "broken JSON", broken)
		if broken == io.ErrUnexpectedEOF {
			err = fault.Wrap(fault.Truncated, "the JSON has no end", broken).WithHint("Copy it again from where it came, to its last closing bracket.")
		} else if bytes.Contains(text, []byte(`..."`)) || bytes.Contains(text, []byte(`…"`)) {
			err = errCut
		}
		r.skip("JWK", err)
		return
	}
}
