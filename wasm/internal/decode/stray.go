package decode

import (
	"bytes"
	"slices"
	"strings"

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
		if p.Key.Material.IsPrivate() || slices.ContainsFunc(p.Key.Notes, saysIgnored) { // of an expanded key of ML-DSA
			return
		}
	}
	if hasPrivateMember(text) {
		r.note(0, raw.PrivateUnread)
	}
}

func saysIgnored(w key.Warning) bool { return w.Code == "jwk_member_ignored" }

// hasPrivateMember reports whether a text has a member d or priv with a number.
func hasPrivateMember(text []byte) (has bool) {
	assigned(text, func(name, start string) bool {
		has = start != "" && (name == "d" || name == "priv")
		return !has
	})
	return has
}

// assigned calls yield with the names of the members in a text, however their quotes are
// written, until that returns false. Where one holds a number of a JWK, start is how that
// begins in base64url.
func assigned(text []byte, yield func(name, start string) bool) {
	const marks = "\"'`\\ \t\n" // between the name, what follows it, and the value
	text = bytes.ReplaceAll(text, []byte(`\u0022`), []byte(`"`))
	for pos := 0; ; {
		i := bytes.IndexAny(text[pos:], ":=")
		if i < 0 {
			return
		}
		before, after := bytes.TrimRight(text[pos:pos+i], marks), bytes.TrimLeft(text[pos+i+1:], marks+">")
		pos += i + 1
		name := string(before[bytes.LastIndexFunc(before, func(c rune) bool { return c > 'z' || !plain.IsBase64(byte(c)) })+1:])
		start, digits := "", 0
		for digits < min(numberStart, len(after)) && plain.IsEitherBase64(after[digits]) {
			digits++
		}
		if digits == numberStart && (jose.IsNumber(name) || name == "pub" || name == "priv") && !inAddress(before[:len(before)-len(name)], text[pos-1:]) {
			start = base64URL.Replace(string(after[:digits]))
		}
		if !yield(name, start) {
			return
		}
	}
}

// inAddress reports whether what stands before and after a name makes it one of a URL's query, or
// of a record such as DKIM's, whose p is a whole key.
func inAddress(before, after []byte) bool {
	before = bytes.TrimRight(before, " ")
	return len(before) > 0 && strings.IndexByte("?&#;", before[len(before)-1]) >= 0 && after[0] == '=' && plain.IsEitherBase64(after[1])
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
	left, mended, said := map[string]bool{}, 0, false // by how they begin
	for _, p := range r.parts {
		if p.Key != nil && slices.ContainsFunc(p.Key.Notes, saysIgnored) { // of a number, or more
			return
		}
		said = said || p.Key != nil && slices.ContainsFunc(p.Key.Notes, saysPrivate)
	}
	assigned(text, func(name, start string) bool {
		isPublic := name == "pub" || name == "n" || name == "x" || name == "y"
		if strings.Trim(start, "0123456789abcdefABCDEF") != "" && (isPublic || !said) { // in hexadecimal, it is no JWK's
			left[start] = true
		}
		return true
	})
	for _, p := range r.parts {
		if p.Key == nil {
			continue
		}
		for _, m := range jose.Members(p.Key.Material, true) {
			start, _ := m.Value.(string)
			if start = start[:min(len(start), numberStart)]; left[start] {
				delete(left, start)
			} else if jose.IsNumber(m.Name) && len(start) == numberStart && strings.Contains(p.Key.Source, "JWK") {
				mended++
			}
		}
	}
	if len(left) > mended {
		r.skip("JWK", errMembers)
	}
}

// notMissing names the members of a JWK for what they are where it was said that one of
// them is missing, which stands in the text oftener than in the keys that were read:
// something came between them, or took a quote or a colon away.
func (r *reader) notMissing(text []byte) {
	const most = 8 // faults: for each, the text is gone through
	for i := range min(len(r.skipped), most) {
		detail := r.skipped[i].Err.Error()
		_, name, _ := strings.Cut(detail, "the member ")
		name, _, isMissing := strings.Cut(name, " is missing")
		if strings.HasSuffix(detail, "one of the primes is missing") {
			name, isMissing = "q", true
		}
		if !isMissing || len(text) > maxInside {
			continue
		}
		stands := 0
		assigned(text, func(member, _ string) bool {
			if member == name {
				stands++
			}
			return true
		})
		stands = max(stands, bytes.Count(text, []byte(`"`+name+`"`))) // without a colon
		for _, p := range r.parts {
			if p.Key != nil && strings.Contains(p.Key.Source, "JWK") && hasMember(p.Key.Material, name) {
				stands--
			}
		}
		if stands > 0 {
			r.skipped[i].Err = errMembers
		}
	}
}

func hasMember(m key.Material, name string) bool {
	return slices.ContainsFunc(jose.Members(m, true), func(m jose.Member) bool { return m.Name == name })
}
