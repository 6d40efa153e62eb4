package api

import (
	"slices"
	"strings"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// writer writes the remembered keys with one set of options.
type writer struct {
	memo    *memo
	options *options
	keys    []*entry          // with the issuers that were asked for
	groups  []*group          // of these keys
	groupOf map[*group]*group // by that of the memo
	headers map[*entry]*header
	place   map[*entry]int // in keys, from 1
	notes   []key.Warning  // of the deciding
}

// answerKeys is the reply of convert, generate and render for the memo's keys.
func (s *Session) answerKeys(o *options, f wantedForms) (*keysReply, error) {
	m := s.memo
	if m == nil {
		return &keysReply{
			Keys: []*keyReply{}, Issuers: []issuerReply{}, Outputs: map[encode.Form]string{}, Skipped: []skippedReply{},
			Notes: []key.Warning{}, Inputs: []inputReply{}, Undo: s.undoWords(),
		}, nil
	}
	m.options = *o
	m.options.encrypt = ""
	w := s.writer(o)
	reply := &keysReply{
		Keys:      make([]*keyReply, len(w.keys)),
		Count:     len(w.groups),
		Issuers:   w.issuers(),
		Outputs:   map[encode.Form]string{},
		Notes:     notNil(slices.Concat(w.secrets(f), w.sameIDs(), w.notes)),
		Published: w.published(),
		Undo:      s.undoWords(),
	}
	reply.Inputs, reply.Skipped = m.describeInputs()
	replies := make(map[*entry]*keyReply, len(w.keys))
	for i, e := range w.keys {
		r := w.reply(e, f)
		r.Outputs = map[encode.Form]string{}
		for _, form := range f.list {
			if !encode.Has(e.Key, form) {
				continue
			}
			text, err := w.one(e, form)
			if err != nil {
				return nil, err
			}
			r.Outputs[form] = text
		}
		reply.Keys[i], replies[e] = r, r
	}
	for _, form := range f.list {
		have, lack := w.choose(form)
		if len(have) == 0 {
			if f.asked {
				return nil, fault.New(fault.NoSuchForm, "").WithHint("It can be written as: " + offered(w.keys) + ".")
			}
			continue
		}
		if only := replies[have[0]]; len(have) == 1 && only != nil && !form.IsSet() {
			reply.Outputs[form] = only.Outputs[form] // all of one is that one
		} else {
			text, err := w.all(have, form)
			if err != nil {
				return nil, err
			}
			reply.Outputs[form] = text
		}
		if len(lack) > 0 {
			reply.Notes = append(reply.Notes, w.formMissing(form, lack))
		}
	}
	return reply, w.register(reply)
}

func (s *Session) writer(o *options) *writer {
	w := &writer{memo: s.memo, options: o, headers: make(map[*entry]*header, len(s.memo.keys))}
	w.take(s.memo.chosen(o))
	s.decide(w)
	return w
}

// choose picks for each public half the first key that has the form; lack
// are those public halves that have none.
func (w *writer) choose(form encode.Form) (have, lack []*entry) {
	for _, g := range w.groups {
		if e := g.with(form); e != nil {
			have = append(have, e)
		} else {
			lack = append(lack, g.entries[0])
		}
	}
	return have, lack
}

// one writes one key.
func (w *writer) one(e *entry, form encode.Form) (string, error) {
	var (
		text string
		err  error
	)
	switch form {
	case encode.JWK, encode.JWKPrivate:
		return w.headers[e].entryFor(e, form.IsPrivate()).JWK(form.IsPrivate(), w.options.layout)
	case encode.JWKS, encode.JWKSPrivate:
		private := form.IsPrivate()
		return encode.Set([]*encode.Entry{w.headers[e].entryFor(e, private)}, private, w.options.layout)
	case encode.JWKEncrypted:
		return w.sealedJWE([]*entry{e})
	case encode.SSH:
		text, err = encode.SSHLine(e.Key)
	case encode.OpenSSHPrivate:
		text, err = w.openSSH(e)
	case encode.PKCS8Encrypted:
		text, err = w.memo.sealedPEM(e, w.options.encrypt)
	default:
		text, err = encode.PEM(e.Key, form)
	}
	if err == nil && w.options.oneLine {
		text = encode.OneLine(text)
	}
	return text, err
}

// all writes the whole result in one document.
func (w *writer) all(entries []*entry, form encode.Form) (string, error) {
	if form.IsSet() || form.IsJWK() && len(entries) > 1 {
		return w.asSet(entries, form.IsPrivate())
	}
	if len(entries) == 1 {
		return w.one(entries[0], form)
	}
	if form == encode.JWKEncrypted {
		return w.sealedJWE(entries)
	}
	if form == encode.Certificate {
		return w.certificates(entries)
	}
	plain := *w.options
	plain.oneLine = false
	each := *w
	each.options = &plain
	var b strings.Builder
	for i, e := range entries {
		if i > 0 && form.IsBase64() {
			b.WriteByte('\n')
		}
		text, err := each.one(e, form)
		if err != nil {
			return "", err
		}
		b.WriteString(text)
	}
	if w.options.oneLine {
		return encode.OneLine(b.String()), nil
	}
	return b.String(), nil
}

// certificates writes the certificates of all chains, each once: an issuer
// is in the chains of those it signed.
func (w *writer) certificates(entries []*entry) (string, error) {
	union := &key.Key{Material: entries[0].Material}
	seen := map[string]bool{}
	for _, e := range entries {
		for _, c := range e.Chain {
			if !seen[string(c.Raw)] {
				seen[string(c.Raw)] = true
				union.Chain = append(union.Chain, c)
			}
		}
	}
	return w.one(&entry{Key: union}, encode.Certificate)
}

// openSSH is kept, since the check number in it is random. A key without a
// comment has its ID as one: OpenSSH's own files have none but by request, and
// Paramiko does not open half of those.
func (w *writer) openSSH(e *entry) (string, error) {
	named := *e.Key
	if named.Comment == "" {
		named.Comment = w.headers[e].kid
	}
	if e.openSSHAs == "" || e.openSSHName != named.Comment {
		text, err := encode.OpenSSH(&named)
		if err != nil {
			return "", err
		}
		e.openSSHAs, e.openSSHName = text, named.Comment
	}
	return e.openSSHAs, nil
}
