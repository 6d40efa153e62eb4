package ssh

import (
	"bytes"
	"slices"

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
// Of several keys it returns those that can be read, and the others as skipped;
// when there are only others, the first one's fault is the error.
func ParseOpenSSH(blob, pass []byte, spent *unlock.Effort) (keys []*key.Key, skipped []key.Skipped, err error) {
	rest, ok := bytes.CutPrefix(blob, []byte(OpenSSHMagic))
	if !ok {
		return nil, nil, fault.New(fault.Malformed, "OpenSSH private key")
	}
	r := &sshReader{rest: rest}
	cipherName, kdfName, kdfOptions := string(r.string()), string(r.string()), r.string()
	count := r.uint32()
	if !r.ok() || count == 0 {
		return nil, nil, truncatedOpenSSH()
	}
	if count > maxSSHKeys {
		return nil, nil, fault.New(fault.TooLarge, "over 1000 keys in one OpenSSH file")
	}
	publics := make([][]byte, 0, count)
	for range count {
		publics = append(publics, r.string())
	}
	private := r.string()
	if !r.ok() {
		return nil, nil, truncatedOpenSSH()
	}
	if err := allRefused(publics); err != nil {
		return nil, nil, err
	}
	plain, scheme, err := openOpenSSH(cipherName, kdfName, kdfOptions, private, r.rest, pass, spent)
	if err != nil {
		return nil, nil, unlock.WithCommand(err, opensshHint)
	}
	source := "OpenSSH private key"
	if scheme != "" {
		source += ", encrypted with " + scheme
	}
	return parseOpenSSHKeys(plain, publics, source)
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

// checkNumbers reports whether plain begins with two equal numbers, which
// prove the passphrase.
func checkNumbers(plain []byte) bool {
	return len(plain) >= 8 && bytes.Equal(plain[:4], plain[4:8])
}

// parseOpenSSHKeys reads the decrypted part: the check numbers, the keys, and
// padding 1, 2, 3….
//
// The length of a key that is not read may be unknown, so the next one is searched
// for. A private key begins as its public half outside the encryption says.
func parseOpenSSHKeys(plain []byte, publics [][]byte, source string) (keys []*key.Key, skipped []key.Skipped, err error) {
	if !checkNumbers(plain) {
		return nil, nil, fault.New(fault.Malformed, "OpenSSH private key")
	}
	r := &sshReader{rest: plain[8:]}
	search, lost := maxSearch, false
	for _, public := range publics {
		if lost {
			start := -1
			if search > 0 {
				start = bytes.Index(r.rest, privatePrefix(public))
			}
			if start < 0 {
				search--
				skipped = append(skipped, skippedOpenSSH(fault.New(fault.Malformed, "an OpenSSH private key behind one that is not read")))
				continue
			}
			r.rest = r.rest[start:]
		}
		here := r.rest
		k, err := r.opensshKey(public)
		if lost = err != nil; lost {
			skipped = append(skipped, skippedOpenSSH(err))
			r = &sshReader{rest: here[min(1, len(here)):]}
			continue
		}
		k.Source = source
		keys = append(keys, k)
	}
	if len(keys) == 0 {
		return nil, nil, skipped[0].Err
	}
	if lost {
		return keys, skipped, nil // where the padding begins is not known
	}
	if len(r.rest) > 255 {
		return nil, nil, fault.New(fault.TrailingData, "")
	}
	for i, b := range r.rest {
		if int(b) != i+1 {
			return nil, nil, fault.New(fault.Malformed, "the padding of the OpenSSH private key")
		}
	}
	return keys, skipped, nil
}

// maxSearch is how often a key is looked for in vain: for a thousand that are not
// there, a file would be read a thousand times.
const maxSearch = 16

func skippedOpenSSH(err error) key.Skipped {
	return key.Skipped{Label: "OPENSSH PRIVATE KEY", Err: err}
}

// privatePrefix is how the private key of this public half begins: as the public
// one does, except that RSA has its numbers the other way round.
func privatePrefix(public []byte) []byte {
	r := &sshReader{rest: public}
	if string(r.string()) != "ssh-rsa" {
		return public
	}
	kind := len(public) - len(r.rest)
	r.string()
	e := len(public) - len(r.rest)
	return slices.Concat(public[:kind], public[e:], public[kind:e])
}

// opensshKey reads one private key and its comment, and compares it with the
// public key that the file has outside the encryption.
func (r *sshReader) opensshKey(public []byte) (*key.Key, error) {
	material, err := r.opensshPrivate(string(r.string()))
	if err != nil {
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
