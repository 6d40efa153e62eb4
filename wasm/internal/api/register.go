package api

import (
	"encoding/base64"
	"encoding/json"
	"strings"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/vendors"
)

// registerReply is a text that registers keys with the system that they are for.
type registerReply struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// register writes into the reply how its keys are registered, where their system
// has a text for that: all of them, and each by itself.
func (w *writer) register(reply *keysReply) (err error) {
	v := w.options.vendor
	if v == nil || v.Register.Text == "" {
		return nil
	}
	form := encode.Form(handOver[v.Register.Form].Form)
	have, _ := w.choose(form)
	if reply.Register, err = w.registering(v, have); err != nil {
		return err
	}
	for i, e := range w.keys {
		if !encode.Has(e.Key, form) {
			continue
		}
		if reply.Keys[i].Register, err = w.registering(v, []*entry{e}); err != nil {
			return err
		}
	}
	return nil
}

// registering is nil for keys that the system does not take, for several, which only
// a set can hold, and for a chain where one certificate is taken from a file.
func (w *writer) registering(v *vendors.Vendor, entries []*entry) (*registerReply, error) {
	r := v.Register
	if len(entries) == 0 || len(entries) > 1 && r.Form != vendors.JWKSet || r.Form == vendors.CertificatePEM && len(entries[0].Chain) > 1 {
		return nil, nil
	}
	for _, e := range entries {
		if !w.headers[e].suits(e, v) {
			return nil, nil
		}
	}
	value, err := w.inRegister(r.Form, entries)
	return &registerReply{r.Title, strings.Replace(r.Text, "{}", value, 1)}, err
}

// inRegister is what stands for {} in the text.
func (w *writer) inRegister(form vendors.Form, entries []*entry) (string, error) {
	switch form {
	case vendors.SPKIBase64:
		return encode.PEM(entries[0].Key, encode.SPKIBase64)
	case vendors.CertificateDER:
		return base64.StdEncoding.EncodeToString(entries[0].Chain[0].Raw), nil
	case vendors.JWKSet:
		compact := *w.options
		compact.layout = encode.Compact
		each := *w
		each.options = &compact
		set, err := each.asSet(entries, false)
		if err != nil {
			return "", err
		}
		text, err := json.Marshal(set)
		return string(text), err
	}
	return "", nil // it names a file
}
