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

// literals finds the bytes of a digest that a program shows as a string with escapes, as
// Python's repr does. Most bytes of a digest are no letters: a string that has few escapes
// is none.
func (r *reader) literals(text string) {
	for {
		i := strings.IndexAny(text, `"'`)
		if i < 0 {
			return
		}
		quote := text[i]
		text = text[i+1:]
		var b []byte
		escapes := 0
		rest := text
		for rest != "" && rest[0] != quote {
			c, wide, tail, err := strconv.UnquoteChar(rest, quote)
			if err != nil || wide {
				break
			}
			if len(rest)-len(tail) == 4 { // \xdb
				escapes++
			}
			b, rest = append(b, byte(c)), tail
		}
		if rest != "" && rest[0] == quote && isSize(len(b)) && escapes >= len(b)/4 {
			r.add(Value{Bytes: b, Text: hex.EncodeToString(b), Spelling: Bytes})
		}
	}
}
