package raw

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"slices"
	"strings"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
)

// NKeys reads the keys of NATS in a text: base32 of what kind a key is, the key, and a
// checksum that proves it. A public key whose seed stands beside it is left out. broken
// reports a seed that is damaged.
func NKeys(text []byte) (found []*key.Key, broken bool) {
	const seedSize = 58 // characters
	var publics []*key.Key
	for _, word := range bytes.FieldsFunc(text, func(c rune) bool { return c >= 0x80 || !plain.IsEitherBase64(byte(c)) }) {
		octets := nkey(word)
		var k *key.Key
		switch {
		case len(octets) == 34 && octets[0]&^7 == ('S'-'A')<<3: // five bits of S, and five of the kind
			k, _ = Private(nkeyCurve(octets[0]<<5|octets[1]>>3), octets[2:], "seed of an nkey of NATS")
			if k != nil {
				found = append(found, k)
			}
		case len(octets) == 33:
			k, _ = Public(nkeyCurve(octets[0]), octets[1:], "nkey of NATS")
			if k != nil {
				publics = append(publics, k)
			}
		}
		isSeed := len(word) >= seedSize-1 && len(word) <= seedSize+1 && word[0] == 'S' && strings.IndexByte(nkeyTypes, word[1]) >= 0
		broken = broken || k == nil && isSeed && bytes.Equal(word, bytes.ToUpper(word))
	}
	for _, p := range publics {
		if !slices.ContainsFunc(found, func(k *key.Key) bool { return key.SamePublic(k.Material, p.Material) }) {
			found = append(found, p)
		}
	}
	return found, broken
}

// nkeyTypes are the letters with which NATS' public keys begin: of an account, a cluster,
// a server, an operator, a user, and the one of a key for encryption.
const nkeyTypes = "ACNOUX"

// nkeyCurve is the curve of the key with that prefix; "" where it is none of these.
func nkeyCurve(prefix byte) string {
	switch letter := prefix>>3 + 'A'; {
	case prefix&7 != 0 || strings.IndexByte(nkeyTypes, letter) < 0:
		return ""
	case letter == 'X':
		return key.X25519
	}
	return key.Ed25519
}

// nkey is what a word stands for whose checksum, the CRC-16 of XMODEM, fits; nil for others.
func nkey(word []byte) []byte {
	const longest = 64
	if len(word) > longest {
		return nil
	}
	octets, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(string(word))
	n := len(octets) - 2
	if err != nil || n < 0 {
		return nil
	}
	var sum uint16
	for _, c := range octets[:n] {
		sum ^= uint16(c) << 8
		for range 8 {
			carry := sum & 0x8000
			if sum <<= 1; carry != 0 {
				sum ^= 0x1021
			}
		}
	}
	if octets[n] != byte(sum) || octets[n+1] != byte(sum>>8) {
		return nil
	}
	return octets[:n]
}

// readSynapse reads the signing keys of a Matrix server as Synapse keeps them: lines of
// "ed25519", a version, and the seed in base64 without padding. broken reports one whose
// seed is not 32 bytes.
func readSynapse(text []byte) (found []*key.Key, broken bool) {
	for line, rest := plain.NextLine(text); len(line) > 0; line, rest = plain.NextLine(rest) {
		words := strings.Fields(string(line))
		const long = 30 // characters: more are no word
		if len(words) != 3 || words[0] != "ed25519" || len(words[2]) < long || !plain.IsBase64Word([]byte(words[2])) {
			continue
		}
		seed, err := base64.RawStdEncoding.Strict().DecodeString(words[2])
		k, refused := Private(key.Ed25519, seed, "signing key of a Matrix server")
		if err != nil || refused != nil {
			broken = true
			continue
		}
		k.Given.KID = "ed25519:" + words[1]
		found = append(found, k)
	}
	return found, broken
}
