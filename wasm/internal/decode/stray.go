package decode

import (
	"bytes"
	"errors"
	"iter"
	"slices"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/raw"
)

// notePrivate says of public JWKs that a private number stands beside them, as where a
// bracket came into the middle of a private one and ended it early.
func (r *reader) notePrivate(text []byte) {
	if len(r.parts) == 0 || len(r.skipped) > 0 || !isJWKText(text) {
		return
	}
	for _, p := range r.parts {
		if p.Key == nil {
			continue
		}
		said := func(w key.Warning) bool { return w.Code == "jwk_member_ignored" } // of an expanded key of ML-DSA
		if p.Key.Material.IsPrivate() || slices.ContainsFunc(p.Key.Notes, said) {
			return
		}
	}
	if hasPrivateMember(text) {
		r.note(0, raw.PrivateUnread)
	}
}

// hasPrivateMember reports whether a text has a member d or priv with a number.
func hasPrivateMember(text []byte) bool {
	for name := range numbers(text) {
		if name == "d" || name == "priv" {
			return true
		}
	}
	return false
}

// assigned yields the names of members, and what stands behind each, however their quotes
// are written.
func assigned(text []byte) iter.Seq2[string, []byte] {
	const marks = "\"'`\\ \t\n" // between the name, what follows it, and the value
	return func(yield func(name string, after []byte) bool) {
		text := bytes.ReplaceAll(text, []byte(`\u0022`), []byte(`"`))
		for pos := 0; ; {
			i := bytes.IndexAny(text[pos:], ":=")
			if i < 0 {
				return
			}
			before, after := bytes.TrimRight(text[pos:pos+i], marks), bytes.TrimLeft(text[pos+i+1:], marks+">")
			pos += i + 1
			name := before[bytes.LastIndexFunc(before, func(c rune) bool { return c > 'z' || !plain.IsBase64(byte(c)) })+1:]
			if !yield(string(name), after) {
				return
			}
		}
	}
}

// numbers yields the names of members that hold a number of a JWK, and how that begins in
// base64url.
func numbers(text []byte) iter.Seq2[string, string] {
	return func(yield func(name, start string) bool) {
		for name, after := range assigned(text) {
			digits := 0
			for digits < min(numberStart, len(after)) && plain.IsEitherBase64(after[digits]) {
				digits++
			}
			if digits == numberStart && (jose.IsNumber(name) || name == "pub" || name == "priv") && !yield(name, base64URL.Replace(string(after[:digits]))) {
				return
			}
		}
	}
}

// numberStart is how many characters a number has at least, of those that tell whose it is.
const numberStart = 40

var base64URL = strings.NewReplacer("+", "-", "/", "_")

// noteLeft names a JWK that gave nothing where others did, as one of several that was cut,
// or whose kty is damaged: numbers stand in the text that are in no key. A key that was
// mended has others than stand there, as many.
func (r *reader) noteLeft(text []byte) {
	if len(r.parts) == 0 || len(r.skipped) > 0 || len(text) > maxInside {
		return
	}
	type number struct{ name, start string }
	left, mended, said := map[number]bool{}, map[string]int{}, false
	for name, start := range numbers(text) {
		if strings.Trim(start, "0123456789abcdefABCDEF") != "" { // in hexadecimal, it is no JWK's
			left[number{name, start}] = true
		}
	}
	for _, p := range r.parts {
		if p.Key == nil {
			continue
		}
		for _, m := range jose.Members(p.Key.Material, true) {
			text, _ := m.Value.(string)
			n := number{m.Name, text[:min(len(text), numberStart)]}
			if !left[n] && strings.Contains(p.Key.Source, "JWK") {
				mended[m.Name]++
			}
			delete(left, n)
		}
		said = said || slices.ContainsFunc(p.Key.Notes, saysPrivate)
	}
	for n := range left {
		if said && !slices.Contains([]string{"n", "x", "y", "pub"}, n.name) {
			continue
		}
		if mended[n.name]--; mended[n.name] < 0 {
			r.skip("JWK", errMembers)
			return
		}
	}
}

// notMissing names the members of a JWK for what they are where it was said that one of
// them is missing, which stands in the text: something came between them, or took a quote
// or a colon away.
func (r *reader) notMissing(text []byte) {
	for i, s := range r.skipped {
		var fault *fault.Error
		if !errors.As(s.Err, &fault) {
			continue
		}
		name, _, isMissing := strings.Cut(strings.TrimPrefix(fault.Detail, "the member "), " is missing")
		if name == "one of the primes" {
			name = "q"
		}
		if !isMissing {
			continue
		}
		stands := bytes.Contains(text, []byte(`"`+name+`"`)) // without a colon
		for member := range assigned(text) {
			if stands = stands || member == name; stands {
				r.skipped[i].Err = errMembers
				break
			}
		}
	}
}
