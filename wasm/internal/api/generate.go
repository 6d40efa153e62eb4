package api

import (
	"context"
	"slices"
	"strings"
	"time"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/generate"
	"jwkmint/wasm/internal/key"
)

// generate makes new keys and writes them. They take the place of those
// remembered, which are forgotten first.
func (s *Session) generate(ctx context.Context, params *object) (any, error) {
	r := generate.Request{
		Type:   params.text("type"),
		Size:   params.number("size"),
		Curve:  params.text("curve"),
		Count:  params.number("count"),
		Engine: params.text("engine"),
	}
	opt, f, err := readOptions(params)
	if err != nil {
		return nil, err
	}
	if r.Type == key.KtyOct && r.Size == 0 {
		r.Size = octBits(opt.alg)
	}
	if err := r.Check(s.subtle != nil); err != nil {
		s.memo = nil
		return nil, err
	}
	if err := foreseeDuplicates(r.Count, &opt, f); err != nil {
		return nil, err
	}
	s.memo = nil
	started := time.Now()
	keys, err := generate.Generate(ctx, r, s.subtle)
	if err != nil {
		return nil, err
	}
	ms := time.Since(started).Milliseconds()
	s.memo = newMemo(keys, nil, s.now(), s.subtle)
	reply, err := s.answerKeys(&opt, f)
	if err != nil {
		return nil, err
	}
	reply.Millis = &ms
	return reply, nil
}

// foreseeDuplicates refuses before making keys, which can take long, what
// would be refused after: one text as the ID of several keys in a set. count
// was checked: it is looped over.
func foreseeDuplicates(count int, o *options, f forms) error {
	if o.kidMode != kidText || o.kidValue == "" || !slices.ContainsFunc(f.list, encode.Form.IsJWK) {
		return nil
	}
	same := 0
	for id := 1; id <= count; id++ {
		if o.kids[id] == "" {
			same++
		}
	}
	if same > 1 {
		return fault.New(fault.DuplicateKID, "")
	}
	return nil
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
