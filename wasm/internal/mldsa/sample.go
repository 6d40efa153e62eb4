package mldsa

import (
	"bytes"
	"crypto/sha3"
	"encoding/binary"
)

// What is drawn by rejection is taken from a stream of fixed length, as appendix C
// allows: it is too short with a probability below 2^-256, and that would end in a
// panic.
const (
	streamA = 894 // bytes
	streamS = 481
	streamC = 221
)

// hash is so many bytes of SHAKE256 of the parts.
func hash(size int, parts ...[]byte) []byte { return sha3.SumSHAKE256(bytes.Join(parts, nil), size) }

// expandMatrix is ExpandA (algorithm 32): transformed polynomials, by rows.
func (k *Signer) expandMatrix(rho []byte) {
	for i := range k.k {
		for j := range k.l {
			stream := sha3.SumSHAKE128(append(rho[:32:32], byte(j), byte(i)), streamA)
			for at := j * degree; at < (j+1)*degree; stream = stream[3:] { // algorithm 30
				if x := uint32(stream[0]) | uint32(stream[1])<<8 | uint32(stream[2]&0x7f)<<16; x < q {
					k.matrix[i][at] = x
					at++
				}
			}
		}
	}
}

// expandPrivate is ExpandS (algorithm 33): n polynomials of small coefficients,
// the first of which has that number.
func (p *parameters) expandPrivate(v *vector, rho []byte, first, n int) {
	bound := byte(9)
	if p.eta == 2 {
		bound = 15
	}
	for i := range n {
		stream := hash(streamS, rho, []byte{byte(first + i), 0})
		at := i * degree
		for j := 0; at < (i+1)*degree; j++ { // algorithm 31
			z := stream[j/2] >> (j % 2 * 4) & 15
			if z < bound {
				if p.eta == 2 {
					z -= byte(int(z) * 205 >> 10 * 5) // modulo 5
				}
				v[at] = reduce(uint32(p.eta) + q - uint32(z))
				at++
			}
		}
	}
}

// expandMask is ExpandMask (algorithm 34).
func (p *parameters) expandMask(v *vector, rho []byte, kappa int) {
	var text []byte
	for n := kappa; n < kappa+p.l; n++ {
		text = append(text, hash(packed(1, p.zBits), rho, []byte{byte(n), byte(n >> 8)})...)
	}
	v.unpack(text, p.zBits, p.gamma1)
}

// sampleInBall makes a challenge of its hash (algorithm 29), times factor and
// transformed, for each polynomial of a vector.
func (p *parameters) sampleInBall(c *vector, challenge []byte, factor uint32) {
	stream := hash(streamC, challenge)
	signs := binary.LittleEndian.Uint64(stream)
	at := 8
	for i := degree - p.tau; i < degree; at++ {
		if j := int(stream[at]); j <= i {
			c[i] = c[j]
			c[j] = factor + uint32(signs&1)*(q-2*factor)
			signs >>= 1
			i++
		}
	}
	for i := range c {
		c[i] = c[i%degree]
	}
	c.transform(forward)
}
