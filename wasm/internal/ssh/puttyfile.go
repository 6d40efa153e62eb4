package ssh

import (
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"

	"golang.org/x/crypto/argon2"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/unlock"
)

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

// parsePPKFile reads the lines of the file, whose order is fixed. Blanks around
// them, and lines of nothing else, are none of PuTTY's. What follows the MAC is not
// read.
func parsePPKFile(text []byte) (*ppkFile, error) {
	r := &ppkReader{}
	for _, line := range strings.Split(strings.TrimPrefix(string(text), "\ufeff"), "\n") {
		line = strings.TrimLeft(strings.TrimSuffix(line, "\r"), " \t")
		if !strings.HasPrefix(line, "Comment:") { // blanks at whose end count for the MAC
			line = strings.TrimSpace(line)
		}
		if line != "" {
			r.lines = append(r.lines, line)
		}
	}
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
