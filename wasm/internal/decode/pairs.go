package decode

import (
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/literal"
)

// ktys are the values of kty (RFC 7518 section 6.1, RFC 8037 section 2, RFC 9964 section 3).
var ktys = []string{"EC", "RSA", "OKP", "oct", "AKP"}

// errPairs refuses a JWK of which a member is written in another way than the others.
var errPairs = malformed("the members of this JWK are not all written alike, or not whole")

// readPairs reads JWKs whose members are written one by one: in calls, cells, elements. It
// reports whether that gave a key, or is where one is.
func (r *reader) readPairs(text []byte) bool {
	if len(text) > maxInside || !isJWKText(text) {
		return false
	}
	objects, broken := literal.FromPairs(text, "kty", ktys, jose.IsMember)
	if len(objects) == 0 && !broken {
		return false
	}
	sub := r.anew(text, func(sub *reader, _ []byte) {
		for _, o := range objects {
			sub.literal(o, []literal.Repair{literal.Pairs}, func() {})
		}
	})
	if broken {
		sub.skip("JWK", errPairs)
	}
	if len(sub.parts) == 0 && r.found() {
		return false
	}
	r.take(sub)
	return true
}
