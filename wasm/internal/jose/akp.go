package jose

import (
	"encoding/base64"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
)

// isAKPNumber reports whether name is a member that AKP keys have for their halves
// (RFC 9964 section 3). Members of other JSON have these names, too, so that they
// count as a JWK's own only there.
func isAKPNumber(name string) bool { return name == "pub" || name == "priv" }

// HasMember reports whether name is a member that a JWK of that type has of its
// own: IsMember, and what AKP keys alone have.
func HasMember(kty, name string) bool {
	return IsMember(name) || kty == key.KtyAKP && isAKPNumber(name)
}

// IsPart reports whether name is a member of the key itself in a JWK of that type,
// and not one that says something of it.
func IsPart(kty, name string) bool {
	switch name {
	case "kty", "crv", "oth":
		return true
	case "alg", "pub", "priv":
		return kty == key.KtyAKP
	}
	return IsNumber(name)
}

// isAKP reports whether a JWK says that it is an AKP key.
func (o *object) isAKP() bool {
	kty, _ := o.text("kty")
	return strings.EqualFold(kty, key.KtyAKP)
}

// akp reads an ML-DSA key. Its private half is the seed and nothing else (RFC
// 9964 section 4); drafts of that RFC had the expanded key there, which gives
// the public half alone.
func (p *parser) akp() (key.Material, error) {
	alg, err := p.akpAlgorithm()
	if err != nil {
		return nil, err
	}
	octets, err := p.numbers(key.KtyAKP, alg, []string{"pub"}, []string{"priv"})
	m := &key.OKP{Curve: alg, X: octets["pub"], D: octets["priv"]}
	if expanded := m.D; len(expanded) == mldsa.ExpandedSize(alg) {
		m.D = nil
		err = m.FromExpanded(expanded)
		p.leaveOut("priv", "it is the expanded key, and a JWK has the seed (RFC 9964), which cannot be computed from it; the public half was read")
	}
	return m, err
}

// akpAlgorithm reads the alg of an AKP key, which says what it is: by its name,
// by another spelling of it, or, where it is missing, by the length of the
// public key, which is different in each.
func (p *parser) akpAlgorithm() (string, error) {
	text, _ := p.text("alg")
	plain := plainName(text)
	for _, name := range mldsa.Names {
		how := "was another spelling of " + name
		if !p.has("alg") && len(p.raw("pub")) == len(`""`)+base64.RawURLEncoding.EncodedLen(mldsa.PublicSize(name)) {
			how = "was missing (" + name + " is the only one whose public keys have that length)"
		} else if plain != plainName(name) {
			continue
		}
		if text != name {
			p.mend("alg", repair{one: how})
		}
		return name, nil
	}
	if text == "" {
		return "", fault.New(fault.Malformed, "the member alg is missing, or not a string")
	}
	what := "an unknown alg of kty AKP"
	for _, row := range akpRefused {
		if strings.HasPrefix(plain, row[0]) {
			what = row[1] + ": no RFC gives it a JWK form yet"
		}
	}
	return "", fault.New(fault.UnsupportedAlgorithm, what).
		WithHint("A JWK of it means something only to programs that follow the same draft. Use RSA, EC, Ed25519 or ML-DSA where others shall read it.")
}

// akpRefused are algorithms of drafts, by how their plain names begin.
var akpRefused = [...][2]string{
	{"slhdsa", "SLH-DSA"}, {"mlkem", "ML-KEM"}, {"hpke", "HPKE"}, {"fndsa", "FN-DSA"}, {"falcon", "Falcon"},
	{"dilithium", "Dilithium"}, {"mldsa", "a composite of ML-DSA"}, {"hashmldsa", "HashML-DSA"}, {"xwing", "X-Wing"},
}
