package decode

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A writing rewrites lines of a dump, in which bytes stand in another way than in pairs of
// hexadecimal digits, as if they did; up to one that is not written so, which fits nowhere.
type writing func(rows []dumpRow) []dumpRow

// writings are those of od -t o1, -o, -t u1, -d, -t d1 and -c, and of hexdump -b, -o, -d
// and -c; xxd -b; xxd -e. The first is for hexadecimal below offsets in another base.
var writings = []writing{
	func(rows []dumpRow) []dumpRow { return rows },
	numerals(8, 8, 3),
	numerals(8, 16, 6),
	numerals(10, 8, 0),
	numerals(10, 16, 0),
	numerals(2, 8, 8),
	characters,
	reversed,
}

// eachRow rewrites each line by itself, but for an offset alone.
func eachRow(rewrite func(row dumpRow) []byte) writing {
	return func(rows []dumpRow) []dumpRow {
		rows = slices.Clone(rows)
		for i := range rows {
			if len(rows[i].rest) == 0 {
				continue
			}
			rest := rewrite(rows[i])
			if rest == nil {
				rows[i].at = -1 // no offset fits
				return rows[:i+1]
			}
			rows[i].rest = rest
		}
		return rows
	}
}

// numerals is the writing of words of so many bits as numbers in that base, all of so many
// digits where that is not 0. xxd has characters behind two blanks.
func numerals(base, bits, digits int) writing {
	return eachRow(func(row dumpRow) (out []byte) {
		text := row.rest
		if row.colon {
			text, _, _ = bytes.Cut(text, []byte("  "))
		}
		for word := range strings.FieldsSeq(string(text)) {
			n, err := strconv.ParseInt(word, base, 32)
			if err != nil || digits > 0 && len(word) != digits || n>>bits > 0 || n < -1<<(bits-1) {
				return nil
			}
			out = fmt.Appendf(out, "%0*x ", bits/4, n&(1<<bits-1))
		}
		return out
	})
}

// characters is the writing of each byte in four columns, at their right end: as itself, as
// an escape, or in octal. Blanks at the end of a line may be too many or lost.
func characters(rows []dumpRow) []dumpRow {
	const columns, letters, escaped = 4, "0abtnvfr", "\x00\a\b\t\n\v\f\r"
	at := 0
	return eachRow(func(row dumpRow) (out []byte) {
		text := row.plain
		if at++; at < len(rows) {
			text = bytes.TrimRight(text, " ")
			blanks := (rows[at].at-row.at)*columns - len(text)
			text = slices.Concat(text, bytes.Repeat([]byte(" "), max(0, min(blanks, len(text)/4))))
		}
		for cell := range slices.Chunk(text, columns) {
			last := len(cell) - 1
			cell := strings.TrimLeft(string(cell[:last]), " ") + string(cell[last])
			octet, err := strconv.ParseUint(cell, 8, 8)
			switch escape := strings.Index(letters, cell[1:]); {
			case len(cell) == 1:
				octet = uint64(cell[0])
			case len(cell) == 2 && cell[0] == '\\' && escape >= 0:
				octet = uint64(escaped[escape])
			case len(cell) != 3 || err != nil:
				return nil
			}
			out = fmt.Appendf(out, "%02x ", octet)
		}
		return out
	})(rows)
}

// reversed is the writing of xxd -e: words with their last byte first, of which the last may
// have fewer and blanks before it, and behind two blanks characters.
func reversed(rows []dumpRow) []dumpRow {
	if len(rows) == 0 {
		return nil
	}
	digits, _, _ := bytes.Cut(rows[0].rest, []byte("  "))
	width := bytes.Index(rows[0].plain, digits) + len(digits)
	return eachRow(func(row dumpRow) (out []byte) {
		end, size := min(width, len(row.plain)), 0 // of the first word, which none is longer than
		for word := range strings.FieldsSeq(string(row.plain[:end])) {
			octets, err := hex.DecodeString(word)
			if size = cmp.Or(size, len(word)); err != nil || len(word) > size {
				return nil
			}
			slices.Reverse(octets)
			out = fmt.Appendf(out, "% x ", octets)
		}
		return append(append(out, ' '), row.plain[end:]...)
	})(rows)
}
