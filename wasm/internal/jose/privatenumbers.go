package jose

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"jwkmint/wasm/internal/key"
)

// Numbers are private numbers of keys that must not be published, whatever they are
// called and however they are written: the last digits of each, in base64url, hexadecimal
// and decimal.
type Numbers map[string]bool

// digits is how many digits are compared: as many stand for 53 bits at least, so that no
// text has them by chance.
const digits = 16

var tenTo16 = big.NewInt(1e16)

// PrivateNumbers are those of keys; nil where all are public.
func PrivateNumbers(keys ...key.Material) Numbers {
	var n Numbers
	for _, m := range keys {
		if !m.IsPrivate() {
			continue
		}
		if n == nil {
			n = Numbers{}
		}
		n.add(Members(m, true))
	}
	return n
}

func (n Numbers) add(members []Member) {
	for _, m := range members {
		switch value := m.Value.(type) {
		case string:
			if slices.Contains(privateNames, m.Name) || m.Name == "r" || m.Name == "t" { // these are in oth
				octets, _ := base64.RawURLEncoding.DecodeString(value) // written here
				n.Add(octets)
			}
		case [][]Member:
			for _, other := range value {
				n.add(other)
			}
		}
	}
}

// Add adds one number, most significant octet first.
func (n Numbers) Add(octets []byte) {
	bare := bytes.TrimLeft(octets, "\x00")
	decimal := new(big.Int).SetBytes(bare)
	if decimal.Cmp(tenTo16) >= 0 { // the whole text would take as long as reading a key
		decimal.Mod(decimal, tenTo16).Add(decimal, tenTo16)
	}
	for _, text := range []string{bytesText(octets), hex.EncodeToString(bare), decimal.String()} {
		if len(text) >= digits {
			n[text[len(text)-digits:]] = true
		}
	}
}

// In reports whether a text has one of the numbers in it: by itself or with marks between
// its digits, as a list of octets, or within what is base64 or hexadecimal, DER for one.
func (n Numbers) In(text string) bool {
	const layers = 3 // base64 of base64; what each costs is linear
	return len(n) > 0 && n.in(text, layers)
}

func (n Numbers) in(text string, layers int) bool {
	text = plainDigits.Replace(text)
	// Decimal digits are hexadecimal ones.
	if n.among(text, isBase64url) || n.among(strings.ReplaceAll(strings.ToLower(text), "0x", ""), isHex) || n.listed(text) {
		return true
	}
	if layers == 0 {
		return false
	}
	isOther := func(r rune) bool { return !isBase64url(r) }
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return isOther(r) && !unicode.IsSpace(r) }) {
		words := strings.FieldsFunc(part, isOther)
		if len(words) > 1 {
			words = append(words, strings.Join(words, "")) // over lines
		}
		for _, word := range words {
			if octets, err := base64.RawURLEncoding.DecodeString(word); err == nil && n.within(octets, layers) {
				return true
			}
			if octets, err := hex.DecodeString(word); err == nil && n.within(octets, layers) {
				return true
			}
		}
	}
	return false
}

// within is in for what a text encodes.
func (n Numbers) within(octets []byte, layers int) bool {
	return len(octets) >= digits/2 && (n.among(hex.EncodeToString(octets), isHex) || n.in(string(octets), layers-1))
}

// plainDigits takes out what stands between the digits of a number when they are text in
// JSON or in a link, and gives them one alphabet.
var plainDigits = strings.NewReplacer(`\n`, "\n", `\r`, "\n", `\t`, "\t", "+", "-", "/", "_",
	`\u002B`, "-", `\u002b`, "-", `\u002F`, "_", `\u002f`, "_", "%2B", "-", "%2b", "-", "%2F", "_", "%2f", "_", "%3D", "=", "%3d", "=", "%", "")

func isBase64url(r rune) bool { return isOpaque(r) && r != '+' && r != '/' && r != '=' }
func isHex(r rune) bool       { return isDecimal(r) || r >= 'a' && r <= 'f' }
func isDecimal(r rune) bool   { return r >= '0' && r <= '9' }

// among reports whether the digits of a text, one behind another, have a number among them.
func (n Numbers) among(text string, isDigit func(rune) bool) bool {
	text = strings.Map(func(r rune) rune {
		if isDigit(r) {
			return r
		}
		return -1
	}, text)
	for end := digits; end <= len(text); end++ {
		if n[text[end-digits:end]] {
			return true
		}
	}
	return false
}

// listed reports whether the whole numbers in a text are the octets of a number: one behind
// another, or every second, where the others count them.
func (n Numbers) listed(text string) bool {
	var octets, second []byte
	for i, word := range strings.FieldsFunc(text, func(r rune) bool { return !isDecimal(r) && r != '-' }) {
		octet, err := strconv.Atoi(word)
		if err != nil {
			octet = 0
		}
		octets = append(octets, byte(octet))
		if i%2 == 1 {
			second = append(second, byte(octet))
		}
	}
	return n.among(hex.EncodeToString(octets), isHex) || n.among(hex.EncodeToString(second), isHex)
}
