package mldsa

// power2Round splits t into t1·2^13 + t0 (algorithm 35).
func power2Round(t uint32) (t1, t0 uint32) {
	const half = 1 << (t0Bits - 1)
	t1 = (t + half - 1) >> t0Bits
	return t1, sub(t, t1<<t0Bits)
}

// decompose splits r into r1·2γ2 + r0 (algorithm 36), without a division, whose
// time would tell of r.
func (p *parameters) decompose(r uint32) (r1, r0 uint32) {
	r1 = (r + 127) >> 7
	if p.gamma2 == (q-1)/32 {
		r1 = (r1*1025 + 1<<21) >> 22 & 15
	} else {
		r1 = (r1*11275 + 1<<23) >> 24
		r1 &= (43-r1)>>31 - 1 // 44 is 0
	}
	return r1, sub(r, r1*2*p.gamma2)
}

// split is decompose of every coefficient.
func (p *parameters) split(w *poly) (high, low poly) {
	for j, r := range w {
		high[j], low[j] = p.decompose(r)
	}
	return high, low
}

// useHint mends the high part of r (algorithm 40).
func (p *parameters) useHint(hint byte, r uint32) uint32 {
	m := (q - 1) / (2 * p.gamma2)
	r1, r0 := p.decompose(r)
	switch {
	case hint == 0:
		return r1
	case r0 > 0 && r0 <= q/2:
		return (r1 + 1) % m
	}
	return (r1 + m - 1) % m
}
