package api

import (
	"bytes"
	"context"
	"strings"
	"unicode/utf8"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

type compareReply struct {
	Same    bool         `json:"same"`
	Summary string       `json:"summary"`
	Rows    []compareRow `json:"rows"`
	ID      int          `json:"id"` // of the key compared
}

type compareRow struct {
	Member string `json:"member"`
	Yours  string `json:"yours"`
	Theirs string `json:"theirs"`
	Same   bool   `json:"same"`
}

func row(member, yours, theirs string) compareRow {
	return compareRow{member, shown(yours), shown(theirs), yours == theirs}
}

// compare holds what was registered, or a token, against the remembered keys,
// with the use, alg and kid of the last answer.
func (s *Session) compare(_ context.Context, params *object) (any, error) {
	data := params.bytes("with")
	if err := params.doneAll(); err != nil {
		return nil, err
	}
	if err := s.remembers(); err != nil {
		return nil, err
	}
	w := s.writer(&s.memo.options)
	trimmed := bytes.TrimSpace(data)
	if len(trimmed) == 0 {
		return nil, fault.New(fault.EmptyInput, "")
	}
	if token, ok := readToken(trimmed); ok {
		return w.compareToken(token), nil
	}
	theirs, err := decode.Decode(decode.Input{Data: data, Subtle: s.subtle})
	if err == nil {
		return w.compareKeys(theirs.Keys), nil
	}
	if token, ok := readHeader(trimmed); ok {
		return w.compareToken(token), nil
	}
	if looksLikeKID(trimmed, fault.CodeOf(err)) {
		return w.compareKID(string(trimmed)), nil
	}
	return nil, err
}

// compareKeys looks for one key that both sides have. Where there is none,
// the rows are of the two that are most alike.
func (w *writer) compareKeys(theirs []*key.Key) *compareReply {
	ours, their := w.mostAlike(theirs)
	h := w.headers[ours]
	reply := &compareReply{
		Same: key.SamePublic(ours.Material, their.Material),
		Rows: keyRows(ours, h, their),
		ID:   ours.id,
	}
	reply.Summary = summary(reply, ours, their, len(theirs))
	return reply
}

// keyRows are the public members of both sides; kid, use and alg only where
// the other side has them, since a PEM has none to differ.
func keyRows(e *entry, h *header, t *key.Key) []compareRow {
	yours, theirs := publicMembers(e.Material), publicMembers(t.Material)
	var rows []compareRow
	for _, name := range []string{"kty", "crv", "n", "e", "x", "y"} {
		if yours[name] != "" || theirs[name] != "" {
			rows = append(rows, row(name, yours[name], theirs[name]))
		}
	}
	if t.Given.KID != "" {
		rows = append(rows, row("kid", h.kid, t.Given.KID))
	}
	if t.Given.Use != "" {
		rows = append(rows, row("use", h.use, t.Given.Use))
	}
	if t.Given.Alg != "" {
		rows = append(rows, row("alg", h.alg, t.Given.Alg))
	}
	if len(e.Chain) > 0 && len(t.Chain) > 0 {
		rows = append(rows, row("x5t#S256", encode.CertificateThumbprint(e.Chain[0]), encode.CertificateThumbprint(t.Chain[0])))
	}
	return rows
}

// publicMembers are the members of the public half; of a secret, its kty alone.
func publicMembers(m key.Material) map[string]string {
	members := map[string]string{"kty": m.Kty()}
	if public := m.Public(); public != nil {
		for _, member := range jose.Members(public, false) {
			members[member.Name] = member.Value.(string)
		}
	}
	return members
}

func summary(r *compareReply, e *entry, t *key.Key, several int) string {
	var kid *compareRow
	var other []string // metadata that differs
	for i, row := range r.Rows {
		switch row.Member {
		case "kid":
			kid = &r.Rows[i]
		case "use", "alg", "x5t#S256":
			if !row.Same {
				other = append(other, row.Member)
			}
		}
	}
	var text string
	switch {
	case r.Same && kid != nil && !kid.Same:
		text = "The same key, but with another key ID: a token that carries yours will not find it."
	case r.Same && len(other) > 0:
		text = "The same key; it differs in " + strings.Join(other, " and ") + "."
	case r.Same && several > 1:
		text = "The same key: it is in the set."
	case r.Same:
		text = "The same key."
	case kid != nil && kid.Same:
		text = "Another key under the same key ID: tokens signed with yours will be refused."
	case several > 1:
		text = "Your key is not in this set."
	case key.Title(e.Material) != key.Title(t.Material):
		text = "Another key: yours is " + key.Title(e.Material) + ", this one " + key.Title(t.Material) + "."
	default:
		text = "Another key: both are " + key.Title(e.Material) + ", but their numbers differ."
	}
	if t.Material.IsPrivate() && t.Material.Kty() != key.KtyOct {
		text += " What you pasted holds a private key: if that is what was registered, make a new key."
	}
	return text
}

// looksLikeKID reports whether text can be a key ID that someone copied,
// given why it is no key: one line of at most maxKID characters. A short one
// that looks like a broken key is a key ID too: the base64 of a digest begins
// like DER once in a while.
func looksLikeKID(text []byte, code fault.Code) bool {
	if !utf8.Valid(text) || bytes.ContainsAny(text, "\n\r") {
		return false
	}
	switch code {
	case fault.NoKey:
		return utf8.RuneCount(text) <= maxKID
	case fault.Malformed, fault.Truncated, fault.TrailingData, fault.NotAKey, fault.UnsupportedFormat:
		return utf8.RuneCount(text) <= 128
	}
	return false
}

// compareKID takes a key ID by itself, which may also be one of the digests
// that name a key elsewhere.
func (w *writer) compareKID(kid string) *compareReply {
	kid = strings.Trim(kid, `"'`)
	for _, e := range w.keys {
		names := []struct{ member, value string }{
			{"kid", w.headers[e].kid},
			{"thumbprint", e.fixed.Thumbprint},
			{"thumbprintURI", e.fixed.ThumbprintURI},
			{"ssh", e.fixed.SSH},
		}
		for _, c := range e.fixed.Certificates[:min(1, len(e.Chain))] {
			names = append(names, struct{ member, value string }{"x5t#S256", c.SHA256})
		}
		for _, name := range names {
			if name.value != "" && name.value == kid {
				return &compareReply{true, sameName[name.member], []compareRow{row(name.member, name.value, kid)}, e.id}
			}
		}
	}
	e := w.keys[0]
	return &compareReply{false, "This is not the key ID of your key.", []compareRow{row("kid", w.headers[e].kid, kid)}, e.id}
}

var sameName = map[string]string{
	"kid":           "The same key ID. It names the key; only the whole JWK or a token proves that it is the same.",
	"thumbprint":    "The same key: this is its RFC 7638 thumbprint.",
	"thumbprintURI": "The same key: this is its RFC 9278 thumbprint URI.",
	"ssh":           "The same key: this is its OpenSSH fingerprint.",
	"x5t#S256":      "The same key: this is its certificate's thumbprint.",
}
