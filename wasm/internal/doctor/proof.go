package doctor

import (
	"slices"
	"strings"
	"time"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// dpopProof is the name of a DPoP proof among the kinds of tokens.
const dpopProof = "a DPoP proof"

// maxProofAge is how old a proof may be before it is said: servers take some minutes at most
// (RFC 9449 section 11.1).
const maxProofAge = 5 * time.Minute

// proof looks at a DPoP proof (RFC 9449 sections 4.2 and 4.3), which carries its key.
func proof(c *Case, r *report) {
	t := c.Token
	if t.Members != nil && t.typ() != "dpop+jwt" {
		r.grave("typ", "By its claims this is a DPoP proof, and its typ is not dpop+jwt.", "Write dpop+jwt there.")
	}
	alg := text(t.Members, "alg")
	keys, _, err := jose.Parse(t.JWK)
	switch {
	case t.Members == nil:
		openly(c, r)
	case strings.EqualFold(alg, "none") || strings.HasPrefix(alg, "HS"):
		r.grave("alg_secret", "The proof is not signed with a private key.", "Sign it by an algorithm such as ES256.")
	case len(t.JWK) == 0:
		r.grave("jwk_missing", "The header has no jwk: a proof is verified by the key that it carries, and not by a kid.", "Put the public JWK there, whole.")
	case t.Laid:
		openly(c, r)
	case err != nil || len(keys) != 1:
		r.unchecked = append(r.unchecked, "The signature: the key in the header's jwk cannot be read.")
	default:
		own := Case{Token: t, Keys: []Registered{{Material: keys[0].Material}}} // nothing that is registered counts
		algorithm(&own, r)
		signature(&own, r)
		if r.signer >= 0 {
			r.signer = slices.IndexFunc(c.Keys, func(k Registered) bool { return key.SamePublic(k.Material, keys[0].Material) })
		}
		for i := range r.findings {
			if f := &r.findings[i]; f.Code == "other_key" {
				f.Message, f.Action = "The signature is not by the key in jwk.", "Sign with its private half, or put the public half of the key that signs there."
			}
		}
	}
	proofRequest(c, r)
	if iat, ok := instant(c, r, "iat"); !ok {
		if t.Claims["iat"] == nil {
			r.grave("iat_missing", "The claim iat is missing.", "Put the time there at which the proof is made, in seconds since 1970.")
		}
	} else if age := c.Now.Sub(iat); age < -skew {
		r.say("future", "The proof was made "+span(-age)+" in the future (iat).", "Set the clock of the machine that signs.", t.Claims["nonce"] == nil) // by which a server may tell the time
	} else if age > maxProofAge {
		r.mild("expired", "The proof was made "+span(age)+" ago (iat), and servers take some minutes at most.", "Make a new one right before each request.")
	}
	if text(t.Claims, "jti") == "" {
		r.grave("jti_missing", "The claim jti is missing or no text.", newID)
	}
}

// proofRequest looks at the request that a proof is for.
func proofRequest(c *Case, r *report) {
	htm, htu := text(c.Token.Claims, "htm"), text(c.Token.Claims, "htu")
	switch {
	case htm == "":
		r.grave("htm", "The claim htm is missing or no text.", "Put the method of the request there, such as POST.")
	case htm != strings.ToUpper(htm):
		r.mild("htm", "The claim htm is not in capitals.", "Write the method as the request has it, such as POST.")
	}
	switch address, _, _ := strings.Cut(htu, "?"); {
	case htu == "":
		r.grave("htu", "The claim htu is missing or no text.", "Put the address of the request there.")
	case strings.ContainsAny(htu, "?#"):
		r.mild("htu", "The claim htu has a query or a fragment.", "Write the address without what begins with ? or # (RFC 9449 section 4.2).")
	case c.Endpoint != "" && address != c.Endpoint:
		how := nearly(htu, c.Endpoint)
		if how == "" {
			how = "the proof is for another address."
		}
		r.mild("htu", "The claim htu is not the token endpoint that you typed: "+how, "Where the proof goes there, put that address there, to the letter.")
	}
}

// isProof reports whether the token is a DPoP proof, which may have the iss and sub of an
// assertion too.
func (t *Token) isProof() bool {
	return t.kind() == dpopProof || t.typ() == "dpop+jwt" && t.Claims["htm"] != nil
}
