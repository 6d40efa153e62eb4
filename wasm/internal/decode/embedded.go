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
		i := bytes.IndexByte(text[pos:], '{')
		if i < 0 {
			break
		}
		pos += i
		if !bytes.HasPrefix(bytes.TrimLeft(text[pos+1:], " \t\r\n"), []byte(`"`)) {
			pos++ // of a programming language
			continue
		}
		dec := json.NewDecoder(bytes.NewReader(text[pos:]))
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			broken = err
			if !r.rescans.spend(readInVain(err, len(text)-pos)) {
				break
			}
			pos++
			continue
		}
		end := pos + int(dec.InputOffset())
		if mayHoldJSON(value) {
			r.besideJWK(text[from:pos], broken)
			r.json(value)
			from, broken = end, nil
		}
		pos = end
	}
	r.besideJWK(text[from:], broken)
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
	if r.literals(text) {
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
		}
		r.skip("JWK", err)
		return
	}
}
