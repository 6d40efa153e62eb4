package jose

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// Parse reads a JWK, a JWK Set, or an array of JWKs, as RFC 7517 and 7518 say
// and strictly: no duplicate or missing members, coordinates at full length,
// and numbers that make a key (Material.Check). What other programs commonly
// write and can be read in only one way is accepted with a note on the key:
// padding, the standard base64 alphabet, leading zeros in RSA numbers, private
// numbers that are empty texts, Azure Key Vault's names for keys in an HSM, RSA
// keys without their primes (RFC 7518 section 6.3.2 allows those) or without
// their CRT values.
//
// A single JWK that cannot be read is err. Of several, those that cannot be
// read are in skipped, with labels like "JWK 2" (from 1, by place in the
// input), and err is nil. All errors are faults: no_key when data is not JSON
// with a JWK in it, malformed, truncated or trailing_data when it is broken,
// unsupported_algorithm or unsupported_curve by name, and those of Check.
//
// Certificates that came in "x5c" are in Given.X5C, as they are.
func Parse(data []byte) (keys []*key.Key, skipped []key.Skipped, err error) {
	values, several, err := candidates(data)
	if err != nil {
		return nil, nil, err
	}
	for i, value := range values {
		k, err := parseKey(value)
		switch {
		case err == nil:
			if several {
				k.Source += " from a JWK Set"
			}
			keys = append(keys, k)
		case several:
			skipped = append(skipped, key.Skipped{Label: "JWK " + strconv.Itoa(i+1), Err: err})
		default:
			return nil, nil, err
		}
	}
	if len(keys)+len(skipped) == 0 {
		return nil, nil, fault.New(fault.NoKey, "the JWK Set is empty")
	}
	return keys, skipped, nil
}

// parseKey reads one JWK.
func parseKey(value json.RawMessage) (*key.Key, error) {
	o, err := readObject(value)
	if err != nil {
		return nil, err
	}
	p := &parser{object: o}
	p.dropEmpty()
	m, err := p.material()
	if err != nil {
		return nil, err
	}
	if err := m.Check(); err != nil {
		return nil, err
	}
	k := &key.Key{Material: m, Source: "Public JWK", Given: p.given()}
	switch {
	case m.Kty() == key.KtyOct:
		k.Source = "Symmetric JWK"
	case m.IsPrivate():
		k.Source = "Private JWK"
	}
	k.Notes = p.notes()
	return k, nil
}

// parser reads one JWK and remembers what should be noted about it.
type parser struct {
	object
	loose     bool // written in a way that strict readers refuse
	completed bool // private numbers were computed
	ignored   bool // a member of the wrong type was left out
}

func (p *parser) notes() []key.Warning {
	var notes []key.Warning
	if p.loose {
		notes = append(notes, key.Warning{
			Code:    "jwk_loose_encoding",
			Message: "This JWK is not written as RFC 7518 asks (base64 padding or alphabet, leading zeros, empty members, an old curve name, or a kty of Azure Key Vault): strict readers refuse it.",
			Action:  "Use the JWK as it is written here.",
		})
	}
	if p.completed {
		notes = append(notes, key.Warning{
			Code:    "jwk_completed",
			Message: "This private JWK left out its primes or CRT values; they were computed from the private exponent.",
			Action:  "Use the JWK as it is written here: many programs refuse one without them.",
		})
	}
	if p.ignored {
		notes = append(notes, key.Warning{
			Code:    "jwk_member_ignored",
			Message: "A kid, use, alg, key_ops or x5c member of this JWK is not of the right type and was left out.",
			Action:  "Set it again in the options.",
		})
	}
	return notes
}

// dropEmpty takes private numbers that are empty texts for absent, as they are
// in keys whose program writes every field it has.
func (p *parser) dropEmpty() {
	for _, name := range []string{"d", "p", "q", "dp", "dq", "qi"} {
		if string(p.object[name]) == `""` {
			delete(p.object, name)
			p.loose = true
		}
	}
}

// material reads the key's own members.
func (p *parser) material() (key.Material, error) {
	kty, ok := p.text("kty")
	if !ok {
		return nil, fault.New(fault.Malformed, "the member kty is missing or not a string")
	}
	if hsm, ok := strings.CutSuffix(kty, "-HSM"); ok && slices.Contains(ktys, hsm) {
		// Azure Key Vault's names for keys in its HSM. It shows the public
		// half, which a symmetric key has not.
		if hsm == key.KtyOct && !p.has("k") {
			return nil, fault.New(fault.NotAKey, "a symmetric key whose bytes are in an HSM of Azure").
				WithHint("They never leave the HSM: let Azure Key Vault do what needs this key.")
		}
		kty, p.loose = hsm, true
	}
	switch kty {
	case key.KtyRSA:
		return p.rsa()
	case key.KtyEC, key.KtyOKP:
		return p.curve(kty)
	case key.KtyOct:
		numbers, err := p.numbers(kty, "", []string{"k"}, nil)
		if err != nil {
			return nil, err
		}
		return &key.Oct{K: numbers["k"]}, nil
	case "AKP":
		return nil, fault.New(fault.UnsupportedAlgorithm, p.akpName()).
			WithHint("This key is a JWK already, of a kind that is not converted here.")
	}
	for _, right := range ktys {
		if strings.EqualFold(kty, right) {
			return nil, fault.New(fault.UnsupportedAlgorithm, "kty must be "+right+", in just these letters").
				WithHint("Write its kty as " + right + ": capitals count in a JWK.")
		}
	}
	return nil, fault.New(fault.UnsupportedAlgorithm, "an unknown kty")
}

var ktys = []string{key.KtyRSA, key.KtyEC, key.KtyOKP, key.KtyOct}

// akpName names the algorithm of an AKP key, from a list of ours.
func (p *parser) akpName() string {
	alg, _ := p.text("alg")
	switch alg {
	case "ML-DSA-44", "ML-DSA-65", "ML-DSA-87":
		return alg + ", kty AKP"
	}
	return "kty AKP"
}

// curve reads an EC or OKP key.
func (p *parser) curve(kty string) (key.Material, error) {
	crv, ok := p.text("crv")
	if !ok {
		return nil, fault.New(fault.Malformed, "the member crv is missing or not a string")
	}
	switch crv {
	case "P-256K": // of early drafts, still written by Azure Key Vault
		crv, p.loose = key.Secp256k1, true
	case "P-192", "P-224", "BP-256", "BP-384", "BP-512", "SM2",
		"brainpoolP256r1", "brainpoolP320r1", "brainpoolP384r1", "brainpoolP512r1":
		return nil, fault.New(fault.UnsupportedCurve, crv)
	}
	required := curves[crv]
	switch {
	case required == "":
		return nil, fault.New(fault.UnsupportedCurve, "an unknown crv")
	case required != kty:
		return nil, fault.New(fault.Malformed, "crv "+crv+" belongs to kty "+required)
	}
	if kty == key.KtyOKP {
		numbers, err := p.numbers(kty, crv, []string{"x"}, []string{"d"})
		if err != nil {
			return nil, err
		}
		return &key.OKP{Curve: crv, X: numbers["x"], D: numbers["d"]}, nil
	}
	numbers, err := p.numbers(kty, crv, []string{"x", "y"}, []string{"d"})
	if err != nil {
		return nil, err
	}
	return &key.EC{Curve: crv, X: numbers["x"], Y: numbers["y"], D: numbers["d"]}, nil
}

var curves = map[string]string{
	key.P256: key.KtyEC, key.P384: key.KtyEC, key.P521: key.KtyEC, key.Secp256k1: key.KtyEC,
	key.Ed25519: key.KtyOKP, key.X25519: key.KtyOKP, key.Ed448: key.KtyOKP, key.X448: key.KtyOKP,
}

// given reads the members that are not the key itself. One of the wrong type
// is left out with a note: it does not change which key this is.
func (p *parser) given() key.Given {
	var g key.Given
	g.KID = p.label("kid")
	g.Use = p.label("use")
	g.Alg = p.label("alg")
	if p.has("key_ops") && json.Unmarshal(p.object["key_ops"], &g.KeyOps) != nil {
		g.KeyOps, p.ignored = nil, true
	}
	var chain []string
	if p.has("x5c") && json.Unmarshal(p.object["x5c"], &chain) != nil {
		chain, p.ignored = nil, true
	}
	for _, text := range chain {
		der, err := base64.StdEncoding.DecodeString(text) // standard alphabet: RFC 7517 section 4.7
		if err != nil {
			g.X5C, p.ignored = nil, true
			break
		}
		g.X5C = append(g.X5C, der)
	}
	return g
}

func (p *parser) label(name string) string {
	text, ok := p.text(name)
	if !ok && p.has(name) {
		p.ignored = true
	}
	return text
}
