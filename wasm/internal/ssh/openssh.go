package ssh

import (
	"bytes"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/unlock"
)

const OpenSSHMagic = "openssh-key-v1\x00"

// maxSSHKeys is the most keys read from one OpenSSH file; ssh-keygen writes
// one.
const maxSSHKeys = 1000

// ParseOpenSSH reads the body of an OPENSSH PRIVATE KEY block
// (PROTOCOL.key): its keys in order, each with its comment.
//
// When some of several keys have no JWK form, it returns those that have one
// together with the fault of the first other.
func ParseOpenSSH(blob, pass []byte, spent *unlock.Effort) ([]*key.Key, error) {
	rest, ok := bytes.CutPrefix(blob, []byte(OpenSSHMagic))
	if !ok {
		return nil, fault.New(fault.Malformed, "OpenSSH private key")
	}
	r := &sshReader{rest: rest}
	cipherName, kdfName, kdfOptions := string(r.string()), string(r.string()), r.string()
	count := r.uint32()
	if !r.ok() || count == 0 {
		return nil, truncatedOpenSSH()
	}
	if count > maxSSHKeys {
		return nil, fault.New(fault.TooLarge, "over 1000 keys in one OpenSSH file")
	}
	publics := make([][]byte, 0, count)
	for range count {
		publics = append(publics, r.string())
	}
	private := r.string()
	if !r.ok() {
		return nil, truncatedOpenSSH()
	}
	if err := allRefused(publics); err != nil {
		return nil, err
	}
	plain, scheme, err := openOpenSSH(cipherName, kdfName, kdfOptions, private, r.rest, pass, spent)
	if err != nil {
		return nil, unlock.WithCommand(err, "Encrypt it again with usual settings: ssh-keygen -p -a 16 -Z aes256-ctr -f FILE")
	}
	source := "OpenSSH private key"
	if scheme != "" {
		source += ", encrypted with " + scheme
	}
	return parseOpenSSHKeys(plain, publics, source, scheme != "")
}

// allRefused returns the fault of the first public key when none of them has a
// JWK form, so that nobody types a passphrase in vain.
func allRefused(publics [][]byte) error {
	var first error
	for _, public := range publics {
		_, err := ParseWire(public)
		if code := fault.CodeOf(err); err == nil || (code != fault.UnsupportedAlgorithm && code != fault.UnsupportedCurve) {
			return nil
		}
		if first == nil {
			first = err
		}
	}
	return first
}

func truncatedOpenSSH() error { return fault.New(fault.Truncated, "OpenSSH private key") }

// parseOpenSSHKeys reads the decrypted part: two equal numbers that prove the
// passphrase, the keys, and padding 1, 2, 3….
func parseOpenSSHKeys(plain []byte, publics [][]byte, source string, encrypted bool) ([]*key.Key, error) {
	r := &sshReader{rest: plain}
	if a, b := r.uint32(), r.uint32(); !r.ok() || a != b {
		if encrypted {
			return nil, unlock.WrongPassphrase()
		}
		return nil, fault.New(fault.Malformed, "OpenSSH private key")
	}
	var keys []*key.Key
	var refused error
	for _, public := range publics {
		k, err := r.opensshKey(public)
		if err != nil {
			if refused == nil {
				refused = err
			}
			if !r.ok() {
				return keys, refused
			}
			continue
		}
		k.Source = source
		keys = append(keys, k)
	}
	if len(r.rest) > 255 {
		return nil, fault.New(fault.TrailingData, "")
	}
	for i, b := range r.rest {
		if int(b) != i+1 {
			return nil, fault.New(fault.Malformed, "the padding of the OpenSSH private key")
		}
	}
	return keys, refused
}

// opensshKey reads one private key and its comment, and compares it with the
// public key that the file has outside the encryption. After a key that is
// refused the reader is bad unless its end is known.
func (r *sshReader) opensshKey(public []byte) (*key.Key, error) {
	kind := string(r.string())
	material, err := r.opensshPrivate(kind)
	if err != nil {
		if !r.skipRefused(kind) {
			r.bad = true
		}
		return nil, err
	}
	comment := string(r.string())
	if !r.ok() {
		return nil, fault.New(fault.Malformed, "OpenSSH private key")
	}
	outside, err := ParseWire(public)
	if err != nil {
		return nil, err
	}
	if !key.SamePublic(outside.Material, material.Public()) {
		return nil, fault.New(fault.KeyMismatch, "the public key at the front of the file is another one")
	}
	return &key.Key{Material: material, Comment: comment}, nil
}

// skipRefused reads past the numbers and the comment of a DSA key.
func (r *sshReader) skipRefused(kind string) bool {
	if kind != "ssh-dss" {
		return false
	}
	for range 6 { // p, q, g, y, x, comment
		r.string()
	}
	return r.ok()
}

// opensshPrivate reads the private key of the given type, up to its comment.
func (r *sshReader) opensshPrivate(kind string) (key.Material, error) {
	if kind == "ssh-rsa" {
		n, e, d, qi, p, q := r.mpint(), r.mpint(), r.mpint(), r.mpint(), r.mpint(), r.mpint()
		if !r.ok() {
			return nil, badSSH()
		}
		return rsaPrivate(&key.RSA{N: n, E: e}, d, p, q, qi)
	}
	public, err := r.public(kind)
	if err != nil {
		return nil, err
	}
	switch public := public.(type) {
	case *key.EC:
		d := r.mpint()
		if !r.ok() {
			return nil, badSSH()
		}
		return ecPrivate(public, d)
	case *key.OKP:
		d := r.string()
		if !r.ok() || len(d) != 2*len(public.X) {
			return nil, badSSH()
		}
		// The seed and, once more, the public key.
		seed, again := d[:len(public.X)], d[len(public.X):]
		if !bytes.Equal(again, public.X) {
			return nil, fault.New(fault.KeyMismatch, "")
		}
		return &key.OKP{Curve: public.Curve, X: public.X, D: seed}, nil
	}
	return nil, sshUnsupported(kind)
}
