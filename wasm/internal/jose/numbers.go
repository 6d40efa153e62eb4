package jose

import (
	"encoding/base64"
	"encoding/json"
	"slices"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// numbers decodes the members of a key, the required ones and those of the
// optional ones that are there.
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
	}
	octets, err := decodeAll(kty, crv, texts)
	if err != nil {
		return nil, err
	}
	for name, text := range texts {
		// What jwx takes must be the one text for these octets: it is
		// lenient about line breaks, and about stray bits at the end.
		if bytesText(octets[name]) != text {
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

// decodeAll turns the texts into bytes: by jwx, and for the curve that it
// lacks, here. jwx sees only the members asked for, each once.
func decodeAll(kty, crv string, texts map[string]string) (map[string][]byte, error) {
	numbers := map[string][]byte{}
	if crv == key.Secp256k1 {
		for name, text := range texts {
			octets, err := base64.RawURLEncoding.DecodeString(text)
			if err != nil {
				return nil, notBase64url(name)
			}
			numbers[name] = octets
		}
		return numbers, nil
	}
	_, private := texts["d"]
	k, err := blank(kty, private)
	if err != nil {
		return nil, fault.Wrap(fault.Internal, "", err)
	}
	members := map[string]string{"kty": kty}
	if crv != "" {
		members["crv"] = crv
	}
	for name, text := range texts {
		members[name] = text
	}
	data, err := json.Marshal(members)
	if err != nil {
		return nil, fault.Wrap(fault.Internal, "", err)
	}
	if err := json.Unmarshal(data, k); err != nil {
		return nil, fault.Wrap(fault.Malformed, "a number is not base64url", err)
	}
	for name := range texts {
		value, _ := k.Get(name)
		octets, ok := value.([]byte)
		if !ok {
			return nil, fault.New(fault.Malformed, "the member "+name+" does not belong to this key")
		}
		numbers[name] = octets
	}
	return numbers, nil
}
