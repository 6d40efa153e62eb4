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
	// cost is that of deriving the key once.
	cost unlock.Cost
	// bmp is true when the scheme uses the PKCS#12 form of passphrases.
	bmp bool
	// decrypt is what open calls.
	decrypt func(ciphertext []byte, pass passForm, spent *unlock.Effort) ([]byte, error)
}

// open decrypts. Its error is wrong_passphrase for a ciphertext that cannot
// have come from this passphrase, or kdf_too_costly.
func (s *pbeScheme) open(ciphertext []byte, pass passForm, spent *unlock.Effort) ([]byte, error) {
	if err := spent.Spend(s.cost); err != nil {
		return nil, err
	}
	return s.decrypt(ciphertext, pass, spent)
}

// DecryptPKCS8 opens an EncryptedPrivateKeyInfo (RFC 5958 section 3) and
// returns the PrivateKeyInfo in it and the scheme's name. With no passphrase
// given (nil) it tries the empty one where that costs nothing.
//
// An unsupported scheme and an excessive cost are reported before a missing
// passphrase, so that nobody types one in vain.
func DecryptPKCS8(der, pass []byte, spent *unlock.Effort) (plain []byte, scheme string, err error) {
	alg, ciphertext, err := parseEncryptedPKCS8(der)
	if err != nil {
		return nil, "", err
	}
	s, err := parsePBE(alg)
	if err != nil {
		return nil, "", err
	}
	plain, err = s.openKey(ciphertext, pass, spent)
	return plain, s.name, err
}

// parseEncryptedPKCS8 splits an EncryptedPrivateKeyInfo into the contents of
// its AlgorithmIdentifier and the ciphertext.
func parseEncryptedPKCS8(der []byte) (alg cryptobyte.String, ciphertext []byte, err error) {
	input := cryptobyte.String(der)
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

// forms returns those of a passphrase's forms that differ to the scheme.
func (s *pbeScheme) forms(all []passForm) []passForm {
	if s.bmp {
		return all
	}
	return all[:1]
}

// openKey decrypts a PrivateKeyInfo. Anything else as the plaintext means
// that the passphrase was wrong: padding alone is right once in 256 times.
func (s *pbeScheme) openKey(ciphertext, pass []byte, spent *unlock.Effort) ([]byte, error) {
	if pass == nil && s.cost > unlock.FreeCost {
		return nil, fault.New(fault.PassphraseRequired, "")
	}
	for _, form := range s.forms(passForms(pass)) {
		plain, err := s.open(ciphertext, form, spent)
		switch {
		case err == nil && looksLikePKCS8(plain):
			return plain, nil
		case fault.CodeOf(err) == fault.KDFTooCostly:
			return nil, err
		}
	}
	if pass == nil {
		return nil, fault.New(fault.PassphraseRequired, "")
	}
	return nil, unlock.WrongPassphrase()
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
	return nil, unlock.UnsupportedEncryption(encryptionNames[oid])
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
	derive, cost, err := parseKDF(kdfAlg, c.keySize, c.anyKeySize)
	if err != nil {
		return nil, err
	}
	return &pbeScheme{name: c.name, cost: cost, decrypt: func(ciphertext []byte, pass passForm, spent *unlock.Effort) ([]byte, error) {
		return c.open(derive(pass.bytes, spent), ciphertext)
	}}, nil
}

// derivation makes a key of a passphrase, once its cost is spent.
type derivation func(pass []byte, spent *unlock.Effort) []byte

// parseKDF reads the key derivation of PBES2 or PBMAC1: PBKDF2 (RFC 8018
// appendix A.2) or scrypt (RFC 7914 section 7). The derivation makes size
// bytes, or, where any is true, as many as it says itself; one that says
// another number than it must is broken. Size 0 means that it must say one.
func parseKDF(alg cryptobyte.String, size int, any bool) (derive derivation, c unlock.Cost, err error) {
	oid, params, ok := der.SplitAlgorithm(alg)
	if !ok {
		return nil, 0, unlock.BadEncryption()
	}
	switch oid {
	case "1.2.840.113549.1.5.12":
		return parsePBKDF2(params, size, any)
	case "1.3.6.1.4.1.11591.4.11":
		return parseScrypt(params, size, any)
	}
	return nil, 0, unlock.UnsupportedEncryption(encryptionNames[oid])
}

func parsePBKDF2(params cryptobyte.String, size int, any bool) (derivation, unlock.Cost, error) {
	var seq, salt cryptobyte.String
	var iterations int64
	if !params.ReadASN1(&seq, asn1.SEQUENCE) || !params.Empty() {
		return nil, 0, unlock.BadEncryption()
	}
	if seq.PeekASN1Tag(asn1.SEQUENCE) {
		// The salt may be an AlgorithmIdentifier; no such algorithm exists.
		return nil, 0, unlock.UnsupportedEncryption("PBKDF2 with a salt source")
	}
	if !seq.ReadASN1(&salt, asn1.OCTET_STRING) {
		return nil, 0, unlock.BadEncryption()
	}
	iterations, ok := readCount(&seq)
	if !ok {
		return nil, 0, unlock.BadEncryption()
	}
	size, err := readKeyLength(&seq, size, any)
	if err != nil {
		return nil, 0, err
	}
	newHash := sha1.New
	if !seq.Empty() {
		var prf cryptobyte.String
		if !seq.ReadASN1(&prf, asn1.SEQUENCE) || !seq.Empty() {
			return nil, 0, unlock.BadEncryption()
		}
		oid, _, ok := der.SplitAlgorithm(prf)
		if !ok {
			return nil, 0, unlock.BadEncryption()
		}
		if newHash = unlock.HashByOID(oid); newHash == nil {
			return nil, 0, unlock.UnsupportedEncryption(encryptionNames[oid])
		}
	}
	blocks := (size + newHash().Size() - 1) / newHash().Size()
	c, err := unlock.IterationCost(iterations, blocks, unlock.Limits.HMACs)
	if err != nil {
		return nil, 0, err
	}
	return func(pass []byte, spent *unlock.Effort) []byte {
		key, err := pbkdf2.Key(spent.Subtle, newHash, pass, salt, int(iterations), size)
		if err != nil {
			panic("pbkdf2: " + err.Error()) // sizes are checked above
		}
		return key
	}, c, nil
}

func parseScrypt(params cryptobyte.String, size int, any bool) (derivation, unlock.Cost, error) {
	var seq, salt cryptobyte.String
	if !params.ReadASN1(&seq, asn1.SEQUENCE) || !params.Empty() ||
		!seq.ReadASN1(&salt, asn1.OCTET_STRING) {
		return nil, 0, unlock.BadEncryption()
	}
	n, ok1 := readCount(&seq)
	r, ok2 := readCount(&seq)
	p, ok3 := readCount(&seq)
	if !ok1 || !ok2 || !ok3 {
		return nil, 0, unlock.BadEncryption()
	}
	size, err := readKeyLength(&seq, size, any)
	if err != nil {
		return nil, 0, err
	}
	if !seq.Empty() || n < 2 || n&(n-1) != 0 || r < 1 || p < 1 {
		return nil, 0, unlock.BadEncryption()
	}
	if r > unlock.Limits.Memory/128/n { // before the product overflows
		return nil, 0, unlock.TooCostly("it asks for over 256 MiB of memory")
	}
	c, err := unlock.MemoryCost(128*n*r, 2*p)
	if err != nil {
		return nil, 0, err
	}
	return func(pass []byte, _ *unlock.Effort) []byte {
		key, err := scrypt.Key(pass, salt, int(n), int(r), int(p), size)
		if err != nil {
			panic("scrypt: " + err.Error()) // parameters are checked above
		}
		return key
	}, c, nil
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
func readKeyLength(s *cryptobyte.String, size int, any bool) (int, error) {
	if s.PeekASN1Tag(asn1.INTEGER) {
		n, ok := readCount(s)
		if !ok || n < 1 || n > 128 || (!any && n != int64(size)) {
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
	if !params.ReadASN1(&seq, asn1.SEQUENCE) || !params.Empty() || !seq.ReadASN1(&salt, asn1.OCTET_STRING) {
		return nil, unlock.BadEncryption()
	}
	iterations, ok := readCount(&seq)
	if !ok || !seq.Empty() {
		return nil, unlock.BadEncryption()
	}
	c, err := unlock.IterationCost(iterations, 3, unlock.Limits.Hashes)
	if err != nil {
		return nil, err
	}
	decrypt := func(ciphertext []byte, pass passForm, _ *unlock.Effort) ([]byte, error) {
		var key, iv []byte
		if p.pkcs12 {
			key = unlock.PKCS12KDF(p.newHash, pass.bmp, salt, unlock.PKCS12ForKey, int(iterations), p.keySize)
			if p.cipher.ivSize > 0 {
				iv = unlock.PKCS12KDF(p.newHash, pass.bmp, salt, unlock.PKCS12ForIV, int(iterations), p.cipher.ivSize)
			}
		} else {
			key = unlock.PBKDF1(p.newHash, pass.bytes, salt, int(iterations), 16)
			key, iv = key[:8], key[8:]
		}
		return p.cipher.decrypt(key, iv, ciphertext)
	}
	return &pbeScheme{name: p.name, cost: c, bmp: p.pkcs12, decrypt: decrypt}, nil
}
