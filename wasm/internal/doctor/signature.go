package doctor

import (
	"slices"
	"strings"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

func encoding(c *Case, r *report) {
	if c.Token.Loose {
		r.grave("base64", "The token is written in ordinary base64, with padding or with + and /.",
			"Write its three parts in base64url without padding.")
	}
}

func algorithm(c *Case, r *report) {
	alg := text(c.Token.Header, "alg")
	switch {
	case alg == "":
		r.grave("alg_missing", "The header has no alg.", "Name the algorithm that the key signs by.")
	case strings.EqualFold(alg, "none"):
		r.grave("alg_none", "The token is not signed: its alg is none.", "Sign it with the private key.")
	case strings.HasPrefix(alg, "HS"):
		r.grave("alg_secret", "The token is signed with a shared secret, which is client_secret_jwt.",
			"For private_key_jwt sign it with the private key, by an algorithm such as RS256 or ES256.")
	case c.Vendor != nil && !c.Vendor.Takes(alg):
		r.grave("alg_vendor", c.Vendor.Name+" takes "+strings.Join(c.Vendor.Algorithms, ", ")+", and this token is signed by another algorithm.",
			"Sign by one of these.")
	}
}

// signature finds the key that signed, and the ways in which a right key signs
// wrongly.
func signature(c *Case, r *report) {
	alg := text(c.Token.Header, "alg")
	if len(c.Keys) == 0 {
		r.unchecked = append(r.unchecked, "The signature and the key ID: give the key that is registered.")
		return
	}
	if len(c.Token.Signature) == 0 {
		r.grave("signature_missing", "The token has no signature.", "Sign it with the private key.")
		return
	}
	unknown := false
	for i, k := range c.Keys {
		ok, err := jose.Verify(k.Material, alg, c.Token.Input, c.Token.Signature)
		if ok {
			r.signer = i
			return
		}
		unknown = unknown || err != nil && slices.Contains(jose.Algorithms(k.Material, jose.UseSig, nil), alg)
	}
	for i, k := range c.Keys {
		if raw, ok := fromDER(k.Material, c.Token.Signature); ok && verifies(k.Material, c.Token.Input, raw) != "" {
			r.signer = i
			r.grave("signature_der", "The right key signed, but the signature is in DER, as OpenSSL writes it.",
				"Write r and s one after the other, each at the full length of the curve (JWS, IEEE P1363).")
			return
		}
		if by := verifies(k.Material, c.Token.Input, c.Token.Signature); by != "" {
			r.signer = i
			r.grave("alg_wrong", "The right key signed by "+by+", and the header names another algorithm.",
				"Let the header's alg and the signature agree.")
			return
		}
	}
	switch {
	case unknown:
		r.unchecked = append(r.unchecked, "The signature: keys of this kind cannot be verified here.")
	case named(c) >= 0:
		r.grave("other_key", "The token names a registered key, but another key signed it, or it was changed on its way.",
			"Sign with the private half of the registered key, or register the public half of the one that signs.")
	default:
		r.grave("other_key", "None of the registered keys signed this token.",
			"Register the public half of the key that signs, or sign with the private half of a registered one.")
	}
}

// verifies gives the algorithm by which the key made the signature, "" for none.
func verifies(m key.Material, input, signature []byte) string {
	for _, alg := range jose.Algorithms(m, jose.UseSig, nil) {
		if ok, err := jose.Verify(m, alg, input, signature); ok && err == nil {
			return alg
		}
	}
	return ""
}

// fromDER turns an ECDSA signature in DER (RFC 3279 section 2.2.3) into that of
// JWS.
func fromDER(m key.Material, der []byte) ([]byte, bool) {
	ec, ok := m.(*key.EC)
	if !ok {
		return nil, false
	}
	input := cryptobyte.String(der)
	var pair cryptobyte.String
	if !input.ReadASN1(&pair, asn1.SEQUENCE) || !input.Empty() {
		return nil, false
	}
	size := key.CurveBytes(ec.Curve)
	raw := make([]byte, 2*size)
	for i := range 2 {
		var number []byte
		if !pair.ReadASN1Integer(&number) || len(number) > size {
			return nil, false
		}
		copy(raw[(i+1)*size-len(number):], number)
	}
	return raw, pair.Empty()
}

// named is the index of the registered key whose ID the token names, -1 for
// none.
func named(c *Case) int {
	kid := text(c.Token.Header, "kid")
	if kid == "" {
		return -1
	}
	return slices.IndexFunc(c.Keys, func(k Registered) bool { return k.KID == kid })
}
