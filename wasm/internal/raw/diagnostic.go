package raw

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
)

// Diagnostic reads the COSE_Keys that are written as text: in the diagnostic notation of
// CBOR (RFC 8949 section 8), or as Python prints such a map.
func Diagnostic(text []byte) (keys []*key.Key) {
	const most = 64 // maps that are tried, each of which may be as long as the text
	for range most {
		i := bytes.IndexByte(text, '{')
		if i < 0 {
			break
		}
		text = text[i+1:]
		k := COSE(diagnostic(text))
		if k == nil {
			continue
		}
		// Nothing proves a modulus: one of an odd size lost a character, or has one of what is around it.
		if NoteOddSize(k); !slices.Contains(k.Notes, key.OddModulus) {
			keys = append(keys, k)
		}
	}
	return keys
}

// diagnostic is the CBOR of a map of numbers and strings, with numbers for names, that is
// written after its opening brace; nil where none is.
func diagnostic(text []byte) []byte {
	out := []byte{5<<5 | 25, 0, 0}
	head := func(major byte, n int64) { out = binary.BigEndian.AppendUint16(append(out, major<<5|25), uint16(n)) }
	for items := 1; ; items++ {
		text = bytes.TrimLeft(text, " \t\n:,")
		if comment, ok := bytes.CutPrefix(text, []byte("/")); ok {
			_, comment, _ = bytes.Cut(comment, []byte("/"))
			text = bytes.TrimLeft(comment, " \t\n:,")
		}
		if len(text) == 0 {
			return nil
		}
		size := len(text) - len(bytes.TrimLeft(text, "-0123456789"))
		switch n, err := strconv.ParseInt(string(text[:min(size, 12)]), 10, 16); {
		case err == nil && n < 0:
			head(1, -1-n)
		case err == nil:
			head(0, n)
		case text[0] == '}':
			out[2] = byte(items / 2)
			return out
		default:
			isHex := text[0] == 'h'
			text = bytes.TrimLeft(text, "hb")
			var octets []byte
			if len(text) > 0 && strings.IndexByte(`"'`, text[0]) >= 0 {
				octets, _, size = plain.StringBytes(text)
			}
			if isHex {
				octets, err = plain.DecodeHex(octets)
			}
			// Where backslashes are doubled, this is a string in a string.
			if octets == nil || isHex && err != nil || bytes.Contains(octets, []byte(`\x`)) {
				return nil
			}
			head(2, int64(len(octets)))
			out = append(out, octets...)
		}
		text = text[size:]
	}
}
