package chain

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	_ "crypto/md5" // the hashes that algorithms names
	"crypto/rsa"
	_ "crypto/sha1"
	_ "crypto/sha256"
	_ "crypto/sha512"
	"errors"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
	"jwkmint/wasm/internal/secp256k1"
)

// verdict is what is known of a signature.
type verdict int

const (
	unknown verdict = iota // it cannot be verified here
	wrong
	right
)

// signed is a certificate's signature, made ready to be held against keys: the
// hash is computed once, however many keys there are.
type signed struct {
	algorithm
	broken    bool // there is no signature, or it goes by two algorithms at once
	ok        bool // the algorithm is known
	message   []byte
	digest    []byte
	signature []byte
}

func newSigned(l *key.Link) *signed {
	s := &signed{message: l.Signed, signature: l.Signature, broken: len(l.Signature) == 0 || len(l.Algorithm) == 0}
	s.algorithm, s.ok = readAlgorithm(l.Algorithm)
	if s.ok && s.hash != 0 {
		h := s.hash.New()
		h.Write(l.Signed)
		s.digest = h.Sum(nil)
	}
	return s
}

// by tells whether the key m made the signature. nil is a key that cannot be
// read.
func (s *signed) by(m key.Material) verdict {
	switch {
	case s.broken:
		return wrong
	case !s.ok || m == nil:
		return unknown
	}
	switch m := m.(type) {
	case *key.RSA:
		if s.scheme == pkcs1v15 || s.scheme == pss {
			return s.byRSA(m)
		}
	case *key.EC:
		if s.scheme == dsa {
			return s.byEC(m)
		}
	case *key.OKP:
		switch {
		case s.scheme == eddsa && m.Curve == key.Ed25519:
			return of(ed25519.Verify(m.X, s.message, s.signature))
		case s.scheme == akp && mldsa.ByOID(s.oid) == m.Curve:
			return of(mldsa.Verify(m.Curve, m.X, s.message, s.signature))
		}
	}
	return wrong // an algorithm that keys of this kind do not have
}

func of(valid bool) verdict {
	if valid {
		return right
	}
	return wrong
}

func (s *signed) byRSA(m *key.RSA) verdict {
	if m.E.BitLen() > 31 {
		return unknown
	}
	public := &rsa.PublicKey{N: m.N, E: int(m.E.Int64())}
	var err error
	if s.scheme == pss {
		err = rsa.VerifyPSS(public, s.hash, s.digest, s.signature, &rsa.PSSOptions{SaltLength: s.salt})
		if err == nil && s.salt == 0 && !s.isSaltless(public) { // crypto/rsa takes 0 for any length
			return wrong
		}
	} else {
		err = rsa.VerifyPKCS1v15(public, s.hash, s.digest, s.signature)
	}
	switch {
	case err == nil:
		return right
	case errors.Is(err, rsa.ErrVerification):
		return wrong
	}
	return unknown // crypto/rsa refuses the key
}

// isSaltless reports whether a signature by RSASSA-PSS, which is right for a salt of
// some length, has none: its hash H is then that of eight zero octets and the digest
// alone (RFC 8017 section 9.1.1). H stands before the last octet.
func (s *signed) isSaltless(public *rsa.PublicKey) bool {
	h := s.hash.New()
	h.Write(make([]byte, 8))
	h.Write(s.digest)
	encoded := new(big.Int).SetBytes(s.signature)
	encoded.Exp(encoded, big.NewInt(int64(public.E)), public.N)
	return bytes.HasSuffix(encoded.Bytes(), append(h.Sum(nil), 0xbc))
}

func (s *signed) byEC(m *key.EC) verdict {
	if m.Curve == key.Secp256k1 {
		return s.bySecp256k1(m)
	}
	public, err := ecdsa.ParseUncompressedPublicKey(nistCurves[m.Curve], append(append([]byte{4}, m.X...), m.Y...))
	if err != nil {
		return unknown
	}
	return of(ecdsa.VerifyASN1(public, s.digest, s.signature))
}

var nistCurves = map[string]elliptic.Curve{
	key.P256: elliptic.P256(), key.P384: elliptic.P384(), key.P521: elliptic.P521(),
}

// bySecp256k1 takes the leftmost bits of a longer digest, as FIPS 186-5
// section 6.4.2 does, and a shorter one as the number that it is.
func (s *signed) bySecp256k1(m *key.EC) verdict {
	const size = secp256k1.Size
	var digest, r, sn [size]byte
	if len(s.digest) >= size {
		copy(digest[:], s.digest)
	} else {
		copy(digest[size-len(s.digest):], s.digest)
	}
	input := cryptobyte.String(s.signature)
	var pair cryptobyte.String
	var rInt, sInt big.Int
	if !input.ReadASN1(&pair, der.SEQUENCE) || !input.Empty() ||
		!pair.ReadASN1Integer(&rInt) || !pair.ReadASN1Integer(&sInt) || !pair.Empty() ||
		rInt.Sign() <= 0 || sInt.Sign() <= 0 || rInt.BitLen() > 8*size || sInt.BitLen() > 8*size {
		return wrong
	}
	return of(secp256k1.Verify(m.X, m.Y, digest[:], rInt.FillBytes(r[:]), sInt.FillBytes(sn[:])))
}

// effort is how long a check by m takes, in units of an RSA check of 2,048 bits
// and the exponent 65537: a millisecond or two in a page.
func effort(m key.Material) int {
	switch m := m.(type) {
	case *key.RSA:
		size := (m.N.BitLen() + 2047) / 2048
		return size * size * max(1, m.E.BitLen()/8)
	case *key.EC:
		switch m.Curve {
		case key.P256:
			return 3
		case key.P384:
			return 8
		}
		return 40 // P-521, and secp256k1, which is written to be small
	}
	return 1
}
