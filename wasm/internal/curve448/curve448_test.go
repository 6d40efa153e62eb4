package curve448

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"testing"

	"github.com/cloudflare/circl/dh/x448"
	"github.com/cloudflare/circl/sign/ed448"
)

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestRFC holds both functions against the vectors of the RFCs.
func TestRFC(t *testing.T) {
	for name, c := range map[string]struct {
		public func([]byte) []byte
		d, x   string
	}{
		"RFC 7748 6.2, Alice": {PublicX448,
			"9a8f4925d1519f5775cf46b04b5800d4ee9ee8bae8bc5565d498c28dd9c9baf574a9419744897391006382a6f127ab1d9ac2d8c0a598726b",
			"9b08f7cc31b7e3e67d22d5aea121074a273bd2b83de09c63faa73d2c22c5d9bbc836647241d953d40c5b12da88120d53177f80e532c41fa0"},
		"RFC 7748 6.2, Bob": {PublicX448,
			"1c306a7ac2a0e2e0990b294470cba339e6453772b075811d8fad0d1d6927c120bb5ee8972b0d3e21374c9c921b09d1b0366f10b65173992d",
			"3eb7a829b0cd20f5bcfc0b599b6feccf6da4627107bdb0d4f345b43027d8b972fc3e34fb4232a13ca706dcb57aec3dae07bdc1c67bf33609"},
		"RFC 8032 7.4, blank": {PublicEd448,
			"6c82a562cb808d10d632be89c8513ebf6c929f34ddfa8c9f63c9960ef6e348a3528c8a3fcc2f044e39a3fc5b94492f8f032e7549a20098f95b",
			"5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778edf124769b46c7061bd6783df1e50f6cd1fa1abeafe8256180"},
		"RFC 8032 7.4, 1 octet": {PublicEd448,
			"c4eab05d357007c632f3dbb48489924d552b08fe0c353a0d4a1f00acda2c463afbea67c5e8d2877c5e3bc397a659949ef8021e954e0a12274e",
			"43ba28f430cdff456ae531545f7ecd0ac834a55d9358c0372bfa0c6c6798c0866aea01eb00742802b8438ea4cb82169c235160627b4c3a9480"},
	} {
		if got := c.public(unhex(t, c.d)); !bytes.Equal(got, unhex(t, c.x)) {
			t.Errorf("%s: %x", name, got)
		}
	}
}

// TestOther holds both functions against another implementation.
func TestOther(t *testing.T) {
	for i := range 20 {
		d := make([]byte, SizeEd448)
		if i > 0 {
			rand.Read(d)
		}
		if i == 1 {
			d = bytes.Repeat([]byte{0xff}, SizeEd448)
		}
		if got, want := PublicEd448(d), ed448.NewKeyFromSeed(d)[SizeEd448:]; !bytes.Equal(got, want) {
			t.Errorf("Ed448 of %x: %x, want %x", d, got, []byte(want))
		}
		var secret, public x448.Key
		copy(secret[:], d)
		x448.KeyGen(&public, &secret)
		if got := PublicX448(d[:SizeX448]); !bytes.Equal(got, public[:]) {
			t.Errorf("X448 of %x: %x, want %x", d[:SizeX448], got, public[:])
		}
	}
}

func TestKeepsItsInput(t *testing.T) {
	d := bytes.Repeat([]byte{0x7f}, SizeEd448)
	PublicEd448(d)
	PublicX448(d[:SizeX448])
	if !bytes.Equal(d, bytes.Repeat([]byte{0x7f}, SizeEd448)) {
		t.Error("the private key was changed")
	}
}

func BenchmarkPublicEd448(b *testing.B) {
	d := make([]byte, SizeEd448)
	for b.Loop() {
		PublicEd448(d)
	}
}
