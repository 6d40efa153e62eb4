package jose

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// maxText bounds the text of one number: the base64 of an oct key of 8 KiB,
// more than twice what the largest RSA number takes in decimal.
const maxText = 8192 * 4 / 3

// shape is what the octets of a member are.
type shape struct {
	size   int  // in octets, where the curve says it; else 0
	number bool // a number, most significant octet first, which has a decimal form
	secret bool // octets that any text may be, so that no second reading is tried
}

// base64url returns the value of a member as the base64url without padding (RFC
// 7515 section 2) that it should be. What else it commonly is, and can be read
// in only one way, is mended: another alphabet or padding, white space, a
// number in decimal or hexadecimal, JSON's own number, a list of octets.
func (p *parser) base64url(name string, s shape) (string, error) {
	raw := p.raw(name)
	switch c := raw[0]; {
	case c == '"':
		text, _ := p.text(name)
		return p.fromText(name, text, s)
	case c >= '0' && c <= '9' && s.number:
		digits := strings.TrimSuffix(string(raw), ".0")
		if len(digits) > maxText || !onlyDigits(digits) {
			return "", fault.New(fault.Malformed, "the member "+name+" is a number that was rounded, or no whole one")
		}
		p.mend(name, wasNumber)
		return s.decimal(digits), nil
	case c == '[' || c == '{':
		octets := octetList(raw)
		if octets == nil {
			break
		}
		p.mend(name, wasList)
		return bytesText(octets), nil
	}
	return "", fault.New(fault.Malformed, "the member "+name+" is not a string")
}

// fromText is base64url for a text. What comes of one that is neither base64
// nor a number is refused when it is decoded.
func (p *parser) fromText(name, text string, s shape) (string, error) {
	switch {
	case len(text) > maxText:
		return "", fault.New(fault.TooLarge, "the member "+name)
	case isShortened(text):
		return "", errShortened(name)
	case isBlanked(text):
		return "", ErrBlanked
	case isTemplate(text):
		return "", errTemplate(name)
	}
	if strings.ContainsFunc(text, isBlank) {
		p.mend(name, hadSpace)
		text = strings.Map(func(r rune) rune {
			if isBlank(r) {
				return -1
			}
			return r
		}, text)
	}
	if other, ok := p.otherForm(name, text, s); ok {
		return other, nil
	}
	if bare := strings.TrimRight(text, "="); bare != text {
		p.mend(name, wasPadded)
		text = bare
	} else if bare := strings.TrimRight(text, ",."); len(text)-len(bare) > 0 && len(text)-len(bare) <= 2 && len(text)%4 == 0 {
		p.mend(name, wasOddlyPadded)
		text = bare
	}
	if strings.ContainsAny(text, "+/") {
		p.mend(name, wasStandard)
		text = strings.NewReplacer("+", "-", "/", "_").Replace(text)
	}
	if s.secret || s.fits(text) {
		return text, nil
	}
	if s.number && len(text) >= shortest && isAlmostHex(text) {
		return "", fault.New(fault.Malformed, "the member "+name+" is in hexadecimal, or in decimal, with a character too few or too many, or with one that is no digit")
	}
	if inner, ok := textInside(text); ok {
		p.mend(name, wasTwice)
		return p.fromText(name, inner, s)
	}
	return p.fromUTF8(name, text, s)
}

// fromUTF8 puts octets right that a program took for characters, one each, and wrote
// as UTF-8: JavaScript's "binary" strings are easily written so. Where it took them for
// UTF-8, those that were none are lost. Either way they became more than a curve has. Of
// RSA's numbers, of 64 octets at least, one in 10^15 is UTF-8 by chance.
func (p *parser) fromUTF8(name, text string, s shape) (string, error) {
	octets, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(text) < shortest || len(octets) <= s.size || !utf8.Valid(octets) {
		return text, nil
	}
	single := make([]byte, 0, len(octets))
	for _, r := range string(octets) {
		switch {
		case r == utf8.RuneError:
			return "", errLost(name)
		case r > 0xff:
			return text, nil
		}
		single = append(single, byte(r))
	}
	if len(single) == len(octets) {
		return text, nil
	}
	p.mend(name, wasUTF8)
	return bytesText(single), nil
}

// errLost refuses a number of which a program kept what it could read as text.
func errLost(name string) *fault.Error {
	return fault.New(fault.Malformed, "the octets of "+name+" were taken for text, and those that are none are lost").
		WithHint("Nothing can bring them back. Write the JWK again from the original key, with its octets encoded as they are.")
}

// isBlank holds for white space, and for what is as little seen.
func isBlank(r rune) bool {
	return unicode.IsSpace(r) || r == 0x200B || r == 0x2060 || r == 0xFEFF
}

// shortest is the length from which a text of nothing but digits, decimal or
// hexadecimal, is taken for a number in these: only one in 10^18 random base64
// texts of that length has no other characters.
const shortest = 40

// otherForm reads a text as a number in decimal or hexadecimal, when it is one.
func (p *parser) otherForm(name, text string, s shape) (string, bool) {
	if s.fits(text) {
		return "", false
	}
	digits, marked := hexDigits(text)
	hexadecimal := len(digits)%2 == 0 && len(digits) >= shortest
	switch {
	case s.secret && hexadecimal && !marked:
		p.remarks = append(p.remarks, secretInHex)
		return "", false
	case s.number && len(text) >= shortest && onlyDigits(text):
		p.mend(name, wasDecimal)
		return s.decimal(text), true
	case hexadecimal && (marked || !s.secret):
		octets, err := hex.DecodeString(digits)
		if err != nil {
			return "", false
		}
		p.mend(name, wasHex)
		if s.number {
			return s.number64(new(big.Int).SetBytes(octets)), true
		}
		return bytesText(octets), true
	}
	return "", false
}

var secretInHex = key.Warning{
	Code:    "jwk_secret_in_hex",
	Message: "The secret k of this JWK is made of hexadecimal digits alone. It was read as base64url, as RFC 7518 says.",
	Action:  "If hexadecimal was meant, the JWK is wrong: its secret is another one. Ask where it came from.",
}

// hexDigits returns the hexadecimal digits of a text, and whether marks say that
// they are such: 0x before them or colons between. An odd number of marked digits
// gets a zero before it. It returns "" when there is anything else.
func hexDigits(text string) (digits string, marked bool) {
	digits = text
	if cut, ok := strings.CutPrefix(strings.ToLower(text[:min(2, len(text))]), "0x"); ok {
		digits, marked = cut+text[2:], true
	}
	if strings.Contains(digits, ":") {
		digits, marked = strings.ReplaceAll(digits, ":", ""), true
	}
	for i := range len(digits) {
		c := digits[i] | 0x20
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return "", false
		}
	}
	if marked && len(digits)%2 == 1 {
		digits = "0" + digits
	}
	return digits, marked
}

// isAlmostHex reports whether a text has hexadecimal digits alone, but for one character in
// sixteen at most: of random base64, two in three are none.
func isAlmostHex(text string) bool {
	others := 0
	for _, c := range strings.ToLower(text) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			others++
		}
	}
	return others <= len(text)/16
}

func onlyDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// fits reports whether text has the length of base64url of just the octets that
// the curve asks for: no other reading of such a text is tried.
func (s shape) fits(text string) bool {
	return s.size > 0 && len(text) == base64.RawURLEncoding.EncodedLen(s.size)
}

// decimal is the base64url of a number in decimal.
func (s shape) decimal(digits string) string {
	n, _ := new(big.Int).SetString(digits, 10)
	return s.number64(n)
}

// number64 is the base64url of a number, at full size where there is one.
func (s shape) number64(n *big.Int) string {
	if size := s.size; size > 0 && n.BitLen() <= 8*size {
		return bytesText(n.FillBytes(make([]byte, size)))
	}
	return uintText(n)
}

// textInside returns the text whose base64 text is, when it is that of base64
// or hexadecimal: of the octets of a number, one in four is of that alphabet.
func textInside(text string) (string, bool) {
	const sample = 24
	if len(text) < shortest || !isText(text[:sample]) || !isText(text) {
		return "", false
	}
	octets, err := base64.RawURLEncoding.DecodeString(text)
	return string(octets), err == nil
}

// isText reports whether what text encodes is base64 or hexadecimal itself.
func isText(text string) bool {
	octets, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return false
	}
	for _, c := range octets {
		if (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') && strings.IndexByte("-_+/=\r\n", c) < 0 {
			return false
		}
	}
	return true
}

// octetList reads a list of octets: a JSON array of them, signed as Java's are
// or not, Node's Buffer, or the object that JSON makes of a Uint8Array; nil
// when it is none.
func octetList(raw json.RawMessage) []byte {
	const longest = maxText * len("-128,") // and their commas
	if len(raw) > 2*longest {
		return nil
	}
	var numbers []int
	if raw[0] == '{' {
		o, err := readObject(raw)
		if err != nil {
			return nil
		}
		if kind, _ := o.text("type"); kind == "Buffer" && len(o.list) == 2 && o.has("data") {
			raw = o.raw("data")
		} else {
			var list []string
			for i := range o.list {
				list = append(list, string(o.raw(big.NewInt(int64(i)).String())))
			}
			raw = json.RawMessage("[" + strings.Join(list, ",") + "]")
		}
	}
	if json.Unmarshal(raw, &numbers) != nil || len(numbers) == 0 {
		return nil
	}
	octets := make([]byte, len(numbers))
	var signed, unsigned bool
	for i, n := range numbers {
		if n < -128 || n > 255 {
			return nil
		}
		signed, unsigned = signed || n < 0, unsigned || n > 127
		octets[i] = byte(n)
	}
	if signed && unsigned {
		return nil
	}
	return octets
}
