package decode

import (
	"bytes"
	"unicode/utf8"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// numbersAndNames are the tags of an INTEGER and an OBJECT IDENTIFIER, of which any key has one.
// Somebody's words that begin with a nought have neither.
const numbersAndNames = "\x02\x06"

// spelled reads DER whose bytes a program took for the characters of a text, and wrote as
// UTF-8. Where it took each for a character of Latin-1, they are all there; where it took them
// for UTF-8, those that are none are lost, and of other encodings they are not put back. It reports false for DER as it should be: of a key,
// that is no UTF-8, but for a short one by chance, which has its length.
func (r *reader) spelled(data []byte, label string) bool {
	if len(data) < minDER || data[0] != 0x30 || !utf8.Valid(data) || utf8.RuneCount(data) == len(data) || !bytes.ContainsAny(data, numbersAndNames) {
		return false
	}
	if size, err := der.Size(data); err == nil && size == len(data) {
		return false
	}
	octets := make([]byte, 0, len(data))
	for _, c := range string(data) {
		if c > 0xff {
			r.skip(label, errSpelled)
			return true
		}
		octets = append(octets, byte(c))
	}
	if _, err := der.Size(octets); err != nil {
		return false
	}
	first := len(r.parts)
	r.octets(octets, r.text)
	r.note(first, spelledNote)
	return true
}

var (
	errSpelled = fault.New(fault.Malformed, "its bytes were taken for the characters of a text, and not all can be put back").
			WithHint("Give the file itself, or base64 that was made of its bytes before they became a text.")
	spelledNote = key.Warning{
		Code:    "bytes_spelled",
		Message: "The bytes of this key had been taken for the characters of a text, and written as UTF-8. They were put back.",
		Action:  "Other programs cannot read that: write the key anew, in one of the forms offered here.",
	}
)
