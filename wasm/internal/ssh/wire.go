package ssh

import (
	"bytes"
	"encoding/binary"
	"math/big"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// sshReader reads the data types of RFC 4251 section 5 from a blob. After the
// first failure it reads nothing more and ok is false.
type sshReader struct {
	rest []byte
	bad  bool
	// padded says that a number had more zero octets than it needs, which RFC
	// 4251 section 5 forbids and ssh reads.
	padded bool
}

func (r *sshReader) ok() bool    { return !r.bad }
func (r *sshReader) atEnd() bool { return !r.bad && len(r.rest) == 0 }

// bytes reads n bytes.
func (r *sshReader) bytes(n int64) []byte {
	if r.bad || n > int64(len(r.rest)) {
		r.bad = true
		return nil
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}

func (r *sshReader) uint32() uint32 {
	b := r.bytes(4)
	if b == nil {
		return 0
	}
	return binary.BigEndian.Uint32(b)
}

// string reads a string; it shares the blob's memory.
func (r *sshReader) string() []byte {
	return r.bytes(int64(r.uint32()))
}

// mpint reads a positive number; zero and negative ones are failures. One
// far over key.MaxRSABits is read as the first that is too large, so that
// nothing is computed with it before it is refused.
func (r *sshReader) mpint() *big.Int {
	b := r.string()
	if r.bad || len(b) == 0 || b[0]&0x80 != 0 {
		r.bad = true
		return nil
	}
	r.padded = r.padded || len(b) > 1 && b[0] == 0 && b[1]&0x80 == 0
	b = bytes.TrimLeft(b, "\x00")
	if len(b) == 0 {
		r.bad = true
		return nil
	}
	if len(b) > key.MaxRSABits/8 {
		return new(big.Int).Lsh(big.NewInt(1), key.MaxRSABits)
	}
	return new(big.Int).SetBytes(b)
}

// sshCurves are the curves by their SSH names (RFC 5656 section 10.1), or by
// their OIDs where they have no name (section 6.1).
var sshCurves = map[string]string{
	"nistp256": key.P256,
	"nistp384": key.P384,
	"nistp521": key.P521,

	"1.3.132.0.10": key.Secp256k1,
}

const sshCertSuffix = "-cert-v01@openssh.com"

// sshRefused are the key types that give no JWK: prefixes, and what to say.
var sshRefused = [][2]string{
	{"ssh-dss", "DSA: JOSE has no algorithm for it"},
	{"sk-ecdsa-sha2-nistp256", "a FIDO security key signs WebAuthn data, not JWTs: sk-ecdsa"},
	{"sk-ssh-ed25519", "a FIDO security key signs WebAuthn data, not JWTs: sk-ed25519"},
	{"webauthn-sk-ecdsa-sha2-nistp256", "a FIDO security key signs WebAuthn data, not JWTs: sk-ecdsa"},
	{"ssh-xmss", "XMSS: JOSE has no algorithm for it"},
	{"ssh-mldsa", "ML-DSA in a form of SSH that no RFC describes"},
	{"pgp-sign", "OpenPGP"},
	{"x509v3-", "X.509 inside SSH"},
	{"null", "null"},
}

// sshUnsupported refuses a key type by name.
func sshUnsupported(kind string) error {
	for _, r := range sshRefused {
		if strings.HasPrefix(kind, r[0]) {
			return fault.New(fault.UnsupportedAlgorithm, r[1])
		}
	}
	if kind == "" || strings.ContainsFunc(kind, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return badSSH() // RFC 4251 section 6: it is no name at all
	}
	return fault.New(fault.UnsupportedAlgorithm, "none that is known here: the SSH key type is not known")
}

func badSSH() error { return fault.New(fault.Malformed, "SSH key") }

// ParseWire reads a public key blob (RFC 4253 section 6.6, RFC 5656
// section 3.1, RFC 8709 section 4), or the key inside an OpenSSH certificate
// (PROTOCOL.certkeys); nothing may follow it.
func ParseWire(blob []byte) (*key.Key, error) {
	r := &sshReader{rest: blob}
	kind := string(r.string())
	if !r.ok() {
		return nil, badSSH()
	}
	base, isCert := strings.CutSuffix(kind, sshCertSuffix)
	if isCert {
		r.string() // the CA's nonce
	}
	material, err := r.public(base)
	if err != nil {
		return nil, err
	}
	source := "SSH public key"
	if isCert {
		source = "SSH certificate"
		r.skipCertificate()
	}
	if !r.ok() {
		return nil, badSSH()
	}
	if !r.atEnd() {
		return nil, fault.New(fault.TrailingData, "")
	}
	k := &key.Key{Material: material, Source: source}
	if r.padded {
		k.Notes = []key.Warning{paddedNote}
	}
	return k, nil
}

// paddedNote names what no program writes: one octet was changed, perhaps.
var paddedNote = key.Warning{
	Code:    "number_padded",
	Message: "A number in this key has more zero octets at its beginning than it needs.",
	Action:  "Compare its fingerprint with that of the original: other programs may refuse the key, and a character of it may have been changed.",
}

// skipCertificate reads past what follows the key in a certificate.
func (r *sshReader) skipCertificate() {
	r.bytes(8 + 4) // serial, type
	r.string()     // key id
	r.string()     // principals
	r.bytes(8 + 8) // valid after and before
	r.string()     // critical options
	r.string()     // extensions
	r.string()     // reserved
	r.string()     // the CA's key
	r.string()     // signature
}

// public reads the fields of a public key of the given type, which come after
// the type's name.
func (r *sshReader) public(kind string) (key.Material, error) {
	curve, isECDSA := strings.CutPrefix(kind, "ecdsa-sha2-")
	switch {
	case kind == "ssh-rsa":
		e, n := r.mpint(), r.mpint()
		if !r.ok() {
			return nil, badSSH()
		}
		return &key.RSA{N: n, E: e}, nil
	case isECDSA:
		name := sshCurves[curve]
		if name == "" {
			return nil, fault.New(fault.UnsupportedCurve, "none that is known here: the SSH curve is not known")
		}
		if string(r.string()) != curve {
			return nil, badSSH()
		}
		return r.point(name)
	case kind == "ssh-ed25519":
		return r.okp(key.Ed25519)
	case kind == "ssh-ed448":
		return r.okp(key.Ed448)
	}
	return nil, sshUnsupported(kind)
}

// point reads a curve point, which SSH writes uncompressed (SEC 1 section 2.3.3).
func (r *sshReader) point(curve string) (*key.EC, error) {
	q := r.string()
	size := key.CurveBytes(curve)
	if !r.ok() || len(q) != 1+2*size || q[0] != 4 {
		return nil, badSSH()
	}
	return &key.EC{Curve: curve, X: q[1 : 1+size], Y: q[1+size:]}, nil
}

func (r *sshReader) okp(curve string) (*key.OKP, error) {
	x := r.string()
	if !r.ok() || len(x) != key.CurveBytes(curve) {
		return nil, badSSH()
	}
	return &key.OKP{Curve: curve, X: x}, nil
}

// rsaPrivate completes an RSA key from the private numbers that SSH keeps: it
// leaves out the CRT exponents.
func rsaPrivate(public *key.RSA, d, p, q, qi *big.Int) (*key.RSA, error) {
	if public.N.BitLen() > key.MaxRSABits {
		return nil, fault.New(fault.TooLarge, "RSA modulus over 16384 bits")
	}
	k := &key.RSA{N: public.N, E: public.E, D: d, P: p, Q: q, QI: qi}
	if err := k.Complete(); err != nil {
		return nil, err
	}
	return k, nil
}

// ecPrivate completes an EC key with its private number.
func ecPrivate(public *key.EC, d *big.Int) (*key.EC, error) {
	size := key.CurveBytes(public.Curve)
	if d.BitLen() > 8*size {
		return nil, fault.New(fault.InvalidKey, "the private number is out of range")
	}
	return &key.EC{Curve: public.Curve, X: public.X, Y: public.Y, D: d.FillBytes(make([]byte, size))}, nil
}
