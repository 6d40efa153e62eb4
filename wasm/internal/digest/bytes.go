package digest

import (
	"encoding/hex"
	"strconv"
	"strings"
)

// Bytes are how a value is spelled that a program shows byte by byte.
const Bytes = "bytes"

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
