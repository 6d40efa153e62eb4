package field

import "crypto/subtle"

// Point is a point of a curve in projective coordinates: (X/Z, Y/Z).
type Point struct{ X, Y, Z Element }

// Times returns k times the point p; k is a big-endian number of any length. The
// curve is told by its neutral point, and by add and double, which must hold for
// every point and pair of points. Four bits of k are taken at a time, and each at
// the same cost.
func (f *Field) Times(p, neutral Point, k []byte, add func(p, q Point) Point, double func(p Point) Point) Point {
	multiples := [16]Point{neutral, p}
	for i := 2; i < len(multiples); i += 2 {
		multiples[i] = double(multiples[i/2])
		multiples[i+1] = add(multiples[i], p)
	}
	sum := neutral
	for _, b := range k {
		for _, digit := range [...]byte{b >> 4, b & 15} {
			for range 4 {
				sum = double(sum)
			}
			sum = add(sum, f.choose(&multiples, digit))
		}
	}
	return sum
}

// choose looks at all the multiples, so that it does not show in the time which it returns.
func (f *Field) choose(multiples *[16]Point, digit byte) Point {
	chosen := Point{f.Small(0), f.Small(0), f.Small(0)}
	for i, m := range multiples {
		choice := subtle.ConstantTimeByteEq(byte(i), digit)
		addIf(chosen.X, m.X, choice)
		addIf(chosen.Y, m.Y, choice)
		addIf(chosen.Z, m.Z, choice)
	}
	return chosen
}

// addIf makes a, which is zero before the choice is 1, b then.
func addIf(a, b Element, choice int) {
	mask := -uint(choice)
	x, y := a.n.Bits(), b.n.Bits()
	for i := range x {
		x[i] |= mask & y[i]
	}
}
