package decode

import (
	"bytes"
	"encoding/hex"
	"iter"
	"slices"
	"strconv"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/plain"
)

// errDump refuses a dump whose lines contradict themselves or one another.
var errDump = fault.New(fault.Malformed, "a line of the dump does not fit its offset or the characters beside it").
	WithHint("Make the dump again, or give the file itself.")

// decodeDump decodes a dump: lines of an offset, bytes in hexadecimal, and often the
// same bytes as characters. So write xxd, hexdump -C, od -tx1, Format-Hex of
// PowerShell, certutil -encodehex, tcpdump and Wireshark; hexdump and od by themselves write
// words of two bytes, the second before the first, od in octal. Other writings are told
// in dumpwriting.go. It returns nil when text is anything else, which the offset of its
// first line proves. The error says that a later line has another offset than bytes came
// before it, or other characters than bytes; then data is what comes up to there.
func decodeDump(text []byte) (data []byte, err error) {
	rows := dumpRows(text, 16)
	if len(rows) == 0 {
		return nil, nil
	}
	data, err = decodeDumpIn(rows, false)
	if err == nil && recognised(data) {
		return data, nil
	}
	const ofOd = 8 // its offsets are octal
	for _, base := range []int{16, ofOd, 10} {
		if base != 16 {
			rows = dumpRows(text, base)
		}
		for _, write := range writings {
			other, wrong := decodeDumpIn(write(rows), true)
			if wrong == nil && recognised(other) {
				return other, nil
			}
			if wrong != nil && promising(other) && !promising(data) {
				data, err = other, wrong
			}
		}
	}
	return data, err
}

// decodeDumpIn is decodeDump of lines with bytes in hexadecimal. It is strict where nothing
// may stand behind the bytes but their characters.
func decodeDumpIn(rows []dumpRow, strict bool) (data []byte, err error) {
	if len(rows) == 0 || rows[0].at != 0 || len(rows) > 1 && rows[1].at == 0 {
		return nil, nil
	}
	size, width, word := -1, 0, 1 // of all, of a row, and of a group of digits
	if end := rows[len(rows)-1]; len(end.rest) == 0 {
		rows, size = rows[:len(rows)-1], end.at
	}
	if len(rows) > 1 {
		width = rows[1].at
	}
	for i, row := range rows {
		most, last := width, i == len(rows)-1
		if last && size >= 0 {
			most = size - row.at
		}
		if row.at != i*width || most < 0 || most == 0 && size >= 0 {
			err = errDump
			break
		}
		octets, one, wrong := row.octets(most, last && size < 0, strict)
		if data = append(data, octets...); len(data) == 0 {
			return nil, nil
		}
		if i == 0 {
			word = one
		}
		over := len(octets) - most
		if err = wrong; err == nil && (over < 0 && (!last || size >= 0) || over > 0 && most > 0 && !(last && over < one)) {
			err = errDump
		}
		if err != nil {
			break
		}
	}
	if word > 1 && !rows[0].colon && !recognised(data) {
		for at := 0; at+word <= len(data); at += word {
			slices.Reverse(data[at : at+word])
		}
	}
	if err == nil && size >= 0 {
		data = data[:size]
	}
	return data, err
}

// A dumpRow is a line of a dump: the offset that it begins with, and what follows.
type dumpRow struct {
	at    int
	colon bool // after the offset, as xxd has it
	rest  []byte
	plain []byte // rest with the blanks on either side
}

// dumpRows are the lines of a dump that a text begins with, the last of them perhaps an
// offset alone; and where another one comes after other lines, one without its offset.
func dumpRows(text []byte, base int) (rows []dumpRow) {
	ended := false
	for line, more := plain.NextLine(text); len(line) > 0; line, more = plain.NextLine(more) {
		line = bytes.Trim(line, "\r\n")
		line = bytes.TrimPrefix(bytes.TrimLeft(line, " \t"), []byte("0x"))
		end := bytes.IndexAny(line, " \t:")
		if end < 0 {
			end = len(line)
		}
		at, bad := strconv.ParseUint(string(line[:end]), base, 31)
		fits := bad == nil && end >= 4
		rest, colon := bytes.CutPrefix(line[end:], []byte(":"))
		switch {
		case len(bytes.TrimSpace(line)) == 0:
		case fits && ended:
			return append(rows, dumpRow{at: -1, rest: rest})
		case fits && len(rows) == 0 && at != 0:
			return nil
		case fits:
			rows = append(rows, dumpRow{int(at), colon, bytes.TrimSpace(rest), rest})
			if last := len(rows) - 1; last == 1 && at == 0 || last > 1 && len(rows[last].rest) > 0 && int(at) != last*rows[1].at {
				return rows // this one fits nowhere: a text of nothing else is not read to its end from each line
			}
		case len(rows) == 0:
			return nil
		default:
			ended = true
		}
	}
	return rows
}

// octets decodes a line after its offset, so many bytes where that is not 0 and a group of
// digits does not go on, or fewer in the last line, and compares them with the
// characters beside them: tools show those of ASCII, and a dot for the rest. Where they
// are not one for each byte (a blank at the end was lost, an "&" is written "&amp;")
// they prove nothing, or are refused. word is the size of the first group.
func (row dumpRow) octets(most int, fewer, strict bool) (octets []byte, word int, err error) {
	digits, characters := row.rest, []byte(nil)
	if row.colon {
		digits, characters, _ = bytes.Cut(digits, []byte("  "))
		characters = bytes.TrimLeft(characters, " ")
	} else if i := bytes.IndexAny(digits, "|>"); i >= 0 {
		digits, characters = digits[:i], bytes.TrimRight(digits[i+1:], "|<")
	}
	for gap := 0; len(digits) > 0 && (most == 0 || len(octets) < most); {
		if c := digits[0]; c == ' ' || c == '-' {
			gap++
			digits = digits[1:]
			continue
		}
		const wide = 3 // blanks before the characters, where two part groups
		size := 0
		for size < len(digits) && plain.HexDigit(digits[size]) < 16 {
			size++
		}
		if len(octets) > 0 && (size == 0 || fewer && gap >= wide) {
			break
		}
		group, err := dumpGroup(digits[:size])
		if octets = append(octets, group...); err != nil || len(group) == 0 {
			return octets, word, err
		}
		if digits, gap = digits[size:], 0; word == 0 {
			word = len(group)
		}
		if len(group) > word { // something is lost between two
			return octets, word, errDump
		}
	}
	rest := bytes.TrimLeft(digits, " \t")
	if characters == nil && len(rest) == len(octets) {
		characters, rest = rest, nil
	}
	if strict && len(rest) > 0 {
		return octets, word, errDump
	}
	if len(characters) != len(octets) {
		return octets, word, nil
	}
	for i, c := range octets {
		shown := c
		if c < ' ' || c > '~' {
			shown = '.'
		}
		if characters[i] != shown {
			return octets, word, errDump
		}
	}
	return octets, word, nil
}

// dumpGroup decodes a group of digits.
func dumpGroup(digits []byte) ([]byte, error) {
	if len(digits)%2 == 1 {
		return nil, plain.ErrOddHex
	}
	group, err := hex.DecodeString(string(digits))
	if err != nil {
		return nil, errDump
	}
	return group, nil
}

// dumpBelow reads a dump that has other lines above it, such as the head that
// PowerShell puts there, and reports whether that gave anything.
func (r *reader) dumpBelow(text []byte) bool {
	for data, err := range dumps(text) {
		switch {
		case err == nil && recognised(data) && r.readInstead(data):
			return true
		case err != nil && promising(data):
			r.skipped = nil
			r.skip("dump", err)
			return true
		}
	}
	return false
}

// dumps are what the dumps in a text stand for.
func dumps(text []byte) iter.Seq2[[]byte, error] {
	const most = 8 // offsets of zero: the lines below each are looked at once more
	return func(yield func([]byte, error) bool) {
		for tried := 0; len(text) > 0 && tried < most; _, text = plain.NextLine(text) {
			if !bytes.HasPrefix(bytes.TrimPrefix(bytes.TrimLeft(text, " \t"), []byte("0x")), []byte("0000")) {
				continue
			}
			tried++
			if !yield(decodeDump(text)) {
				return
			}
		}
	}
}

// Dumped is what the dumps in a text stand for, whatever that is, one after another; nil
// for a text without any.
func Dumped(text []byte) (all []byte) {
	for data, err := range dumps(text) {
		if err == nil {
			all = append(all, data...)
		}
	}
	return all
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
