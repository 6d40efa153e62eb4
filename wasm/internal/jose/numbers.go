package jose

import (
	"encoding/base64"
	"encoding/json"
	"math/big"
	"slices"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// maxText bounds the base64 of one number: an oct key of 8 KiB, four times
// what the largest RSA number takes.
const maxText = 8192 * 4 / 3

// rsa reads an RSA key with all private numbers or with "d" alone.
func (p *parser) rsa() (key.Material, error) {
	private := []string{"d", "p", "q", "dp", "dq", "qi"}
	if !p.has("d") && slices.ContainsFunc(private, p.has) {
		return nil, fault.New(fault.Malformed, "the member d is missing")
	}
	bytes, err := p.numbers(key.KtyRSA, "", []string{"n", "e"}, private)
	if err != nil {
		return nil, err
	}
	number := func(name string) *big.Int { return p.uint(bytes[name]) }
	k := &key.RSA{N: number("n"), E: number("e")}
	if !p.has("d") {
		return k, nil
	}
	k.D = number("d")
	k.P, k.Q = number("p"), number("q")
	k.DP, k.DQ, k.QI = number("dp"), number("dq"), number("qi")
	if p.has("oth") {
		if k.Others, err = p.others(); err != nil {
			return nil, err
		}
	}
	p.completed = k.P == nil || k.DP == nil || k.DQ == nil || k.QI == nil
	return k, k.Complete()
}

// others reads "oth" (RFC 7518 section 6.3.2.7), which jwx does not.
func (p *parser) others() ([]key.OtherPrime, error) {
	list, err := elements(p.object["oth"])
	if err != nil {
		return nil, err
	}
	primes := make([]key.OtherPrime, len(list))
	for i, element := range list {
		o, err := readObject(element)
		if err != nil {
			return nil, err
		}
		for name, number := range map[string]**big.Int{"r": &primes[i].R, "d": &primes[i].D, "t": &primes[i].T} {
			text, ok := o.text(name)
			if !ok {
				return nil, fault.New(fault.Malformed, "a member of oth is missing or not a string")
			}
			bytes, err := decode(text)
			if err != nil {
				return nil, err
			}
			if err := p.checkText("oth", text, bytes); err != nil {
				return nil, err
			}
			*number = p.uint(bytes)
		}
	}
	return primes, nil
}

// uint is Base64urlUInt's number; nil for a member that is absent. Leading
// zero octets, which RFC 7518 section 2 forbids, are noted.
func (p *parser) uint(bytes []byte) *big.Int {
	if bytes == nil {
		return nil
	}
	if len(bytes) > 1 && bytes[0] == 0 {
		p.loose = true
	}
	return new(big.Int).SetBytes(bytes)
}

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
		if len(text) > maxText {
			return nil, fault.New(fault.TooLarge, "the member "+name)
		}
		texts[name] = text
	}
	decoded, err := decodeAll(kty, crv, texts)
	if err != nil {
		return nil, err
	}
	for name, text := range texts {
		if err := p.checkText(name, text, decoded[name]); err != nil {
			return nil, err
		}
	}
	return decoded, nil
}

// checkText holds the decoded member against its text: base64url without
// padding is right, padding and the standard alphabet are noted, anything
// else (line breaks, stray bits at the end) is refused.
func (p *parser) checkText(name, text string, decoded []byte) error {
	right := bytesText(decoded)
	if text == right {
		return nil
	}
	p.loose = true
	text = strings.NewReplacer("+", "-", "/", "_").Replace(strings.TrimRight(text, "="))
	if text != right {
		return fault.New(fault.Malformed, "the member "+name+" is not base64url")
	}
	return nil
}

// decodeAll turns the texts into bytes: by jwx, and for the curve that it
// lacks, here. jwx sees only the members asked for, each once.
func decodeAll(kty, crv string, texts map[string]string) (map[string][]byte, error) {
	numbers := map[string][]byte{}
	if crv == key.Secp256k1 {
		for name, text := range texts {
			bytes, err := decode(text)
			if err != nil {
				return nil, err
			}
			numbers[name] = bytes
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
		bytes, ok := value.([]byte)
		if !ok {
			return nil, fault.New(fault.Malformed, "the member "+name+" does not belong to this key")
		}
		numbers[name] = bytes
	}
	return numbers, nil
}

// decode reads base64 as leniently as jwx does: padded or not, in either
// alphabet.
func decode(text string) ([]byte, error) {
	text = strings.NewReplacer("+", "-", "/", "_").Replace(strings.TrimRight(text, "="))
	bytes, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return nil, fault.Wrap(fault.Malformed, "a number is not base64url", err)
	}
	return bytes, nil
}
