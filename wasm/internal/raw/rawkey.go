package raw

import (
	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
)

// Public reads the bytes of a public key on a curve, by themselves: a point
// of SEC 1 section 2.3.3 in any form, or that of RFC 8032 and RFC 7748. They go
// through the reader of SubjectPublicKeyInfo, which checks them.
func Public(curve string, raw []byte, source string) (*key.Key, error) {
	k, err := der.ParseSPKI(spkiOf(curve, func(b *cryptobyte.Builder) { b.AddASN1BitString(raw) }))
	if err == nil {
		k.Source = source
	}
	return k, err
}

// Private reads the bytes of a private key on a curve, by themselves: the
// private number of SEC 1, a seed of RFC 8032 and RFC 7748, or of ML-DSA the seed
// or the expanded key (RFC 9881 section 6).
func Private(curve string, raw []byte, source string) (*key.Key, error) {
	size, expanded := key.SeedBytes(curve), mldsa.ExpandedSize(curve)
	if len(raw) != size && len(raw) != expanded {
		return nil, fault.New(fault.Malformed, "a private key of another length than its curve asks for")
	}
	inner := cryptobyte.NewBuilder(nil)
	switch {
	case expanded > 0 && len(raw) == size:
		inner.AddBytes([]byte{0x80, byte(size)}) // [0] IMPLICIT
		inner.AddBytes(raw)
	case isOKP(curve):
		inner.AddASN1OctetString(raw)
	default:
		inner.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1Int64(1)
			b.AddASN1OctetString(raw)
		})
	}
	b := cryptobyte.NewBuilder(nil)
	b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(0)
		addAlgorithm(b, curve)
		b.AddASN1OctetString(inner.BytesOrPanic())
	})
	k, err := der.ParsePKCS8(b.BytesOrPanic())
	if err == nil {
		k.Source = source
	}
	return k, err
}

var errHalves = fault.New(fault.KeyMismatch, "a private key with a public one after it")

// half reads the bytes of a private or a public key. A private one of Ed25519 may have the
// public one after it, whose it must be.
func half(private bool, curve string, raw []byte, source string) (*key.Key, error) {
	if !private {
		return Public(curve, raw, source)
	}
	seed := raw
	if size := key.SeedBytes(curve); curve == key.Ed25519 && len(raw) == 2*size {
		seed = raw[:size]
	}
	k, err := Private(curve, seed, source)
	if err == nil && len(seed) < len(raw) && string(k.Material.(*key.OKP).X) != string(raw[len(seed):]) {
		return nil, errHalves
	}
	return k, err
}

func spkiOf(curve string, write func(*cryptobyte.Builder)) []byte {
	b := cryptobyte.NewBuilder(nil)
	b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) {
		addAlgorithm(b, curve)
		write(b)
	})
	return b.BytesOrPanic()
}

func addAlgorithm(b *cryptobyte.Builder, curve string) {
	b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) {
		for _, row := range algorithmDER {
			if row[0] == curve {
				b.AddBytes([]byte(row[1]))
			}
		}
	})
}

// algorithmDER are the contents of the AlgorithmIdentifiers of RFC 5480 section
// 2.1.1, RFC 8410 section 3 and RFC 9881 section 2.
var algorithmDER = [...][2]string{
	{key.P256, "\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07"},
	{key.P384, "\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x22"},
	{key.P521, "\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x23"},
	{key.Secp256k1, "\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x0a"},
	{key.X25519, "\x06\x03\x2b\x65\x6e"},
	{key.X448, "\x06\x03\x2b\x65\x6f"},
	{key.Ed25519, "\x06\x03\x2b\x65\x70"},
	{key.Ed448, "\x06\x03\x2b\x65\x71"},
	{"ML-DSA-44", "\x06\x09\x60\x86\x48\x01\x65\x03\x04\x03\x11"},
	{"ML-DSA-65", "\x06\x09\x60\x86\x48\x01\x65\x03\x04\x03\x12"},
	{"ML-DSA-87", "\x06\x09\x60\x86\x48\x01\x65\x03\x04\x03\x13"},
}

// isOKP reports whether the keys of a curve are key.OKP: also of ML-DSA.
func isOKP(curve string) bool {
	switch curve {
	case key.Ed25519, key.X25519, key.Ed448, key.X448:
		return true
	}
	return mldsa.PublicSize(curve) > 0
}
