package api

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/token"
)

type compareReply struct {
	Same    bool         `json:"same"`
	Unknown bool         `json:"unknown"` // whether it is this key cannot be told
	Partly  bool         `json:"partly"`  // the same key, but the others of the two sets are not all alike
	Summary string       `json:"summary"`
	Rows    []compareRow `json:"rows"`
	ID      int          `json:"id"` // of the key compared

	lacks bool // some of ours are not there
}

type compareRow struct {
	Member string `json:"member"`
	Yours  string `json:"yours"`
	Theirs string `json:"theirs"`
	Same   bool   `json:"same"`
}

// row is a row of texts; it is not inlined, for the same reason as fault.New.
//
//go:noinline
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
	trimmed := bytes.TrimSpace(plain.UTF8(data))
	if len(trimmed) == 0 {
		return nil, fault.New(fault.EmptyInput, "")
	}
	tokens := token.Find(trimmed)
	encoded := token.Find([]byte(token.Encoded(string(trimmed))))
	// In the header of a token in JSON a key can stand that is not what was registered.
	own := false
	for i := range tokens {
		own = own || tokens[i].JSON && tokens[i].JWK != nil
	}
	if !bytes.Contains(trimmed, []byte("BEGIN ")) && (own || !bytes.Contains(trimmed, []byte(`"kty"`))) {
		var reply *compareReply
		best := unseen
		for i, list := range append([][]token.Token{encoded, tokens}, unshown(trimmed)...) {
			other, how := w.compareTokens(list)
			// Beside a token in base64 the key that was registered may stand so, too.
			if how > best && (i > 0 || how == signed) || reply == nil && i > 0 {
				reply, best = other, how
			}
		}
		if reply != nil {
			return reply, nil
		}
	}
	theirs, err := s.theirs(data, "")
	if err == nil {
		reply := w.compareKeys(theirs, s.now())
		w.compareSkipped(reply, trimmed, theirs)
		if slices.ContainsFunc(tokens, func(t token.Token) bool { return t.Parts == 3 }) {
			reply.Summary += " There is a token beside it: paste that alone to see who signed it."
		}
		return reply, nil
	}
	for _, list := range [][]token.Token{tokens, encoded} {
		if reply, _ := w.compareTokens(list); reply != nil {
			return reply, nil
		}
	}
	if isJWK(trimmed) {
		return w.compareBroken(string(trimmed), err)
	}
	if h, ok := token.ReadHeader(trimmed); ok && isHeader(trimmed) {
		reply, _ := w.compareTokens([]token.Token{{Header: h, Parts: 1}})
		return reply, nil
	}
	if isEmptySet(trimmed) {
		return &compareReply{Summary: "This JWK Set has no key: none is registered there, and so yours is not.", Rows: []compareRow{}, ID: w.keys[0].id}, nil
	}
	text := trimmed
	if !utf8.Valid(trimmed) {
		text = data // a digest may begin or end with a byte that is white space
	}
	reply := w.compareText(string(text), err)
	if reply == nil || reply.Unknown {
		if as := s.compareChoices(w, data, err); as != nil {
			return as, nil
		}
	}
	if reply != nil {
		return reply, nil
	}
	return nil, whatIs(trimmed, err)
}

// theirs are the keys in what was pasted to compare.
func (s *Session) theirs(data []byte, as string) (*decode.Result, error) {
	return decode.Decode(decode.Input{Data: data, As: as, Subtle: s.subtle, Now: s.now()})
}

// compareChoices answers for bytes that do not say what they are, where one of the things
// that they can be is a key of ours: a point or a seed by itself. err is what offers these; nil is
// returned where none is.
func (s *Session) compareChoices(w *writer, data []byte, err error) *compareReply {
	for _, as := range fault.Choices(err) {
		theirs, err := s.theirs(data, as)
		if err != nil {
			continue
		}
		if reply := w.compareKeys(theirs, s.now()); reply.Same {
			reply.Summary = "The same key, if this is " + choiceLabel(as) + strings.TrimPrefix(reply.Summary, "The same key")
			return reply
		}
	}
	return nil
}

// unshown are the tokens in a text without what mail, a screen or a page put into it:
// quoted-printable, colours, the numbers of lines, the names of their parts, a dump's
// hexadecimal. None of the list is what the text says itself.
func unshown(text []byte) (lists [][]token.Token) {
	shown, _ := plain.Unscreened(text)
	for _, other := range [][]byte{plain.Unquoted(text), shown, []byte(token.Unmarked(string(text))), decode.Dumped(text)} {
		if list := token.Find(other); len(list) > 0 {
			lists = append(lists, list)
		}
	}
	return lists
}

// compareKeys looks for one key that both sides have. Where there is none,
// the rows are of the two that are most alike. The issuers of the other side's
// certificates are looked at where none of its keys is the same.
func (w *writer) compareKeys(theirs *decode.Result, now time.Time) *compareReply {
	ours, their := w.mostAlike(theirs.Keys)
	issuer := false
	if !key.SamePublic(ours.Material, their.Material) && len(theirs.Issuers) > 0 {
		if o, t := w.mostAlike(theirs.Issuers); key.SamePublic(o.Material, t.Material) {
			ours, their, issuer = o, t, true
		}
	}
	h := w.headers[ours]
	for _, t := range theirs.Keys { // a set may list a key for several uses
		if g := &t.Given; g.KID == h.kid && g.Use == h.use && g.Alg == h.alg && key.SamePublic(t.Material, ours.Material) {
			their = t
		}
	}
	reply := &compareReply{
		Same: key.SamePublic(ours.Material, their.Material),
		Rows: keyRows(ours, h, their),
		ID:   ours.id,
	}
	reply.Summary = summary(reply, ours, their, len(theirs.Keys), w.refused(ours))
	w.compareSets(reply, theirs.Keys, theirs.Set != nil)
	w.compareBeside(reply, ours, their, theirs.Keys, now)
	switch {
	case issuer:
		reply.Summary = "The same key: in what you pasted it is that of an issuer, and not of the certificate that it is about."
	case !reply.Same && w.isIssuer(theirs.Keys):
		reply.Summary = "Not your key: this is a CA's, which issued a certificate in the chain of yours."
	}
	if holdsPrivate(theirs.Keys) {
		reply.Summary += privateThere
	}
	return reply
}

// isIssuer reports whether one of the keys is one of our issuers', which count
// for nothing here.
func (w *writer) isIssuer(theirs []*key.Key) bool {
	known := map[string]bool{}
	for _, e := range w.memo.issuers {
		known[e.fixed.Thumbprint] = true
	}
	return len(known) > 0 && slices.ContainsFunc(theirs, func(k *key.Key) bool { return known[jose.ThumbprintText(k.Material)] })
}

// keyRows are the public members of both sides; kid, use and alg only where
// the other side has them, since a PEM has none to differ.
func keyRows(e *entry, h *header, t *key.Key) []compareRow {
	yours, theirs := publicMembers(e.Material), publicMembers(t.Material)
	var rows []compareRow
	for _, name := range []string{"kty", "crv", "n", "e", "x", "y", "pub"} {
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
	if use := useOf(t.Given.KeyOps); use != "" && h.useOfAll() != "" && use != h.useOfAll() {
		rows = append(rows, row("key_ops", h.useOfAll(), strings.Join(t.Given.KeyOps, ", ")))
	}
	if t.Given.Alg != "" {
		rows = append(rows, row("alg", h.alg, t.Given.Alg))
	}
	if len(e.Chain) > 0 && len(t.Chain) > 0 {
		rows = append(rows, row("x5t#S256", encode.CertificateThumbprint(e.Chain[0]), encode.CertificateThumbprint(t.Chain[0])))
	}
	return rows
}

// useOfAll is what the key is for, by its use or its key_ops.
func (h *header) useOfAll() string {
	if h.use != "" {
		return h.use
	}
	return h.opsUse
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

// refused is what happens where another key is registered in place of one of ours.
func (w *writer) refused(e *entry) string {
	if w.headers[e].useOfAll() == jose.UseEnc || len(jose.Algorithms(e.Material, jose.UseSig, nil)) == 0 {
		return "what is encrypted to that key yours does not decrypt."
	}
	return "tokens signed with yours will be refused."
}

func summary(r *compareReply, e *entry, t *key.Key, several int, refused string) string {
	var kid, alg *compareRow
	var other []string      // metadata that differs
	var number, part string // of the key, which is the same, and the first that is not
	for i, row := range r.Rows {
		switch row.Member {
		case "n", "x":
			if row.Same {
				number = row.Member
			}
		case "kid":
			kid = &r.Rows[i]
		case "use", "key_ops", "alg", "x5t#S256":
			if row.Member == "alg" {
				alg = &r.Rows[i]
			}
			if !row.Same {
				other = append(other, row.Member)
			}
		default:
			if !row.Same && part == "" {
				part = row.Member
			}
		}
	}
	var text string
	switch {
	case r.Same && kid != nil && !kid.Same:
		text = "The same key, but with another key ID: a token that carries yours will not find it."
	case r.Same && len(other) == 1 && alg != nil && !alg.Same && jose.IsEdDSA(alg.Yours) && jose.IsEdDSA(alg.Theirs):
		text = "The same key, and no error: its alg " + alg.Theirs + " and yours, " + alg.Yours + ", are two names of one algorithm (RFC 9864). Only a side that compares the names letter by letter needs the same one in both."
	case r.Same && len(other) > 0:
		text = "The same key; it differs in " + fault.InWords(other) + "."
	case r.Same && several > 1:
		text = "The same key: it is in the set."
	case r.Same:
		text = "The same key."
	case number != "":
		text = "Not your key: its " + number + " is that of yours, but its " + part + " is another: " + refused
	case isNearly(e.Material, t.Material):
		text = "Nearly your key: its public number begins or ends as that of yours does. Characters of it were lost, added or changed on its way: copy it again. If it is registered so, " + refused
	case kid != nil && kid.Same:
		text = "Another key under the same key ID: " + refused
	case several > 1:
		text = "Your key is not in this set."
	case key.Title(e.Material) != key.Title(t.Material):
		text = "Another key: yours is " + key.Title(e.Material) + ", this one " + key.Title(t.Material) + "."
	default:
		text = "Another key: both are " + key.Title(e.Material) + ", but their numbers differ."
	}
	return text
}
