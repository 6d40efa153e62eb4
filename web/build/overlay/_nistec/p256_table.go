package nistec

import (
	"crypto/internal/fips140/nistec/fiat"
	"sync"
)

// p256PrecomputedEmbed is the place of the table of multiples of P-256's
// generator, which the standard library carries ready made: 88,064 bytes that
// no compression makes smaller. Here it is computed when it is first used, in
// some ten milliseconds. It is public, so how long that takes tells nothing.
var p256PrecomputedEmbed [43 * 32 * 2 * 4]uint64

var p256Once sync.Once

// p256Tables is what p256GeneratorTables is there: all that reads that
// variable goes through here.
func p256Tables() *[43]p256AffineTable {
	p256Once.Do(p256Compute)
	return p256GeneratorTables
}

// p256Compute fills the table: the first 32 multiples of G, those of [2⁶]G, and
// so on. It keeps the points projective until the end, to invert the product
// of all their Z instead of each (Montgomery's trick).
func p256Compute() {
	points := make([]P256Point, 43*32)
	base := NewP256Point().SetGenerator()
	for i := 0; i < len(points); i += 32 {
		multiples := points[i : i+32] // of base, from 1 on
		multiples[0].Set(base)
		for j := 1; j < 32; j++ {
			if j%2 == 1 {
				multiples[j].Double(&multiples[j/2])
			} else {
				multiples[j].Add(&multiples[j-1], base)
			}
		}
		base.Double(&multiples[31])
	}
	products := make([]fiat.P256Element, len(points)) // of the Z before each
	product := new(fiat.P256Element).One()
	for i := range points {
		products[i].Set(product)
		product.Mul(product, &points[i].z)
	}
	inverse := new(fiat.P256Element).Invert(product)
	for i := len(points) - 1; i >= 0; i-- {
		z := new(fiat.P256Element).Mul(inverse, &products[i])
		inverse.Mul(inverse, &points[i].z)
		point := &p256GeneratorTables[i/32][i%32]
		point.x.Mul(&points[i].x, z)
		point.y.Mul(&points[i].y, z)
	}
}
