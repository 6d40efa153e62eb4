package mldsa

import "bytes"

// pack writes the coefficients of w, which are below 2^bits, one after the other
// (algorithm 16).
func pack(out []byte, w *poly, bits int) []byte {
	var held uint64
	have := 0
	for _, x := range w {
		held |= uint64(x) << have
		for have += bits; have >= 8; have -= 8 {
			out = append(out, byte(held))
			held >>= 8
		}
	}
	return out
}

// unpack is the inverse of pack (algorithm 18), and returns what follows.
func unpack(in []byte, bits int) (w poly, rest []byte) {
	var held uint64
	have, at := 0, 0
	for j := range w {
		for ; have < bits; have += 8 {
			held |= uint64(in[at]) << have
			at++
		}
		w[j] = uint32(held) & (1<<bits - 1)
		held >>= bits
		have -= bits
	}
	return w, in[at:]
}

// packFrom is pack of top less each coefficient (algorithm 17).
func packFrom(out []byte, v []poly, top uint32, bits int) []byte {
	for i := range v {
		out = pack(out, negated(&v[i], top), bits)
	}
	return out
}

// unpackFrom is the inverse of packFrom (algorithm 19), of n polynomials. What
// was packed may be out of range.
func unpackFrom(n int, in []byte, top uint32, bits int) ([]poly, []byte) {
	v := make([]poly, n)
	for i := range v {
		v[i], in = unpack(in, bits)
		v[i] = *negated(&v[i], top)
	}
	return v, in
}

func negated(w *poly, top uint32) *poly {
	var out poly
	for j := range w {
		out[j] = sub(top, w[j])
	}
	return &out
}

// packHints writes where the hints are (algorithm 20).
func (p *parameters) packHints(out []byte, hints [][degree]byte) []byte {
	list := make([]byte, p.omega+p.k)
	n := 0
	for i := range hints {
		for j, hint := range hints[i] {
			if hint != 0 {
				list[n] = byte(j)
				n++
			}
		}
		list[p.omega+i] = byte(n)
	}
	return append(out, list...)
}

// unpackHints is the inverse of packHints (algorithm 21). It reports false for
// what packHints does not write: a signature could be changed otherwise and
// would stay right.
func (p *parameters) unpackHints(list []byte) ([][degree]byte, bool) {
	hints := make([][degree]byte, p.k)
	n := 0
	for i := range hints {
		for end := int(list[p.omega+i]); n < end && n < p.omega; n++ {
			hints[i][list[n]] = 1
		}
	}
	return hints, bytes.Equal(p.packHints(nil, hints), list)
}
