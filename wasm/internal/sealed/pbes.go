package sealed

import (
	"crypto/md5"
	"crypto/sha1"
	"hash"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/unlock"
)

// pbeScheme is a password-based encryption scheme with its parameters, read
// and found affordable, but not yet run.
type pbeScheme struct {
	// name is what OpenSSL calls it: "AES-256-CBC", "PBE-SHA1-3DES".
	name string
	// legacy says that OpenSSL 3 needs its legacy provider for it.
	legacy bool
	*unlock.Derivation
	// decrypt takes what the derivation makes. Its error is wrong_passphrase.
	decrypt func(key, ciphertext []byte) ([]byte, error)
}

// open decrypts what read accepts, which returns what of it to keep: padding
// alone is right once in 256 times. The errors are those of unlock.Effort.Unlock.
func (s *pbeScheme) open(ciphertext, pass []byte, spent *unlock.Effort, read func(plain []byte) ([]byte, error)) ([]byte, error) {
	var opened []byte
	err := spent.Unlock(s.Derivation, pass, func(key []byte) bool {
		plain, err := s.decrypt(key, ciphertext)
		if err == nil {
			opened, err = read(plain)
		}
		return err == nil
	})
	return opened, err
}

// parsePBE reads the contents of an AlgorithmIdentifier that names an
// encryption scheme of PKCS#5 (RFC 8018) or PKCS#12 (RFC 7292 appendix C).
func parsePBE(alg cryptobyte.String) (*pbeScheme, error) {
	oid, params, ok := der.SplitAlgorithm(alg)
	if !ok {
		return nil, unlock.BadEncryption()
	}
	if oid == "1.2.840.113549.1.5.13" {
		return parsePBES2(params)
	}
	if s, ok := pbes1Schemes[oid]; ok {
		return s.parse(params)
	}
	return nil, unsupportedScheme(oid)
}

// parsePBES2 reads PBES2-params (RFC 8018 appendix A.4).
func parsePBES2(params cryptobyte.String) (*pbeScheme, error) {
	var seq, kdfAlg, cipherAlg cryptobyte.String
	if !params.ReadASN1(&seq, asn1.SEQUENCE) || !params.Empty() ||
		!seq.ReadASN1(&kdfAlg, asn1.SEQUENCE) || !seq.ReadASN1(&cipherAlg, asn1.SEQUENCE) || !seq.Empty() {
		return nil, unlock.BadEncryption()
	}
	c, err := parsePBES2Cipher(cipherAlg)
	if err != nil {
		return nil, err
	}
	legacy := c.name == "DES-CBC" || c.name == "RC2-CBC"
	d, err := parseKDF(kdfAlg, c.keySize, c.anyKeySize)
	if err != nil {
		return nil, costlyWith(err, legacy)
	}
	return &pbeScheme{c.name, legacy, d, c.open}, nil
}

// pbes1 is a scheme whose one OID names derivation and cipher: PBES1 of
// RFC 8018 appendix A.3, or one of PKCS#12.
type pbes1 struct {
	name    string
	newHash func() hash.Hash
	pkcs12  bool
	cipher  legacyCipher
	keySize int
}

var pbes1Schemes = map[string]pbes1{
	"1.2.840.113549.1.5.3":  {"PBE-MD5-DES", md5.New, false, desCBC, 8},
	"1.2.840.113549.1.5.6":  {"PBE-MD5-RC2-64", md5.New, false, rc2CBC, 8},
	"1.2.840.113549.1.5.10": {"PBE-SHA1-DES", sha1.New, false, desCBC, 8},
	"1.2.840.113549.1.5.11": {"PBE-SHA1-RC2-64", sha1.New, false, rc2CBC, 8},

	"1.2.840.113549.1.12.1.1": {"PBE-SHA1-RC4-128", sha1.New, true, rc4Stream, 16},
	"1.2.840.113549.1.12.1.2": {"PBE-SHA1-RC4-40", sha1.New, true, rc4Stream, 5},
	"1.2.840.113549.1.12.1.3": {"PBE-SHA1-3DES", sha1.New, true, tripleDESCBC, 24},
	"1.2.840.113549.1.12.1.4": {"PBE-SHA1-2DES", sha1.New, true, tripleDESCBC, 16},
	"1.2.840.113549.1.12.1.5": {"PBE-SHA1-RC2-128", sha1.New, true, rc2CBC, 16},
	"1.2.840.113549.1.12.1.6": {"PBE-SHA1-RC2-40", sha1.New, true, rc2CBC, 5},
}

// parse reads the salt and iteration count (PBEParameter and
// pkcs-12PbeParams have one form).
func (p pbes1) parse(params cryptobyte.String) (*pbeScheme, error) {
	var seq, salt cryptobyte.String
	id := string(params)
	if !params.ReadASN1(&seq, asn1.SEQUENCE) || !params.Empty() || !seq.ReadASN1(&salt, asn1.OCTET_STRING) {
		return nil, unlock.BadEncryption()
	}
	iterations, ok := readCount(&seq)
	if !ok || !seq.Empty() {
		return nil, unlock.BadEncryption()
	}
	if err := unlock.CheckSalt(salt); err != nil {
		return nil, err
	}
	legacy := p.name != "PBE-SHA1-3DES" && p.name != "PBE-SHA1-2DES"
	c, err := unlock.IterationCost(iterations, 3, unlock.Limits.Hashes)
	if err != nil {
		return nil, costlyWith(err, legacy)
	}
	d := &unlock.Derivation{ID: unlock.DerivationID(p.name, id, p.keySize), Cost: c, Wide: p.pkcs12}
	d.Run = func(form []byte, _ *unlock.Effort) []byte { // the key, and behind it the IV
		if !p.pkcs12 {
			return unlock.PBKDF1(p.newHash, form, salt, int(iterations), 16)
		}
		key := unlock.PKCS12KDF(p.newHash, form, salt, unlock.PKCS12ForKey, int(iterations), p.keySize)
		if p.cipher.ivSize > 0 {
			key = append(key, unlock.PKCS12KDF(p.newHash, form, salt, unlock.PKCS12ForIV, int(iterations), p.cipher.ivSize)...)
		}
		return key
	}
	return &pbeScheme{p.name, legacy, d, func(key, ciphertext []byte) ([]byte, error) {
		return p.cipher.decrypt(key[:p.keySize], key[p.keySize:], ciphertext)
	}}, nil
}
