package mldsa

import "bytes"

// Widths of packed coefficients: of the parts into which t is rounded.
const (
	t1Bits = 10
	t0Bits = 13
)

// packed is the length of n packed polynomials in bytes.
func packed(n, bits int) int { return n * bits * degree / 8 }

// pack writes the coefficients of n polynomials, which are below 2^bits, one
// after the other (algorithm 16).
func (v *vector) pack(n, bits int) []byte {
	out := make([]byte, packed(n, bits))
	held, have, next := uint64(0), 0, 0
	for i := range out {
		for ; have < 8; have += bits {
			held |= uint64(v[next]) << have
			next++
		}
		out[i] = byte(held)
		held >>= 8
		have -= 8
	}
	return out
}

// unpack sets v to what was packed from top (algorithms 18 and 19). It may be
// out of range.
func (v *vector) unpack(in []byte, bits, top int) {
	held, have, i := uint64(0), 0, 0
	for _, b := range in {
		held |= uint64(b) << have
		for have += 8; have >= bits; have -= bits {
			v[i] = reduce(uint32(top) + q - uint32(held)&(1<<bits-1))
			held >>= bits
			i++
		}
	}
}

// packHints writes where the hints are (algorithm 20).
func (p *parameters) packHints(hints *vector) []byte {
	list := make([]byte, p.omega+p.k)
	n := 0
	for i, hint := range hints[:p.k*degree] {
		if hint != 0 {
			list[n] = byte(i)
			n++
		}
		list[p.omega+i/degree] = byte(n)
	}
	return list
}

// unpackHints is the inverse of packHints (algorithm 21), into hints that are zero. It
// reports false for what packHints does not write: otherwise a signature could be changed
// and would stay right.
func (p *parameters) unpackHints(hints *vector, list []byte) bool {
	n := 0
	for i, end := range list[p.omega:] {
		for ; n < int(end) && n < p.omega; n++ {
			hints[i*degree+int(list[n])] = 1
		}
	}
	return bytes.Equal(p.packHints(hints), list)
}

// power2Round splits t into t1·2^13 + t0 (algorithm 35).
func power2Round(t uint32) (t1, t0 uint32) {
	t1 = (t + 1<<(t0Bits-1) - 1) >> t0Bits
	return t1, reduce(t - t1<<t0Bits + q)
}

// decompose splits r into r1·2γ2 + r0 (algorithm 36), without a division, whose
// time would depend on r.
func (p *parameters) decompose(r uint32) (r1, r0 uint32) {
	r1 = (r + 127) >> 7
	if p.omega == 80 { // ML-DSA-44
		r1 = (r1*11275 + 1<<23) >> 24
		r1 &= (43-r1)>>31 - 1 // 44 is 0
	} else {
		r1 = (r1*1025 + 1<<21) >> 22 & 15
	}
	return r1, reduce(r - r1*2*uint32(p.gamma2) + q)
}

// split is decompose of every coefficient: v keeps the low parts.
func (p *parameters) split(v, high *vector) {
	for i, r := range v {
		high[i], v[i] = p.decompose(r)
	}
}
