package decode

import (
	"bytes"
	"strconv"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/plain"
)

// errDump refuses a dump whose lines contradict themselves or one another.
var errDump = fault.New(fault.Malformed, "a line of the dump does not fit its offset or the characters beside it").
	WithHint("Make the dump again, or give the file itself.")

// decodeDump decodes what xxd, hexdump -C and od -tx1 write: lines of an offset,
// bytes in hexadecimal, and the same bytes as characters. It returns nil when text
// is anything else, which the offset of its first line proves. The error says
// that a later line has another offset than bytes came before it, or other
// characters than bytes; then data is what comes up to there.
func decodeDump(text []byte) (data []byte, err error) {
	data, err = decodeDumpIn(text, 16)
	if err != nil {
		const ofOd = 8 // its offsets are octal
		if od, wrong := decodeDumpIn(text, ofOd); wrong == nil && od != nil {
			return od, nil
		}
	}
	return data, err
}

// decodeDumpIn is decodeDump with offsets in that base.
func decodeDumpIn(text []byte, base int) (data []byte, err error) {
	for line, rest := plain.NextLine(text); len(line) > 0; line, rest = plain.NextLine(rest) {
		offset, rest, _ := bytes.Cut(bytes.TrimSpace(line), []byte(" "))
		offset, isXXD := bytes.CutSuffix(offset, []byte(":"))
		n, bad := strconv.ParseUint(string(offset), base, 32)
		// Those of od have seven digits, where xxd and hexdump -C write eight.
		fits := len(offset) >= 7 && (base == 16 || !isXXD && len(offset) == 7)
		if bad != nil || !fits || int(n) != len(data) {
			if data == nil {
				return nil, nil
			}
			return data, errDump
		}
		octets, err := dumpLine(rest, isXXD)
		data = append(data, octets...)
		switch {
		case len(data) == 0:
			return nil, nil
		case err != nil:
			return data, err
		}
	}
	return data, nil
}

// dumpLine decodes a line of a dump after its offset, and compares the bytes with
// the characters beside them: tools show those of ASCII, and a dot for the rest.
// Where they are not one for each byte (a blank at the end was lost, an "&" is
// written "&amp;") they prove nothing.
func dumpLine(line []byte, isXXD bool) ([]byte, error) {
	var digits, characters []byte
	if isXXD {
		digits, characters, _ = bytes.Cut(line, []byte("  "))
		characters = bytes.TrimLeft(characters, " ")
	} else {
		digits, characters, _ = bytes.Cut(line, []byte("|"))
		characters = bytes.TrimSuffix(characters, []byte("|"))
	}
	octets, err := plain.DecodeHex(digits)
	switch {
	case err != nil:
		return octets, err
	case octets == nil:
		return nil, errDump
	case len(characters) != len(octets):
		return octets, nil
	}
	for i, c := range octets {
		shown := c
		if c < ' ' || c > '~' {
			shown = '.'
		}
		if characters[i] != shown {
			return octets, errDump
		}
	}
	return octets, nil
}

// arrays reads the arrays of bytes in C and its kin, as xxd -i writes them.
func (r *reader) arrays(text []byte) {
	for !r.full() {
		end := bytes.IndexByte(text, '}')
		if end < 0 {
			return
		}
		start := bytes.LastIndexByte(text[:end], '{') + 1
		r.hexadecimal(text[start:end])
		text = text[end+1:]
	}
}
