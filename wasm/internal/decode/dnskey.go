package decode

import (
	"bytes"
	"encoding/base64"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// dnskeyAlgorithms are those of DNSSEC whose keys are read: points (RFC 6605, RFC 8080),
// and without a curve the numbers of RSA (RFC 3110). Records have the number or the name.
var dnskeyAlgorithms = []struct {
	number      int
	name, curve string
}{
	{1, "RSAMD5", ""}, {5, "RSASHA1", ""}, {7, "NSEC3RSASHA1", ""}, {7, "RSASHA1-NSEC3-SHA1", ""}, {8, "RSASHA256", ""}, {10, "RSASHA512", ""},
	{13, "ECDSAP256SHA256", key.P256}, {14, "ECDSAP384SHA384", key.P384}, {15, "ED25519", key.Ed25519}, {16, "ED448", key.Ed448},
}

// dnskeyNote says what the key is for.
var dnskeyNote = key.Warning{
	Code:    "dnssec_key",
	Message: "This is a key of DNSSEC, which signs the records of a domain.",
	Action:  "For private_key_jwt make a new key; use this one for nothing but its domain.",
}

// readDNSKEY reads the keys of DNSKEY records (RFC 4034 section 2) as zone files, dig and
// the configurations of name servers write them: flags, the protocol 3, an algorithm, and
// base64 in one piece or several. It returns the faults of those that cannot be read.
func readDNSKEY(text []byte) (found []*key.Key, refused []error) {
	if !bytes.Contains(text, []byte("DNSKEY")) && !bytes.Contains(text, []byte("256 3 ")) && !bytes.Contains(text, []byte("257 3 ")) {
		return nil, nil
	}
	for pos := 0; pos < len(text); {
		var words []string
		var tag string
		// A record goes on over lines in parentheses, and in quotes.
		for open, quoted := 0, false; pos < len(text); {
			end := lineEnd(text, pos)
			line, comment, _ := strings.Cut(string(text[pos:end]), ";")
			pos = end + 1
			if _, said, ok := strings.Cut(comment, "key id = "); ok {
				tag = strings.TrimSpace(said)
			}
			open += strings.Count(line, "(") - strings.Count(line, ")")
			quoted = quoted != (strings.Count(line, `"`)%2 == 1)
			words = append(words, strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" \t\r()\"{}", r) })...)
			if open <= 0 && !quoted {
				break
			}
		}
		k, err := dnskeyRecord(words, tag)
		if err != nil {
			refused = append(refused, err)
		} else if k != nil {
			found = append(found, k)
		}
	}
	return found, refused
}

// dnskeyRecord reads the words of one record; nil where they are of another kind. tag is
// the key tag that stands beside it, if one does.
func dnskeyRecord(words []string, tag string) (*key.Key, error) {
	at := -1
	for i := 0; i+3 < len(words) && at < 0; i++ {
		if slices.Contains([]string{"256", "257", "384", "385"}, words[i]) && words[i+1] == "3" {
			at = i
		}
	}
	if at < 0 {
		return nil, nil
	}
	flags, _ := strconv.Atoi(words[at])
	raw, err := base64.StdEncoding.Strict().DecodeString(strings.Join(words[at+3:], ""))
	if err != nil {
		return nil, malformed("a DNSKEY record")
	}
	for _, a := range dnskeyAlgorithms {
		if words[at+2] != strconv.Itoa(a.number) && !strings.EqualFold(words[at+2], a.name) {
			continue
		}
		if tag != "" && a.number > 1 && tag != strconv.Itoa(keyTag(flags, a.number, raw)) {
			return nil, malformed("a DNSKEY record, of which the key tag is another")
		}
		var k *key.Key
		if a.curve == "" {
			k, err = dnskeyRSA(raw)
		} else if point := raw; !isOKP(a.curve) {
			k, err = rawPublic(a.curve, append([]byte{4}, point...), "")
		} else {
			k, err = rawPublic(a.curve, point, "")
		}
		if err != nil {
			return nil, err
		}
		k.Source = "DNSKEY record"
		if at > 0 && strings.HasSuffix(words[0], ".") {
			k.Comment = words[0]
		}
		k.Notes = append(k.Notes, dnskeyNote)
		return k, nil
	}
	return nil, fault.New(fault.UnsupportedAlgorithm, "of DNSSEC")
}

// dnskeyRSA reads the length of the exponent, in one octet or in two after a zero, the
// exponent, and the modulus (RFC 3110 section 2).
func dnskeyRSA(raw []byte) (*key.Key, error) {
	if len(raw) < 3 {
		return nil, malformed("a DNSKEY record")
	}
	size, rest := int(raw[0]), raw[1:]
	if size == 0 {
		size, rest = int(raw[1])<<8|int(raw[2]), raw[3:]
	}
	if size == 0 || size >= len(rest) {
		return nil, malformed("a DNSKEY record")
	}
	m := &key.RSA{N: new(big.Int).SetBytes(rest[size:]), E: new(big.Int).SetBytes(rest[:size])}
	k := &key.Key{Material: m}
	if octets := len(rest) - size; octets%8 != 0 || m.N.BitLen() < 8*octets-1 {
		k.Notes = append(k.Notes, oddModulus)
	}
	return k, nil
}

// keyTag is the checksum of a record (RFC 4034 appendix B).
func keyTag(flags, algorithm int, raw []byte) int {
	sum := flags + 3<<8 + algorithm
	for i, b := range raw {
		if i%2 == 0 {
			sum += int(b) << 8
		} else {
			sum += int(b)
		}
	}
	return (sum + sum>>16) & 0xffff
}
