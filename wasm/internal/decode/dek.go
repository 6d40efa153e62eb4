package decode

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"encoding/hex"
	"strings"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
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
	"DES-EDE-CBC":  {16, newTripleDES},
	"DES-EDE3-CBC": {24, newTripleDES},
	"RC2-CBC":      {16, newRC2Full},
	"RC2-64-CBC":   {8, newRC2Full},
	"RC2-40-CBC":   {5, newRC2Full},
}

func newRC2Full(key []byte) (cipher.Block, error) { return newRC2(key, 8*len(key)), nil }

// dekFamilies are the ciphers that are refused by name: prefixes, and what to
// call them.
var dekFamilies = [][2]string{
	{"CAMELLIA", "Camellia"}, {"ARIA", "ARIA"}, {"SEED", "SEED"}, {"IDEA", "IDEA"}, {"BF", "Blowfish"},
	{"CAST", "CAST5"}, {"RC5", "RC5"}, {"SM4", "SM4"}, {"RC4", "RC4"}, {"CHACHA20", "ChaCha20"}, {"GOST", "GOST 28147-89"},
	{"AES", "AES in another mode than CBC"}, {"ID-AES", "AES in another mode than CBC"},
	{"DES", "DES in another mode than CBC"}, {"RC2", "RC2 in another mode than CBC"},
}

// decryptPEM opens the body of a PEM block with RFC 1421 headers, as
// OpenSSL writes them: procType is "4,ENCRYPTED", dekInfo the cipher's name
// and the IV in hexadecimal, and the key is derived from the passphrase and
// the IV's first eight bytes with MD5. It returns the DER and the cipher's
// name.
//
// Nothing authenticates the body. What does not decrypt to well padded DER of
// a SEQUENCE that begins with an INTEGER, as every private key does, counts
// as wrong_passphrase.
func decryptPEM(procType, dekInfo string, body, pass []byte) (plain []byte, scheme string, err error) {
	if version, kind, _ := strings.Cut(procType, ","); strings.TrimSpace(version) != "4" ||
		!strings.EqualFold(strings.TrimSpace(kind), "ENCRYPTED") {
		return nil, "", fault.New(fault.Malformed, "its Proc-Type header is not 4,ENCRYPTED")
	}
	name, ivHex, _ := strings.Cut(dekInfo, ",")
	name = strings.ToUpper(strings.TrimSpace(name))
	c, ok := dekCiphers[name]
	if !ok {
		return nil, "", unsupportedEncryption(dekFamily(name))
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
	s := &pbeScheme{name, &derivation{run: func(form []byte) []byte {
		return bytesToKeyMD5(form, iv[:8], c.keySize)
	}}, func(key, ciphertext []byte) ([]byte, error) { return cbcOf(c.newBlock)(key, iv, ciphertext) }}
	plain, err = s.open(body, pass, new(effort), func(plain []byte) ([]byte, error) {
		if !looksLikePrivateKey(plain) {
			return nil, errWrongPassphrase()
		}
		return plain, nil
	})
	return plain, name, err
}

// dekFamily names an unsupported DEK-Info cipher in our own words.
func dekFamily(name string) string {
	for _, family := range dekFamilies {
		if strings.HasPrefix(name, family[0]) {
			return family[1]
		}
	}
	return ""
}

// looksLikePrivateKey reports whether plain is a SEQUENCE that begins with an
// INTEGER: PKCS#1, SEC 1, PKCS#8, DSA.
func looksLikePrivateKey(plain []byte) bool {
	input := cryptobyte.String(plain)
	var seq cryptobyte.String
	return input.ReadASN1(&seq, asn1.SEQUENCE) && seq.PeekASN1Tag(asn1.INTEGER)
}
