package field

import (
	"bytes"
	"crypto/rand"
	"math/big"
	"testing"
)

// p224 is the prime of P-224: one that no package here uses.
const p224 = "ffffffffffffffffffffffffffffffff000000000000000000000001"

func TestAgainstBig(t *testing.T) {
	f := New(p224)
	p := new(big.Int).SetBytes(Hex(p224))
	random := func() (Element, *big.Int) {
		n, err := rand.Int(rand.Reader, p)
		if err != nil {
			t.Fatal(err)
		}
		e, ok := f.Element(n.FillBytes(make([]byte, f.Size())))
		if !ok {
			t.Fatal("a number below the prime is refused")
		}
		return e, n
	}
	is := func(name string, e Element, n *big.Int) {
		t.Helper()
		if want := n.Mod(n, p).FillBytes(make([]byte, f.Size())); !bytes.Equal(f.Bytes(e), want) {
			t.Errorf("%s: %x, want %x", name, f.Bytes(e), want)
		}
	}
	for range 50 {
		a, na := random()
		b, nb := random()
		is("add", f.Add(a, b), new(big.Int).Add(na, nb))
		is("sub", f.Sub(a, b), new(big.Int).Sub(na, nb))
		is("mul", f.Mul(a, b), new(big.Int).Mul(na, nb))
		is("invert", f.Invert(a), new(big.Int).ModInverse(na, p))
		is("a is left alone", a, na)
		is("b is left alone", b, nb)
		if Equal(a, b) || !Equal(a, f.Add(f.Sub(a, b), b)) {
			t.Error("Equal")
		}
		c, d := f.Add(a, f.Small(0)), f.Add(b, f.Small(0))
		Swap(c, d, 0)
		is("swap by 0", c, na)
		Swap(c, d, 1)
		is("swap by 1", c, nb)
		is("swap by 1, other", d, na)
	}
	is("small", f.Small(1<<32-1), big.NewInt(1<<32-1))
	is("invert zero", f.Invert(f.Small(0)), new(big.Int))
	if !IsZero(f.Small(0)) || IsZero(f.Small(1)) {
		t.Error("IsZero")
	}
}

func TestElementRange(t *testing.T) {
	f := New(p224)
	ones := bytes.Repeat([]byte{0xff}, f.Size())
	for name, b := range map[string][]byte{"the prime": Hex(p224), "ones": ones, "short": ones[1:], "long": append(ones, 1), "nil": nil} {
		if _, ok := f.Element(b); ok {
			t.Errorf("%s is accepted", name)
		}
		e, ok := f.Reduce(b)
		if ok != (len(b) == f.Size()) {
			t.Errorf("Reduce of %s: %v", name, ok)
		}
		if name == "the prime" && !IsZero(e) {
			t.Error("the prime is not reduced to zero")
		}
	}
}

func TestConstantsPanic(t *testing.T) {
	for name, call := range map[string]func(){
		"odd hex": func() { Hex("abc") }, "no hex": func() { Hex("xy") }, "zero": func() { New("00") },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: accepted", name)
				}
			}()
			call()
		}()
	}
}
