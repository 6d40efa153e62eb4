package signer

import (
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// flatten turns an ECDSA signature in DER (RFC 3279 section 2.2.3) into
// r and s of size bytes each (RFC 7518 section 3.4). It reports false for what
// is no such signature.
func flatten(der []byte, size int) ([]byte, bool) {
	input := cryptobyte.String(der)
	var pair cryptobyte.String
	var r, s big.Int
	if !input.ReadASN1(&pair, asn1.SEQUENCE) || !input.Empty() ||
		!pair.ReadASN1Integer(&r) || !pair.ReadASN1Integer(&s) || !pair.Empty() ||
		r.Sign() <= 0 || s.Sign() <= 0 || r.BitLen() > 8*size || s.BitLen() > 8*size {
		return nil, false
	}
	flat := make([]byte, 2*size)
	r.FillBytes(flat[:size])
	s.FillBytes(flat[size:])
	return flat, true
}
