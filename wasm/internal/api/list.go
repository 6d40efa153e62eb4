package api

import (
	"slices"
	"time"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// source is one of those that the list is made of: a paste, a file, or keys that
// were made here. It does not change but for the numbers of its keys and for
// certificates that are made for them.
type source struct {
	id     int
	name   string
	digest [32]byte // of what was read; zero for new keys
	result *decode.Result
	ids    []int              // of the keys, by part; 0 for what was no key yet
	certs  []*key.Certificate // made here, by part
	made   bool
	at     time.Time

	// Of one that failed: op open tries it again.
	data []byte
	err  error
}

// newInput numbers what was read.
func (s *Session) newInput(name string, result *decode.Result) *source {
	s.lastInput++
	n := len(result.Parts)
	return &source{id: s.lastInput, name: name, result: result, ids: make([]int, n), certs: make([]*key.Certificate, n), at: s.now()}
}

// madeInput holds new keys.
func (s *Session) madeInput(keys []*key.Key) *source {
	result := &decode.Result{Keys: keys}
	for i, k := range keys {
		result.Parts = append(result.Parts, der.Part{Key: k})
		result.Joined = append(result.Joined, decode.Joined{Key: k, Part: i})
	}
	in := s.newInput("", result)
	in.made = true
	return in
}

// isPublic reports whether all that was read is a public JWK or JWK Set.
func (in *source) isPublic() bool {
	return in.err == nil && !in.made && len(in.result.Keys) > 0 && !slices.ContainsFunc(in.result.Parts, func(p der.Part) bool {
		return p.Cert != nil || p.Key.Given.Members == nil || p.Key.Material.IsPrivate()
	})
}

// listed is an input in a list, without those of its parts that were taken out.
type listed struct {
	*source
	gone map[int]bool // by part
}

// list is the inputs, and the order of their keys as far as a person chose it.
// It is not changed: an op makes another.
type list struct {
	inputs []listed
	order  []int
	first  int // the inputs up to this number began the list
}

// Bounds of a list: the work for each key is bounded, and so must be their
// number, over all inputs as over one; and an input that gives nothing takes
// memory, too.
const (
	maxKeys   = der.MaxParts
	maxListed = 1000
)

// check refuses a list that is too long.
func (l *list) check() error {
	keys, size := 0, 0
	for _, in := range l.inputs {
		keys += len(in.ids)
		size += len(in.data)
	}
	if size > maxBytes {
		return fault.New(fault.InputTooLarge, "")
	}
	if keys > maxKeys || len(l.inputs) > maxListed {
		return fault.New(fault.TooLarge, "over 10000 keys or 1000 inputs in the list").WithHint("Work on fewer files at a time.")
	}
	return nil
}

// readable is the list without the inputs that failed, whose data may be large.
func (l *list) readable() *list {
	inputs := slices.DeleteFunc(slices.Clone(l.inputs), func(in listed) bool { return in.err != nil })
	return &list{inputs, l.order, l.first}
}

// with is the list with more inputs. One that is there already has all of its
// keys back.
func (l *list) with(more []*source) *list {
	out := &list{}
	if l != nil {
		out = &list{slices.Clone(l.inputs), l.order, l.first}
	}
	at := make(map[int]int, len(out.inputs))
	for i, in := range out.inputs {
		at[in.id] = i
	}
	for _, in := range more {
		if i, ok := at[in.id]; ok {
			out.inputs[i].gone = nil
			continue
		}
		at[in.id] = len(out.inputs)
		out.inputs = append(out.inputs, listed{source: in})
	}
	return out
}

// origin is the part that a key of the list was.
type origin struct {
	in   *source
	part int
}

// numbers reports whether the input is a JWK by itself that says nothing beside
// its numbers: like a PEM it is no form in which a key is published.
func (in *source) numbers() bool {
	return in.result.Set == nil && len(in.result.Keys) == 1 && in.result.Keys[0].Given.Silent()
}

// join gives the keys and issuers of all inputs, and where each is from.
func (l *list) join(now time.Time) (keys, issuers []decode.Joined, from []origin) {
	var parts []der.Part
	whole := true
	for _, in := range l.inputs {
		if in.err != nil {
			continue
		}
		for i, p := range in.result.Parts {
			if in.gone[i] {
				whole = false
				continue
			}
			parts = append(parts, p)
			from = append(from, origin{in.source, i})
		}
	}
	if len(from) > 0 && whole && len(from) == len(from[0].in.ids) { // all is of one input, which was joined
		r := from[0].in.result
		return r.Joined, r.JoinedIssuers, from
	}
	keys, issuers = decode.Join(parts, now)
	return keys, issuers, from
}
