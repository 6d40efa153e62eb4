package decode

import (
	"bytes"
	"encoding/hex"
	"math/big"
	"slices"
	"strings"
	"sync"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/raw"
)

const (
	// maxProofs is how many numbers of one input are held against its keys: each takes as
	// long as making a public key of a private one.
	maxProofs = 32
	// maxMisnamed is how many keys a text has, at most, whose numbers are looked for in it.
	maxMisnamed = 64
	// leastNumber is how many bytes a private number has at least, as a list of them or over lines.
	leastNumber = 30
)

// noteMisnamed says of a public key that its private number stands in the text as well,
// under a name that is not known here, and takes what is not to be published out of what
// came with the key, as for a private one. That the number fits the key proves it.
func (r *reader) noteMisnamed(text []byte) {
	if len(r.parts) == 0 || len(r.parts) > maxMisnamed || len(text) > maxInside {
		return
	}
	var words []string
	known := sync.OnceValue(r.knownWords)
	for _, p := range r.parts {
		if p.Key == nil {
			continue
		}
		others := slices.DeleteFunc(slices.Clone(p.Key.Notes), saysNoneFits) // which was said of a name alone
		if r.hasPrivate(p.Key.Material) || slices.ContainsFunc(others, saysPrivate) {
			continue
		}
		if words == nil {
			words = longWords(text)
			lists, _ := raw.Lists(text, leastNumber)
			for _, octets := range append(lists, raw.HexRuns(bytes.ReplaceAll(text, []byte(":"), []byte(" ")), leastNumber)...) { // over lines
				words = append(words, hex.EncodeToString(bytes.TrimLeft(octets, "\x00")))
			}
		}
		for _, word := range words {
			if octets := r.privateOf(p.Key.Material, word, known); octets != nil {
				p.Key.Notes = append(others, privateMisnamed)
				numbers := jose.Numbers{}
				numbers.Add(octets)
				p.Key.Given.Members, _ = jose.Publishable(p.Key.Given.Members, numbers)
				r.set = slices.DeleteFunc(slices.Clone(r.set), func(m key.RawMember) bool { return numbers.In(string(m.Raw)) })
				break
			}
		}
	}
}

// hasPrivate reports whether the private half of a key was read, too.
func (r *reader) hasPrivate(m key.Material) bool {
	return slices.ContainsFunc(r.parts, func(p der.Part) bool {
		return p.Key != nil && p.Key.Material.IsPrivate() && key.SamePublic(p.Key.Material, m)
	})
}

func saysNoneFits(w key.Warning) bool { return w == raw.PrivateUnread }

// saysPrivate reports whether a note already says that private numbers were left out.
func saysPrivate(w key.Warning) bool {
	switch w.Code {
	case raw.PrivateUnread.Code, raw.PrivateLeftOut.Code, raw.NumbersLeft.Code:
		return true
	}
	return false
}

var privateMisnamed = key.Warning{
	Code:    raw.PrivateUnread.Code,
	Message: "The private number of this key stands here as well, under another name than it should have, or outside of its key. Only the public key was read.",
	Action:  "Copy the key again from the original, whole; and do not publish the text that you have.",
}

// longWords returns the words of a text that are as long as a private number: what stands
// between characters that are not those of base64.
func longWords(text []byte) []string {
	const shortest = leastNumber * 4 / 3 // characters in base64
	words := []string{}
	text = bytes.ReplaceAll(text, []byte(`\u0022`), []byte(`"`))
	for _, word := range strings.FieldsFunc(string(text), func(c rune) bool { return c > 'z' || !plain.IsEitherBase64(byte(c)) }) {
		if word = strings.TrimLeft(word, "+"); len(word) >= shortest {
			words = append(words, word)
		}
	}
	return words
}

// knownWords are those whose meaning is known, such as the coordinates of a point, or a
// thumbprint that is the key ID.
func (r *reader) knownWords() map[any]bool {
	known := map[any]bool{}
	for _, p := range r.parts {
		if p.Key == nil {
			continue
		}
		for _, m := range jose.Members(p.Key.Material, false) {
			known[m.Value] = true
		}
		for _, m := range p.Key.Given.Members {
			if jose.IsMember(m.Name) {
				known[strings.Trim(string(m.Raw), `"`)] = true
			}
		}
	}
	return known
}

// privateOf returns the private number of a public key, or a prime factor or CRT exponent of it, that a word
// is in base64, hexadecimal or decimal; nil where it is none. What is known is asked for only where a
// word has the length of one: a PEM has none.
func (r *reader) privateOf(m key.Material, word string, known func() map[any]bool) []byte {
	var size int
	var fits func(n *big.Int, octets []byte) bool
	switch m := m.(type) {
	case *key.RSA:
		size = (m.N.BitLen() + 7) / 8
		fits = func(n *big.Int, _ []byte) bool { return (&key.RSA{N: m.N, E: m.E, D: n}).Complete() == nil }
		if p := numberOf(word, (size+1)/2); p != nil {
			if p.BitLen() <= 1 {
				return nil
			}
			if new(big.Int).Mod(m.N, p).Sign() == 0 {
				return p.Bytes()
			}
			size = (size + 1) / 2
			fits = func(n *big.Int, _ []byte) bool { return isCRTExponent(m, n) }
		}
	case *key.EC:
		size = key.CurveBytes(m.Curve)
		fits = func(_ *big.Int, d []byte) bool { return (&key.EC{Curve: m.Curve, X: m.X, Y: m.Y, D: d}).Check() == nil }
	case *key.OKP:
		size = key.SeedBytes(m.Curve)
		if octets := raw.Bare([]byte(word)); len(octets) == 2*size && bytes.HasSuffix(octets, m.X) { // as libsodium has it
			word = hex.EncodeToString(octets[:size])
		}
		fits = func(_ *big.Int, d []byte) bool { return (&key.OKP{Curve: m.Curve, X: m.X, D: d}).Check() == nil }
	}
	n := numberOf(word, size)
	if n == nil || known()[word] || r.proofs == maxProofs {
		return nil
	}
	r.proofs++
	octets := n.FillBytes(make([]byte, size))
	if !fits(n, octets) {
		return nil
	}
	return octets
}

// isCRTExponent reports whether d is dp or dq of an RSA key: what was raised to e and to dp is
// the same again modulo p (RFC 8017, 3.2). Of qi nothing can be proved without a prime.
func isCRTExponent(m *key.RSA, d *big.Int) bool {
	two := big.NewInt(2)
	again := new(big.Int).Exp(new(big.Int).Exp(two, m.E, m.N), d, m.N)
	return new(big.Int).GCD(nil, nil, again.Sub(again, two).Abs(again), m.N).BitLen() > 1
}

// numberOf returns the number of size bytes that a word is, or a few fewer, where zeros before
// it are left out as of a private exponent; nil where it has another length.
func numberOf(word string, size int) *big.Int {
	least := size - 2
	if len(word) < 4*least/3 || len(word) > 3*size { // of base64 at least, and hexadecimal with its marks
		return nil
	}
	if octets := raw.Bare([]byte(word)); least <= len(octets) && len(octets) <= size {
		return new(big.Int).SetBytes(octets)
	}
	// Of 256 bits, decimal digits are 77, or a few fewer.
	if n, ok := new(big.Int).SetString(word, 10); ok && n.BitLen() <= 8*size && n.BitLen() > 8*size-24 {
		return n
	}
	return nil
}
