package sealed

import (
	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/unlock"
)

// DecryptPKCS8 opens an EncryptedPrivateKeyInfo (RFC 5958 section 3) and
// returns the PrivateKeyInfo in it and the scheme's name. With no passphrase
// given (nil) it tries the empty one where that costs nothing.
//
// An unsupported scheme and an excessive cost are reported before a missing
// passphrase, so that nobody types one in vain.
func DecryptPKCS8(encoded, pass []byte, spent *unlock.Effort) (plain []byte, scheme string, err error) {
	alg, ciphertext, err := parseEncryptedPKCS8(encoded)
	if err != nil {
		return nil, "", err
	}
	s, err := parsePBE(alg)
	if err != nil {
		return nil, "", withPKCS8Command(err)
	}
	plain, err = s.open(ciphertext, pass, spent, readPKCS8)
	return plain, s.name, withPKCS8Command(err)
}

// parseEncryptedPKCS8 splits an EncryptedPrivateKeyInfo into the contents of
// its AlgorithmIdentifier and the ciphertext.
func parseEncryptedPKCS8(encoded []byte) (alg cryptobyte.String, ciphertext []byte, err error) {
	input := cryptobyte.String(encoded)
	var info, data cryptobyte.String
	if !input.ReadASN1(&info, asn1.SEQUENCE) ||
		!info.ReadASN1(&alg, asn1.SEQUENCE) ||
		!info.ReadASN1(&data, asn1.OCTET_STRING) || !info.Empty() {
		return nil, nil, fault.New(fault.Malformed, "encrypted private key")
	}
	if !input.Empty() {
		return nil, nil, fault.New(fault.TrailingData, "")
	}
	return alg, data, nil
}

// readPKCS8 accepts a PrivateKeyInfo as far as looksLikePKCS8 goes.
func readPKCS8(plain []byte) ([]byte, error) {
	if !looksLikePKCS8(plain) {
		return nil, unlock.WrongPassphrase()
	}
	return plain, nil
}

// looksLikePKCS8 reports whether plain begins as a PrivateKeyInfo does:
// SEQUENCE { INTEGER, SEQUENCE { OBJECT IDENTIFIER.
func looksLikePKCS8(plain []byte) bool {
	input := cryptobyte.String(plain)
	var info, alg cryptobyte.String
	var version int64
	return input.ReadASN1(&info, asn1.SEQUENCE) && info.ReadASN1Integer(&version) &&
		info.ReadASN1(&alg, asn1.SEQUENCE) && alg.PeekASN1Tag(asn1.OBJECT_IDENTIFIER)
}
