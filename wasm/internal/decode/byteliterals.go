package decode

import (
	"bytes"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/raw"
)

// readByteLiterals reads keys whose bytes stand in source code, in what a program
// prints, or in a configuration: as a list of numbers, as a string with escapes,
// or as hexadecimal. It reports whether that gave one.
func (r *reader) readByteLiterals(text []byte) bool {
	lists, short := raw.Lists(text, minDER)
	for _, found := range [][][]byte{lists, escapedBytes(text), raw.HexRuns(text, minDER)} {
		var all []byte
		for _, data := range found {
			if der.IsOne(data) {
				all = append(all, data...) // a series is read one by one
			} else if all == nil && recognised(data) {
				all = data
			}
		}
		if all != nil && r.readInstead(all) {
			if short {
				r.note(0, oneDigit)
			}
			return true
		}
		short = false
	}
	return false
}

// oneDigit is said of bytes as Go writes them, 0x4 for 0x04: a digit that was lost does
// not show in them.
var oneDigit = key.Warning{
	Code:    "bytes_of_one_digit",
	Message: "The bytes of this key are in hexadecimal, with one digit where two are not needed: a digit that was lost would not show.",
	Action:  "Compare the key with its original.",
}

// escapedBytes returns what the strings of a text stand for that write bytes as
// escapes, as Python's repr, Ruby, C and Go do. Strings side by side, or with a +
// between them, are one.
func escapedBytes(text []byte) [][]byte {
	if !bytes.Contains(text, []byte(`\`)) {
		return nil
	}
	var found [][]byte
	for pos := 0; pos < len(text) && len(found) < raw.MaxLiterals; {
		i := bytes.IndexAny(text[pos:], `"'`)
		if i < 0 {
			break
		}
		pos += i
		var whole []byte
		escapes := 0
		for {
			part, n, size := plain.StringBytes(text[pos:])
			whole, escapes = append(whole, part...), escapes+n
			quote := text[pos]
			pos += size
			next := plain.Joint(text[min(pos, len(text)):], quote)
			if next == 0 && pos < len(text) {
				gap := len(text[pos:]) - len(bytes.TrimLeft(text[pos:], " \t\n"))
				if gap > 0 && gap < 200 && pos+gap < len(text) && text[pos+gap] == quote {
					next = gap + 1
				}
			}
			if next == 0 {
				break
			}
			pos += next - 1
		}
		if escapes > 0 && len(whole) >= minDER {
			found = append(found, whole)
		}
	}
	return found
}

// dashedHex returns pairs of hexadecimal digits with dashes between them, as
// .NET's BitConverter prints bytes, as bytes; nil for anything else.
func dashedHex(text []byte) []byte {
	if len(text)%3 != 2 {
		return nil
	}
	out := make([]byte, 0, len(text)/3+1)
	for i := 0; i < len(text); i += 3 {
		b, ok := plain.HexByte(text[i:])
		if !ok || i+2 < len(text) && text[i+2] != '-' {
			return nil
		}
		out = append(out, b)
	}
	return out
}
