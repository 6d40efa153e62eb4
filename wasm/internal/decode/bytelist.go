package decode

import (
	"bytes"
	"compress/gzip"
	"io"
)

// byteList returns the bytes that a text lists as numbers, from -128 to 255, with
// anything between them that is no letter: Java's and Kotlin's signed arrays,
// Node's Buffer in JSON, PowerShell's lines, Go's []byte{…}. It is nil for any
// other text.
func byteList(text []byte) []byte {
	if i := bytes.Index(text, []byte(`"data"`)); i >= 0 && bytes.Contains(text[:i], []byte(`"Buffer"`)) {
		text = text[i+len(`"data"`):]
	} else if i := bytes.IndexAny(text, "[{"); i >= 0 {
		text = text[i:]
	}
	var out []byte
	widths, padded := map[int]bool{}, false
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c >= '0' && c <= '9' || c == '-' && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9':
			negative := c == '-'
			if negative {
				i++
			}
			value, digits := 0, 0
			first := text[i]
			for ; i < len(text) && text[i] >= '0' && text[i] <= '9' && digits < 4; i++ {
				value = 10*value + int(text[i]-'0')
				digits++
			}
			if digits > 3 || value > 255 || negative && value > 128 {
				return nil
			}
			widths[digits] = true
			padded = padded || first == '0' && digits > 1
			if negative {
				value = -value
			}
			out = append(out, byte(value))
		case bytes.HasPrefix(text[i:], []byte("(byte)")):
			i += len("(byte)")
		case bytes.IndexByte([]byte(" \t\n,;:[]{}()"), c) >= 0:
			i++
		default:
			return nil
		}
	}
	// Nobody writes zeros before some numbers alone: a digit was added.
	if len(out) < minDER || padded && len(widths) > 1 {
		return nil
	}
	return out
}

const gzipMagic = "\x1f\x8b\x08"

// gunzip unpacks gzip, as it is put into base64 in configurations; nil when it is
// broken. All that one input has may give no more than an input may have: a few
// kilobytes of zeros, packed over and over, would fill the memory.
func (r *reader) gunzip(data []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	left := MaxInput - r.unpacked
	plain, err := io.ReadAll(io.LimitReader(z, int64(left)+1))
	r.unpacked += len(plain)
	if err != nil || len(plain) > left {
		return nil
	}
	return plain
}
