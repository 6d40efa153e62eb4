package raw

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
)

// Diagnostic reads COSE_Keys that are written as text: in the diagnostic notation of CBOR
// (RFC 8949 section 8), or as Python and Node print such a map.
func Diagnostic(text []byte) (keys []*key.Key) {
	const most = 64 // maps that are tried, each of which may be as long as the text
	for tries := 0; tries < most; tries++ {
		i := bytes.IndexByte(text, '{')
		if i < 0 {
			break
		}
		d := diagnostic{rest: text[i:]}
		text = text[i+1:]
		if !d.value(0) {
			continue
		}
		if k := COSE(d.out); k != nil {
			keys, text = append(keys, k), d.rest
		}
	}
	return keys
}

// diagnostic writes as CBOR what it reads.
type diagnostic struct{ rest, out []byte }

// has reports whether word comes next, and passes over it if so.
func (d *diagnostic) has(word string) (ok bool) {
	rest, ok := bytes.CutPrefix(d.rest, []byte(word))
	d.rest = rest
	return ok
}

// space passes over white space, comments, and the brackets that Python has around strings
// in several parts.
func (d *diagnostic) space() {
	for {
		d.rest = bytes.TrimLeft(d.rest, " \t\r\n()")
		end := 0
		switch {
		case d.has("/"):
			end = bytes.IndexByte(d.rest, '/')
		case d.has("#"):
			end = plain.LineEnd(d.rest, 0) - 1
		default:
			return
		}
		d.rest = d.rest[end+1:]
	}
}

// head writes the head of an item.
func (d *diagnostic) head(major byte, n uint32) {
	d.out = append(d.out, major<<5|26, byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
}

// value reads one item.
func (d *diagnostic) value(depth int) bool {
	const deepest = 4 // as cbor.skip has it
	d.space()
	switch {
	case depth > deepest || len(d.rest) == 0:
		return false
	case d.has("{"):
		return d.list(5, '}', depth)
	case d.has("["):
		return d.list(4, ']', depth)
	case d.has("true"), d.has("True"):
		d.out = append(d.out, 0xf5)
		return true
	case d.has("false"), d.has("False"):
		d.out = append(d.out, 0xf4)
		return true
	case d.rest[0] == '-' || d.rest[0] >= '0' && d.rest[0] <= '9':
		return d.integer()
	}
	var whole []byte
	found := false
	for part, ok := d.octets(); ok; part, ok = d.octets() {
		whole, found = append(whole, part...), true
		d.space()
	}
	d.head(2, uint32(len(whole)))
	d.out = append(d.out, whole...)
	return found
}

// integer reads a number.
func (d *diagnostic) integer() bool {
	end := 1
	for end < len(d.rest) && d.rest[end] >= '0' && d.rest[end] <= '9' {
		end++
	}
	n, err := strconv.ParseInt(string(d.rest[:end]), 10, 32)
	d.rest = d.rest[end:]
	if n < 0 {
		d.head(1, uint32(-1-n))
	} else {
		d.head(0, uint32(n))
	}
	return err == nil
}

// list reads the items of an array or of a map after its opening bracket.
func (d *diagnostic) list(major byte, closer byte, depth int) bool {
	start, n := len(d.out), uint32(0)
	d.head(major, 0)
	for d.space(); !d.has(string(closer)); n++ {
		if !d.value(depth + 1) {
			return false
		}
		if d.space(); major == 5 {
			if !d.has(":") && !d.has("=>") || !d.value(depth+1) {
				return false
			}
			d.space()
		}
		if !d.has(",") && (len(d.rest) == 0 || d.rest[0] != closer) {
			return false
		}
		d.space()
	}
	binary.BigEndian.PutUint32(d.out[start+1:], n)
	return true
}

// octets reads a string: of hexadecimal or base64, or of the characters in quotes.
func (d *diagnostic) octets() (octets []byte, ok bool) {
	for begin, closer := range map[string]string{"h'": "'", "<Buffer ": ">", "b64'": "'"} { // the second of Node
		if !d.has(begin) {
			continue
		}
		inside, rest, closed := bytes.Cut(d.rest, []byte(closer))
		d.rest = rest
		octets, err := plain.DecodeHex(inside)
		if begin == "b64'" {
			word := strings.NewReplacer("+", "-", "/", "_").Replace(strings.TrimRight(string(inside), "="))
			octets, err = base64.RawURLEncoding.DecodeString(word)
		}
		return octets, closed && err == nil
	}
	if d.has("Uint8Array(") { // of Node, with its length
		_, rest, _ := bytes.Cut(d.rest, []byte("["))
		inside, rest, closed := bytes.Cut(rest, []byte("]"))
		d.rest = rest
		for _, number := range bytes.Split(inside, []byte(",")) {
			n, err := strconv.ParseUint(string(bytes.TrimSpace(number)), 10, 8)
			closed = closed && err == nil
			octets = append(octets, byte(n))
		}
		return octets, closed
	}
	d.has("b") // of Python
	if len(d.rest) == 0 || !plain.IsQuote(d.rest[0]) {
		return nil, false
	}
	octets, _, size := plain.StringBytes(d.rest)
	closed := size > 1 && d.rest[min(size, len(d.rest))-1] == d.rest[0]
	d.rest = d.rest[min(size, len(d.rest)):]
	return octets, closed
}
