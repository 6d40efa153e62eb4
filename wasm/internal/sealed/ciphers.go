package sealed

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rc4"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/unlock"
)

// legacyCipher decrypts with a key and IV of fixed sizes. Its only error is
// wrong_passphrase.
type legacyCipher struct {
	ivSize  int
	decrypt func(key, iv, ciphertext []byte) ([]byte, error)
}

var (
	desCBC       = legacyCipher{8, cbcOf(des.NewCipher)}
	tripleDESCBC = legacyCipher{8, cbcOf(unlock.NewTripleDES)}
	rc2CBC       = legacyCipher{8, cbcOf(func(key []byte) (cipher.Block, error) { return newRC2(key, 8*len(key)), nil })}
	aesCBC       = legacyCipher{16, cbcOf(aes.NewCipher)}
	rc4Stream    = legacyCipher{0, func(key, _, ciphertext []byte) ([]byte, error) {
		c, err := rc4.NewCipher(key)
		if err != nil {
			panic("rc4: " + err.Error())
		}
		plain := make([]byte, len(ciphertext))
		c.XORKeyStream(plain, ciphertext)
		return plain, nil
	}}
)

// cbcOf makes a padded CBC decryption of a block cipher. The key sizes are
// ours, so that newBlock cannot fail.
func cbcOf(newBlock func(key []byte) (cipher.Block, error)) func(key, iv, ciphertext []byte) ([]byte, error) {
	return func(key, iv, ciphertext []byte) ([]byte, error) {
		block, err := newBlock(key)
		if err != nil {
			panic("cbc: " + err.Error())
		}
		plain, ok := unlock.DecryptCBC(block, iv, ciphertext)
		if ok {
			plain, ok = unpad(plain, block.BlockSize())
		}
		if !ok {
			return nil, unlock.WrongPassphrase()
		}
		return plain, nil
	}
}

// unpad removes PKCS#7 padding (RFC 8018 section 6.1.1).
func unpad(plain []byte, size int) ([]byte, bool) {
	if len(plain) == 0 {
		return nil, false
	}
	n := int(plain[len(plain)-1])
	if n < 1 || n > size || n > len(plain) {
		return nil, false
	}
	for _, b := range plain[len(plain)-n:] {
		if int(b) != n {
			return nil, false
		}
	}
	return plain[:len(plain)-n], true
}

// pbes2Cipher is the encryption scheme of PBES2 with its parameters.
type pbes2Cipher struct {
	name    string
	keySize int
	// anyKeySize is true when a derivation may say another key length (RC2).
	anyKeySize bool
	open       func(key, ciphertext []byte) ([]byte, error)
}

// parsePBES2Cipher reads the contents of the AlgorithmIdentifier of a cipher
// (RFC 8018 appendix B.2, RFC 3565, RFC 5084).
func parsePBES2Cipher(alg cryptobyte.String) (*pbes2Cipher, error) {
	oid, params, ok := der.SplitAlgorithm(alg)
	if !ok {
		return nil, unlock.BadEncryption()
	}
	switch oid {
	case "2.16.840.1.101.3.4.1.2":
		return parseCBC("AES-128-CBC", 16, aesCBC, params)
	case "2.16.840.1.101.3.4.1.22":
		return parseCBC("AES-192-CBC", 24, aesCBC, params)
	case "2.16.840.1.101.3.4.1.42":
		return parseCBC("AES-256-CBC", 32, aesCBC, params)
	case "1.3.14.3.2.7":
		return parseCBC("DES-CBC", 8, desCBC, params)
	case "1.2.840.113549.3.7":
		return parseCBC("DES-EDE3-CBC", 24, tripleDESCBC, params)
	case "1.2.840.113549.3.2":
		return parseRC2(params)
	case "2.16.840.1.101.3.4.1.6":
		return parseGCM("AES-128-GCM", 16, params)
	case "2.16.840.1.101.3.4.1.26":
		return parseGCM("AES-192-GCM", 24, params)
	case "2.16.840.1.101.3.4.1.46":
		return parseGCM("AES-256-GCM", 32, params)
	}
	return nil, unsupportedScheme(oid)
}

// parseCBC reads an IV as the only parameter.
func parseCBC(name string, keySize int, c legacyCipher, params cryptobyte.String) (*pbes2Cipher, error) {
	var iv cryptobyte.String
	if !params.ReadASN1(&iv, asn1.OCTET_STRING) || !params.Empty() || len(iv) != c.ivSize {
		return nil, unlock.BadEncryption()
	}
	return &pbes2Cipher{name, keySize, false, func(key, ciphertext []byte) ([]byte, error) {
		return c.decrypt(key, iv, ciphertext)
	}}, nil
}

// parseRC2 reads RC2-CBC-Parameter (RFC 8018 appendix B.2.3). The key is as
// long as its effective length, unless the derivation says otherwise.
func parseRC2(params cryptobyte.String) (*pbes2Cipher, error) {
	var seq, iv cryptobyte.String
	if !params.ReadASN1(&seq, asn1.SEQUENCE) || !params.Empty() {
		return nil, unlock.BadEncryption()
	}
	bits := 32
	if seq.PeekASN1Tag(asn1.INTEGER) {
		version, ok := readCount(&seq)
		if !ok {
			return nil, unlock.BadEncryption()
		}
		switch {
		case version == 160:
			bits = 40
		case version == 120:
			bits = 64
		case version == 58:
			bits = 128
		case version >= 256 && version <= 1024:
			bits = int(version)
		default:
			return nil, unlock.UnsupportedEncryption("RC2 of an unusual strength")
		}
	}
	if !seq.ReadASN1(&iv, asn1.OCTET_STRING) || !seq.Empty() || len(iv) != 8 {
		return nil, unlock.BadEncryption()
	}
	decrypt := cbcOf(func(key []byte) (cipher.Block, error) { return newRC2(key, bits), nil })
	return &pbes2Cipher{"RC2-CBC", (bits + 7) / 8, true, func(key, ciphertext []byte) ([]byte, error) {
		return decrypt(key, iv, ciphertext)
	}}, nil
}

// parseGCM reads GCMParameters (RFC 5084 section 3.2): a nonce and the
// tag's length. crypto/cipher takes an unusual nonce or an unusual tag, not
// both; no tool writes either.
func parseGCM(name string, keySize int, params cryptobyte.String) (*pbes2Cipher, error) {
	var seq, nonce cryptobyte.String
	if !params.ReadASN1(&seq, asn1.SEQUENCE) || !params.Empty() || !seq.ReadASN1(&nonce, asn1.OCTET_STRING) {
		return nil, unlock.BadEncryption()
	}
	tag := int64(12)
	if !seq.Empty() {
		var ok bool
		if tag, ok = readCount(&seq); !ok || !seq.Empty() {
			return nil, unlock.BadEncryption()
		}
	}
	if len(nonce) == 0 || tag < 12 || tag > 16 {
		return nil, unlock.BadEncryption()
	}
	if len(nonce) != 12 && tag != 16 {
		return nil, unlock.UnsupportedEncryption(name + " with unusual nonce and tag lengths")
	}
	return &pbes2Cipher{name, keySize, false, func(key, ciphertext []byte) ([]byte, error) {
		block, err := aes.NewCipher(key)
		if err != nil {
			panic("aes: " + err.Error())
		}
		var aead cipher.AEAD
		if len(nonce) == 12 {
			aead, err = cipher.NewGCMWithTagSize(block, int(tag))
		} else {
			aead, err = cipher.NewGCMWithNonceSize(block, len(nonce))
		}
		if err != nil {
			panic("gcm: " + err.Error())
		}
		plain, err := aead.Open(nil, nonce, ciphertext, nil)
		if err != nil {
			return nil, unlock.WrongPassphrase()
		}
		return plain, nil
	}}, nil
}
