package mldsa

import (
	"bytes"
	"crypto/sha3"
	"encoding/binary"
)

// What is drawn by rejection is taken from a stream that is long enough but with
// a probability below 2^-256, as appendix C allows; one that were not would end
// in a panic.
const (
	streamA = 894 // bytes
	streamS = 481
	streamC = 221
)

// hash is so many bytes of SHAKE256 of the parts.
func hash(size int, parts ...[]byte) []byte { return sha3.SumSHAKE256(bytes.Join(parts, nil), size) }

// expandMatrix is ExpandA (algorithm 32): transformed polynomials, row by row.
func (p *parameters) expandMatrix(rho []byte) vector {
	matrix := make(vector, 0, p.k*p.l*degree)
	for i := range p.k * p.l {
		stream := sha3.SumSHAKE128(append(rho[:32:32], byte(i%p.l), byte(i/p.l)), streamA)
		for len(matrix) <= i*degree+degree-1 { // algorithm 30
			if x := uint32(stream[0]) | uint32(stream[1])<<8 | uint32(stream[2]&0x7f)<<16; x < q {
				matrix = append(matrix, x)
			}
			stream = stream[3:]
		}
	}
	return matrix
}

// expandPrivate is ExpandS (algorithm 33): l and k polynomials of small
// coefficients.
func (p *parameters) expandPrivate(rho []byte) vector {
	bound := uint32(9)
	if p.eta == 2 {
		bound = 15
	}
	v := make(vector, 0, (p.l+p.k)*degree)
	for i := range p.l + p.k {
		stream := hash(streamS, rho, []byte{byte(i), 0})
		for at := 0; len(v) < (i+1)*degree; at++ { // algorithm 31
			z := uint32(stream[at/2] >> (at % 2 * 4) & 15)
			if z < bound {
				if p.eta == 2 {
					z -= z * 205 >> 10 * 5 // modulo 5
				}
				v = append(v, z)
			}
		}
	}
	return v.from(p.eta)
}

// expandMask is ExpandMask (algorithm 34).
func (p *parameters) expandMask(rho []byte, kappa int) vector {
	var text []byte
	for i := range p.l {
		n := kappa + i
		text = append(text, hash(packed(1, p.gamma1Bits+1), rho, []byte{byte(n), byte(n >> 8)})...)
	}
	return unpack(text, p.gamma1Bits+1, 1<<p.gamma1Bits)
}

// sampleInBall makes a challenge of its hash (algorithm 29), times factor and
// transformed.
func (p *parameters) sampleInBall(challenge []byte, factor uint32) vector {
	stream := hash(streamC, challenge)
	signs := binary.LittleEndian.Uint64(stream)
	c := make(vector, degree)
	at := 8
	for i := degree - p.tau; i < degree; at++ {
		if j := int(stream[at]); j <= i {
			c[i] = c[j]
			c[j] = factor + uint32(signs&1)*(q-2*factor)
			signs >>= 1
			i++
		}
	}
	return c.transform(forward)
}
