package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/doctor"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/vendors"
)

type diagnoseReply struct {
	Header    string           `json:"header"`
	Claims    string           `json:"claims"`
	Findings  []doctor.Finding `json:"findings"`
	Unchecked []string         `json:"unchecked"`
	// Signer names the key that signed, of those registered; "" for none.
	Signer string `json:"signer"`
}

// maxShown bounds in bytes what is shown of a header or claims: those that
// servers take have a few hundred, and the page lays all of it out.
const maxShown = 64 << 10

// diagnose says why a server refuses a token: beside the keys that are
// registered there, or without them the remembered ones as the last answer
// writes them.
func (s *Session) diagnose(_ context.Context, params *object) (any, error) {
	text, registered := params.bytes("token"), params.bytes("registered")
	whom := params.text("for")
	c := doctor.Case{
		Error:    params.text("error"),
		Client:   params.text("client"),
		Issuer:   params.text("issuer"),
		Endpoint: params.text("endpoint"),
		Vendor:   vendors.ByID(whom),
		Now:      s.now(),
	}
	if err := params.doneAll(); err != nil {
		return nil, err
	}
	if c.Vendor == nil && whom != "" {
		return nil, badOption("nobody of that name is known here")
	}
	text = plain.UTF8(text)
	answered := strings.TrimSpace(c.Error) != ""
	if !answered { // people paste both into one field
		c.Error = string(text[:min(len(text), maxShown)])
	}
	c.Text = string(text[:min(len(text), maxShown)])
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, fault.New(fault.EmptyInput, "").WithHint("Paste the token that was refused.")
	}
	var err error
	if c.Keys, c.Unread, err = s.registered(registered); err != nil {
		return nil, err
	}
	c.Token, _ = doctor.Read(text, c.Keys)
	if c.Token == nil {
		for _, list := range unshown(text) {
			if c.Token = doctor.Pick(list, c.Keys); c.Token != nil {
				break
			}
		}
	}
	if c.Token == nil {
		c.Token = doctor.ReadOdd(text, c.Keys)
	}
	if c.Token == nil {
		return nil, doctor.None(text)
	}
	d := doctor.Diagnose(c)
	reply := diagnoseReply{
		Header: laidOut(c.Token.HeaderText), Claims: laidOut(c.Token.Payload),
		Findings: d.Findings, Unchecked: notNil(d.Unchecked),
	}
	if answered && !slices.ContainsFunc(d.Findings, func(f doctor.Finding) bool { return f.Code == "server" }) {
		reply.Unchecked = append(reply.Unchecked, "What the server answered: no error that is known here stands in it. It may say itself what is wrong.")
	}
	if d.Signer >= 0 {
		reply.Signer = jose.ThumbprintText(c.Keys[d.Signer].Material)
	}
	return reply, nil
}

// registered reads the keys that a server has, and counts those that cannot be
// read.
func (s *Session) registered(data []byte) ([]doctor.Registered, int, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return s.asWritten(), 0, nil
	}
	read, err := decode.Decode(decode.Input{Data: data, Subtle: s.subtle})
	if err != nil {
		return nil, 0, notRegistered(data, err)
	}
	list := make([]doctor.Registered, len(read.Keys))
	for i, k := range read.Keys {
		list[i] = doctor.Registered{
			Material: key.PublicOf(k.Material), Chain: k.Chain,
			KID: k.Given.KID, Use: k.Given.Use, Alg: k.Given.Alg, KeyOps: k.Given.KeyOps,
		}
	}
	return list, len(read.Skipped), nil
}

// notRegistered says of a fault that it is in what is registered, which stands in a field
// of its own, and what stands there in place of a key.
func notRegistered(data []byte, err error) error {
	err = whatIs(data, err)
	var f *fault.Error
	if !errors.As(err, &f) {
		return err
	}
	what := *f
	what.Detail = strings.TrimSuffix("what is registered: "+f.Detail, ": ")
	if f.Detail == isToken {
		what.Hint = "Paste the key there that the server has, or leave it empty for the key above."
	}
	return &what
}

// asWritten are the remembered keys with what their JWKs say.
func (s *Session) asWritten() []doctor.Registered {
	if s.memo == nil {
		return nil
	}
	var list []doctor.Registered
	w := s.writer(&s.memo.options)
	for _, g := range w.groups {
		e := g.standing()
		h := w.headers[e]
		use, ops := h.purpose(false)
		list = append(list, doctor.Registered{Material: key.PublicOf(e.Material), Chain: e.Chain, KID: h.kid, Use: use, Alg: h.alg, KeyOps: ops})
	}
	return list
}

// laidOut is JSON on several lines, safe to show.
func laidOut(text []byte) string {
	if len(text) > maxShown {
		return "(too long to show)"
	}
	var out bytes.Buffer
	if json.Indent(&out, text, "", "  ") != nil {
		return ""
	}
	lines := strings.Split(out.String(), "\n")
	for i, line := range lines {
		lines[i] = shown(line)
	}
	return strings.Join(lines, "\n")
}
