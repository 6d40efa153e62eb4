package decode

import (
	"bytes"
	"encoding/base64"
	"math/big"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// dnskeyCurves are the algorithms of DNSSEC whose keys are points (RFC 6605, RFC 8080),
// and dnskeyNumbers those whose keys are the numbers of RFC 3110: by number, and by the name
// that a record may have in its place.
var dnskeyCurves = map[string]string{
	"13": key.P256, "ECDSAP256SHA256": key.P256, "14": key.P384, "ECDSAP384SHA384": key.P384,
	"15": key.Ed25519, "ED25519": key.Ed25519, "16": key.Ed448, "ED448": key.Ed448,
}

const dnskeyNumbers = " 1 RSAMD5 5 RSASHA1 7 NSEC3RSASHA1 RSASHA1-NSEC3-SHA1 8 RSASHA256 10 RSASHA512 "

// dnskeyNote says what the key is for.
var dnskeyNote = key.Warning{
	Code:    "dnssec_key",
	Message: "This is a key of DNSSEC, which signs the records of a domain.",
	Action:  "For private_key_jwt make a new key; use this one for nothing but its domain.",
}

// readDNSKEY reads the keys of DNSKEY records (RFC 4034 section 2) as zone files, dig and
// the configurations of name servers write them: flags, the protocol 3, an algorithm, and
// base64 in one piece or several. It reports false where there is none.
func (r *reader) readDNSKEY(text []byte) bool {
	if !bytes.Contains(text, []byte("DNSKEY")) && !bytes.Contains(text, []byte("256 3 ")) && !bytes.Contains(text, []byte("257 3 ")) {
		return false
	}
	before := len(r.parts) + len(r.skipped)
	var words []string // of the record that is being read
	open, tag := 0, ""
	for line := range strings.Lines(string(text)) {
		line, comment, _ := strings.Cut(line, ";")
		if _, said, ok := strings.Cut(comment, "key id = "); ok {
			tag = strings.TrimSpace(said)
		}
		// A record goes on over lines in parentheses, and in quotes.
		open += strings.Count(line, "(") - strings.Count(line, ")")
		if strings.Count(line, `"`)%2 == 1 {
			open ^= 1 << 20
		}
		words = append(words, strings.Fields(dnskeyMarks.Replace(line))...)
		if open > 0 {
			continue
		}
		if k, err := dnskeyRecord(words, tag); k != nil || err != nil {
			k, err = key.Checked(k, err)
			r.add("DNSKEY record", k, err)
		}
		words, open, tag = nil, 0, ""
	}
	return len(r.parts)+len(r.skipped) > before
}

var (
	dnskeyMarks = strings.NewReplacer("(", " ", ")", " ", `"`, " ", "{", " ", "}", " ")
	errDNSKEY   = malformed("a DNSKEY record")
)

// dnskeyRecord reads the words of one record; nil where they are of another kind. tag is
// the key tag that stands beside it, "" for none.
func dnskeyRecord(words []string, tag string) (k *key.Key, err error) {
	flags, at := 0, 0
	for ; at+3 < len(words); at++ {
		if flags, _ = strconv.Atoi(words[at]); flags&^0x81 == 256 && words[at+1] == "3" { // zone key, with or without SEP and REVOKE
			break
		}
	}
	if at+3 >= len(words) {
		return nil, nil
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(strings.Join(words[at+3:], ""))
	if err != nil {
		return nil, errDNSKEY
	}
	if number, known := strconv.Atoi(words[at+2]); tag != "" && known == nil && number > 1 && tag != strconv.Itoa(keyTag(flags, number, raw)) {
		return nil, errDNSKEY
	}
	algorithm := strings.ToUpper(words[at+2])
	switch curve := dnskeyCurves[algorithm]; {
	case strings.Contains(dnskeyNumbers, " "+algorithm+" "):
		k, err = dnskeyRSA(raw)
	case curve == "":
		err = fault.New(fault.UnsupportedAlgorithm, "of DNSSEC")
	case isOKP(curve):
		k, err = rawPublic(curve, raw, "")
	default:
		k, err = rawPublic(curve, append([]byte{4}, raw...), "")
	}
	if err != nil {
		return nil, err
	}
	k.Source = "DNSKEY record"
	if strings.HasSuffix(words[0], ".") {
		k.Comment = words[0]
	}
	k.Notes = append(k.Notes, dnskeyNote)
	return k, nil
}

// dnskeyRSA reads the length of the exponent, in one octet or in two after a zero, the
// exponent, and the modulus (RFC 3110 section 2).
func dnskeyRSA(raw []byte) (*key.Key, error) {
	if len(raw) < 3 {
		return nil, errDNSKEY
	}
	size, rest := int(raw[0]), raw[1:]
	if size == 0 {
		size, rest = int(raw[1])<<8|int(raw[2]), raw[3:]
	}
	if size == 0 || size >= len(rest) {
		return nil, errDNSKEY
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
