package doctor

import (
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// keyID looks whether the token's kid leads to the key that signed.
func keyID(c *Case, r *report) {
	kid := text(c.Token.Members, "kid")
	if value, there := c.Token.Members["kid"]; there && value != nil && kid == "" && value != "" {
		r.grave("kid_type", "The header's kid is no text.", "Write it as a string, in quotes.")
		return
	}
	known := slices.ContainsFunc(c.Keys, func(k Registered) bool { return k.KID != "" })
	first := map[string]key.Material{}
	for _, k := range c.Keys {
		if first[k.KID] == nil {
			first[k.KID] = k.Material
		}
		if k.KID != "" && !key.SamePublic(k.Material, first[k.KID]) {
			r.grave("kid_twice", "Two of the registered keys have the same key ID.", "Give each key an ID of its own: its thumbprint is one.")
			break
		}
	}
	switch at := named(c); {
	case kid == "" && kidNeeded(c, at):
		r.say("kid_missing", "The header has no kid, by which a server that has several keys finds the right one.",
			"Put the kid of the registered key into the header.", c.known() && !c.Vendor.Header.KIDAdvised)
	case kid == "" || !known:
	case at < 0:
		unknownKID(c, r, kid)
	case r.signer >= 0 && at != r.signer && !key.SamePublic(c.Keys[at].Material, c.Keys[r.signer].Material):
		r.grave("kid_of_another", "The kid is that of another registered key than the one that signed.",
			"Name the kid of the key that signs.")
	}
}

// kidNeeded reports whether a token without a kid may be refused: a system that is
// known says so, or advises one. Of others, those with several keys may not find the right
// one. Where it is advice, the header can name the key, the key at, by its certificate.
func kidNeeded(c *Case, at int) bool {
	if c.known() {
		return c.Vendor.Header.KID && (at < 0 || !c.Vendor.Header.KIDAdvised)
	}
	return at < 0 && slices.ContainsFunc(c.Keys, func(k Registered) bool { return !key.SamePublic(k.Material, c.Keys[0].Material) })
}

// unknownKID says in which way a kid that leads nowhere is almost right.
func unknownKID(c *Case, r *report, kid string) {
	const mend = "Take the kid exactly as it is registered."
	for _, k := range c.Keys {
		switch {
		case k.KID == "":
		case strings.EqualFold(k.KID, kid):
			r.grave("kid_unknown", "The kid is not in the set: it differs from a registered one in its capitals.", mend)
			return
		case strings.TrimSpace(k.KID) == strings.TrimSpace(kid), strings.TrimRight(kid, "=") == k.KID:
			r.grave("kid_unknown", "The kid is not in the set: it differs from a registered one in white space or padding.", mend)
			return
		}
	}
	for _, k := range c.Keys {
		sum := jose.Thumbprint(k.Material)
		spelled := strings.ToLower(strings.ReplaceAll(kid, ":", ""))
		if spelled == hex.EncodeToString(sum[:]) || kid == base64.StdEncoding.EncodeToString(sum[:]) || kid == base64.RawURLEncoding.EncodeToString(sum[:]) {
			r.grave("kid_unknown", "The kid is not in the set: it is a thumbprint of a registered key, under which that is not registered.", mend)
			return
		}
	}
	if c.Unread > 0 { // it may be that of one of those
		r.mild("kid_unread", "The kid is not that of a key that can be read here, and what is registered has more.", "Look for the kid in the set, and whether that key is one that the server knows.")
		return
	}
	r.grave("kid_unknown", "The kid is not in the set.",
		"Register the key under this kid, or name one of the set; a server may keep an old copy of a published set for hours.")
}

// keyUse looks whether the registered key may sign.
func keyUse(c *Case, r *report) {
	at := meant(c, r)
	switch {
	case at < 0:
	case c.Keys[at].Use == jose.UseEnc:
		r.grave("use_enc", "The key is registered for encryption: its use is enc.", "Register it with use sig, or take the one that has it.")
	case len(c.Keys[at].KeyOps) > 0 && !slices.Contains(c.Keys[at].KeyOps, "verify") && !slices.Contains(c.Keys[at].KeyOps, "sign"):
		r.grave("use_enc", "The key is not registered for signatures: its key_ops do not have verify.", "Register it with use sig, or with verify in key_ops.")
	}
}

// keyAlgorithm compares the algorithm of the JWK with that of the token.
func keyAlgorithm(c *Case, r *report) {
	at := meant(c, r)
	alg := text(c.Token.Members, "alg")
	if strings.HasPrefix(alg, "HS") && at >= 0 && c.Keys[at].Material.Kty() != key.KtyOct {
		return // alg_secret says it
	}
	if strings.EqualFold(alg, "none") {
		return // alg_none says it
	}
	if at < 0 || c.Keys[at].Alg == "" || alg == "" || strings.EqualFold(c.Keys[at].Alg, alg) || c.Keys[at].Alg == r.signedBy {
		return // of which the last is said to be wrong in the header
	}
	registered := c.Keys[at].Alg
	message := "The key is registered with an alg that is not the token's."
	switch known := jose.Algorithms(c.Keys[at].Material, jose.UseSig, nil); {
	case !slices.Contains(known, alg) || !slices.Contains(known, registered):
	case jose.IsEdDSA(alg):
		message = "The key is registered with an alg that is not the token's: " + registered + " and " + alg + " mean the same here, but servers compare the names."
	default:
		message = "The key is registered for " + registered + ", and the token is signed by " + alg + "."
	}
	r.grave("alg_differs", message, "Let both be the same: sign by the registered algorithm, or register the other one.")
}

// meant is the key that signed, else the one that the token names, else the
// only one; -1 for none.
func meant(c *Case, r *report) int {
	switch at := named(c); {
	case r.signer >= 0:
		return r.signer
	case at >= 0:
		return at
	case len(c.Keys) == 1:
		return 0
	}
	return -1
}
