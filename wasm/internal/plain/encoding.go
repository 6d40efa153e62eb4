package plain

import (
	"bytes"
	"unicode/utf8"

	"jwkmint/wasm/internal/der"
)

// IsText reports whether data begins as text does. DER of any key begins with
// bytes that are no UTF-8, or control characters; colours begin with an escape.
func IsText(data []byte) bool {
	head := data[:min(len(data), 512)]
	for i, c := range head {
		switch {
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1b, c == 0x7f:
			return false
		case c >= 0x80:
			if r, size := utf8.DecodeRune(head[i:]); r == utf8.RuneError && size == 1 && c < 0xc0 && (i == 0 || head[i-1] < 0x80) {
				return false
			}
		}
	}
	return true
}

// IsPlain reports whether data is UTF-8 without control characters.
func IsPlain(data []byte) bool {
	for _, c := range data {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' || c == 0x7f {
			return false
		}
	}
	return utf8.Valid(data)
}

// UTF8 returns a text in UTF-8 with plain line breaks and dashes. Windows
// tools write UTF-16, with or without a byte order mark, and some programs UTF-32 with
// one; word processors make long dashes of hyphens.
func UTF8(data []byte) []byte {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe, 0, 0}):
		data = utf32(data[4:], 0)
	case bytes.HasPrefix(data, []byte{0, 0, 0xfe, 0xff}):
		data = utf32(data[4:], 3)
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		data = []byte(der.UTF16(data[2:], false))
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		data = []byte(der.UTF16(data[2:], true))
	case zerosAt(data, 1):
		data = []byte(der.UTF16(data, false))
	case zerosAt(data, 0):
		data = []byte(der.UTF16(data, true))
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	return plainDashes(data)
}

// utf32 decodes a text without its byte order mark, of which the last octet of a
// character is the one at index low, 0 or 3. What is left at its end is none.
func utf32(data []byte, low int) (out []byte) {
	for ; len(data) >= 4; data = data[4:] {
		var r rune
		for i := range 4 {
			r |= rune(data[i^low]) << (8 * i)
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// zerosAt reports whether in each of the first pairs of bytes only the one at
// index half is zero: ASCII text in UTF-16 looks so.
func zerosAt(data []byte, half int) bool {
	const pairs = 16
	if len(data) < 2*pairs {
		return false
	}
	for i := 0; i < 2*pairs; i += 2 {
		if data[i+half] != 0 || data[i+1-half] == 0 {
			return false
		}
	}
	return true
}

// plainDashes writes long dashes as the hyphens they were, where BEGIN or END
// is near: an SSH key's comment keeps its own.
func plainDashes(data []byte) []byte {
	if !bytes.Contains(data, []byte("\u2014")) && !bytes.Contains(data, []byte("\u2013")) ||
		!bytes.Contains(data, []byte("BEGIN")) {
		return data
	}
	out := make([]byte, 0, len(data)+16)
	for line, rest := NextLine(data); len(line) > 0; line, rest = NextLine(rest) {
		if len(line) < 4*MaxLabel && (bytes.Contains(line, []byte("BEGIN")) || bytes.Contains(line, []byte("END"))) {
			line = bytes.ReplaceAll(line, []byte("\u2014"), []byte("--"))
			line = bytes.ReplaceAll(line, []byte("\u2013"), []byte("-"))
		}
		out = append(out, line...)
	}
	return out
}
