package jose

import (
	"bytes"
	"encoding/json"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/rawjson"
)

// object is a JSON object whose members have distinct names, in the order in
// which they came. Names are compared exactly: encoding/json's structs would
// take "KTY" for "kty".
type object struct {
	list  []key.RawMember
	index map[string]int
}

// newObject refuses duplicate members: readers that take the first and readers
// that take the last would see different keys.
func newObject(list []key.RawMember) (*object, error) {
	o := &object{list: list, index: make(map[string]int, len(list))}
	for i, m := range list {
		if _, twice := o.index[m.Name]; twice {
			return nil, fault.New(fault.Malformed, "a JSON object has two members of one name").
				WithHint("Remove one of them: some programs take the first, others the last.")
		}
		o.index[m.Name] = i
	}
	return o, nil
}

// readObject reads a JSON object. raw is one whole JSON value, as a decoder of
// encoding/json gives it.
func readObject(raw json.RawMessage) (*object, error) {
	if !rawjson.IsObject(raw) {
		return nil, fault.New(fault.Malformed, "a key is not a JSON object")
	}
	list := make([]key.RawMember, 0, 12)
	for name, value := range rawjson.Members(raw) {
		list = append(list, key.RawMember{Name: name, Raw: value})
	}
	return newObject(list)
}

// raw returns the value of a member, nil when it is not there.
func (o *object) raw(name string) json.RawMessage {
	if i, ok := o.index[name]; ok {
		return o.list[i].Raw
	}
	return nil
}

// has reports whether the member is there. A null counts as absent, since
// serializers write it for fields that are not set.
func (o *object) has(name string) bool {
	value := o.raw(name)
	return value != nil && !bytes.Equal(value, []byte("null"))
}

// text returns the value of a member that must be a string; ok is false when
// it is absent or something else.
func (o *object) text(name string) (value string, ok bool) {
	return rawjson.Text(o.raw(name))
}

// isComposite reports whether a JSON value is an object or an array.
func isComposite(raw []byte) bool { return raw[0] == '{' || raw[0] == '[' }

// holdsMore reports whether there are members in which other keys may be.
func (o *object) holdsMore() bool {
	for _, m := range o.list {
		if o.mayHoldKeys(m) {
			return true
		}
	}
	return false
}

// mayHoldKeys reports whether another key may be in a member of a JWK: an
// object, a list, or a text as long as the shortest key, under a name that the
// JWK's own members do not have.
func (o *object) mayHoldKeys(m key.RawMember) bool {
	const shortest = 56 // an Ed25519 public key in base64 takes 59
	return (isComposite(m.Raw) || m.Raw[0] == '"' && len(m.Raw) >= shortest) && !IsMember(m.Name) && !(isAKPNumber(m.Name) && o.isAKP())
}
