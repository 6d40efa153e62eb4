package ssh

import (
	"crypto/aes"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"strconv"
	"strings"

	"golang.org/x/crypto/argon2"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/unlock"
)

// PPKMagic begins every PuTTY private key file; the version follows.
const PPKMagic = "PuTTY-User-Key-File-"

// ppkFile is a PuTTY private key file as its appendix C describes it.
type ppkFile struct {
	version                        string
	algorithm, encryption, comment string
	public, private                []byte
	mac                            []byte
	argon2                         *argon2Params // version 3 and encrypted
}

type argon2Params struct {
	flavour                     string
	derive                      func(pass, salt []byte, time, memory uint32, threads uint8, size uint32) []byte
	memory, passes, parallelism int64 // memory in KiB
	salt                        []byte
	cost                        unlock.Cost
}

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
	plain, err := f.open(pass, spent)
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

func badPPK() error       { return fault.New(fault.Malformed, "PuTTY private key") }
func truncatedPPK() error { return fault.New(fault.Truncated, "PuTTY private key") }

// parsePPKFile reads the lines of the file, whose order is fixed. What
// follows the MAC is not read.
func parsePPKFile(text []byte) (*ppkFile, error) {
	r := &ppkReader{lines: strings.Split(strings.TrimLeft(string(text), "\ufeff \t\r\n"), "\n")}
	first, algorithm, _ := strings.Cut(r.next(), ": ")
	f := &ppkFile{version: strings.TrimPrefix(first, PPKMagic), algorithm: algorithm}
	switch f.version {
	case "2", "3":
	case "1":
		return nil, fault.New(fault.UnsupportedFormat, "a PuTTY key file of version 1").
			WithHint("Convert it: puttygen FILE --reencrypt -O private -o NEW.ppk")
	default:
		return nil, badPPK()
	}
	f.encryption = r.header("Encryption")
	f.comment = r.header("Comment")
	f.public = r.base64("Public-Lines")
	if r.err != nil {
		return nil, r.err
	}
	switch f.encryption {
	case "none":
	case "aes256-cbc":
		if f.version == "3" {
			if f.argon2 = r.argon2(); r.err != nil {
				return nil, r.err
			}
		}
	default:
		return nil, fault.New(fault.UnsupportedEncryption, "a PuTTY cipher other than AES-256-CBC").
			WithHint("Let the program that encrypted it write it once more, with AES-256-CBC.")
	}
	f.private = r.base64("Private-Lines")
	f.mac = r.hex("Private-MAC")
	return f, r.err
}

// open decrypts the private part and checks the MAC.
func (f *ppkFile) open(pass []byte, spent *unlock.Effort) ([]byte, error) {
	newHash := sha256.New
	if f.version == "2" {
		newHash = sha1.New
	}
	if f.encryption == "none" {
		var macKey []byte
		if f.version == "2" {
			macKey = ppk2MACKey(nil)
		}
		if !hmac.Equal(f.sum(newHash, macKey, f.private), f.mac) {
			return nil, fault.New(fault.Malformed, "the checksum of the PuTTY private key")
		}
		return f.private, nil
	}
	if len(f.private) == 0 || len(f.private)%aes.BlockSize != 0 {
		return nil, truncatedPPK()
	}
	var plain []byte
	err := spent.Unlock(f.derivation(), pass, func(made []byte) bool {
		block, err := aes.NewCipher(made[:32])
		if err != nil {
			panic("aes: " + err.Error())
		}
		plain, _ = unlock.DecryptCBC(block, made[32:48], f.private)
		return hmac.Equal(f.sum(newHash, made[48:], plain), f.mac)
	})
	if err != nil {
		return nil, err
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

// ppkReader reads the lines of a file. After the first failure err is set and
// it reads nothing more.
type ppkReader struct {
	lines []string
	err   error
}

func (r *ppkReader) next() string {
	if r.err != nil {
		return ""
	}
	if len(r.lines) == 0 {
		r.err = truncatedPPK()
		return ""
	}
	line := strings.TrimSuffix(r.lines[0], "\r")
	r.lines = r.lines[1:]
	return line
}

// header reads the line "name: value".
func (r *ppkReader) header(name string) string {
	line := r.next()
	found, value, _ := strings.Cut(line, ":")
	if r.err == nil && found != name {
		r.err = badPPK()
		if len(r.lines) == 0 {
			r.err = truncatedPPK()
		}
	}
	return strings.TrimPrefix(value, " ")
}

func (r *ppkReader) number(name string) int64 {
	n, err := strconv.ParseUint(r.header(name), 10, 31)
	if err != nil && r.err == nil {
		r.err = badPPK()
	}
	return int64(n)
}

func (r *ppkReader) hex(name string) []byte {
	b, err := hex.DecodeString(strings.TrimSpace(r.header(name)))
	if err != nil && r.err == nil {
		r.err = badPPK()
	}
	return b
}

// base64 reads a count of lines, and those lines.
func (r *ppkReader) base64(name string) []byte {
	n := r.number(name)
	if r.err == nil && n > int64(len(r.lines)) {
		r.err = truncatedPPK()
	}
	if r.err != nil {
		return nil
	}
	body := strings.Join(r.lines[:n], "")
	r.lines = r.lines[n:]
	b, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(body, "\r", ""))
	if err != nil {
		r.err = badPPK()
	}
	return b
}

// argon2 reads the derivation's parameters and checks that they are
// affordable.
func (r *ppkReader) argon2() *argon2Params {
	a := &argon2Params{
		flavour:     r.header("Key-Derivation"),
		memory:      r.number("Argon2-Memory"),
		passes:      r.number("Argon2-Passes"),
		parallelism: r.number("Argon2-Parallelism"),
		salt:        r.hex("Argon2-Salt"),
	}
	if r.err != nil {
		return nil
	}
	switch a.flavour {
	case "Argon2id":
		a.derive = argon2.IDKey
	case "Argon2i":
		a.derive = argon2.Key
	case "Argon2d":
		r.err = unlock.UnsupportedEncryption("Argon2d")
	default:
		r.err = fault.New(fault.UnsupportedEncryption, "an unknown key derivation").
			WithHint("Let the program that encrypted it write it once more, with Argon2id.")
	}
	if r.err == nil && (a.memory < 1 || a.passes < 1 || a.parallelism < 1) {
		r.err = unlock.BadEncryption()
	}
	if r.err == nil {
		r.err = unlock.CheckSalt(a.salt)
	}
	if r.err == nil {
		a.cost, r.err = unlock.Argon2Cost(a.memory, a.passes, a.parallelism)
	}
	return a
}
