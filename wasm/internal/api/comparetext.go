package api

import (
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf8"

	"jwkmint/wasm/internal/digest"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// maxMistaken is how many keys are held against the mistakes that people make
// of digests. There are some two hundred of each key: of thousands of keys they
// would take minutes.
const maxMistaken = 100

// compareText takes a text that is neither key nor token for what else names a
// key: a key ID, or a digest however it is spelled. err is why it is no key; nil is
// returned where that should be said.
func (w *writer) compareText(text string, err error) *compareReply {
	code := fault.CodeOf(err)
	values := digest.Read(text)
	kid, byKID := w.withOneOf(kidsIn(text))
	e, m, found := w.withDigest(values, byKID)
	ofToken := ""
	if behind(text, "alg") != nil {
		ofToken = " Who signed a token with it, that does not say."
	}
	broken := strings.Contains(text, "--BEGIN ") || strings.Contains(text, "--END ") || code == fault.Malformed && strings.Contains(text, " AAAA") // SSH
	switch {
	case byKID != nil && broken:
		return w.unread(kid, byKID, "beside a key", err)
	case byKID != nil && found && e == byKID && m.Mistake == "" && m.Certificate <= 1:
		return &compareReply{Same: true, Summary: "The same key ID, and it proves the key: it is " + m.What + "." + ofToken, Rows: []compareRow{row("kid", kid, kid)}, ID: e.id}
	case byKID != nil:
		return &compareReply{
			Same: true, Summary: "The same key ID. It names the key; only the whole JWK or a token proves that it is the same." + ofToken,
			Rows: []compareRow{row("kid", kid, kid)}, ID: byKID.id,
		}
	case found:
		r := w.digestReply(e, m, values[m.Value])
		if r.Same && strings.Contains(strings.ToLower(text), "urn:ietf:params:oauth:jwk-thumbprint:") {
			r.Summary = strings.Replace(r.Summary, "RFC 7638 thumbprint", "RFC 9278 thumbprint URI", 1)
		}
		return r
	}
	if r := w.comparePart(text); r != nil {
		return r
	}
	switch {
	case broken, code == fault.PassphraseRequired || code == fault.WrongPassphrase || addressIn([]byte(text)) != "" || strings.HasPrefix(text, "<"):
		return nil
	case address([]byte(text)):
		r := w.unknownName(kid, digest.Value{}, text, err)
		r.Summary = "This is an address, and not the key ID of " + w.yours() + ". " + openAddress
		return r
	}
	unknown := longest(values)
	if !looksLikeKID(kid, code) && (unknown.Bytes == nil || len(text) > maxDigestText) {
		return nil
	}
	return w.unknownName(kid, unknown, text, err)
}

// maxDigestText is the longest text that is answered for as a digest which is
// not known, in bytes: what a tool prints beside one. Anything has twenty bytes
// in it that could be one.
const maxDigestText = 2048

// longest is the longest of the values that stand alone: a part of a digest can have
// the size of a shorter one. A UUID, which is as long as a MD5, is none.
func longest(values []digest.Value) (found digest.Value) {
	for _, v := range values {
		if len(v.Bytes) > len(found.Bytes) && digest.HashName(len(v.Bytes)) != "" && !v.Part && !isUUID(v.Text) {
			found = v
		}
	}
	return found
}

// withOneOf is the first of the IDs that a key has, and that key; else the first of
// all, and nil.
func (w *writer) withOneOf(kids []string) (string, *entry) {
	for _, kid := range kids {
		if e := w.withKID(kid); e != nil {
			return kid, e
		}
	}
	return kids[0], nil
}

// withKID is the first key with that ID.
func (w *writer) withKID(kid string) *entry {
	for _, e := range w.keys {
		if kid != "" && w.headers[e].kid == kid {
			return e
		}
	}
	return nil
}

// withDigest is the first key that one of the values is a digest of, or was made
// of by mistake; first, where it is not nil, is looked at before the others.
func (w *writer) withDigest(values []digest.Value, first *entry) (*entry, digest.Match, bool) {
	if len(values) == 0 {
		return nil, digest.Match{}, false
	}
	keys := w.keys
	if first != nil {
		keys = append([]*entry{first}, keys...)
	}
	for _, e := range keys {
		if m, ok := digest.Find(e.Key, values); ok {
			return e, m, true
		}
	}
	for _, e := range w.memo.issuers {
		if w.headers[e] == nil {
			if m, ok := digest.Find(e.Key, values); ok {
				return e, m, true
			}
		}
	}
	for _, e := range keys[:min(len(keys), maxMistaken)] {
		if m, ok := digest.FindMistaken(e.Key, values); ok {
			return e, m, true
		}
	}
	return nil, digest.Match{}, false
}

// digestReply says which digest of what was pasted.
func (w *writer) digestReply(e *entry, m digest.Match, v digest.Value) *compareReply {
	if w.headers[e] == nil { // an issuer that does not count as a key
		r := w.keys[0]
		return &compareReply{
			Summary: "Not your key: this is " + ofIssuer(m.What) + ", which issued a certificate in the chain of yours.",
			Rows:    []compareRow{digestRow(v, "", false)}, ID: r.id,
		}
	}
	if m.Certificate > 1 {
		return &compareReply{
			Summary: "Not your key: this is " + strings.Replace(m.What, "its certificate", "certificate "+strconv.Itoa(m.Certificate)+" in its chain", 1) + ", which is its issuer's.",
			Rows:    []compareRow{digestRow(v, "", false)}, ID: e.id,
		}
	}
	r := &compareReply{Same: true, ID: e.id}
	switch {
	case m.Mistake != "":
		r.Summary = "This was made of your key, but nobody will find the key by it: it is "
		if m.Certificate > 0 { // a number that a CA gave
			r.Same, r.Unknown, r.Summary = false, true, "This is "
			m.What = strings.Replace(m.What, "its certificate", "your key's certificate", 1)
		}
		r.Summary += m.What + ". " + m.Mistake
		r.Rows = []compareRow{digestRow(v, spell(m.Right, v), false)}
	case v.Wrapped:
		right := v
		if strings.Contains(m.What, "x5t") { // RFC 7515 section 4.1.7
			right.Spelling = digest.Base64URL
		}
		r.Summary = "The same key, but written in a way that others will not understand: it is " + m.What +
			", first in hexadecimal, and that text in " + v.Spelling + ". It must be the " + right.Spelling + " of the bytes themselves."
		r.Rows = []compareRow{digestRow(v, spell(v.Bytes, right), false)}
	default:
		r.Summary = "The same key: this is " + m.What + ", in " + v.Spelling + "."
		if v.Spelling == digest.Hex && v.Text == strings.ToUpper(v.Text) && !strings.ContainsAny(v.Text, ": -\n") && v.Text != strings.ToLower(v.Text) {
			r.Summary += " As a key ID it would count letter by letter: in capitals it is another than in small letters."
		}
		r.Rows = []compareRow{digestRow(v, v.Text, true)}
	}
	return r
}

func ofIssuer(what string) string { return strings.Replace(what, "its", "a CA's", 1) }

func digestRow(v digest.Value, yours string, same bool) compareRow {
	return compareRow{"digest", shown(yours), shown(v.Text), same}
}

// spell writes a digest as the other one is written.
func spell(b []byte, like digest.Value) string {
	switch {
	case b == nil:
		return ""
	case like.Spelling == digest.Base64URL:
		return base64.RawURLEncoding.EncodeToString(b)
	case like.Spelling == digest.Base64:
		return base64.StdEncoding.EncodeToString(b)
	}
	return hex.EncodeToString(b)
}

// unknownName answers for a text that names none of the keys. What has the size
// of a digest can be one of another key, or one that is not known here; err is why it is
// no key, which may be that it was one.
func (w *writer) unknownName(kid string, v digest.Value, text string, err error) *compareReply {
	e := w.keys[0]
	r := &compareReply{Unknown: true, ID: e.id, Rows: []compareRow{row("kid", w.headers[e].kid, kid)}}
	for _, e := range w.keys {
		if strings.EqualFold(w.headers[e].kid, kid) {
			r.ID, r.Rows = e.id, []compareRow{row("kid", w.headers[e].kid, kid)}
			r.Summary = "This is the key ID of your key, but in other capitals: key IDs are compared letter by letter."
			return r
		}
	}
	switch fault.CodeOf(err) {
	case fault.Malformed, fault.Truncated, fault.TrailingData, fault.InvalidKey, fault.KeyMismatch:
		message, hint := fault.Text(err)
		r.Summary = "This is not the key ID of " + w.yours() + ", nor a digest of it that is known here. But it may be a key that was cut or changed, and that may be yours. " + message + " " + hint
		return r
	}
	if strings.HasPrefix(text, "eyJ") { // an object's beginning in base64
		r.Summary = "This is not the key ID of " + w.yours() + ". It begins like a token: if it is one, part of it is missing or was changed, and it must be copied again, whole."
		return r
	}
	r.Summary = "This is not the key ID of " + w.yours() + ". A key ID can be any text, so this alone does not say that the key is another."
	if name := otherDigest(v, text); name != "" {
		r.Summary = "This is not the key ID of " + w.yours() + ", and by its looks it is a " + name + ". That is not computed here: whether it is of your key cannot be told. Compare another digest, such as the SHA-256."
		return r
	}
	if v.Bytes != nil {
		r.Summary = "This is not the key ID of " + w.yours() + ", and none of the digests known here: it is as long as a " + digest.HashName(len(v.Bytes)) +
			", so it may be another key's digest, or a digest of something else, such as another certificate, or one that was changed on its way. Compared "
		if len(w.groups) == 1 && e.Material.Kty() == key.KtyOct {
			r.Summary += "were the thumbprints of this secret, which has no public key and no certificate."
			return r
		}
		r.Summary += "were key, public key (SPKI, PKCS#1, OpenSSH), key identifier and certificates."
		if len(e.Chain) == 0 {
			r.Summary += " No certificate came with your key: if it is a certificate's, add that."
		}
	}
	return r
}

// comparePart answers for a digest of one of our keys that was cut, or in which characters
// were lost, added or changed; nil for anything else.
func (w *writer) comparePart(text string) *compareReply {
	if text = strings.Join(strings.Fields(text), ""); len(text) > maxKID {
		return nil
	}
	for _, e := range w.keys[:min(len(w.keys), maxMistaken)] {
		m, spelling, damaged, ok := digest.FindPart(e.Key, text)
		if !ok {
			continue
		}
		reply := &compareReply{
			Same: !damaged, Unknown: damaged, Summary: "This is cut, but it fits a digest of your key: " + m.What + ", in " + spelling + ".",
			Rows: []compareRow{{"digest", spell(m.Right, digest.Value{Spelling: spelling}), shown(text), false}}, ID: e.id,
		}
		if damaged {
			reply.Summary = "This is nearly a digest of your key: " + m.What + ", in " + spelling + ". Characters of it are missing, too many or others: compare it with its source."
		}
		return reply
	}
	return nil
}

// otherDigest names the hash of a value, where the text beside it says that it is one
// that is not known here; "" for the others.
func otherDigest(v digest.Value, text string) string {
	for _, word := range strings.Fields(text) {
		if len(word) == 65 && strings.Count(word, "-") == 10 && word[0] == 'x' && word[64] == 'x' {
			return "SHA-1 in BubbleBabble, which ssh-keygen -B prints"
		}
	}
	text = strings.NewReplacer("-", "", "_", "", "/", "").Replace(strings.ToLower(strings.Replace(text, v.Text, "", 1)))
	text = strings.ReplaceAll(text, "sha384", "")
	for _, other := range []struct{ word, name string }{
		{"sha3", "SHA-3"}, {"sha512256", "SHA-512/256"}, {"sha2512256", "SHA-512/256"}, {"sha512224", "SHA-512/224"}, {"ripemd", "RIPEMD"}, {"rmd160", "RIPEMD"}, {"blake2", "BLAKE2"},
	} {
		if v.Bytes != nil && strings.Contains(text, other.word) {
			return other.name
		}
	}
	return ""
}

// yours is what is here, in a sentence that denies it of all.
func (w *writer) yours() string {
	if len(w.groups) > 1 {
		return "any of your " + strconv.Itoa(len(w.groups)) + " keys"
	}
	return "your key"
}

// isUUID reports whether a text is a UUID, which is as long as a MD5.
func isUUID(text string) bool {
	return len(text) == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-'
}

// looksLikeKID reports whether text can be a key ID that someone copied,
// given why it is no key: one line of at most maxKID characters, and no JSON. A short one
// that looks like a broken key is a key ID too: the base64 of a digest begins
// like DER once in a while.
func looksLikeKID(text string, code fault.Code) bool {
	if !utf8.ValidString(text) || strings.ContainsAny(text, "\n\r") || strings.IndexAny(text, "{[") == 0 {
		return false
	}
	switch code {
	case fault.NoKey:
		return utf8.RuneCountInString(text) <= maxKID
	case fault.Malformed, fault.Truncated, fault.TrailingData, fault.NotAKey, fault.UnsupportedFormat:
		return utf8.RuneCountInString(text) <= 128
	}
	return false
}
