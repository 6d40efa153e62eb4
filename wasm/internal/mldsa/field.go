package mldsa

// q is the prime, degree that of the polynomials (FIPS 204 section 2.3).
const (
	q      = 8380417
	degree = 256
)

// poly is a polynomial, or what the transform makes of it. Its coefficients are
// below q.
type poly [degree]uint32

// reduce takes a number below 2q to one below q.
func reduce(x uint32) uint32 {
	x -= q
	return x + x>>31*q
}

func add(a, b uint32) uint32 { return reduce(a + b) }
func sub(a, b uint32) uint32 { return reduce(a - b + q) }

// mul is the product by Montgomery: ab/2^32.
func mul(a, b uint32) uint32 {
	const negInverse = 4236238847 // -1/q modulo 2^32
	x := uint64(a) * uint64(b)
	return reduce(uint32((x + uint64(uint32(x)*negInverse)*q) >> 32))
}

// zetas are the powers of the root 1753 in the order of appendix B, times 2^32.
var zetas = func() (z poly) {
	power := uint64(1<<32) % q
	for i := range degree {
		reversed := 0
		for bit := range 8 {
			reversed |= i >> bit & 1 << (7 - bit)
		}
		z[reversed] = uint32(power)
		power = power * 1753 % q
	}
	return z
}()

// transform is the number-theoretic transform (algorithm 41), in place.
func (w *poly) transform() {
	m := 0
	for size := degree / 2; size > 0; size /= 2 {
		for start := 0; start < degree; start += 2 * size {
			m++
			z := zetas[m]
			for j := start; j < start+size; j++ {
				t := mul(z, w[j+size])
				w[j], w[j+size] = add(w[j], t), sub(w[j], t)
			}
		}
	}
}

// invert is the inverse of transform (algorithm 42), in place, of a sum of
// products: it takes out the 1/2^32 that mul left in each.
func (w *poly) invert() {
	const scale = 41978 // 2^64/256
	m := degree
	for size := 1; size < degree; size *= 2 {
		for start := 0; start < degree; start += 2 * size {
			m--
			z := q - zetas[m]
			for j := start; j < start+size; j++ {
				t := w[j]
				w[j], w[j+size] = add(t, w[j+size]), mul(z, sub(t, w[j+size]))
			}
		}
	}
	for j := range w {
		w[j] = mul(w[j], scale)
	}
}

// addProduct adds the product of two transformed polynomials.
func (w *poly) addProduct(a, b *poly) {
	for j := range w {
		w[j] = add(w[j], mul(a[j], b[j]))
	}
}

func (w *poly) add(a *poly) {
	for j := range w {
		w[j] = add(w[j], a[j])
	}
}

func (w *poly) sub(a *poly) {
	for j := range w {
		w[j] = sub(w[j], a[j])
	}
}

// within reports whether all coefficients, taken from -q/2 to q/2, are nearer to
// zero than bound.
func (w *poly) within(bound uint32) bool {
	far := uint32(0)
	for _, x := range w {
		negative := -((q/2 - x) >> 31)
		x ^= (x ^ (q - x)) & negative
		far |= (bound - 1 - x) >> 31
	}
	return far == 0
}

// times is the product of a vector of polynomials with one, all transformed.
func times(c *poly, v []poly) []poly {
	out := make([]poly, len(v))
	for i := range v {
		out[i].addProduct(c, &v[i])
		out[i].invert()
	}
	return out
}

// transformed is v after the transform.
func transformed(v []poly) []poly {
	out := make([]poly, len(v))
	copy(out, v)
	for i := range out {
		out[i].transform()
	}
	return out
}
