package secp256k1

import (
	"crypto/hmac"
	"crypto/sha256"

	"jwkmint/wasm/internal/field"
)

// Sign returns an ECDSA signature (FIPS 186-5 section 6.4.1) over digest by the
// private number d, with the deterministic nonce of RFC 6979 for SHA-256, so
// that no weak random number gives d away. s is the lower of the two that
// verify: some verifiers take no other. All are big-endian and Size bytes long;
// so must the digest be, which SHA-256 gives. ok is false when d or the digest
// has another length, or d is zero or not below the order of the curve.
func Sign(d, digest []byte) (r, s []byte, ok bool) {
	key, okKey := order.Element(d)
	e, okDigest := order.Reduce(digest)
	if !okKey || !okDigest || field.IsZero(key) {
		return nil, nil, false
	}
	for nonces := newNonces(d, order.Bytes(e)); ; {
		text := nonces.next()
		k, ok := order.Element(text)
		if !ok || field.IsZero(k) {
			continue
		}
		x, _ := affine(times(basePoint(), text))
		rn, _ := order.Reduce(x)
		sn := order.Mul(order.Invert(k), order.Add(e, order.Mul(rn, key)))
		if field.IsZero(rn) || field.IsZero(sn) {
			continue
		}
		return order.Bytes(rn), order.Bytes(lower(sn)), true
	}
}

// lower returns s or, when that is less, the order less s.
func lower(s field.Element) field.Element {
	negative := order.Sub(order.Small(0), s)
	a, b := order.Bytes(s), order.Bytes(negative)
	for i := range a { // a signature is no secret
		if a[i] != b[i] {
			if a[i] > b[i] {
				return negative
			}
			break
		}
	}
	return s
}

// nonces is the generator of RFC 6979 section 3.2.
type nonces struct {
	k, v  []byte
	again bool
}

func newNonces(d, digest []byte) *nonces {
	n := &nonces{k: make([]byte, sha256.Size), v: make([]byte, sha256.Size)}
	for i := range n.v {
		n.v[i] = 1
	}
	for _, step := range []byte{0, 1} {
		n.k = n.mac(n.v, []byte{step}, d, digest)
		n.v = n.mac(n.v)
	}
	return n
}

func (n *nonces) next() []byte {
	if n.again {
		n.k = n.mac(n.v, []byte{0})
		n.v = n.mac(n.v)
	}
	n.again = true
	n.v = n.mac(n.v)
	return n.v
}

func (n *nonces) mac(parts ...[]byte) []byte {
	h := hmac.New(sha256.New, n.k)
	for _, part := range parts {
		h.Write(part)
	}
	return h.Sum(nil)
}
