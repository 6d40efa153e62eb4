package sealed

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"encoding/hex"
	"strings"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/unlock"
)

// dekCipher is a cipher that a DEK-Info header can name.
type dekCipher struct {
	keySize  int
	newBlock func(key []byte) (cipher.Block, error)
}

// dekCiphers are RFC 1421's and those that OpenSSL added, by OpenSSL's names.
var dekCiphers = map[string]dekCipher{
	"AES-128-CBC":  {16, aes.NewCipher},
	"AES-192-CBC":  {24, aes.NewCipher},
	"AES-256-CBC":  {32, aes.NewCipher},
	"DES-CBC":      {8, des.NewCipher},
	"DES-EDE-CBC":  {16, unlock.NewTripleDES},
	"DES-EDE3-CBC": {24, unlock.NewTripleDES},
	"RC2-CBC":      {16, newRC2Full},
	"RC2-64-CBC":   {8, newRC2Full},
	"RC2-40-CBC":   {5, newRC2Full},
}

func newRC2Full(key []byte) (cipher.Block, error) { return newRC2(key, 8*len(key)), nil }

// dekFamily are ciphers that are refused by name.
type dekFamily struct {
	prefix, name string
	opens        error // unlock.ErrOpenSSL, unlock.ErrLegacy, or nil
}

// dekFamilies are looked through in this order.
var dekFamilies = []dekFamily{
	{"CAMELLIA", "Camellia", unlock.ErrOpenSSL}, {"ARIA", "ARIA", unlock.ErrOpenSSL}, {"SM4", "SM4", unlock.ErrOpenSSL}, {"CHACHA20", "ChaCha20", unlock.ErrOpenSSL},
	{"SEED", "SEED", unlock.ErrLegacy}, {"BF", "Blowfish", unlock.ErrLegacy}, {"CAST", "CAST5", unlock.ErrLegacy}, {"DESX", "DESX", unlock.ErrLegacy},
	{"IDEA", "IDEA", nil}, {"RC5", "RC5", nil}, {"RC4", "RC4", nil}, {"GOST", "GOST 28147-89", nil},
	{"AES", "AES in another mode than CBC", unlock.ErrOpenSSL}, {"ID-AES", "AES in another mode than CBC", nil},
	{"DES-EDE", "triple DES in another mode than CBC", unlock.ErrOpenSSL}, {"DES", "DES in another mode than CBC", unlock.ErrLegacy},
	{"RC2", "RC2 in another mode than CBC", unlock.ErrLegacy},
}

// DecryptPEM opens the body of a PEM block with RFC 1421 headers, as
// OpenSSL writes them: procType is "4,ENCRYPTED", dekInfo the cipher's name
// and the IV in hexadecimal, and the key is derived from the passphrase and
// the IV's first eight bytes with MD5. It returns the DER and the cipher's
// name.
//
// Nothing authenticates the body. What does not decrypt to well padded DER of
// a SEQUENCE that begins with an INTEGER, as every private key does, counts
// as wrong_passphrase.
func DecryptPEM(procType, dekInfo string, body, pass []byte, spent *unlock.Effort) (plain []byte, scheme string, err error) {
	if version, kind, _ := strings.Cut(procType, ","); strings.TrimSpace(version) != "4" ||
		!strings.EqualFold(strings.TrimSpace(kind), "ENCRYPTED") {
		return nil, "", fault.New(fault.Malformed, "its Proc-Type header is not 4,ENCRYPTED")
	}
	name, ivHex, _ := strings.Cut(dekInfo, ",")
	name = strings.ToUpper(strings.TrimSpace(name))
	c, ok := dekCiphers[name]
	if !ok {
		return nil, "", withPKCS8Command(unsupportedDEK(name))
	}
	iv, err := hex.DecodeString(strings.TrimSpace(ivHex))
	if err != nil {
		return nil, name, fault.New(fault.Malformed, "the IV in its DEK-Info header is not hexadecimal")
	}
	size := 8
	if strings.HasPrefix(name, "AES") {
		size = 16
	}
	if len(iv) != size {
		return nil, name, fault.New(fault.Malformed, "the IV in its DEK-Info header has the wrong length")
	}
	if len(body) == 0 || len(body)%size != 0 {
		return nil, name, fault.New(fault.Truncated, "the encrypted part is not whole blocks")
	}
	// To derive the key costs nothing, so the empty passphrase is always tried.
	s := &pbeScheme{
		name:       name,
		Derivation: &unlock.Derivation{Run: func(form []byte, _ *unlock.Effort) []byte { return unlock.BytesToKeyMD5(form, iv[:8], c.keySize) }},
		decrypt:    func(key, ciphertext []byte) ([]byte, error) { return cbcOf(c.newBlock)(key, iv, ciphertext) },
	}
	plain, err = s.open(body, pass, spent, func(plain []byte) ([]byte, error) {
		if !looksLikePrivateKey(plain) {
			return nil, unlock.WrongPassphrase()
		}
		return plain, nil
	})
	return plain, name, err
}

// unsupportedDEK refuses a DEK-Info cipher by a name in our own words.
func unsupportedDEK(name string) error {
	for _, family := range dekFamilies {
		if strings.HasPrefix(name, family.prefix) {
			return fault.Wrap(fault.UnsupportedEncryption, family.name, family.opens)
		}
	}
	return unlock.UnsupportedEncryption("")
}

// looksLikePrivateKey reports whether plain is a SEQUENCE that begins with an
// INTEGER: PKCS#1, SEC 1, PKCS#8, DSA.
func looksLikePrivateKey(plain []byte) bool {
	input := cryptobyte.String(plain)
	var seq cryptobyte.String
	return input.ReadASN1(&seq, asn1.SEQUENCE) && seq.PeekASN1Tag(asn1.INTEGER)
}
