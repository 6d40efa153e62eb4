package mldsa

import "math/bits"

// q is the prime, degree that of the polynomials (FIPS 204 section 2.3).
const (
	q      = 8380417
	degree = 256
)

// most is the largest number of polynomials in a vector of any parameter set.
const most = 8

// vector is one polynomial after the other, or what the transform makes of them,
// each of degree coefficients below q. Those that a parameter set does not need
// are zero. That costs time and saves code: no function has to be told lengths.
type vector [most * degree]uint32

// reduce takes a number below 2q to one below q.
func reduce(x uint32) uint32 {
	x -= q
	return x + x>>31*q
}

// mul is the product by Montgomery: ab/2^32. One of the two may be any number.
func mul(a, b uint32) uint32 {
	const negInverse = 4236238847 // -1/q modulo 2^32
	x := uint64(a) * uint64(b)
	return reduce(uint32((x + uint64(uint32(x)*negInverse)*q) >> 32))
}

// zetas are the powers of the root 1753 in the order of appendix B, times 2^32.
var zetas [degree]uint32

func init() {
	power := uint64(1<<32) % q
	for i := range zetas {
		zetas[bits.Reverse8(uint8(i))] = uint32(power)
		power = power * 1753 % q
	}
}

// The directions of the transform.
const (
	forward = false
	inverse = true
)

// transform is the number-theoretic transform of each polynomial (algorithm 41),
// in place, or the inverse (algorithm 42) of products, from which it takes the
// 1/2^32 that mul left there. On the way coefficients grow by q in each of the
// eight rounds, or to twice what they were, which 32 bits hold.
func (v *vector) transform(back bool) {
	for at := 0; at < len(v); at += degree {
		w, m := (*[degree]uint32)(v[at:]), uint8(0)
		for n := range 8 {
			size, next := degree/2>>n, uint8(1)
			if back {
				size, next = 1<<n, 255 // one less
			}
			for start := 0; start < degree; start += 2 * size {
				m += next
				zeta := zetas[m]
				for j := start; j < start+size; j++ {
					low, high := &w[uint8(j)], &w[uint8(j+size)]
					a, b := *low, *high
					if back {
						*low, *high = a+b, mul(zeta, b-a+degree*q)
					} else {
						b = mul(zeta, b)
						*low, *high = a+b, a-b+q
					}
				}
			}
		}
	}
	scale := uint32(1 << 32 % q) // which changes nothing
	if back {
		scale = 41978 // 2^64/256
	}
	for i, a := range v {
		v[i] = mul(a, scale)
	}
}

// apply sets v to the product of a matrix, by rows, with a vector, both
// transformed.
func (v *vector) apply(matrix *[most]vector, a *vector) {
	*v = vector{}
	for i := range matrix {
		for j, x := range a {
			sum := &v[i*degree+j%degree]
			*sum = reduce(*sum + mul(matrix[i][j], x))
		}
	}
	v.transform(inverse)
}

// times sets v to the products of polynomials, all transformed.
func (v *vector) times(a, b *vector) {
	for i, x := range a {
		v[i] = mul(x, b[i])
	}
	v.transform(inverse)
}

func (v *vector) add(a *vector) {
	for i, x := range a {
		v[i] = reduce(v[i] + x)
	}
}

// from takes every coefficient from top.
func (v *vector) from(top int) {
	for i, x := range v {
		v[i] = reduce(uint32(top) + q - x)
	}
}

// within reports whether all coefficients, taken from -q/2 to q/2, are nearer to
// zero than bound.
func (v *vector) within(bound int) bool {
	b, far := uint32(bound), uint32(0)
	for _, x := range v {
		far |= ^((x - b) | (q - b - x))
	}
	return far>>31 == 0
}
