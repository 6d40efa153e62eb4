package api

import (
	"context"
	"strings"
	"time"

	"jwkmint/wasm/internal/generate"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/vendors"
)

// generate makes new keys and writes them. They take the place of those
// remembered, or are added to them; what is refused leaves those as they are.
func (s *Session) generate(ctx context.Context, params *object) (any, error) {
	r := generate.Request{
		Type:   params.text("type"),
		Size:   params.number("size"),
		Curve:  params.text("curve"),
		Alg:    params.text("alg"),
		Count:  params.number("count"),
		Engine: params.text("engine"),
	}
	add, set := params.flag("add"), params.flag("set")
	keep, err := readKeep(params)
	if err != nil {
		return nil, err
	}
	opt, f, err := readOptions(params)
	if err != nil {
		return nil, err
	}
	if r.Type == key.KtyOct && r.Size == 0 {
		r.Size = octBits(opt.alg)
	}
	started := time.Now()
	keys, err := s.make(ctx, r, set, opt.vendor)
	if err != nil {
		return nil, err
	}
	ms := time.Since(started).Milliseconds()
	var base *list
	if add {
		base = s.memo.lists()
	}
	reply, err := s.take(base.with([]*source{s.madeInput(keys)}), false, &opt, f)
	if err != nil {
		return nil, err
	}
	reply.Millis = &ms
	if keep != nil {
		shown := s.memo.options
		kept, err := s.answerKeys(&keep.options, keep.forms)
		s.memo.options = shown // what is asked next is about these
		if err != nil {
			return nil, err
		}
		reply.Kept = kept.Keys
	}
	return reply, nil
}

// keep is how the page wants what was made for itself, beside how it is shown.
type keep struct {
	options options
	forms   wantedForms
}

// readKeep returns nil where the page wants nothing for itself.
func readKeep(params *object) (*keep, error) {
	part := params.object("keep")
	if len(part.members) == 0 {
		return nil, nil
	}
	opt, f, err := readOptions(part)
	return &keep{opt, f}, err
}

// make makes the keys asked for, or the set that somebody wants: each of those
// says what it is for.
func (s *Session) make(ctx context.Context, r generate.Request, set bool, whom *vendors.Vendor) ([]*key.Key, error) {
	if !set {
		if err := r.Check(s.subtle != nil); err != nil {
			return nil, err
		}
		return generate.Generate(ctx, r, s.subtle)
	}
	if r != (generate.Request{Engine: r.Engine}) || whom == nil || len(whom.Keys) == 0 {
		return nil, badOption("a set is that of somebody who wants one, and says itself what is in it")
	}
	var keys []*key.Key
	for _, k := range whom.Keys {
		one := generate.Request{Type: k.Type, Size: k.Size, Curve: k.Curve, Engine: r.Engine}
		if err := one.Check(s.subtle != nil); err != nil {
			return nil, err
		}
		made, err := generate.Generate(ctx, one, s.subtle)
		if err != nil {
			return nil, err
		}
		made[0].Given.Use, made[0].Given.Alg = k.Use, k.Alg
		keys = append(keys, made...)
	}
	return keys, nil
}

// octBits is the size of the key that a symmetric algorithm asks for
// (RFC 7518 sections 3.2, 4.4, 4.7 and 5), 0 when alg is none of those.
// For the composite ones the second number counts: both halves are in it.
func octBits(alg string) int {
	switch {
	case strings.Contains(alg, "HS256"):
		return 256
	case strings.Contains(alg, "HS384"):
		return 384
	case strings.Contains(alg, "HS512"):
		return 512
	case strings.HasPrefix(alg, "A128"):
		return 128
	case strings.HasPrefix(alg, "A192"):
		return 192
	case strings.HasPrefix(alg, "A256"):
		return 256
	}
	return 0
}
