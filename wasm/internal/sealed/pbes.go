package sealed

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"hash"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
	"golang.org/x/crypto/scrypt"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/pbkdf2"
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
