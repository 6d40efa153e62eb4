package decode

import (
	"bytes"
	"encoding/base64"
	"math/big"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/raw"
)

// dnskeyNotes say what the key is for.
var dnskeyNotes = []key.Warning{{
	Code:    "dnssec_key",
	Message: "This is a key of DNSSEC, which signs the records of a domain.",
	Action:  "For private_key_jwt make a new key; use this one for nothing but its domain.",
}}

// dnskeyCurves are those of the algorithms from 13 on.
var dnskeyCurves = [...]string{key.P256, key.P384, key.Ed25519, key.Ed448}

var errDNSKEY = malformed("a DNSKEY record")

// dnskeyLines puts each record into a line: they go on in lines that are indented, in
// parentheses or in quotes.
var dnskeyLines = strings.NewReplacer("\n ", " ", "\n\t", " ", "(", " ", ")", " ", `"`, " ")

// readDNSKEY reads the keys of DNSKEY records (RFC 4034 section 2) as zone files, dig and
// the configurations of name servers write them: flags, the protocol 3, an algorithm, and
// base64 in one piece or several. It reports false where there is none.
func (r *reader) readDNSKEY(text []byte) bool {
	named := bytes.Contains(text, []byte("DNSKEY"))
	if !named && !bytes.Contains(text, []byte(" 3 ")) {
		return false
	}
	before := len(r.parts) + len(r.skipped)
	for line, rest := "", dnskeyLines.Replace(string(text)); rest != ""; {
		line, rest, _ = strings.Cut(rest, "\n")
		line, _, _ = strings.Cut(line, ";")
		words := strings.Fields(line)
		for i := 0; i+3 < len(words); i++ {
			if words[i] != "256" && words[i] != "257" || words[i+1] != "3" {
				continue
			}
			algorithm, _ := strconv.Atoi(words[i+2])
			octets, err := base64.StdEncoding.Strict().DecodeString(strings.Join(words[i+3:], ""))
			k, failed := dnskey(algorithm, octets)
			if err != nil {
				failed = errDNSKEY
			}
			if k, err = key.Checked(k, failed); named || err == nil { // else the numbers may be of a sentence
				r.add("DNSKEY record", k, err)
			}
			break
		}
	}
	return len(r.parts)+len(r.skipped) > before
}

// dnskey reads a key of an algorithm: a point (RFC 6605, RFC 8080), or numbers of RSA (RFC
// 3110 section 2).
func dnskey(algorithm int, octets []byte) (*key.Key, error) {
	curve := ""
	switch {
	case algorithm >= 13 && algorithm <= 16:
		if curve = dnskeyCurves[algorithm-13]; algorithm < 15 {
			octets = append([]byte{4}, octets...)
		}
	case algorithm < 5 || algorithm > 10 || algorithm == 6 || algorithm == 9:
		return nil, fault.New(fault.UnsupportedAlgorithm, "of DNSSEC")
	}
	k := &key.Key{}
	var err error
	if curve != "" {
		k, err = raw.Public(curve, octets, "")
	} else {
		k.Material, err = dnskeyRSA(octets)
	}
	if err != nil {
		return nil, err
	}
	k.Source = "DNSKEY record"
	raw.NoteOddSize(k)
	k.Notes = append(k.Notes, dnskeyNotes...)
	return k, nil
}

// dnskeyRSA reads the length of the exponent, in one octet or in two after a zero, the
// exponent, and the modulus.
func dnskeyRSA(octets []byte) (key.Material, error) {
	if len(octets) < 3 {
		return nil, errDNSKEY
	}
	size, rest := int(octets[0]), octets[1:]
	if size == 0 {
		size, rest = int(octets[1])<<8|int(octets[2]), octets[3:]
	}
	if size >= len(rest) {
		return nil, errDNSKEY
	}
	return &key.RSA{N: new(big.Int).SetBytes(rest[size:]), E: new(big.Int).SetBytes(rest[:size])}, nil
}
