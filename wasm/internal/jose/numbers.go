package jose

import (
	"encoding/base64"
	"slices"

	"github.com/lestrrat-go/jwx/v2/jwk"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// numbers decodes the members of a key, the required ones and those of the
// optional ones that are there. crv is the curve, or the alg of an AKP key.
func (p *parser) numbers(kty, crv string, required, optional []string) (map[string][]byte, error) {
	texts := map[string]string{}
	for _, name := range required {
		if !p.has(name) {
			return nil, fault.New(fault.Malformed, "the member "+name+" is missing")
		}
	}
	s := shape{size: key.CurveBytes(crv), number: kty == key.KtyRSA || kty == key.KtyEC, secret: kty == key.KtyOct}
	for _, name := range slices.Concat(required, optional) {
		if !p.has(name) {
			continue
		}
		var err error
		if kty == key.KtyRSA && name == "e" {
			texts[name], err = p.exponent()
		} else {
			texts[name], err = p.base64url(name, s)
		}
		if err != nil {
			return nil, err
		}
		if !s.secret && isExample(texts[name]) { // a secret may have such words
			return nil, errTemplate(name)
		}
		if _, err = base64.RawURLEncoding.DecodeString(texts[name]); err != nil { // of what jwx says, the name is no part
			return nil, notBase64url(name)
		}
	}
	octets, err := decodeAll(kty, crv, texts)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Concat(required, optional) { // in their order: the first is named
		// What jwx takes must be the one text for these octets: it is
		// lenient about line breaks, and about stray bits at the end.
		if text, ok := texts[name]; ok && bytesText(octets[name]) != text {
			return nil, notBase64url(name)
		}
	}
	return octets, nil
}

func notBase64url(name string) error {
	return fault.New(fault.Malformed, "the member "+name+" is not base64url")
}

// decode returns the octets of a number in "oth".
func (p *parser) decode(name, text string) ([]byte, error) {
	text, err := p.fromText(name, text, shape{number: true})
	if err != nil {
		return nil, err
	}
	octets, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || bytesText(octets) != text {
		return nil, notBase64url(name)
	}
	return octets, nil
}

// decodeAll turns the texts, all base64url, into bytes: by jwx, and for what it lacks, here.
// jwx sees only the members asked for, each once.
func decodeAll(kty, crv string, texts map[string]string) (map[string][]byte, error) {
	octets := make(map[string][]byte, len(texts))
	if crv == key.Secp256k1 || kty == key.KtyAKP {
		for name, text := range texts {
			octets[name], _ = base64.RawURLEncoding.DecodeString(text)
		}
		return octets, nil
	}
	members := make([]Member, 0, len(texts)+2)
	members = append(members, Member{"kty", kty})
	if crv != "" {
		members = append(members, Member{"crv", crv})
	}
	for name, text := range texts {
		members = append(members, Member{name, text})
	}
	k, err := jwk.ParseKey(rawObject(members))
	if err != nil {
		return nil, fault.Wrap(fault.Malformed, "a number is not base64url", err)
	}
	for name := range texts {
		value, _ := k.Get(name)
		var ok bool
		if octets[name], ok = value.([]byte); !ok {
			return nil, fault.New(fault.Malformed, "the member "+name+" does not belong to this key")
		}
	}
	return octets, nil
}
