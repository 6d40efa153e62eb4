package doctor

import (
	"slices"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/signer"
)

func encoding(c *Case, r *report) {
	if c.Token.JSON {
		r.grave("not_compact", "The token is in JSON form.", "Send the compact form: three parts with dots between.")
	}
	if c.Token.Padded || c.Token.Standard {
		r.grave("base64", "The token is written in ordinary base64, with padding or with + and /.",
			"Write its three parts in base64url without padding.")
	}
}

func algorithm(c *Case, r *report) {
	alg := text(c.Token.Members, "alg")
	switch right := capitals(c, alg); {
	case alg == "":
		r.grave("alg_missing", "The header has no alg, or one that is no text.", "Name the algorithm that the key signs by.")
	case strings.EqualFold(alg, "none"):
		r.grave("alg_none", "The token is not signed: its alg is none.", "Sign it with the private key.")
	case strings.HasPrefix(alg, "HS"):
		if c.hasSecret() {
			return // which is right where a secret is registered
		}
		r.say("alg_secret", "The token is signed with a shared secret, which is client_secret_jwt.",
			"For private_key_jwt sign it with the private key, by an algorithm such as RS256 or ES256.",
			len(c.Keys) > 0 || c.known()) // else the secret may be what is registered
	case right != "":
		r.grave("alg_capitals", "The alg in the header differs from "+right+" in its capitals.", "Write "+right+": servers compare the names to the letter.")
	case c.Vendor != nil && slices.Contains(c.Vendor.Older, alg):
		r.mild("alg_older", "Older pages of "+c.Vendor.Name+" name "+alg+", by which this token is signed; newer ones name "+fault.InWords(c.Vendor.Algorithms)+".",
			"Where nothing else is wrong, sign by the newer one.")
	case c.Vendor != nil && !c.Vendor.Takes(alg):
		r.grave("alg_vendor", c.Vendor.Name+" takes "+fault.InWords(c.Vendor.Algorithms)+", and this token is signed by another algorithm.",
			"Sign by one of these.")
	}
}

// hasSecret reports whether a secret is registered.
func (c *Case) hasSecret() bool {
	return slices.ContainsFunc(c.Keys, func(k Registered) bool { return k.Material.Kty() == key.KtyOct })
}

// capitals is the algorithm of a registered key or of the vendor from which alg
// differs in its capitals alone; "" for none.
func capitals(c *Case, alg string) string {
	var names []string
	if c.Vendor != nil {
		names = append(names, c.Vendor.Algorithms...)
	}
	for _, k := range c.Keys[:min(len(c.Keys), signer.MaxTried)] {
		names = append(names, jose.Algorithms(k.Material, jose.UseSig, nil)...)
	}
	if slices.Contains(names, alg) {
		return ""
	}
	if i := slices.IndexFunc(names, func(name string) bool { return strings.EqualFold(name, alg) }); i >= 0 {
		return names[i]
	}
	return ""
}

// signature finds the key that signed, and the ways in which a right key signs
// wrongly.
func signature(c *Case, r *report) {
	if len(c.Keys) == 0 {
		r.unchecked = append(r.unchecked, "The signature and the key ID: give the key that is registered.")
		return
	}
	if strings.EqualFold(text(c.Token.Members, "alg"), "none") {
		return // which is said already
	}
	if c.Token.Shortened && (c.Token.Damaged || len(c.Token.Signatures) == 0) {
		r.grave("signature_cut", "The token was shortened where it was copied: dots or a word stand there for its rest.", "Take the whole token.")
		return
	}
	if c.Token.Damaged {
		r.grave("signature_damaged", "The token's signature is no base64url: it was cut or changed on its way.", "Take the whole token again.")
		return
	}
	if len(c.Token.Signatures) == 0 {
		r.grave("signature_missing", "The token has no signature.", "Sign it with the private key.")
		return
	}
	var first []int
	if at := named(c); at >= 0 {
		first = []int{at}
	}
	keys := make([]*key.Key, len(c.Keys))
	for i, k := range c.Keys {
		keys[i] = &key.Key{Material: k.Material}
	}
	v := signer.Find(c.Token.Token, keys, first)
	switch v.How {
	case signer.WithPublicKey, signer.WithPrivateKey: // it is signed with a secret, which is said already
		return
	case signer.InDER:
		r.grave("signature_der", "The right key signed, but the signature is in DER, as OpenSSL writes it.",
			"Write r and s one after the other, each at the full length of the curve (JWS, IEEE P1363).")
	case signer.OtherSalt:
		r.grave("signature_salt", "The right key signed, but the salt of its RSASSA-PSS signature is not as long as its digest, which JOSE asks for.",
			"Set the salt length of the library to that of the digest.")
	case signer.OtherDigest:
		r.grave("signature_digest", "The right key signed, but over the "+v.Alg+" of the text, which no algorithm of such a key takes.",
			"Sign by the algorithm of the key, and name that: of P-256 it is ES256, of P-384 ES384, of P-521 ES512.")
	case signer.AsText:
		r.grave("signature_text", "The right key signed, but the signature was first written in hexadecimal or base64, and that text encoded once more.",
			"Take base64url of the signature's bytes.")
	case signer.WithSecretText:
		r.grave("secret_text", "The right secret signed, but as text on one side and as the bytes that this text stands for on the other.",
			"Use the bytes that k of the JWK stands for.")
	case signer.ByAnother:
		alg := text(c.Token.Members, "alg")
		if right := capitals(c, alg); alg == "" || right == v.Alg || jose.IsEdDSA(right) && jose.IsEdDSA(v.Alg) {
			break // which is said already
		}
		r.signedBy = v.Alg
		r.grave("alg_wrong", "The right key signed by "+v.Alg+", and the header names another algorithm.",
			"Write "+v.Alg+" there, or sign by what stands there, if it is an algorithm of such a key.")
	}
	if fault, action := v.Fault(); fault != "" {
		r.grave("signature_odd", "The right key signed, but "+fault+".", action)
	}
	if r.signer = v.Signer; r.signer >= 0 {
		return
	}
	alg := text(c.Token.Members, "alg")
	if strings.HasPrefix(alg, "HS") && !c.hasSecret() {
		return // the algorithm is what is wrong, and that is said
	}
	cannot := v.Able < 0 && slices.ContainsFunc(c.Keys, func(k Registered) bool {
		return slices.Contains(jose.Algorithms(k.Material, jose.UseSig, nil), alg)
	})
	if v.Able >= 0 && signer.IsCut(c.Token.Token, keys[v.Able].Material) {
		r.grave("signature_cut", "The token's signature is shorter than one by the key: it was cut, and nobody can tell who made it.", "Take the whole token again.")
		return
	}
	switch at := named(c); {
	case cannot:
		r.unchecked = append(r.unchecked, "The signature: keys of this kind cannot be verified here.")
	case c.Unread > 0 && at < 0:
		r.unchecked = append(r.unchecked, "The signature by all of the keys: those that can be read did not make it, and there are others.")
	case !v.Tried:
		r.unchecked = append(r.unchecked, "The signature by all of the keys: "+strconv.Itoa(signer.MaxTried)+" were tried, and none of them made it.")
	case at >= 0 && typeFor(alg) != "" && typeFor(alg) != c.Keys[at].Material.Kty():
		r.grave("other_key", "The token names a registered key of another type than its alg is for.",
			"Name the key that signs, and register its public half under that name.")
	case at >= 0:
		r.grave("other_key", "The token names a registered key, but another key signed it, or it was changed on its way.",
			"Sign with the private half of the registered key, or register the public half of the one that signs.")
	default:
		r.grave("other_key", "None of the registered keys signed this token.",
			"Register the public half of the key that signs, or sign with the private half of a registered one.")
	}
}

// typeFor is the type of the keys that sign by an algorithm (RFC 7518 section 3.1, RFC 8037);
// "" for a name that is not known.
func typeFor(alg string) string {
	switch alg[:min(len(alg), 2)] {
	case "RS", "PS":
		return key.KtyRSA
	case "ES":
		return key.KtyEC
	case "Ed":
		return key.KtyOKP
	}
	return ""
}

// named is the index of the registered key that the token names: by its ID, or
// without one by its certificate; -1 for none.
func named(c *Case) int {
	if kid := text(c.Token.Members, "kid"); kid != "" {
		return slices.IndexFunc(c.Keys, func(k Registered) bool { return k.KID == kid })
	}
	return slices.IndexFunc(c.Keys, func(k Registered) bool {
		return len(k.Chain) > 0 && hasThumbprint(c.Token, k.Chain[0])
	})
}
