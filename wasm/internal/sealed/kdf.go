package sealed

import (
	"bytes"
	"crypto/sha1"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
	"golang.org/x/crypto/scrypt"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/pbkdf2"
	"jwkmint/wasm/internal/unlock"
)

// parseKDF reads the key derivation of PBES2 or PBMAC1: PBKDF2 (RFC 8018
// appendix A.2) or scrypt (RFC 7914 section 7). The derivation makes size
// bytes, or, where free is true, as many as it says itself; one that says
// another number than it must is broken. Size 0 means that it must say one.
func parseKDF(alg cryptobyte.String, size int, free bool) (*unlock.Derivation, error) {
	oid, params, ok := der.SplitAlgorithm(alg)
	if !ok {
		return nil, unlock.BadEncryption()
	}
	switch oid {
	case "1.2.840.113549.1.5.12":
		return parsePBKDF2(params, size, free)
	case "1.3.6.1.4.1.11591.4.11":
		return parseScrypt(params, size, free)
	}
	return nil, unsupportedScheme(oid)
}

func parsePBKDF2(params cryptobyte.String, size int, free bool) (*unlock.Derivation, error) {
	var seq, salt cryptobyte.String
	var iterations int64
	id := string(params)
	if !params.ReadASN1(&seq, asn1.SEQUENCE) || !params.Empty() {
		return nil, unlock.BadEncryption()
	}
	if seq.PeekASN1Tag(asn1.SEQUENCE) {
		// The salt may be an AlgorithmIdentifier; no such algorithm exists.
		return nil, unlock.UnsupportedEncryption("PBKDF2 with a salt source")
	}
	if !seq.ReadASN1(&salt, asn1.OCTET_STRING) {
		return nil, unlock.BadEncryption()
	}
	iterations, ok := readCount(&seq)
	if !ok {
		return nil, unlock.BadEncryption()
	}
	size, err := readKeyLength(&seq, size, free)
	if err != nil {
		return nil, err
	}
	newHash := sha1.New
	if !seq.Empty() {
		var prf cryptobyte.String
		if !seq.ReadASN1(&prf, asn1.SEQUENCE) || !seq.Empty() {
			return nil, unlock.BadEncryption()
		}
		oid, _, ok := der.SplitAlgorithm(prf)
		if !ok {
			return nil, unlock.BadEncryption()
		}
		if newHash = unlock.HashByOID(oid); newHash == nil {
			return nil, unsupportedScheme(oid)
		}
	}
	if err := unlock.CheckSalt(salt); err != nil {
		return nil, err
	}
	blocks := (size + newHash().Size() - 1) / newHash().Size()
	c, err := unlock.IterationCost(iterations, blocks, unlock.Limits.HMACs)
	if err != nil {
		return nil, err
	}
	return &unlock.Derivation{ID: unlock.DerivationID("PBKDF2", id, size), Cost: c, Run: func(form []byte, spent *unlock.Effort) []byte {
		key, err := pbkdf2.Key(spent.Subtle, newHash, form, salt, int(iterations), size)
		if err != nil {
			panic("pbkdf2: " + err.Error()) // sizes are checked above
		}
		return key
	}}, nil
}

func parseScrypt(params cryptobyte.String, size int, free bool) (*unlock.Derivation, error) {
	var seq, salt cryptobyte.String
	id := string(params)
	if !params.ReadASN1(&seq, asn1.SEQUENCE) || !params.Empty() ||
		!seq.ReadASN1(&salt, asn1.OCTET_STRING) {
		return nil, unlock.BadEncryption()
	}
	n, ok1 := readCount(&seq)
	r, ok2 := readCount(&seq)
	p, ok3 := readCount(&seq)
	if !ok1 || !ok2 || !ok3 {
		return nil, unlock.BadEncryption()
	}
	size, err := readKeyLength(&seq, size, free)
	if err != nil {
		return nil, err
	}
	if !seq.Empty() || n < 2 || n&(n-1) != 0 || r < 1 || p < 1 {
		return nil, unlock.BadEncryption()
	}
	var c unlock.Cost
	if err = unlock.CheckSalt(salt); err == nil {
		c, err = unlock.ScryptCost(n, r, p, salt)
	}
	if err != nil { // OpenSSL has limits of its own, and lower ones
		return nil, unlock.WithCommand(err, unlock.BeyondHint)
	}
	return &unlock.Derivation{ID: unlock.DerivationID("scrypt", id, size), Cost: c, Run: func(form []byte, _ *unlock.Effort) []byte {
		key, err := scrypt.Key(form, salt, int(n), int(r), int(p), size)
		if err != nil {
			panic("scrypt: " + err.Error()) // parameters are checked above
		}
		return key
	}}, nil
}

// readCount reads an INTEGER of a derivation's cost. One too large for 31
// bits is read as the largest of 31 bits, which every limit refuses.
func readCount(s *cryptobyte.String) (int64, bool) {
	var raw cryptobyte.String
	if !s.ReadASN1(&raw, asn1.INTEGER) || len(raw) == 0 || raw[0]&0x80 != 0 {
		return 0, false
	}
	raw = bytes.TrimLeft(raw, "\x00")
	if len(raw) > 4 {
		return 1<<31 - 1, true
	}
	var n int64
	for _, b := range raw {
		n = n<<8 | int64(b)
	}
	return min(n, 1<<31-1), true
}

// readKeyLength reads the optional keyLength of a derivation, as parseKDF
// says.
func readKeyLength(s *cryptobyte.String, size int, free bool) (int, error) {
	if s.PeekASN1Tag(asn1.INTEGER) {
		n, ok := readCount(s)
		if !ok || n < 1 || n > 128 || (!free && n != int64(size)) {
			return 0, unlock.BadEncryption()
		}
		return int(n), nil
	}
	if size == 0 {
		return 0, unlock.BadEncryption()
	}
	return size, nil
}
