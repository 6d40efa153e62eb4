package jose

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
)

var ktys = []string{key.KtyRSA, key.KtyEC, key.KtyOKP, key.KtyAKP, key.KtyOct}

// kty reads the key type. One in other capitals, or with Azure Key Vault's ending
// for keys in its HSM, is taken for what it must be. Where it is missing, the
// other members tell.
func (p *parser) kty() (string, error) {
	if !p.has("kty") {
		if kty := impliedKty(p.list); kty != "" {
			p.mend("kty", repair{one: "was missing (the other members are those of " + kty + ")"})
			return kty, nil
		}
	}
	text, ok := p.text("kty")
	if !ok {
		return "", fault.New(fault.Malformed, "the member kty is missing or not a string")
	}
	if slices.Contains(ktys, text) {
		crv, _ := p.text("crv")
		// A point of EC has a y, and no other has.
		if other := curves[crv]; other != "" && other != text && (text == key.KtyEC || text == key.KtyOKP) && p.has("y") == (other == key.KtyEC) {
			p.mend("kty", repair{one: "was " + text + ", to which " + crv + " does not belong"})
			return other, nil
		}
		return text, nil
	}
	bare, hsm := text, false
	if end := len(text) - len("-HSM"); end > 0 && strings.EqualFold(text[end:], "-HSM") {
		bare, hsm = text[:end], true
	}
	for _, kty := range ktys {
		if !strings.EqualFold(bare, kty) {
			continue
		}
		if hsm {
			// Azure shows the public half, which a symmetric key does not have.
			if kty == key.KtyOct && !p.has("k") {
				return "", fault.New(fault.NotAKey, "a symmetric key whose bytes are in an HSM of Azure").
					WithHint("They never leave the HSM: let Azure Key Vault do what needs this key.")
			}
			p.mend("kty", repair{one: "was Azure Key Vault's name for " + kty})
		}
		if bare != kty {
			p.mend("kty", wasCapital)
		}
		return kty, nil
	}
	if kty := impliedKty(p.list); kty != "" {
		p.mend("kty", repair{one: "was another name for " + kty})
		return kty, nil
	}
	if crv := curveNames[plainName(text)]; crv != "" && !p.has("crv") && p.has("x") {
		p.add("crv", crv)
		p.mend("kty", repair{one: "was the name of its curve"})
		return curves[crv], nil
	}
	if slices.Contains(octNames, plainName(text)) && p.has("k") {
		p.mend("kty", repair{one: "was another name for " + key.KtyOct})
		return key.KtyOct, nil
	}
	return "", fault.New(fault.UnsupportedAlgorithm, "an unknown kty")
}

// octNames are words for a symmetric key.
var octNames = []string{"octet", "symmetric", "secret"}

// otherNames are what members are also called: key_ops where Azure's command line prints a
// key, kid by .NET and in many a database; and how their values begin.
var otherNames = []struct {
	other, name string
	first       byte
}{{"keyOps", "key_ops", '['}, {"keyId", "kid", '"'}, {"KeyId", "kid", '"'}, {"key_id", "kid", '"'}}

// rename gives members that are missing the names that they have in a JWK. What a cloud
// calls a key, an ARN or a path, is no kid.
func (p *parser) rename() {
	for _, n := range otherNames {
		raw := p.raw(n.other)
		if raw == nil || raw[0] != n.first || p.has(n.name) || n.first == '"' && bytes.ContainsAny(raw, ":/") || p.otherwise(n.other, n.name) {
			continue
		}
		var list []key.RawMember
		for _, m := range p.list {
			switch m.Name {
			case n.name: // null
				continue
			case n.other:
				m.Name = n.name
			}
			list = append(list, m)
		}
		p.object, _ = newObject(list) // the names are distinct
		p.mend(n.name, repair{one: wasCalled + n.other})
	}
}

// otherwise reports whether the member stands there under a third name, with another value.
func (p *parser) otherwise(other, name string) bool {
	for _, n := range otherNames {
		if n.name == name && p.has(n.other) && !bytes.Equal(p.raw(n.other), p.raw(other)) {
			return true
		}
	}
	return false
}

// impliedKty returns the key type of members without kty, where they leave no
// doubt of it; "" when they are not those of a JWK.
func impliedKty(members []key.RawMember) string {
	long := map[string]bool{}  // numbers that are long enough for a key
	texts := map[string]bool{} // members that are texts
	crv, alg, says := "", "", false
	for _, m := range members {
		switch m.Name {
		case "n", "x", "y", "k", "pub":
			long[m.Name] = len(m.Raw) >= shortest || isComposite(m.Raw)
		case "crv", "alg", "use", "kid", "e", "d", "key_ops":
			texts[m.Name] = string(m.Raw) != "null"
			says = says || m.Name != "e" && texts[m.Name]
		}
		if m.Name == "crv" || m.Name == "alg" {
			var text string
			if json.Unmarshal(m.Raw, &text) == nil && len(text) <= maxName {
				if m.Name == "crv" {
					crv = text
				} else {
					alg = text
				}
			}
		}
	}
	if curves[crv] == "" {
		crv = curveNames[plainName(crv)]
	}
	switch {
	case crv != "" && long["x"]:
		return curves[crv]
	case long["n"] && texts["e"]:
		return key.KtyRSA
	case long["x"] && long["y"] && says:
		return key.KtyEC
	case long["pub"] && slices.Contains(mldsa.Names, alg):
		return key.KtyAKP
	case long["k"] && isSymmetric(alg):
		return key.KtyOct
	}
	return ""
}

// isSymmetric reports whether alg is one for oct keys.
func isSymmetric(alg string) bool {
	for bits := 128; bits <= 512; bits += 64 {
		for _, use := range []string{UseSig, UseEnc} {
			if slices.Contains(octAlgorithms(bits, use), alg) {
				return true
			}
		}
	}
	return false
}

// crv reads the curve of an EC or OKP key, by its JWK name or another that
// means the same.
func (p *parser) crv(kty string) (string, error) {
	if !p.has("crv") {
		alg, _ := p.text("alg")
		if crv := p.fittingCurve(kty, alg, "was missing"); crv != "" {
			return crv, nil
		}
	}
	text, ok := p.text("crv")
	if !ok {
		return "", fault.New(fault.Malformed, "the member crv is missing or not a string")
	}
	crv := text
	if curves[crv] == "" {
		if crv = curveNames[plainName(text)]; crv == "" {
			detail := unsupportedCurves[plainName(text)]
			if detail == "" {
				if crv = p.fittingCurve(kty, text, "was a name that is not known"); crv != "" {
					return crv, nil
				}
				detail = "an unknown crv"
			}
			return "", fault.New(fault.UnsupportedCurve, detail)
		}
		p.mend("crv", repair{one: "was another name for " + crv})
	}
	if curves[crv] != kty {
		return "", fault.New(fault.Malformed, "crv "+crv+" belongs to kty "+curves[crv])
	}
	if kty == key.KtyEC && p.isOff(crv) {
		if other := p.fittingCurve(kty, "", ""); other != "" {
			return "", fault.New(fault.InvalidKey, "the public point is on another curve than crv says").
				WithHint("Its point is on " + other + ". Set crv to that, if the rest of the JWK is as it was made; else copy it again, whole.")
		}
	}
	return crv, nil
}

// curves are the curves that are read, with the key type that each belongs to.
var curves = map[string]string{
	key.P256: key.KtyEC, key.P384: key.KtyEC, key.P521: key.KtyEC, key.Secp256k1: key.KtyEC,
	key.Ed25519: key.KtyOKP, key.X25519: key.KtyOKP, key.Ed448: key.KtyOKP, key.X448: key.KtyOKP,
}

// maxName is longer than any name of a curve.
const maxName = 64

// plainName makes the spellings of a name equal.
func plainName(name string) string {
	if len(name) > maxName {
		return ""
	}
	return strings.ToLower(nameMarks.Replace(name))
}

var nameMarks = strings.NewReplacer("-", "", "_", "", " ", "", ".", "")

// curveNames are the names that other standards and programs have for the
// curves: SEC 2, ANSI X9.62, OpenSSH, the object identifiers, early drafts
// (P-256K, as Azure Key Vault still writes it), WebCrypto's "K-256".
var curveNames = map[string]string{
	"p256": key.P256, "secp256r1": key.P256, "prime256v1": key.P256, "nistp256": key.P256, "1284010045317": key.P256,
	"p384": key.P384, "secp384r1": key.P384, "nistp384": key.P384, "13132034": key.P384,
	"p521": key.P521, "secp521r1": key.P521, "nistp521": key.P521, "13132035": key.P521,
	"secp256k1": key.Secp256k1, "p256k": key.Secp256k1, "p256k1": key.Secp256k1, "k256": key.Secp256k1, "13132010": key.Secp256k1,
	"ed25519": key.Ed25519, "13101112": key.Ed25519, "ed448": key.Ed448, "13101113": key.Ed448,
	"x25519": key.X25519, "curve25519": key.X25519, "13101110": key.X25519,
	"x448": key.X448, "curve448": key.X448, "13101111": key.X448,
}

// unsupportedCurves are names that a refusal can say; of others it says that
// they are unknown.
var unsupportedCurves = map[string]string{
	"p192": "P-192", "secp192r1": "P-192", "prime192v1": "P-192", "p224": "P-224", "secp224r1": "P-224",
	"bp256": "BP-256", "bp384": "BP-384", "bp512": "BP-512", "sm2": "SM2",
	"brainpoolp256r1": "brainpoolP256r1", "brainpoolp320r1": "brainpoolP320r1",
	"brainpoolp384r1": "brainpoolP384r1", "brainpoolp512r1": "brainpoolP512r1",
}
