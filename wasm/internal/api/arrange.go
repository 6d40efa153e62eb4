package api

import (
	"context"
	"slices"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/jose"
)

// open reads an input again: one that failed, or one of which a part is locked, whose
// data comes along.
func (s *Session) open(_ context.Context, params *object) (any, error) {
	id := params.number("input")
	data := params.bytes("data")
	again := readAsked(params)
	defer clear(again.passphrase)
	opt, f, err := readOptions(params)
	if err != nil {
		return nil, err
	}
	if again.err != nil {
		return nil, again.err
	}
	if err := s.remembers(); err != nil {
		return nil, err
	}
	l := s.memo.list
	i := slices.IndexFunc(l.inputs, func(in listed) bool { return in.id == id && !in.made && (in.err != nil) == (data == nil) })
	if i < 0 {
		return nil, badOption("no input of that number failed, or none with that data was read")
	}
	again.name, again.data = l.inputs[i].name, l.inputs[i].data
	if data != nil {
		again.data = data
	}
	last := s.lastInput
	in := s.read(again, again.digest())
	s.lastInput = last
	if in.err != nil {
		return nil, in.err
	}
	in.id = id
	next := &list{slices.Clone(l.inputs), l.order, l.first}
	next.inputs[i] = l.inputs[i].again(in)
	return s.take(next, false, &opt, f)
}

// again is an input that was read once more, as it is listed: what was taken out of it stays
// out, and keys keep their numbers and the certificates that were made for them.
func (in listed) again(now *source) listed {
	parts := map[any][]int{} // by what they are; of several alike, in their order
	for i, p := range in.result.Parts {
		id := identityOf(p)
		parts[id] = append(parts[id], i)
	}
	out := listed{source: now}
	for i, p := range now.result.Parts {
		id := identityOf(p)
		same := parts[id]
		if len(same) == 0 {
			continue
		}
		was := same[0]
		parts[id] = same[1:]
		now.ids[i], now.certs[i] = in.ids[was], in.certs[was]
		if in.gone[was] {
			if out.gone == nil {
				out.gone = map[int]bool{}
			}
			out.gone[i] = true
		}
	}
	return out
}

// identityOf is equal for parts that are the same key, or the same certificate.
func identityOf(p der.Part) any {
	if p.Cert != nil {
		return string(p.Cert.Raw)
	}
	return identity{jose.Thumbprint(p.Key.Material), p.Key.Material.IsPrivate()}
}

// arrange takes keys out of the list, and puts the others in order.
func (s *Session) arrange(_ context.Context, params *object) (any, error) {
	ids := params.numbers("keys")
	opt, f, err := readOptions(params)
	if err != nil {
		return nil, err
	}
	if s.memo == nil && len(ids) == 0 {
		return s.answerKeys(&opt, f) // it is empty: what failed to be read took its place
	}
	if err := s.remembers(); err != nil {
		return nil, err
	}
	next, err := s.memo.rearranged(ids)
	if err != nil {
		return nil, err
	}
	return s.take(next, len(ids) > 0, &opt, f)
}

// rearranged is the list with the keys of these numbers. The certificate that a
// key had goes with it, and so does an issuer that is then in no chain.
func (m *memo) rearranged(ids []int) (*list, error) {
	stay := make(map[int]bool, len(ids))
	var order []int
	for _, id := range ids {
		e := m.byID[id]
		if e == nil {
			return nil, badOption("no key has that number")
		}
		if stay[id] {
			return nil, badOption("a key is there twice")
		}
		stay[id] = true
		order = append(order, id)
	}
	chains := map[string]bool{} // the certificates of what stays
	for _, e := range m.keys {
		if stay[e.id] {
			for _, c := range e.Chain {
				chains[string(c.Raw)] = true
			}
		}
	}
	issuers := map[*entry]bool{}
	for _, e := range m.issuers {
		issuers[e] = true
	}
	next := &list{order: order, first: m.list.first}
	for _, in := range m.list.inputs {
		gone := map[int]bool{}
		for i, p := range in.result.Parts {
			id := in.ids[i]
			e := m.byID[id]
			switch {
			case in.gone[i]:
			case issuers[e], e == nil && p.Cert != nil:
				if chains[string(p.Cert.Raw)] {
					continue
				}
			case e == nil || stay[id]:
				continue
			}
			gone[i] = true
		}
		if len(gone) == 0 {
			gone = nil
		}
		next.inputs = append(next.inputs, listed{in.source, gone})
	}
	return next, nil
}

// undo brings a list back.
func (s *Session) undo(_ context.Context, params *object) (any, error) {
	opt, f, err := readOptions(params)
	if err != nil {
		return nil, err
	}
	if !s.bringBack() {
		return nil, badRequest("there is nothing to bring back")
	}
	return s.answerKeys(&opt, f)
}
