package secp256k1

import (
	"bytes"
	"crypto/rand"
	"math/big"
	"testing"

	decred "github.com/decred/dcrd/dcrec/secp256k1/v4"
	"github.com/decred/dcrd/dcrec/secp256k1/v4/ecdsa"
)

// reference is the public point by another implementation.
func reference(d []byte) (x, y []byte) {
	point := decred.PrivKeyFromBytes(d).PubKey().SerializeUncompressed()
	return point[1:33], point[33:]
}

func fill(n *big.Int) []byte { return n.FillBytes(make([]byte, Size)) }

func TestPublicPoint(t *testing.T) {
	n := Params().N
	numbers := [][]byte{
		fill(big.NewInt(1)), fill(big.NewInt(2)), fill(big.NewInt(3)), fill(big.NewInt(0xff)),
		fill(new(big.Int).Sub(n, big.NewInt(1))), fill(new(big.Int).Rsh(n, 1)), fill(new(big.Int).Lsh(big.NewInt(1), 255)),
	}
	for range 100 {
		d, err := rand.Int(rand.Reader, new(big.Int).Sub(n, big.NewInt(1)))
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, fill(d.Add(d, big.NewInt(1))))
	}
	for _, d := range numbers {
		x, y, ok := PublicPoint(d)
		wantX, wantY := reference(d)
		if !ok || !bytes.Equal(x, wantX) || !bytes.Equal(y, wantY) {
			t.Fatalf("PublicPoint(%x) = %x, %x, %v; want %x, %x", d, x, y, ok, wantX, wantY)
		}
		if !OnCurve(x, y) {
			t.Errorf("the point of %x is not on the curve", d)
		}
	}
}

func TestPublicPointRange(t *testing.T) {
	n := Params().N
	for name, d := range map[string][]byte{
		"zero":        make([]byte, Size),
		"order":       fill(n),
		"above order": fill(new(big.Int).Add(n, big.NewInt(1))),
		"all ones":    bytes.Repeat([]byte{0xff}, Size),
		"short":       {1},
		"long":        append(make([]byte, Size), 1),
		"nil":         nil,
	} {
		if _, _, ok := PublicPoint(d); ok {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestOnCurve(t *testing.T) {
	p := Params()
	x, y := fill(p.Gx), fill(p.Gy)
	if !OnCurve(x, y) {
		t.Fatal("the base point is not on the curve")
	}
	if !OnCurve(x, fill(new(big.Int).Sub(p.P, p.Gy))) {
		t.Error("the negative of the base point is not on the curve")
	}
	for name, xy := range map[string][2][]byte{
		"swapped":   {y, x},
		"off":       {x, fill(new(big.Int).Add(p.Gy, big.NewInt(1)))},
		"zero":      {make([]byte, Size), make([]byte, Size)},
		"x = p":     {fill(p.P), y},
		"y = p":     {x, fill(p.P)},
		"x short":   {x[1:], y},
		"y long":    {x, append([]byte{0}, y...)},
		"no number": {nil, nil},
	} {
		if OnCurve(xy[0], xy[1]) {
			t.Errorf("%s: accepted", name)
		}
	}
	// x + p is another name for a small x: it must not pass as reduced.
	for small := range int64(1000) {
		nx := big.NewInt(small)
		square := new(big.Int).Exp(nx, big.NewInt(3), p.P)
		root := new(big.Int).ModSqrt(square.Add(square, p.B), p.P)
		over := new(big.Int).Add(nx, p.P)
		if root == nil || over.BitLen() > 256 {
			continue
		}
		if !OnCurve(fill(nx), fill(root)) || OnCurve(fill(over), fill(root)) {
			t.Fatalf("x = %d: reduced refused or unreduced accepted", small)
		}
		return
	}
	t.Fatal("no small x on the curve")
}

func TestVerify(t *testing.T) {
	flip := func(b []byte, i int) []byte {
		c := bytes.Clone(b)
		c[i] ^= 1
		return c
	}
	for i := range 20 {
		private, err := decred.GeneratePrivateKey()
		if err != nil {
			t.Fatal(err)
		}
		x, y := reference(private.Serialize())
		digest := make([]byte, Size)
		rand.Read(digest)
		if i == 0 {
			digest = bytes.Repeat([]byte{0xff}, Size) // above the order
		}
		signature := ecdsa.Sign(private, digest)
		rn, sn := signature.R(), signature.S()
		rb, sb := rn.Bytes(), sn.Bytes()
		r, s := rb[:], sb[:]
		if !Verify(x, y, digest, r, s) {
			t.Fatalf("a good signature is refused: %x %x", r, s)
		}
		// The negative of s signs the same.
		if !Verify(x, y, digest, r, fill(new(big.Int).Sub(Params().N, new(big.Int).SetBytes(s)))) {
			t.Error("a good signature with the greater s is refused")
		}
		otherX, otherY, _ := PublicPoint(digest[:31:31])
		for name, bad := range map[string]bool{
			"digest":       Verify(x, y, flip(digest, 5), r, s),
			"r":            Verify(x, y, digest, flip(r, 31), s),
			"s":            Verify(x, y, digest, r, flip(s, 31)),
			"r zero":       Verify(x, y, digest, make([]byte, Size), s),
			"s zero":       Verify(x, y, digest, r, make([]byte, Size)),
			"s over order": Verify(x, y, digest, r, fill(Params().N)),
			"off curve":    Verify(x, flip(y, 0), digest, r, s),
			"no point":     Verify(otherX, otherY, digest, r, s),
			"short digest": Verify(x, y, digest[1:], r, s),
		} {
			if bad {
				t.Errorf("a bad signature passes: %s", name)
			}
		}
	}
}

func TestParams(t *testing.T) {
	want := decred.Params()
	got := Params()
	for name, pair := range map[string][2]*big.Int{
		"p": {got.P, want.P}, "n": {got.N, want.N}, "b": {got.B, big.NewInt(7)}, "gx": {got.Gx, want.Gx}, "gy": {got.Gy, want.Gy},
	} {
		if pair[0].Cmp(pair[1]) != 0 {
			t.Errorf("%s differs", name)
		}
	}
	if got.BitSize != want.BitSize {
		t.Errorf("%d bits", got.BitSize)
	}
}

func BenchmarkPublicPoint(b *testing.B) {
	d := bytes.Repeat([]byte{0xa5}, Size)
	for b.Loop() {
		PublicPoint(d)
	}
}

// TestSign: decred signs with the same nonces, and with the lower s.
func TestSign(t *testing.T) {
	for i := range 40 {
		private, err := decred.GeneratePrivateKey()
		if err != nil {
			t.Fatal(err)
		}
		d := private.Serialize()
		digest := make([]byte, Size)
		rand.Read(digest)
		digest[0] &= 0x7f // below the order: above it decred leaves out the reduction of RFC 6979
		r, s, ok := Sign(d, digest)
		want := ecdsa.Sign(private, digest)
		wantR, wantS := want.R(), want.S()
		wr, ws := wantR.Bytes(), wantS.Bytes()
		if !ok || !bytes.Equal(r, wr[:]) || !bytes.Equal(s, ws[:]) {
			t.Fatalf("%d: %x %x, want %x %x", i, r, s, wr, ws)
		}
		x, y := reference(d)
		if !Verify(x, y, digest, r, s) {
			t.Error("a signature of ours is refused")
		}
	}
	digest := make([]byte, Size)
	one := fill(big.NewInt(1))
	for name, c := range map[string]struct{ d, digest []byte }{
		"zero":         {make([]byte, Size), digest},
		"the order":    {fill(Params().N), digest},
		"short":        {one[1:], digest},
		"short digest": {one, digest[1:]},
	} {
		if _, _, ok := Sign(c.d, c.digest); ok {
			t.Errorf("%s: signed", name)
		}
	}
	over := bytes.Repeat([]byte{0xff}, Size)
	r, s, ok := Sign(one, over)
	x, y, _ := PublicPoint(one)
	if !ok || !Verify(x, y, over, r, s) {
		t.Error("a digest above the order")
	}
}

// TestNonces: the nonce after one that is out of range, which no digest that
// anybody knows leads to, is the next of RFC 6979 section 3.2 h, not the same
// again.
func TestNonces(t *testing.T) {
	d, digest := bytes.Repeat([]byte{0x5a}, Size), bytes.Repeat([]byte{0x17}, Size)
	nonces := newNonces(d, digest)
	for i := range uint32(3) {
		want := decred.NonceRFC6979(d, digest, nil, nil, i).Bytes()
		if got := nonces.next(); !bytes.Equal(got, want[:]) {
			t.Errorf("%d: %x, want %x", i, got, want)
		}
	}
}

// TestLower compares numbers that differ in their last byte alone, as those
// about half the order do.
func TestLower(t *testing.T) {
	n := Params().N
	half := new(big.Int).Rsh(n, 1)
	for _, s := range []*big.Int{
		big.NewInt(1), half, new(big.Int).Add(half, big.NewInt(1)), new(big.Int).Sub(n, big.NewInt(1)),
		new(big.Int).Sub(half, big.NewInt(1)), new(big.Int).Add(half, big.NewInt(2)),
	} {
		want := new(big.Int).Sub(n, s)
		if want.Cmp(s) > 0 {
			want = s
		}
		e, _ := order.Element(fill(s))
		if got := order.Bytes(lower(e)); !bytes.Equal(got, fill(want)) {
			t.Errorf("%x: %x, want %x", s, got, want)
		}
	}
}
