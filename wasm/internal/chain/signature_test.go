package chain

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"math/big"
	"testing"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// newP256 is a fresh key, and its public half as ours.
func newP256(t *testing.T) (*ecdsa.PrivateKey, *key.EC) {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	point, err := k.PublicKey.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return k, &key.EC{Curve: key.P256, X: point[1:33], Y: point[33:]}
}

// TestSignatures: a signature of the standard library is by the key that made it,
// by the algorithm that is named, and by no other.
func TestSignatures(t *testing.T) {
	r, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	e, ecKey := newP256(t)
	const (
		hash      = "a00f300d06096086480165030402010500"
		mask      = "a11c301a06092a864886f70d010108300d06096086480165030402010500"
		pkcs1Name = "300d06092a864886f70d01010b0500"
		pssName   = "304106092a864886f70d01010a3034" + hash + mask + "a203020120"
		ecName    = "300a06082a8648ce3d040302"
	)
	message := []byte("message")
	digest := sha256.Sum256(message)
	sign := func(k crypto.Signer, options crypto.SignerOpts) []byte {
		s, err := k.Sign(rand.Reader, digest[:], options)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	pkcs1 := sign(r, crypto.SHA256)
	pssSigned := sign(r, &rsa.PSSOptions{SaltLength: 32, Hash: crypto.SHA256})
	dsaSigned := sign(e, crypto.SHA256)
	rsaKey := &key.RSA{N: r.N, E: big.NewInt(int64(r.E))}
	for name, c := range map[string]struct {
		algorithm string
		signature []byte
		by        key.Material
		want      verdict
	}{
		"PKCS#1":              {pkcs1Name, pkcs1, rsaKey, right},
		"PSS":                 {pssName, pssSigned, rsaKey, right},
		"PSS as PKCS#1":       {pkcs1Name, pssSigned, rsaKey, wrong},
		"PKCS#1 as PSS":       {pssName, pkcs1, rsaKey, wrong},
		"ECDSA":               {ecName, dsaSigned, ecKey, right},
		"ECDSA as RSA":        {pkcs1Name, dsaSigned, ecKey, wrong},
		"RSA as ECDSA":        {ecName, pkcs1, rsaKey, wrong},
		"ECDSA, another key":  {ecName, dsaSigned, rsaKey, wrong},
		"an unknown name":     {"300506032b6571", dsaSigned, ecKey, unknown},
		"a key not read":      {ecName, dsaSigned, nil, unknown},
		"no signature":        {ecName, nil, ecKey, wrong},
		"two algorithms":      {"", dsaSigned, ecKey, wrong},
		"a great exponent":    {pkcs1Name, pkcs1, &key.RSA{N: r.N, E: new(big.Int).Lsh(big.NewInt(1), 31)}, unknown},
		"ECDSA with an octet": {ecName, append(dsaSigned[:len(dsaSigned):len(dsaSigned)], 0), ecKey, wrong},
	} {
		s := newSigned(&key.Link{Signed: message, Signature: c.signature, Algorithm: testkit.Hex(t, c.algorithm)})
		if got := s.by(c.by); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

// TestBetter: the one valid now before a newer one, and of two alike the newer.
func TestBetter(t *testing.T) {
	a, b, old := made(0, "a", "a", "k"), made(1, "a", "a", "k"), made(2, "a", "a", "k")
	older(b)
	future(old)
	g := New(nil, now)
	if !g.Better(a, b) || g.Better(b, a) || !g.Better(b, old) || g.Better(old, b) || g.Better(a, a) {
		t.Error("another order")
	}
}
