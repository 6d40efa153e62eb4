// Package field is arithmetic modulo a prime whose timing does not depend on
// the numbers, for the curves that Go's standard library does not have.
//
// It is a thin cover over filippo.io/bigmod, which is what crypto/rsa itself
// computes with: operations here return new elements and leave their
// arguments alone, so that curve formulas read as they are printed.
package field

import (
	"encoding/hex"

	"filippo.io/bigmod"
)

// Field is the integers modulo a prime.
type Field struct {
	m        *bigmod.Modulus
	inverter []byte // the prime less two
}

// Element is a number below the prime of its Field.
type Element struct{ n *bigmod.Nat }

// New returns the field of the prime, in hexadecimal. It panics on anything
// that is not an odd number: it is for constants.
func New(prime string) *Field {
	m, err := bigmod.NewModulus(Hex(prime))
	if err != nil {
		panic("field: bad modulus")
	}
	f := &Field{m: m}
	f.inverter = f.Bytes(f.Sub(f.Small(0), f.Small(2)))
	return f
}

// Hex decodes a constant. It panics on anything else.
func Hex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic("field: bad constant")
	}
	return b
}

// Size is the length in bytes of an encoded element.
func (f *Field) Size() int { return f.m.Size() }

// Element reads a big-endian number of Size bytes; ok is false when it has
// another length or is not below the prime.
func (f *Field) Element(b []byte) (e Element, ok bool) {
	if len(b) != f.Size() {
		return Element{}, false
	}
	n, err := new(bigmod.Nat).SetBytes(b, f.m)
	return Element{n}, err == nil
}

// Reduce reads a big-endian number of Size bytes modulo the prime, whose
// uppermost bit must be the number's uppermost; ok is false when it has
// another length.
func (f *Field) Reduce(b []byte) (e Element, ok bool) {
	if len(b) != f.Size() {
		return Element{}, false
	}
	n, err := new(bigmod.Nat).SetOverflowingBytes(b, f.m)
	return Element{n}, err == nil
}

// Small is a number below 2^32 and the prime.
func (f *Field) Small(v uint32) Element {
	return Element{new(bigmod.Nat).SetUint(uint(v)).ExpandFor(f.m)}
}

// Bytes is the element as a big-endian number of Size bytes.
func (f *Field) Bytes(a Element) []byte { return a.n.Bytes(f.m) }

// Add returns a+b.
func (f *Field) Add(a, b Element) Element { return Element{f.clone(a).Add(b.n, f.m)} }

// Sub returns a-b.
func (f *Field) Sub(a, b Element) Element { return Element{f.clone(a).Sub(b.n, f.m)} }

// Mul returns a·b.
func (f *Field) Mul(a, b Element) Element { return Element{f.clone(a).Mul(b.n, f.m)} }

// Invert returns 1/a, as a^(p-2) (Fermat); of zero, zero.
func (f *Field) Invert(a Element) Element {
	return Element{new(bigmod.Nat).Exp(a.n, f.inverter, f.m)}
}

// Equal reports whether a and b are the same number.
func Equal(a, b Element) bool { return a.n.Equal(b.n) == 1 }

// IsZero reports whether a is zero.
func IsZero(a Element) bool { return a.n.IsZero() == 1 }

// Swap exchanges the numbers of a and b when choice is 1 and leaves them when
// it is 0, at the same cost.
func Swap(a, b Element, choice byte) {
	mask := -uint(choice)
	x, y := a.n.Bits(), b.n.Bits()
	for i := range x {
		t := mask & (x[i] ^ y[i])
		x[i] ^= t
		y[i] ^= t
	}
}

func (f *Field) clone(a Element) *bigmod.Nat {
	c := new(bigmod.Nat).ExpandFor(f.m)
	copy(c.Bits(), a.n.Bits())
	return c
}
