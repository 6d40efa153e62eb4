package ssh

import (
	"crypto/aes"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/unlock"
)

// PPKMagic begins every PuTTY private key file; the version follows.
const PPKMagic = "PuTTY-User-Key-File-"

// ParsePPK reads a PuTTY private key file of version 2 or 3. Its MAC covers
// everything, so that a file that passes is exactly what PuTTY wrote.
func ParsePPK(text, pass []byte, spent *unlock.Effort) (*key.Key, error) {
	const hint = "Encrypt it again with usual settings: puttygen FILE --reencrypt -O private -o NEW.ppk"
	f, err := parsePPKFile(text)
	if err != nil {
		return nil, unlock.WithCommand(err, hint)
	}
	r := &sshReader{rest: f.public}
	if kind := r.string(); !r.ok() || string(kind) != f.algorithm {
		return nil, badPPK()
	}
	public, err := ParseWire(f.public)
	if err != nil {
		return nil, err // before anybody types a passphrase in vain
	}
	plain, err := f.open(pass, spent, func(plain []byte) bool {
		private, err := parsePPKPrivate(public.Material, plain)
		return err == nil && private.Check() == nil
	})
	if err != nil {
		return nil, unlock.WithCommand(err, hint)
	}
	material, err := parsePPKPrivate(public.Material, plain)
	if err != nil {
		return nil, err
	}
	source := "PuTTY private key"
	if f.encryption != "none" {
		source += ", encrypted with AES-256-CBC"
	}
	return &key.Key{Material: material, Source: source, Comment: strings.ToValidUTF8(f.comment, "\uFFFD")}, nil
}

// errChecksum refuses a file of which the MAC says that it is not as PuTTY wrote it.
var errChecksum = fault.New(fault.Malformed, "the checksum of the PuTTY private key").
	WithHint("Something of the file was changed, perhaps its comment alone: copy it again from where it came, whole.")

func badPPK() error       { return fault.New(fault.Malformed, "PuTTY private key") }
func truncatedPPK() error { return fault.New(fault.Truncated, "PuTTY private key") }

// open decrypts the private part and checks the MAC. fits reports whether a private part
// is that of the public one: then the passphrase is right, whatever the MAC says.
func (f *ppkFile) open(pass []byte, spent *unlock.Effort, fits func(plain []byte) bool) ([]byte, error) {
	newHash := sha256.New
	if f.version == "2" {
		newHash = sha1.New
	}
	switch size := newHash().Size(); {
	case len(f.mac) < size:
		return nil, truncatedPPK()
	case len(f.mac) > size:
		return nil, errChecksum
	}
	if f.encryption == "none" {
		var macKey []byte
		if f.version == "2" {
			macKey = ppk2MACKey(nil)
		}
		if !hmac.Equal(f.sum(newHash, macKey, f.private), f.mac) {
			return nil, errChecksum
		}
		return f.private, nil
	}
	if len(f.private) == 0 || len(f.private)%aes.BlockSize != 0 {
		return nil, truncatedPPK()
	}
	var plain []byte
	var changed bool
	err := spent.Unlock(f.derivation(), pass, func(made []byte) bool {
		block, err := aes.NewCipher(made[:32])
		if err != nil {
			panic("aes: " + err.Error())
		}
		plain, _ = unlock.DecryptCBC(block, made[32:48], f.private)
		changed = !hmac.Equal(f.sum(newHash, made[48:], plain), f.mac)
		return !changed || fits(plain)
	})
	switch {
	case err != nil:
		return nil, err
	case changed:
		return nil, errChecksum
	}
	return plain, nil
}

// derivation makes the cipher's key, its IV and the MAC's key.
func (f *ppkFile) derivation() *unlock.Derivation {
	a := f.argon2
	if a == nil { // version 2
		return &unlock.Derivation{NeverEmpty: true, Run: func(form []byte, _ *unlock.Effort) []byte {
			made := append(sha1Of(0, form), sha1Of(1, form)...)[:32]
			made = append(made, make([]byte, 16)...)
			return append(made, ppk2MACKey(form)...)
		}}
	}
	id := strings.Join([]string{a.flavour, strconv.FormatInt(a.memory, 10), strconv.FormatInt(a.passes, 10), strconv.FormatInt(a.parallelism, 10), string(a.salt)}, " ")
	return &unlock.Derivation{ID: id, Cost: a.cost, NeverEmpty: true, Run: func(form []byte, _ *unlock.Effort) []byte {
		return a.derive(form, a.salt, uint32(a.passes), uint32(a.memory), uint8(a.parallelism), 32+16+32)
	}}
}

func ppk2MACKey(pass []byte) []byte {
	sum := sha1.Sum(append([]byte("putty-private-key-file-mac-key"), pass...))
	return sum[:]
}

// sum is the file's MAC: over each part as an SSH string.
func (f *ppkFile) sum(newHash func() hash.Hash, macKey, plain []byte) []byte {
	var message []byte
	for _, part := range [][]byte{[]byte(f.algorithm), []byte(f.encryption), []byte(f.comment), f.public, plain} {
		message = binary.BigEndian.AppendUint32(message, uint32(len(part)))
		message = append(message, part...)
	}
	return unlock.HMAC(newHash, macKey, message)
}

func sha1Of(counter byte, pass []byte) []byte {
	sum := sha1.Sum(append([]byte{0, 0, 0, counter}, pass...))
	return sum[:]
}

// parsePPKPrivate completes the public key with the private numbers. Random
// padding may follow them.
func parsePPKPrivate(public key.Material, plain []byte) (key.Material, error) {
	r := &sshReader{rest: plain}
	switch public := public.(type) {
	case *key.RSA:
		d, p, q, qi := r.mpint(), r.mpint(), r.mpint(), r.mpint()
		if !r.ok() {
			return nil, badPPK()
		}
		return rsaPrivate(public, d, p, q, qi)
	case *key.EC:
		d := r.mpint()
		if !r.ok() {
			return nil, badPPK()
		}
		return ecPrivate(public, d)
	case *key.OKP:
		d := r.string()
		if !r.ok() || len(d) != len(public.X) {
			return nil, badPPK()
		}
		return &key.OKP{Curve: public.Curve, X: public.X, D: d}, nil
	}
	return nil, badPPK()
}
