package decode

import (
	"bytes"
	"strconv"
)

// decodeDump decodes what xxd and hexdump -C write: lines of an offset, bytes
// in hexadecimal, and the same bytes as characters. It returns nil when text
// is anything else, which the offsets prove.
func decodeDump(text []byte) []byte {
	var data []byte
	for line := range bytes.Lines(text) {
		offset, rest, _ := bytes.Cut(bytes.TrimSpace(line), []byte(" "))
		offset, isXXD := bytes.CutSuffix(offset, []byte(":"))
		n, err := strconv.ParseUint(string(offset), 16, 32)
		if err != nil || len(offset) < 7 || int(n) != len(data) {
			return nil
		}
		characters := "|"
		if isXXD {
			characters = "  "
		}
		digits, _, _ := bytes.Cut(rest, []byte(characters))
		data = append(data, decodeHex(digits)...)
	}
	return data
}

// arrays reads the arrays of bytes in C and its kin, as xxd -i writes them.
func (r *reader) arrays(text []byte) {
	for !r.full() {
		end := bytes.IndexByte(text, '}')
		if end < 0 {
			return
		}
		start := bytes.LastIndexByte(text[:end], '{') + 1
		if data := decodeHex(text[start:end]); recognised(data) {
			r.bytes(data)
		}
		text = text[end+1:]
	}
}
