package digest

import (
	"encoding/hex"
	"strconv"
	"strings"
)

// Bytes are how a value is spelled that a program shows byte by byte.
const Bytes = "bytes"

// dump finds the bytes of a digest in what xxd, hexdump -C and od -t x1 print: before
// each line stands its offset, which proves that it is one.
func (r *reader) dump(text string) {
	var digits strings.Builder
	for line := range strings.Lines(text) {
		offset, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		name, colon := strings.CutSuffix(offset, ":")
		at := digits.Len() / 2
		if len(name) < 6 || !isOffset(name, at) || at > maxSize {
			continue
		}
		if rest = strings.TrimSpace(rest); colon {
			rest, _, _ = strings.Cut(rest, "  ")
		}
		rest, _, _ = strings.Cut(rest, "|")
		bytes := strings.Join(strings.Fields(rest), "")
		if len(bytes)%2 != 0 || !isHex(bytes) {
			return
		}
		digits.WriteString(bytes)
	}
	if b, err := hex.DecodeString(digits.String()); err == nil && isSize(len(b)) {
		r.add(Value{Bytes: b, Text: digits.String(), Spelling: Hex})
	}
}

// maxSize is that of the longest digest, in bytes.
const maxSize = 64

// isOffset reports whether text is the number at, in hexadecimal or, of od, octal.
func isOffset(text string, at int) bool {
	for _, base := range []int{16, 8} {
		if n, err := strconv.ParseInt(text, base, 64); err == nil && n == int64(at) {
			return true
		}
	}
	return false
}

// numbers finds the bytes of a digest that a program shows as a list of numbers, in
// the innermost brackets of a kind or without them. Java's are signed.
func (r *reader) numbers(text string) {
	for _, list := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("[]{}()", c) }) {
		fields := strings.FieldsFunc(list, func(c rune) bool { return strings.ContainsRune(", \t\r\n", c) })
		if !isSize(len(fields)) || !strings.Contains(list, ",") {
			continue
		}
		b := make([]byte, 0, len(fields))
		for _, field := range fields {
			n, err := strconv.ParseInt(field, 0, 16)
			if err != nil || n < -128 || n > 255 {
				break
			}
			b = append(b, byte(n))
		}
		if len(b) == len(fields) {
			r.add(Value{Bytes: b, Text: hex.EncodeToString(b), Spelling: Bytes})
		}
	}
}
