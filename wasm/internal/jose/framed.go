package jose

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// hadFrame is the repair of a number that stood in a frame of its own.
var hadFrame = repair{"had octets before it that say its type or length", "had octets before them that say their type or length"}

// unframe takes off what DER or SSH put before each number of an RSA key, where a
// program wrote the whole encoding of it. The modulus tells: its first octets are large
// in every key, but for one in 2^32. The others are looked at only where it was framed.
func (p *parser) unframe() {
	for _, name := range []string{"n", "e", "d", "p", "q", "dp", "dq", "qi"} {
		text, _ := p.text(name)
		number := unframed(decodeLoosely(text))
		if number != nil {
			list := slices.Clone(p.list)
			list[p.index[name]].Raw = rawValue(bytesText(bytes.TrimLeft(number, "\x00")))
			p.object, _ = newObject(list) // the names are distinct
			p.mend(name, hadFrame)
		} else if name == "n" {
			return
		}
	}
}

// unframed returns the number in an INTEGER or OCTET STRING of DER, or in an mpint of
// SSH (RFC 4251 section 5), that is the whole of data; nil where it is none.
func unframed(data []byte) []byte {
	if len(data) > 4 && data[0] == 0 && int64(binary.BigEndian.Uint32(data)) == int64(len(data)-4) {
		return data[4:]
	}
	for _, tag := range []byte{0x02, 0x04} {
		if content := framedIn(data, tag); content != nil {
			return content
		}
	}
	return nil
}

// framedIn returns what is in the one element of DER that data is; nil where it has
// another tag or length.
func framedIn(data []byte, tag byte) []byte {
	if len(data) > 2 && len(data) < 0x80 && data[0] == tag && int(data[1]) == len(data)-2 {
		return data[2:]
	}
	content, size, ok := header(data, tag)
	if !ok || size != len(content) || size == 0 {
		return nil
	}
	return content
}

// isFramedExponent reports whether a text is base64url of 65537 in such a frame: a
// number that is nobody's exponent.
func isFramedExponent(text string) bool {
	return slices.Contains([]string{"AgMBAAE", "AAAAAwEAAQ"}, text)
}
