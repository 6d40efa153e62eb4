package api

import (
	"bytes"
	"encoding/json"
	"slices"

	"jwkmint/wasm/internal/rawjson"
)

// maxRequest bounds a request's JSON in bytes. It is walked once more for each
// level it is nested in; what is large comes beside it.
const maxRequest = 1 << 20

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
	beside  *attachments
	err     error
}

// parseObject splits data, one JSON object and nothing else, into members,
// whose values are JSON, too.
func parseObject(data []byte) (*object, error) {
	if !json.Valid(data) {
		return nil, errNoObject
	}
	return objectOf(bytes.TrimSpace(data))
}

var errNoObject = badRequest("not a JSON object")

// objectOf splits JSON that is right.
func objectOf(value json.RawMessage) (*object, error) {
	if !rawjson.IsObject(value) {
		return nil, errNoObject
	}
	o := &object{members: map[string]json.RawMessage{}}
	for name, member := range rawjson.Members(value) {
		if _, twice := o.members[name]; twice {
			return nil, badRequest("a member is there twice")
		}
		o.members[name] = member
	}
	return o, nil
}

// done returns the first error met in the object; a member or an attachment
// that nobody took is one.
func (o *object) done() error {
	if o.err != nil {
		return o.err
	}
	if len(o.members) > 0 {
		return badRequest("an unknown member")
	}
	if o.beside != nil && slices.Contains(o.beside.taken, false) {
		return badRequest("an attachment that no member names")
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

// pull removes a member; false when it is absent.
func (o *object) pull(name string) (json.RawMessage, bool) {
	value, ok := o.members[name]
	delete(o.members, name)
	return value, ok
}

// take removes a member and decodes it into v. Its JSON must begin with one of the
// bytes in first. It reports whether it was there and fine.
func (o *object) take(name, first string, v any) bool {
	value, ok := o.pull(name)
	if !ok {
		return false
	}
	if bytes.IndexByte([]byte(first), value[0]) < 0 || json.Unmarshal(value, v) != nil {
		o.fail(name)
		return false
	}
	return true
}

func (o *object) text(name string) string {
	value, ok := o.pull(name)
	if !ok {
		return ""
	}
	text, ok := rawjson.Text(value)
	if !ok {
		o.fail(name)
	}
	return text
}

func (o *object) flag(name string) (b bool) {
	o.take(name, "tf", &b)
	return b
}

// maybe returns nil when the member is absent.
func (o *object) maybe(name string) *bool {
	var b bool
	if !o.take(name, "tf", &b) {
		return nil
	}
	return &b
}

func (o *object) number(name string) (n int) {
	o.take(name, "-0123456789", &n)
	return n
}

// array returns the elements of a list; false when the member is absent or
// something else.
func (o *object) array(name string) ([]json.RawMessage, bool) {
	value, ok := o.pull(name)
	if !ok {
		return nil, false
	}
	if !rawjson.IsArray(value) {
		o.fail(name)
		return nil, false
	}
	return slices.Collect(rawjson.Elements(value)), true
}

// numbers returns an empty list when the member is absent.
func (o *object) numbers(name string) []int {
	raw, _ := o.array(name)
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
	raw, ok := o.array(name)
	if !ok {
		return nil
	}
	list := make([]string, len(raw))
	for i, item := range raw {
		if list[i], ok = rawjson.Text(item); !ok {
			o.fail(name)
			return nil
		}
	}
	return list
}

// object returns an object without members when the member is absent.
func (o *object) object(name string) *object {
	part := &object{}
	value, ok := o.pull(name)
	if ok {
		if inner, err := objectOf(value); err != nil {
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

// objects returns nil when the member is absent, and else not nil.
func (o *object) objects(name string) []*object {
	raw, ok := o.array(name)
	if !ok {
		return nil
	}
	list := make([]*object, 0, len(raw))
	for _, item := range raw {
		part, err := objectOf(item)
		if err != nil {
			if o.err == nil {
				o.err = err
			}
			continue
		}
		part.beside = o.beside
		o.parts = append(o.parts, part)
		list = append(list, part)
	}
	return list
}

// bytes returns the attachment whose number a member gives; nil when the
// member is absent.
func (o *object) bytes(name string) []byte {
	var n int
	if !o.take(name, "-0123456789", &n) {
		return nil
	}
	var data []byte
	ok := false
	if o.beside != nil {
		data, ok = o.beside.take(n)
	}
	if !ok && o.err == nil {
		o.err = badRequest("the member " + name + " names no attachment")
	}
	return data
}
