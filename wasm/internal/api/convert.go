package api

import (
	"context"
	"slices"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// Bounds of one request: attachments are decoded all at once, and each input
// may ask for its own key derivations.
const (
	maxInputs = 200
	maxBytes  = 4 * decode.MaxInput
)

// asked is an input as a request gives it.
type asked struct {
	data       []byte
	name, as   string
	passphrase []byte // nil for none given
	err        error  // what is wrong with the request
}

// readAsked takes the members that say what to read, but for the data.
func readAsked(params *object) asked {
	a := asked{name: params.text("name"), as: params.text("as"), passphrase: []byte(params.text("passphrase"))}
	none := params.flag("noPassphrase")
	switch {
	case none && len(a.passphrase) > 0:
		a.err = badOption("a passphrase, and that there is none")
	case len(a.passphrase) > maxPassphrase:
		a.err = badOption("the passphrase has at most 65,536 bytes")
	case len(a.passphrase) == 0 && !none:
		a.passphrase = nil // not given
	}
	return a
}

// readInputs takes the inputs of a request: a list, or the one.
func readInputs(params *object) ([]asked, error) {
	list := params.objects("inputs")
	if list == nil {
		list = []*object{params}
	}
	var inputs []asked
	size := 0
	for _, o := range list {
		data := o.bytes("input")
		a := readAsked(o)
		a.data = data
		size += len(data)
		inputs = append(inputs, a)
	}
	switch {
	case len(inputs) == 0 || len(inputs) > maxInputs:
		return nil, badOption("there are 1 to 200 inputs")
	case size > maxBytes:
		return nil, fault.New(fault.InputTooLarge, "")
	}
	return inputs, nil
}

// convert reads keys and writes them. An input that is in the list already is
// not read again. Those of the last list are forgotten before the new ones are
// looked at, unless they are added to.
func (s *Session) convert(_ context.Context, params *object) (any, error) {
	add := params.flag("add")
	inputs, err := readInputs(params)
	if err != nil {
		return nil, err
	}
	defer func() {
		for _, a := range inputs {
			clear(a.passphrase)
		}
	}()
	opt, f, err := readOptions(params)
	if err != nil {
		return nil, err
	}
	for _, a := range inputs {
		if a.err != nil {
			return nil, a.err
		}
	}
	digests := make([][32]byte, len(inputs))
	for i, a := range inputs {
		digests[i] = a.digest()
	}
	known := s.memo.inputs()
	var read []*source
	if !add && s.memo.isJust(digests) {
		for _, digest := range digests {
			read = append(read, known[digest])
		}
		reply, err := s.answerKeys(&opt, f)
		return reply.of(read), err
	}
	if !add {
		s.replace(nil, false)
	}
	failed := 0
	for i, a := range inputs {
		in := known[digests[i]]
		if in == nil {
			in = s.read(a, digests[i])
		}
		if in.err != nil {
			failed++
		}
		read = append(read, in)
	}
	if failed == len(read) {
		return nil, errorOfAll(read)
	}
	var base *list
	if add {
		base = s.memo.lists()
	}
	next := base.with(read)
	if base == nil {
		next.first = s.lastInput
	}
	reply, err := s.take(next, false, &opt, f)
	return reply.of(read), err
}

// of is the reply, where there is one, with the inputs that it is to.
func (r *keysReply) of(read []*source) *keysReply {
	if r != nil {
		ids := make([]int, len(read))
		for i, in := range read {
			ids[i] = in.id
		}
		r.Read = &ids
	}
	return r
}

// errorOfAll is the error where no input could be read: of the first that a
// passphrase may open, since the person can do something about it; else of the first.
func errorOfAll(read []*source) error {
	for _, in := range read {
		if code := fault.CodeOf(in.err); code == fault.PassphraseRequired || code == fault.WrongPassphrase {
			return in.err
		}
	}
	return read[0].err
}

// take makes next the list, and answers for it. byHand says that a person took keys
// out, or moved them.
func (s *Session) take(next *list, byHand bool, o *options, f wantedForms) (*keysReply, error) {
	if err := next.check(); err != nil {
		return nil, err
	}
	old := s.memo
	if old == nil && len(s.past) > 0 {
		old = s.past[len(s.past)-1].memo // its keys may be here again
	}
	s.replace(s.newMemo(next, old), byHand)
	return s.answerKeys(o, f)
}

func (a asked) digest() [32]byte { return inputDigest(a.data, a.name, a.as, a.passphrase) }

// read decodes an input. One that fails has its fault, and its data.
func (s *Session) read(a asked, digest [32]byte) *source {
	result, err := decode.Decode(decode.Input{Data: a.data, As: a.as, Passphrase: a.passphrase, Subtle: s.subtle, Now: s.now()})
	if err != nil {
		in := s.newInput(a.name, &decode.Result{})
		in.data, in.err = a.data, whatIs(a.data, err)
		return in
	}
	// "keys" in what another system answers need not be JWKs, and are no JWK Set then.
	if !slices.ContainsFunc(result.Keys, func(k *key.Key) bool { return k.Given.Members != nil }) {
		result.Set = nil
	}
	in := s.newInput(a.name, result)
	in.digest = digest
	return in
}

// inputs are those that were read, by what they were read from.
func (m *memo) inputs() map[[32]byte]*source {
	known := map[[32]byte]*source{}
	if m != nil {
		for _, in := range m.list.inputs {
			if in.err == nil && !in.made {
				known[in.digest] = in.source
			}
		}
	}
	return known
}

// isJust reports whether the list is the inputs with these digests and nothing
// else, as they came.
func (m *memo) isJust(digests [][32]byte) bool {
	if m == nil || len(m.list.order) > 0 || len(digests) != len(m.list.inputs) {
		return false
	}
	for i, in := range m.list.inputs {
		if in.err != nil || in.made || in.gone != nil || in.digest != digests[i] {
			return false
		}
	}
	return true
}

// lists is the list of a memo, nil for none.
func (m *memo) lists() *list {
	if m == nil {
		return nil
	}
	return m.list
}
