package jose

import (
	"encoding/base64"
	"encoding/json"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// maxText bounds the base64 of one number: an oct key of 8 KiB, four times
// what the largest RSA number takes.
const maxText = 8192 * 4 / 3

// numbers decodes the members of a key, the required ones and those of the
// optional ones that are there.
func (p *parser) numbers(kty, crv string, required, optional []string) (map[string][]byte, error) {
	texts := map[string]string{}
	for _, name := range required {
		if !p.has(name) {
			return nil, fault.New(fault.Malformed, "the member "+name+" is missing")
		}
	}
	for _, name := range append(required, optional...) {
		if !p.has(name) {
			continue
		}
		text, ok := p.text(name)
		if !ok {
			return nil, fault.New(fault.Malformed, "the member "+name+" is not a string")
		}
		text, err := p.base64url(name, text)
		if err != nil {
			return nil, err
		}
		texts[name] = text
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

// base64url returns the text of a member as base64url without padding (RFC
// 7515 section 2): padding and the standard alphabet are mended.
func (p *parser) base64url(name, text string) (string, error) {
	if len(text) > maxText {
		return "", fault.New(fault.TooLarge, "the member "+name)
	}
	if bare := strings.TrimRight(text, "="); bare != text {
		p.mend(name, wasPadded)
		text = bare
	}
	if strings.ContainsAny(text, "+/") {
		p.mend(name, wasStandard)
		text = strings.NewReplacer("+", "-", "/", "_").Replace(text)
	}
	return text, nil
}

// decode returns the octets of one text, strictly but for what base64url mends.
func (p *parser) decode(name, text string) ([]byte, error) {
	text, err := p.base64url(name, text)
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
