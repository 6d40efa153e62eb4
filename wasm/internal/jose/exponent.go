package jose

import (
	"encoding/base64"
	"math/big"
	"slices"
	"strings"

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
	if isWrittenOut(text) {
		p.mend("e", wasTwice)
		return "AQAB", nil
	}
	if isFramedExponent(text) {
		p.mend("e", hadFrame)
		return "AQAB", nil
	}
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
	// No two readings of one text are both in use: 17 in hexadecimal is 23, and
	// so on.
	chosen := slices.IndexFunc(readings, func(n *big.Int) bool {
		return len(readings) == 1 || n.IsInt64() && slices.Contains(usualExponents, n.Int64())
	})
	if chosen < 0 {
		return "", fault.New(fault.Malformed, "the member e could be decimal or hexadecimal")
	}
	p.mend("e", hows[chosen])
	return uintText(readings[chosen]), nil
}

// isWrittenOut reports whether a text is the base64 of a text that says 65537, in
// decimal, hexadecimal or base64: taken for octets, it is a number that is nobody's
// exponent.
func isWrittenOut(text string) bool {
	octets, _ := base64.RawURLEncoding.DecodeString(strings.TrimRight(text, "="))
	switch strings.TrimPrefix(strings.TrimSpace(string(octets)), "0x") {
	case "65537", "10001", "010001", "AQAB":
		return true
	}
	return false
}
