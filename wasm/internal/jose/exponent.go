package jose

import (
	"encoding/base64"
	"math/big"
	"slices"

	"jwkmint/wasm/internal/fault"
)

// usualExponents are the public exponents that programs make keys with.
var usualExponents = []int64{65537, 3, 17, 5, 257}

// exponent is base64url for "e", which is too short for its digits to tell what
// they are. Base64url is what a JWK says; where it is none, or the modulus was
// written in digits too, the one reading is taken that makes an exponent in
// use. Where none does, or several might, it is refused.
func (p *parser) exponent() (string, error) {
	number := shape{number: true}
	text, ok := p.text("e")
	digits, marked := hexDigits(text)
	if !ok || digits == "" && !onlyDigits(text) || len(text) >= shortest {
		return p.base64url("e", number)
	}
	inDigits := p.was("n", wasDecimal) || p.was("n", wasHex) || p.was("n", wasNumber)
	octets, err := base64.RawURLEncoding.DecodeString(text)
	if !inDigits && err == nil && bytesText(octets) == text {
		return text, nil
	}
	var readings []*big.Int
	var hows []repair
	read := func(digits string, base int, how repair) {
		n, ok := new(big.Int).SetString(digits, base)
		if ok && !slices.ContainsFunc(readings, func(m *big.Int) bool { return m.Cmp(n) == 0 }) {
			readings, hows = append(readings, n), append(hows, how)
		}
	}
	if onlyDigits(text) {
		read(text, 10, wasDecimal)
	}
	if marked || digits != "" {
		read(digits, 16, wasHex)
	}
	chosen := 0
	if len(readings) > 1 {
		chosen = -1
		for i, n := range readings {
			if !n.IsInt64() || !slices.Contains(usualExponents, n.Int64()) {
				continue
			}
			if chosen >= 0 {
				return "", fault.New(fault.Malformed, "the member e could be decimal or hexadecimal")
			}
			chosen = i
		}
		if chosen < 0 {
			return "", fault.New(fault.Malformed, "the member e could be decimal or hexadecimal")
		}
	}
	p.mend("e", hows[chosen])
	return uintText(readings[chosen]), nil
}
