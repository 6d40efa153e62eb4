package decode

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/plain"
)

// listed puts PEM in the place of what openssl asn1parse lists, where that is all of a
// structure: the contents of a BIT STRING, in which public keys are, stand there with -dump
// alone. It returns text where there is none.
func listed(text []byte) []byte {
	if !isListing(text) {
		return text
	}
	var out []byte
	for len(text) > 0 {
		line, rest := plain.NextLine(text)
		if isListing(line) {
			if data, after := readListing(text); data != nil {
				out = fmt.Appendf(out, "-----BEGIN DER-----\n%s\n-----END DER-----\n", base64.StdEncoding.EncodeToString(data))
				text = after
				continue
			}
		}
		out, text = append(out, line...), rest
	}
	return out
}

func isListing(text []byte) bool { return bytes.Contains(text, []byte(":d=0  hl=")) }

// readListing writes the DER of the listing that a text begins with, and returns the text
// behind it; nil where a part of it is missing, which the length of the whole shows.
func readListing(text []byte) (data, rest []byte) {
	end := 1
	for len(data) < end {
		line, more := plain.NextLine(text)
		// 12:d=1  hl=2 l=  34 prim: OCTET STRING      [HEX DUMP]:0420…
		words := strings.FieldsFunc(string(line), func(c rune) bool { return strings.ContainsRune(" :=\r\n", c) })
		const depth, head, length, form, kind = 2, 4, 6, 7, 8
		if len(words) <= kind || (data == nil) != (words[depth] == "0") {
			return nil, nil
		}
		constructed := words[form] == "cons"
		size, tag := listedNumber(words[length]), listedTag(words[kind:], constructed)
		if size < 0 || tag == 0 {
			return nil, nil
		}
		if data == nil {
			end = listedNumber(words[head]) + size
		}
		data = der.AppendLength(append(data, tag), size)
		if text = more; constructed {
			continue
		}
		below, value := text, []byte(words[len(words)-1])
		for len(text) > 0 {
			line, more := plain.NextLine(text)
			digits := string(bytes.TrimSpace(line))
			if digits != "" && strings.Trim(digits, "0123456789ABCDEF") == "" { // broken by a terminal
				value = append(value, digits...)
			} else if !strings.Contains(digits, " - ") {
				break
			}
			text = more
		}
		data = append(data, listedContent(tag, size, string(value), below[:len(below)-len(text)])...)
	}
	if len(data) != end {
		return nil, nil
	}
	return data, text
}

// listedNumber reads a number; -1 for anything else, and for what is larger than any input.
func listedNumber(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > MaxInput {
		return -1
	}
	return n
}

// listedTag is the octet for the words of a type; 0 for one that keys do not have.
func listedTag(words []string, constructed bool) byte {
	switch words[0] {
	case "INTEGER":
		return 2
	case "BIT":
		return 3
	case "OCTET":
		return 4
	case "NULL":
		return 5
	case "OBJECT":
		return 6
	case "SEQUENCE":
		return 0x30
	}
	if len(words) < 3 || words[0] != "cont" { // cont [ 0 ]
		return 0
	}
	tag := 0x80 | byte(listedNumber(words[2]))
	if constructed {
		tag |= 0x20
	}
	return tag
}

// listedContent is what a line of the listing says, or the dump below it.
func listedContent(tag byte, size int, value string, below []byte) []byte {
	if bytes.Contains(below, []byte(" - ")) {
		data, err := decodeDumpIn(dumpRows(below, 16), false)
		if err != nil {
			return nil
		}
		return data
	}
	switch tag {
	case 2, 4:
		octets, err := hex.DecodeString(value)
		if err != nil {
			return nil
		}
		if tag == 2 && len(octets) > 0 && len(octets) == size-1 && octets[0] >= 0x80 {
			octets = append([]byte{0}, octets...)
		}
		return octets
	case 6:
		for _, o := range listedObjects {
			if o[0] == value {
				return []byte(o[1])
			}
		}
	}
	return nil
}

// listedObjects are the names that OpenSSL has for the algorithms and curves of keys that
// have a JWK form, and the octets of each.
var listedObjects = [...][2]string{
	{"rsaEncryption", "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"},
	{"id-ecPublicKey", "\x2a\x86\x48\xce\x3d\x02\x01"},
	{"prime256v1", "\x2a\x86\x48\xce\x3d\x03\x01\x07"},
	{"secp384r1", "\x2b\x81\x04\x00\x22"},
	{"secp521r1", "\x2b\x81\x04\x00\x23"},
	{"secp256k1", "\x2b\x81\x04\x00\x0a"},
	{"X25519", "\x2b\x65\x6e"},
	{"X448", "\x2b\x65\x6f"},
	{"ED25519", "\x2b\x65\x70"},
	{"ED448", "\x2b\x65\x71"},
}
