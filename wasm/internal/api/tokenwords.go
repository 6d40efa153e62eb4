package api

import (
	"bytes"
	"encoding/base64"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/digest"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/signer"
	"jwkmint/wasm/internal/token"
)

// summary is what there is to say of a token: who signed it, then what in its
// header or its writing will make the other side refuse it.
func (c *tokenCase) summary() string {
	words := []string{c.bySignature()}
	switch {
	case c.bound():
		text := "It is bound to this key, by its cnf (RFC 7800): who holds it proves that by this key"
		if c.signs() && c.v.Signer < 0 {
			text += ", and its issuer signs it"
		}
		words = append(words, text+".")
	case c.holder.JKT != "":
		words = append(words, "By its cnf (RFC 7800) it is bound to a key that is not "+c.w.yours()+".")
	}
	if c.v.Signer >= 0 {
		words = append(words, c.aboutAlgorithm())
	}
	words = append(words, c.aboutCertificate(), c.aboutChain(), c.aboutOwnKey(), c.aboutAddress(), c.aboutWriting())
	if c.Detached && c.v.Signer >= 0 {
		words = append(words, "Its content is not in it: what stands beside it is what was signed (RFC 7515 appendix F).")
	}
	if c.Critical {
		words = append(words, token.AboutCritical)
	}
	if !c.v.Tried {
		words = append(words, "Only "+strconv.Itoa(signer.MaxTried)+" of the keys were tried.")
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// bySignature is the first sentence.
func (c *tokenCase) bySignature() string {
	kid := c.w.headers[c.e].kid
	names := c.KID != "" && c.KID == kid
	switch c.v.How {
	case signer.Rightly:
		return "This token was signed by this key" + c.butNames()
	case signer.InDER:
		half := 0
		if ec, ok := c.e.Material.(*key.EC); ok {
			half = key.CurveBytes(ec.Curve)
		}
		return "This token was signed by this key" + c.butNames() + " But its signature is in DER, and JOSE wants r and s of " + strconv.Itoa(half) +
			" bytes each, one after the other (RFC 7518 section 3.4): it will be refused. Most libraries have a setting for it, called IEEE P1363, raw or JOSE."
	case signer.ByAnother:
		return "This token was signed by this key" + c.butNames() + " But it was signed by " + c.v.Alg + ", and its header " + c.saysAlg() + ": it will be refused."
	case signer.OtherSalt:
		return "This token was signed by this key" + c.butNames() + " But the salt of its RSASSA-PSS signature has another length than its digest, which JOSE asks for (RFC 7518 section 3.5): most sides refuse it. Libraries have a setting for it, the salt length: take that of the digest."
	case signer.OtherDigest:
		return "This token was signed by this key" + c.butNames() + " But " + c.overDigest() + ": it will be refused."
	case signer.AsText:
		return "This token was signed by this key" + c.butNames() + " But its signature was first written as text, in hexadecimal or base64, and that text in base64url: it will be refused. It must be the base64url of the signature's bytes."
	case signer.WithSecretText:
		return "This token was signed with this secret" + c.butNames() + " But one side took the text of the secret, in base64 or hexadecimal, and the other the bytes that it stands for: it will be refused where the bytes of this JWK count."
	case signer.WithPublicKey:
		return "This token was not signed by this key, but by " + shownAlg(c.Alg) + " with " + c.v.Alg + " as secret: anybody can make such a token. A side that takes it confuses the algorithms."
	case signer.WithPrivateKey:
		return "This token was not signed by this key, but by " + shownAlg(c.Alg) + " with " + c.v.Alg + " as secret: who has the public key cannot verify it. Name an algorithm of the key where it is signed, as some libraries take HS256 where none is named."
	}
	if fault, action := c.v.Fault(); fault != "" {
		return "This token was signed by this key" + c.butNames() + " But " + fault + ": it will be refused. " + action
	}
	switch {
	case strings.EqualFold(c.Alg, "none"):
		return "This token is not signed at all: its alg is none, so anybody can have made it." + c.naming()
	case c.Damaged && c.Shortened:
		return "Whether this key signed this token cannot be told." + c.naming() + c.lacksSignature()
	case c.Damaged:
		return "Whether this key signed this token cannot be told: its signature is no base64, so it was cut or changed on its way." + c.naming()
	case c.Detached && len(c.Signatures) > 0 && c.v.Able >= 0:
		return "Whether this key signed this token cannot be told: its content is missing, which stands elsewhere (RFC 7515 appendix F)." + c.naming()
	case len(c.Signatures) > 0 && c.v.Able >= 0:
		want, got := c.lengths()
		text := "The signature of this token has " + strconv.Itoa(got) + " bytes, and one by this key has " + strconv.Itoa(want)
		switch {
		case c.cut():
			return text + ": it may have been cut, so that nobody can tell whether this key made it." + c.naming()
		case got != want:
			return c.notSigned(names) + " " + text + "."
		}
		return c.notSigned(names)
	case len(c.Signatures) > 0 && c.isFor(c.e):
		return "Whether this key signed this token cannot be told: signatures by a key such as this, " + key.Title(c.e.Material) + ", cannot be verified here." + c.naming()
	case len(c.Signatures) > 0:
		return c.unverified(names)
	case names:
		text := "The header names this key's ID"
		switch alg := c.w.headers[c.e].alg; {
		case c.Alg == "":
			text += ", but no algorithm."
		case alg == "":
			text += ". It says an algorithm, and the JWK none."
		case c.Alg == alg:
			text += " and algorithm."
		default:
			text += ", but another algorithm."
		}
		return text + c.lacksSignature()
	case c.named != nil:
		return "The header names this key's certificate." + c.lacksSignature()
	case c.KID == "":
		return "The header names no key ID." + c.lacksSignature()
	}
	return "The header names another key ID." + c.lacksSignature()
}

func (c *tokenCase) lacksSignature() string {
	if c.Shortened {
		return " The token was shortened: dots or a word stand there for its rest, so that no signature was checked."
	}
	switch c.Parts {
	case 1:
		return " No signature was checked: none was found beside the header."
	case 2, 3:
		return " The token carries no signature."
	case 4:
		return " The token's end is missing, so that no signature was checked."
	}
	return ""
}

// overDigest is of a signature over a digest that no algorithm of the key has.
func (c *tokenCase) overDigest() string {
	switch ec, ok := c.e.Material.(*key.EC); {
	case c.Alg == "RS1":
		return "RS1 is RSASSA-PKCS1-v1_5 over the SHA-1, which JOSE prohibits"
	case ok && c.Alg == digestAlgs[c.v.Alg]:
		return shownAlg(c.Alg) + " is for keys on another curve (RFC 7518 section 3.4), and this one is on " + ec.Curve
	}
	if c.Alg == "" {
		return "its signature is over the " + c.v.Alg + " of the text, and its header names no algorithm"
	}
	return "its signature is over the " + c.v.Alg + " of the text, and " + shownAlg(c.Alg) + " is over another digest"
}

// digestAlgs are the algorithms of ECDSA by their digests.
var digestAlgs = map[string]string{"SHA-256": "ES256", "SHA-384": "ES384", "SHA-512": "ES512"}

// butNames ends a sentence about the signer with what the header's kid says.
func (c *tokenCase) butNames() string {
	kid := c.w.headers[c.e].kid
	switch {
	case c.KIDNotText:
		return ". But its header's kid is no string, as which it is looked for (RFC 7515 section 4.1.4): the other side will not find the key, or refuse the token."
	case c.needsNoKID():
		return "."
	case c.KID == "" && kid == "":
		return ". Neither its header nor the JWK has a kid: where several keys are registered, both need one."
	case c.KID == kid:
		return ", and names its key ID."
	case c.KID == "":
		return ". Its header has no kid: where several keys are registered, it needs one."
	case strings.HasPrefix(c.KID, "did:"):
		if k := readJWK([]byte(c.KID)); k != nil && key.SamePublic(k.Material, c.e.Material) {
			return ", and its key ID is a DID that is made of it."
		}
		return ". Its key ID is a DID: the other side takes the key that the document of that has."
	case c.named != nil && c.named != c.e && c.w.headers[c.named].kid == c.KID && c.named.group != c.e.group:
		return ", but its header names another key ID, that of key " + strconv.Itoa(c.w.place[c.named]) + ": the other side will take that key, and refuse the token."
	case strings.EqualFold(c.KID, kid):
		return ", but its header names another key ID: the capitals differ, and the other side will not find the key."
	}
	if m, ok := digest.Find(c.e.Key, digest.Read(c.KID)); ok && m.Certificate <= 1 {
		return ", but its header names another key ID, " + m.What + ": the other side will find the key only if it knows it by that."
	}
	return ", but its header names another key ID: the other side will not find the key."
}

// needsNoKID reports whether the header names the key by its certificate, or carries it.
func (c *tokenCase) needsNoKID() bool {
	return c.KID == "" && !c.KIDNotText && (c.X5T != "" || c.X5TS256 != "" || len(c.X5C) > 0 || c.own != nil)
}

func (c *tokenCase) notSigned(names bool) string {
	if names {
		return "This token names this key's ID, but was signed by another key or changed on its way."
	}
	if len(c.w.groups) > 1 {
		return "This token was not signed by this key, nor by another one of yours, or it was changed on its way."
	}
	return "This token was not signed by this key, or it was changed on its way."
}

// unverified is of a signature that no key could have made.
func (c *tokenCase) unverified(names bool) string {
	text := "The header names another key ID."
	switch {
	case names && strings.HasPrefix(c.Alg, "HS"):
		return "The header names this key's ID, but its algorithm " + shownAlg(c.Alg) + " signs with a shared secret, which this key is not, and none of the texts of this key that were tried is that secret."
	case names && c.Alg == "":
		text = "The header names this key's ID, but no algorithm."
	case names:
		text = "The header names this key's ID, but its algorithm " + shownAlg(c.Alg) + " is none of this key's."
	case c.named != nil:
		text = "The header names this key's certificate, but its algorithm is none of this key's."
	case c.KID == "":
		text = "The header names no key ID."
	}
	return text + " The signature was not checked: its algorithm does not fit this key."
}

func (c *tokenCase) naming() string {
	if c.named == nil {
		return ""
	}
	return " Its header names this key all the same."
}

// lengths are how long a signature by the key should be and the token's is, in bytes; 0
// where one has the right length or that is not known.
func (c *tokenCase) lengths() (want, got int) {
	if c.v.Able < 0 {
		return 0, 0
	}
	return signer.Lengths(c.Token, c.w.keys[c.v.Able].Material)
}

// cut reports whether a part of the signature may be missing.
func (c *tokenCase) cut() bool {
	return c.v.Able >= 0 && signer.IsCut(c.Token, c.w.keys[c.v.Able].Material)
}

// aboutAlgorithm compares the token's algorithm with that of the JWK.
func (c *tokenCase) aboutAlgorithm() string {
	alg := c.w.headers[c.e].alg
	switch {
	case alg == "" && c.w.headers[c.e].useOfAll() == jose.UseEnc && !c.withText():
		return "The JWK is for encryption: a side that goes by its use will refuse the token."
	case alg == "" || alg == c.Alg || c.withText():
		return ""
	case c.v.How == signer.ByAnother && alg == c.v.Alg:
		return "The JWK says " + alg + " too."
	case jose.IsEdDSA(alg) && jose.IsEdDSA(c.Alg):
		return "Its alg is " + shownAlg(c.Alg) + " and the JWK's " + alg + ": two names of one algorithm (RFC 9864), but a strict side compares them letter by letter."
	}
	if c.Alg == "" {
		return "" // that is said
	}
	return "Its alg is " + shownAlg(c.Alg) + " and the JWK's " + alg + ": a side that goes by the JWK will refuse it."
}

// aboutCertificate compares x5t and x5t#S256 with the key's certificate.
func (c *tokenCase) aboutCertificate() string {
	var words []string
	for _, m := range []struct{ name, value string }{{"x5t", c.X5T}, {"x5t#S256", c.X5TS256}} {
		if m.value == "" {
			continue
		}
		match, ok := digest.Find(c.e.Key, digest.Read(m.value))
		values := digest.Read(m.value)
		size := map[string]int{"x5t": 20, "x5t#S256": 32}[m.name]
		switch {
		case len(c.e.Chain) == 0:
			words = append(words, "Its "+m.name+" names a certificate, and none came with this key.")
		case ok && match.Certificate == 1 && len(values[match.Value].Bytes) == size && m.value == spell(values[match.Value].Bytes, digest.Value{Spelling: digest.Base64URL}):
		case ok && match.Certificate == 1 && values[match.Value].Wrapped:
			words = append(words, "Its "+m.name+" was made of the hexadecimal text of the digest: it must be the base64url of the bytes themselves.")
		case ok && match.Certificate == 1 && len(values[match.Value].Bytes) == size:
			words = append(words, "Its "+m.name+" is the digest of this key's certificate, but in "+values[match.Value].Spelling+": it must be base64url without padding.")
		case ok:
			words = append(words, "Its "+m.name+" is "+match.What+", and not what that member is for.")
		default:
			text := "Its " + m.name + " is not that of this key's certificate."
			if wrong, ok := digest.FindMistaken(c.e.Key, values); ok {
				text = "Its " + m.name + " is " + wrong.What + ". " + wrong.Mistake
			}
			words = append(words, text)
		}
	}
	return strings.Join(words, " ")
}

// aboutChain compares x5c with the key's certificate.
func (c *tokenCase) aboutChain() string {
	switch first, ok := c.x5cFirst(); {
	case c.X5CNotList:
		return token.AboutChain
	case len(c.X5C) == 0:
	case !ok:
		return "Its x5c has no base64: each certificate must be there as the base64 of its DER, with + and /, and without BEGIN and END (RFC 7515 section 4.1.6)."
	case len(c.e.Chain) > 0 && !bytes.Equal(first, c.e.Chain[0].Raw):
		return "The first certificate of its x5c is not that of this key here."
	}
	return ""
}

// x5cFirst is the first certificate of x5c, and reports whether it is in base64 as it should.
func (c *tokenCase) x5cFirst() ([]byte, bool) {
	if len(c.X5C) == 0 {
		return nil, false
	}
	first, err := base64.StdEncoding.DecodeString(c.X5C[0])
	return first, err == nil
}

// aboutOwnKey is about the jwk in the header.
func (c *tokenCase) aboutOwnKey() string {
	switch {
	case c.own == nil:
		return ""
	case c.own.Material.IsPrivate():
		return "Its header carries a private key (jwk): whoever sees the token has it. Make a new key."
	case key.SamePublic(c.own.Material, c.e.Material):
		return "Its header carries this very key (jwk)."
	case c.ownBy:
		return "Its header carries a key of its own (jwk), which signed it: that is another key than yours, " + jose.ThumbprintText(c.own.Material) + "."
	}
	return "Its header carries another key (jwk), " + jose.ThumbprintText(c.own.Material) + "."
}

func (c *tokenCase) aboutAddress() string {
	if c.JKU == "" {
		return ""
	}
	return "Its header says where the keys are to be fetched (jku): there the other side will look, if it trusts the address. This page opens no connection."
}

// aboutWriting names what is written otherwise than a token is (RFC 7515
// section 2): base64url without padding.
func (c *tokenCase) aboutWriting() string {
	switch {
	case c.Standard && c.Padded:
		return "It is in base64 with padding, and not in base64url: strict sides will refuse it." + c.signedOtherwise()
	case c.Standard:
		return "It is in base64 with + and /, and not in base64url: strict sides will refuse it." + c.signedOtherwise()
	case c.Padded:
		return "It is padded with =, which tokens must not be: strict sides will refuse it." + c.signedOtherwise()
	}
	return ""
}

func (c *tokenCase) signedOtherwise() string {
	if c.v.Plain {
		return " The signature is over the text as it should be."
	}
	return ""
}

// saysAlg completes "its header".
func (c *tokenCase) saysAlg() string {
	if c.Alg == "" {
		return "names no algorithm"
	}
	return "says " + shownAlg(c.Alg)
}

// shownAlg is an algorithm's name as the token's header has it, made short.
func shownAlg(alg string) string {
	if r := []rune(shown(alg)); len(r) > 20 {
		return string(r[:20]) + "…"
	}
	return shown(alg)
}
