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
			part, n, size := stringBytes(text[pos:])
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

// stringBytes reads the string that text begins with, and returns its bytes, how
// many escapes for a byte it has, and how much it took.
func stringBytes(text []byte) (out []byte, escapes, size int) {
	quote := text[0]
	hexadecimal, octal := false, false // where both stand, an x was lost
	for i := 1; i < len(text); i++ {
		c := text[i]
		switch {
		case c == quote && hexadecimal && octal:
			return nil, 0, i
		case c == quote:
			return out, escapes, i + 1
		case c == '\n':
			return nil, 0, i
		case c != '\\':
			out = append(out, c)
			continue
		}
		if i++; i == len(text) {
			break
		}
		switch c := text[i]; {
		case c == 'x' && i+2 < len(text):
			b, ok := plain.HexByte(text[i+1:])
			if !ok {
				return nil, 0, i
			}
			out = append(out, b)
			hexadecimal = true
			escapes++
			i += 2
		case c >= '0' && c <= '7': // one to three octal digits
			n := 0
			digits := 0
			for digits < 3 && i+digits < len(text) && text[i+digits] >= '0' && text[i+digits] <= '7' {
				n = 8*n + int(text[i+digits]-'0')
				digits++
			}
			if n > 255 {
				return nil, 0, i
			}
			out = append(out, byte(n))
			octal = octal || n > 0 // \0 is everyone's
			escapes++
			i += digits - 1
		default:
			if at := bytes.IndexByte([]byte("abtnvfre"), c); at >= 0 {
				c = "\a\b\t\n\v\f\r\x1b"[at]
			}
			out = append(out, c)
		}
	}
	return nil, 0, len(text)
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
