package ssh

import (
	"crypto/aes"
	"crypto/cipher"

	"github.com/dchest/bcrypt_pbkdf"
	"golang.org/x/crypto/chacha20"
	//lint:ignore SA1019 OpenSSH's own ChaCha20-Poly1305 is no AEAD that another package has
	"golang.org/x/crypto/poly1305"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/unlock"
)

// opensshCipher is a cipher of ssh-keygen -Z.
type opensshCipher struct {
	keySize, ivSize, tagSize int
	// open decrypts whole blocks; false means that the tag is wrong.
	open func(key, iv, ciphertext, tag []byte) ([]byte, bool)
}

var opensshCiphers = map[string]opensshCipher{
	"aes128-cbc": {16, 16, 0, sshCBC},
	"aes192-cbc": {24, 16, 0, sshCBC},
	"aes256-cbc": {32, 16, 0, sshCBC},
	"aes128-ctr": {16, 16, 0, sshCTR},
	"aes192-ctr": {24, 16, 0, sshCTR},
	"aes256-ctr": {32, 16, 0, sshCTR},
	"3des-cbc":   {24, 8, 0, sshTripleDES},

	"rijndael-cbc@lysator.liu.se":   {32, 16, 0, sshCBC},
	"aes128-gcm@openssh.com":        {16, 12, 16, sshGCM},
	"aes256-gcm@openssh.com":        {32, 12, 16, sshGCM},
	"chacha20-poly1305@openssh.com": {64, 0, 16, sshChaCha},
}

const opensshHint = "Encrypt it again with usual settings: ssh-keygen -p -a 16 -Z aes256-ctr -f FILE"

// opensshRefused are ciphers of old releases.
var opensshRefused = map[string]string{
	"blowfish-cbc": "Blowfish-CBC", "cast128-cbc": "CAST-128-CBC",
	"arcfour": "RC4", "arcfour128": "RC4", "arcfour256": "RC4",
}

// unsupportedOpenSSH refuses a cipher. What is left of these files was written
// between the releases 6.5, which has the format, and 7.6.
func unsupportedOpenSSH(cipherName string) error {
	name, hint := opensshRefused[cipherName], "An OpenSSH older than 7.6 still opens it: let that one write it in another cipher."
	if name == "" {
		name, hint = "an unknown scheme", "Let the program that encrypted it write it once more, with aes256-ctr."
	}
	return fault.New(fault.UnsupportedEncryption, name).WithHint(hint)
}

// openOpenSSH decrypts the private part of an OpenSSH key; tag is what the
// file has behind it. scheme is "" when the part is not encrypted.
func openOpenSSH(cipherName, kdfName string, kdfOptions, private, tag, pass []byte, spent *unlock.Effort) (plain []byte, scheme string, err error) {
	if cipherName == "none" {
		if kdfName != "none" || len(kdfOptions) != 0 {
			return nil, "", fault.New(fault.Malformed, "OpenSSH private key")
		}
		if len(tag) != 0 {
			return nil, "", fault.New(fault.TrailingData, "")
		}
		return private, "", nil
	}
	c, ok := opensshCiphers[cipherName]
	if !ok {
		return nil, "", unsupportedOpenSSH(cipherName)
	}
	if kdfName != "bcrypt" {
		return nil, "", fault.New(fault.UnsupportedEncryption, "an OpenSSH key derivation other than bcrypt").
			WithHint("Let the program that encrypted it write it once more, with bcrypt.")
	}
	d, err := parseBcrypt(kdfOptions, c.keySize+c.ivSize)
	if err != nil {
		return nil, "", err
	}
	if len(tag) < c.tagSize || len(private) == 0 {
		return nil, "", truncatedOpenSSH()
	}
	if len(tag) > c.tagSize {
		return nil, "", fault.New(fault.TrailingData, "")
	}
	err = spent.Unlock(d, pass, func(key []byte) bool {
		if key == nil {
			return false
		}
		plain, ok = c.open(key[:c.keySize], key[c.keySize:], private, tag)
		return ok && checkNumbers(plain)
	})
	if err != nil {
		return nil, "", err
	}
	return plain, cipherName, nil
}

// parseBcrypt reads the options of bcrypt_pbkdf, which makes size bytes of
// key in blocks of 32. It makes nothing of the empty passphrase.
func parseBcrypt(options []byte, size int) (*unlock.Derivation, error) {
	r := &sshReader{rest: options}
	salt := r.string()
	rounds := r.uint32()
	if !r.atEnd() || len(salt) == 0 {
		return nil, unlock.BadEncryption()
	}
	if err := unlock.CheckSalt(salt); err != nil {
		return nil, err
	}
	c, err := unlock.IterationCost(int64(rounds), (size+31)/32, 2*unlock.Limits.BcryptRounds)
	if err != nil {
		return nil, err
	}
	return &unlock.Derivation{ID: unlock.DerivationID("bcrypt", string(options), size), Cost: c, NeverEmpty: true, Run: func(form []byte, _ *unlock.Effort) []byte {
		key, err := bcrypt_pbkdf.Key(form, salt, int(rounds), size)
		if err != nil {
			return nil
		}
		return key
	}}, nil
}

func sshCBC(key, iv, ciphertext, _ []byte) ([]byte, bool) {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic("aes: " + err.Error())
	}
	return unlock.DecryptCBC(block, iv, ciphertext)
}

func sshTripleDES(key, iv, ciphertext, _ []byte) ([]byte, bool) {
	block, err := unlock.NewTripleDES(key)
	if err != nil {
		panic("des: " + err.Error())
	}
	return unlock.DecryptCBC(block, iv, ciphertext)
}

func sshCTR(key, iv, ciphertext, _ []byte) ([]byte, bool) {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic("aes: " + err.Error())
	}
	plain := make([]byte, len(ciphertext))
	cipher.NewCTR(block, iv).XORKeyStream(plain, ciphertext)
	return plain, true
}

func sshGCM(key, iv, ciphertext, tag []byte) ([]byte, bool) {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic("aes: " + err.Error())
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic("gcm: " + err.Error())
	}
	plain, err := aead.Open(nil, iv, append(ciphertext[:len(ciphertext):len(ciphertext)], tag...), nil)
	return plain, err == nil
}

// sshChaCha is chacha20-poly1305@openssh.com (PROTOCOL.chacha20poly1305) for
// packet number 0 and without a length field: the first half of the key
// encrypts, and its key stream's first block keys the tag.
func sshChaCha(key, _, ciphertext, tag []byte) ([]byte, bool) {
	var nonce [chacha20.NonceSize]byte
	stream, err := chacha20.NewUnauthenticatedCipher(key[:32], nonce[:])
	if err != nil {
		panic("chacha20: " + err.Error())
	}
	var polyKey [32]byte
	stream.XORKeyStream(polyKey[:], polyKey[:])
	if !poly1305.Verify((*[16]byte)(tag), ciphertext, &polyKey) {
		return nil, false
	}
	stream.SetCounter(1)
	plain := make([]byte, len(ciphertext))
	stream.XORKeyStream(plain, ciphertext)
	return plain, true
}
