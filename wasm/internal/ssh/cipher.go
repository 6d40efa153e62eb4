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

// opensshRefused are ciphers of old releases.
var opensshRefused = map[string]string{
	"blowfish-cbc": "Blowfish-CBC", "cast128-cbc": "CAST-128-CBC",
	"arcfour": "RC4", "arcfour128": "RC4", "arcfour256": "RC4",
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
		return nil, "", unlock.UnsupportedEncryption(opensshRefused[cipherName])
	}
	if kdfName != "bcrypt" {
		return nil, "", unlock.UnsupportedEncryption("an OpenSSH key derivation other than bcrypt")
	}
	salt, rounds, cost, err := parseBcrypt(kdfOptions, c.keySize+c.ivSize)
	if err != nil {
		return nil, "", err
	}
	if len(tag) < c.tagSize || len(private) == 0 {
		return nil, "", truncatedOpenSSH()
	}
	if len(tag) > c.tagSize {
		return nil, "", fault.New(fault.TrailingData, "")
	}
	if len(pass) == 0 {
		return nil, "", fault.New(fault.PassphraseRequired, "")
	}
	if err := spent.Spend(cost); err != nil {
		return nil, "", err
	}
	key, err := bcrypt_pbkdf.Key(pass, salt, rounds, c.keySize+c.ivSize)
	if err != nil {
		return nil, "", unlock.BadEncryption()
	}
	plain, ok = c.open(key[:c.keySize], key[c.keySize:], private, tag)
	if !ok {
		return nil, "", unlock.WrongPassphrase()
	}
	return plain, cipherName, nil
}

// parseBcrypt reads the options of bcrypt_pbkdf, which makes size bytes of
// key in blocks of 32.
func parseBcrypt(options []byte, size int) (salt []byte, rounds int, c unlock.Cost, err error) {
	r := &sshReader{rest: options}
	salt = r.string()
	n := r.uint32()
	if !r.atEnd() || len(salt) == 0 || len(salt) > 1024 {
		return nil, 0, 0, unlock.BadEncryption()
	}
	if c, err = unlock.IterationCost(int64(n), (size+31)/32, 2*unlock.Limits.BcryptRounds); err != nil {
		return nil, 0, 0, err
	}
	return salt, int(n), c, nil
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
