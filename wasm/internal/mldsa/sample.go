package mldsa

import "crypto/sha3"

// hash is so many bytes of SHAKE256 of the parts.
func hash(size int, parts ...[]byte) []byte {
	h := sha3.NewSHAKE256()
	for _, part := range parts {
		h.Write(part)
	}
	out := make([]byte, size)
	h.Read(out)
	return out
}

// expandMatrix is ExpandA (algorithm 32): transformed polynomials, row by row.
func (p *parameters) expandMatrix(rho []byte) []poly {
	matrix := make([]poly, p.k*p.l)
	for i := range matrix {
		h := sha3.NewSHAKE128()
		h.Write(rho)
		h.Write([]byte{byte(i % p.l), byte(i / p.l)})
		var block [168]byte
		for j := 0; j < degree; { // algorithm 30
			h.Read(block[:])
			for at := 0; at < len(block) && j < degree; at += 3 {
				x := uint32(block[at]) | uint32(block[at+1])<<8 | uint32(block[at+2]&0x7f)<<16
				if x < q {
					matrix[i][j] = x
					j++
				}
			}
		}
	}
	return matrix
}

// expandPrivate is ExpandS (algorithm 33): n polynomials of small coefficients,
// the first of which has that number.
func (p *parameters) expandPrivate(rho []byte, first, n int) []poly {
	v := make([]poly, n)
	for i := range v {
		h := sha3.NewSHAKE256()
		h.Write(rho)
		h.Write([]byte{byte(first + i), 0})
		var block [136]byte
		for j := 0; j < degree; { // algorithm 31
			h.Read(block[:])
			for at := 0; at < 2*len(block) && j < degree; at++ {
				z := uint32(block[at/2] >> (at % 2 * 4) & 15)
				switch {
				case p.eta == 2 && z < 15:
					v[i][j] = sub(2, z-z*205>>10*5) // z modulo 5
					j++
				case p.eta == 4 && z < 9:
					v[i][j] = sub(4, z)
					j++
				}
			}
		}
	}
	return v
}

// expandMask is ExpandMask (algorithm 34).
func (p *parameters) expandMask(rho []byte, kappa int) []poly {
	v := make([]poly, p.l)
	for i := range v {
		n := kappa + i
		packedMask := hash(packed(1, p.gamma1Bits+1), rho, []byte{byte(n), byte(n >> 8)})
		one, _ := unpackFrom(1, packedMask, 1<<p.gamma1Bits, p.gamma1Bits+1)
		v[i] = one[0]
	}
	return v
}

// sampleInBall makes a challenge of its hash (algorithm 29).
func (p *parameters) sampleInBall(challenge []byte) *poly {
	h := sha3.NewSHAKE256()
	h.Write(challenge)
	var eight [8]byte
	h.Read(eight[:])
	var c poly
	for n := range p.tau {
		i := degree - p.tau + n
		var j [1]byte
		for h.Read(j[:]); int(j[0]) > i; {
			h.Read(j[:])
		}
		c[i] = c[j[0]]
		c[j[0]] = 1
		if eight[n/8]>>(n%8)&1 == 1 {
			c[j[0]] = q - 1
		}
	}
	return &c
}
