package digest

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Value is something in a text that can be a digest.
type Value struct {
	Bytes []byte
	// Text is how it stands there, without what stands around it.
	Text string
	// Spelling says how it is written: "hexadecimal", "base64url", …
	Spelling string
	// Wrapped is that the bytes are not those that were encoded, but those that
	// the encoded text stands for: the base64 of a digest in hexadecimal. Many
	// programs make x5t so, and are wrong.
	Wrapped bool
	// Part is that it stands in a longer run of the same kind: one line of a key's
	// base64 is as long as a digest, and so are a few octets of its hexadecimal.
	Part bool
}

// The spellings.
const (
	Hex       = "hexadecimal"
	Base64    = "base64"
	Base64URL = "base64url"
	Base32    = "base32"
)

// maxValues is how many values are taken from one text: each is held against
// all digests of all keys.
const maxValues = 64

// maxGroups is how many groups of hexadecimal in a row are looked at: a digest
// has at most 64, and what a tool prints around it a few.
const maxGroups = 128

// maxRow is how many digits of hexadecimal in a row can be a digest and what stands
// beside it.
const maxRow = 2 * (64 + 8)

// maxText is how much of a text is looked at, in bytes. Digests stand in a few
// lines that a tool printed, not in files.
const maxText = 1 << 16

// isSize reports whether a hash gives n bytes: MD5, SHA-1, SHA-224, -256, -384
// and -512.
func isSize(n int) bool {
	switch n {
	case 16, 20, 28, 32, 48, 64:
		return true
	}
	return false
}

// Read finds what can be a digest in a text, however it is spelled and whatever
// a tool printed around it.
func Read(text string) []Value {
	r := reader{seen: map[string]bool{}}
	if isSize(len(text)) && !utf8.ValidString(text) { // a file of nothing else
		r.add(Value{Bytes: []byte(text), Text: hex.EncodeToString([]byte(text)), Spelling: Bytes})
	}
	text = text[:min(len(text), maxText)]
	r.literals(text)
	text = clean(text)
	r.numbers(text)
	r.hex(text)
	r.words(text)
	whole := strings.Join(strings.Fields(text), "") // of one that was broken, or is in groups
	r.word(strings.TrimRight(whole, "="), strings.HasSuffix(whole, "="), true)
	r.groups(text)
	r.number(text)
	return r.list
}

type reader struct {
	list []Value
	seen map[string]bool
}

func (r *reader) add(v Value) {
	if len(r.list) < maxValues && !r.seen[string(v.Bytes)+v.Text] {
		r.seen[string(v.Bytes)+v.Text] = true
		r.list = append(r.list, v)
	}
}

// clean takes off what cannot be seen (Windows puts a mark before the thumbprint
// that one copies) and what stands for characters in a URL.
func clean(text string) string {
	text = strings.NewReplacer("%2B", "+", "%2b", "+", "%2F", "/", "%2f", "/", "%3D", "=", "%3d", "=", "%3A", ":", "%3a", ":", `\/`, "/", `\n`, "\n", "\u00a0", " ").Replace(text)
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
}

// hex finds groups of hexadecimal with nothing, colons, dashes or white space
// between them, which together have the size of a digest.
func (r *reader) hex(text string) {
	var starts, ends []int // of a row of groups
	flush := func() {
		r.row(text, starts, ends)
		starts, ends = nil, nil
	}
	for at := 0; at < len(text); {
		if !isAlnum(text[at]) {
			if strings.IndexByte(": \t\r\n-", text[at]) < 0 {
				flush()
			}
			at++
			continue
		}
		start := at
		for at < len(text) && isAlnum(text[at]) {
			at++
		}
		word := text[start:at]
		if len(word) > 2 && (word[:2] == "0x" || word[:2] == "0X") {
			start += 2
			word = word[2:]
		}
		if len(word)%2 != 0 || !isHex(word) || len(starts) == maxGroups {
			flush()
			continue
		}
		starts, ends = append(starts, start), append(ends, at)
	}
	flush()
}

func (r *reader) row(text string, starts, ends []int) {
	all := 0
	for i := range starts {
		all += ends[i] - starts[i]
	}
	for i := range starts {
		var digits strings.Builder
		for j := i; j < len(starts) && digits.Len() < 128; j++ {
			digits.WriteString(text[starts[j]:ends[j]])
			n := digits.Len() / 2
			if !isSize(n) && !isSize(n/2) {
				continue
			}
			b, _ := hex.DecodeString(digits.String())
			v := Value{Bytes: b, Text: text[starts[i]:ends[j]], Spelling: Hex, Part: j > i && all > maxRow}
			if isSize(n) {
				r.add(v)
			}
			// As Entra shows the bytes of an x5t that was made of the hexadecimal text.
			if v.Bytes, v.Wrapped = digestText(string(b)); v.Wrapped {
				r.add(v)
			}
		}
	}
}

// words finds words of base64.
func (r *reader) words(text string) {
	last := "" // the word before, where it fills its line as base64 and openssl do
	lines := 0 // how many of them there are in a row
	for at := 0; at < len(text); {
		if !isBase64(text[at]) {
			at++
			continue
		}
		start := at
		for at < len(text) && isBase64(text[at]) {
			at++
		}
		word := text[start:at]
		end := at
		for at < len(text) && text[at] == '=' {
			at++
		}
		padded := at > end
		goesOn := false
		if len(word) == 64 || len(word) == 76 {
			rest := strings.TrimPrefix(text[at:], "\r")
			goesOn = strings.HasPrefix(rest, "\n") && len(rest) > 1 && isBase64(rest[1])
		}
		r.word(word, padded, goesOn || lines > 0)
		if last != "" {
			r.word(last+word, padded, goesOn || lines > 1)
		}
		if last = ""; goesOn {
			last = word
			lines++
		} else {
			lines = 0
		}
		// As a prefix with a dash or slashes: sha256-…, sha256/…, sha256//…. A digest can begin
		// with one, too.
		for _, name := range hashPrefixes {
			if len(word) > len(name) && strings.EqualFold(word[:len(name)], name) {
				for rest := word[len(name):]; strings.IndexByte("-/", rest[0]) >= 0 && len(rest) > 1; {
					rest = rest[1:]
					r.word(rest, padded, false)
				}
			}
		}
	}
}

// hashPrefixes are what stands before a digest, and says which it is.
var hashPrefixes = []string{"sha1", "sha256", "sha384", "sha512", "md5"}

func (r *reader) word(word string, padded, part bool) {
	const shortest, longest = 22, 255 // MD5 in base64; SHA-512 in hexadecimal with colons, in base64
	if len(word) < shortest || len(word) > longest || isHex(word) && isSize(len(word)/2) {
		return
	}
	b, spelling, ok := decode64(word)
	if !ok {
		return
	}
	if padded && !strings.ContainsAny(word, "-_") {
		spelling = Base64 // base64url has no padding where a key or a token has it
	}
	if isSize(len(b)) {
		r.add(Value{Bytes: b, Text: word, Spelling: spelling, Part: part})
	}
	if inner, ok := digestText(string(b)); ok {
		r.add(Value{Bytes: inner, Text: word, Spelling: spelling, Wrapped: true})
	}
}

func decode64(word string) (b []byte, spelling string, ok bool) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(word)
	if err == nil {
		return b, Base64URL, true
	}
	b, err = base64.RawStdEncoding.Strict().DecodeString(word)
	return b, Base64, err == nil
}

// digestText reads a digest that was written as text before it was encoded.
func digestText(text string) ([]byte, bool) {
	digits := strings.NewReplacer(":", "", " ", "", "-", "").Replace(strings.TrimRight(text, "\r\n"))
	b, err := hex.DecodeString(digits)
	return b, err == nil && isSize(len(b))
}

// number reads a text that is one number and no digest, as an RSA modulus alone is,
// whose sign octet is left out. It has at least 1024 bits.
func (r *reader) number(text string) {
	text = strings.Map(func(c rune) rune {
		if strings.ContainsRune(": \t\r\n=", c) {
			return -1
		}
		return c
	}, text)
	b, err := hex.DecodeString(strings.TrimPrefix(text, "0x"))
	if err != nil {
		b, _, _ = decode64(text)
	}
	if n, ok := new(big.Int).SetString(text, 10); ok {
		b = n.Bytes() // no hexadecimal is so long and has no letter
	}
	if len(b) >= 1024/8 {
		r.list = append(r.list, Value{Bytes: bytes.TrimLeft(b, "\x00"), Text: text}) // however many octets of it can be digests
	}
}

// groups finds twelve groups of four characters of base32, which is how Docker
// names a key.
func (r *reader) groups(text string) {
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return c != ':' && (c > 'z' || !isAlnum(byte(c))) }) {
		if len(word) != 12*5-1 || strings.Count(word, ":") != 11 {
			continue
		}
		if b, err := base32.StdEncoding.DecodeString(strings.ReplaceAll(word, ":", "")); err == nil {
			r.add(Value{Bytes: b, Text: word, Spelling: Base32})
		}
	}
}

func isAlnum(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func isBase64(c byte) bool { return isAlnum(c) || c == '+' || c == '/' || c == '-' || c == '_' }

func isHex(word string) bool {
	for i := range len(word) {
		c := word[i] | 0x20
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
