package mldsa

import "math/bits"

// q is the prime, degree that of the polynomials (FIPS 204 section 2.3).
const (
	q      = 8380417
	degree = 256
)

// vector is one polynomial after the other, or what the transform makes of
// them, each of degree coefficients below q. What is done to one coefficient
// after the other needs no word about where a polynomial ends.
type vector []uint32

// reduce takes a number below 2q to one below q.
func reduce(x uint32) uint32 {
	x -= q
	return x + x>>31*q
}

// montgomery takes a sum of products to what it is divided by 2^32. It is for
// numbers below 2^55, of which the products of a row of the matrix make 2^49.
func montgomery(x uint64) uint32 {
	const negInverse = 4236238847 // -1/q modulo 2^32
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

// transform returns the number-theoretic transform of each polynomial
// (algorithm 41), or the inverse (algorithm 42) of sums of products, from each
// of which it takes the 1/2^32 that montgomery left there.
func (v vector) transform(back bool) vector {
	out := append(vector(nil), v...)
	for rest := out; len(rest) > 0; rest = rest[degree:] {
		w, m := (*[degree]uint32)(rest), uint8(0)
		for n := range 8 {
			size, next := degree/2>>n, uint8(1)
			if back {
				size, next = 1<<n, 255 // one less
			}
			for start := 0; start < degree; start += 2 * size {
				m += next
				zeta := uint64(zetas[m])
				for j := start; j < start+size; j++ {
					low, high := &w[uint8(j)], &w[uint8(j+size)]
					a, b := *low, *high
					if back {
						*low, *high = reduce(a+b), montgomery(zeta*uint64(b-a+q))
					} else {
						b = montgomery(zeta * uint64(b))
						*low, *high = reduce(a+b), reduce(a-b+q)
					}
				}
			}
		}
	}
	if back {
		for i, a := range out {
			const scale = 41978 // 2^64/256
			out[i] = montgomery(uint64(a) * scale)
		}
	}
	return out
}

// product is that of a matrix, row by row, with a vector, both transformed. A
// vector is also a matrix of one column.
func product(matrix, v vector) vector {
	out := make(vector, len(matrix)/len(v)*degree)
	for i := range out {
		row := matrix[i/degree*len(v):]
		sum := uint64(0)
		for j := i % degree; j < len(v); j += degree {
			sum += uint64(row[j]) * uint64(v[j])
		}
		out[i] = montgomery(sum)
	}
	return out.transform(inverse)
}

// plus adds a to v, which it returns.
func (v vector) plus(a vector) vector {
	for i := range v {
		v[i] = reduce(v[i] + a[i])
	}
	return v
}

// from takes every coefficient of v, which it returns, from top.
func (v vector) from(top int) vector {
	for i, x := range v {
		v[i] = reduce(uint32(top) + q - x)
	}
	return v
}

// within reports whether all coefficients, taken from -q/2 to q/2, are nearer to
// zero than bound.
func (v vector) within(bound int) bool {
	b, far := uint32(bound), uint32(0)
	for _, x := range v {
		far |= ^((x - b) | (q - b - x))
	}
	return far>>31 == 0
}
