package api

import (
	"bytes"
	"encoding/base64"
	"encoding/json"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/fault"
)

// maxRequest bounds a request in bytes: the largest input in base64, with
// ample room for all else.
const maxRequest = (decode.MaxInput+2)/3*4 + 1<<20

// object is one JSON object of a request, read strictly: a member is taken by
// its exact name and type, and done reports what was not taken.
// encoding/json's own decoding into a struct would let duplicate members,
// other capitals and null pass.
//
// The first thing wrong is kept and comes out of done, so that readers need
// not check each member. Absent members give the zero value.
type object struct {
	members map[string]json.RawMessage
	parts   []*object // objects within, which doneAll asks too
	err     error
}

// parseObject splits data, one JSON object and nothing else, into members.
// The values are cut out, not yet checked: whoever takes one does that, and
// done refuses what nobody took.
func parseObject(data []byte) (*object, error) {
	o := &object{members: map[string]json.RawMessage{}}
	s := splitter{data}
	if !s.open() {
		return nil, badRequest("not a JSON object")
	}
	for first := true; ; first = false {
		nameText, value, ok := s.member(first)
		if !ok {
			return nil, badRequest("not a JSON object")
		}
		if nameText == nil {
			break
		}
		var name string
		if json.Unmarshal(nameText, &name) != nil {
			return nil, badRequest("not a JSON object")
		}
		if _, twice := o.members[name]; twice {
			return nil, badRequest("a member is there twice")
		}
		o.members[name] = value
	}
	if s.skipSpace(); len(s.rest) > 0 {
		return nil, badRequest("something follows the request")
	}
	return o, nil
}

// done returns the first error met in the object; a member that nobody took
// is one.
func (o *object) done() error {
	if o.err != nil {
		return o.err
	}
	if len(o.members) > 0 {
		return badRequest("an unknown member")
	}
	return nil
}

// doneAll is done for the object and all objects taken from it.
func (o *object) doneAll() error {
	for _, part := range o.parts {
		if err := part.doneAll(); err != nil {
			return err
		}
	}
	return o.done()
}

func (o *object) fail(name string) {
	if o.err == nil {
		// The name is always one of ours.
		o.err = badRequest("the member " + name + " has the wrong type")
	}
}

// take removes a member and decodes it, whose JSON must begin with one of the
// bytes in first, into v. It reports whether it was there and fine.
func (o *object) take(name, first string, v any) bool {
	value, ok := o.members[name]
	delete(o.members, name)
	if !ok {
		return false
	}
	if bytes.IndexByte([]byte(first), value[0]) < 0 || json.Unmarshal(value, v) != nil {
		o.fail(name)
		return false
	}
	return true
}

func (o *object) text(name string) (s string) {
	o.take(name, `"`, &s)
	return s
}

func (o *object) flag(name string) (b bool) {
	o.take(name, "tf", &b)
	return b
}

func (o *object) number(name string) (n int) {
	o.take(name, "-0123456789", &n)
	return n
}

// numbers returns an empty list when the member is absent.
func (o *object) numbers(name string) []int {
	var raw []json.RawMessage
	o.take(name, "[", &raw)
	list := make([]int, len(raw))
	for i, item := range raw {
		if bytes.IndexByte([]byte("-0123456789"), item[0]) < 0 || json.Unmarshal(item, &list[i]) != nil {
			o.fail(name)
			return nil
		}
	}
	return list
}

// texts returns nil when the member is absent, and else not nil.
func (o *object) texts(name string) []string {
	var raw []json.RawMessage
	if !o.take(name, "[", &raw) {
		return nil
	}
	list := make([]string, len(raw))
	for i, item := range raw {
		if item[0] != '"' || json.Unmarshal(item, &list[i]) != nil {
			o.fail(name)
			return nil
		}
	}
	return list
}

// object returns an object without members when the member is absent.
func (o *object) object(name string) *object {
	part := &object{}
	value, ok := o.members[name]
	delete(o.members, name)
	if ok {
		if inner, err := parseObject(value); err != nil {
			if o.err == nil {
				o.err = err
			}
		} else {
			part = inner
		}
	}
	o.parts = append(o.parts, part)
	return part
}

// bytes returns the standard base64 text of a member decoded, at most
// decode.MaxInput bytes. It is read where it stands in the request, without
// a copy; of the escapes of JSON there are none in base64 as a page writes it.
func (o *object) bytes(name string) []byte {
	value, ok := o.members[name]
	delete(o.members, name)
	if !ok {
		return nil
	}
	if value[0] != '"' {
		o.fail(name)
		return nil
	}
	text := value[1 : len(value)-1]
	if base64.StdEncoding.DecodedLen(len(text)) > decode.MaxInput+2 {
		o.err = fault.New(fault.InputTooLarge, "")
		return nil
	}
	data := make([]byte, base64.StdEncoding.DecodedLen(len(text)))
	n, err := base64.StdEncoding.Strict().Decode(data, text)
	switch {
	case err != nil || bytes.ContainsAny(text, "\r\n"): // which the decoder skips
		o.fail(name)
		return nil
	case n > decode.MaxInput:
		o.err = fault.New(fault.InputTooLarge, "")
		return nil
	}
	return data[:n]
}
