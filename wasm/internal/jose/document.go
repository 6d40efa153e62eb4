package jose

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"

	"jwkmint/wasm/internal/fault"
)

// maxKeys bounds the keys of one document.
const maxKeys = 10000

// object is a JSON object whose members have distinct names. Names are
// compared exactly: encoding/json's structs would take "KTY" for "kty".
type object map[string]json.RawMessage

// readObject reads a JSON object, refusing duplicate members: readers that
// take the first and readers that take the last would see different keys.
func readObject(raw json.RawMessage) (object, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil, fault.Wrap(fault.Malformed, "a key is not a JSON object", err)
	}
	o := object{}
	for dec.More() {
		t, err := dec.Token()
		name, ok := t.(string)
		if err != nil || !ok {
			return nil, fault.Wrap(fault.Malformed, "broken JSON", err)
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, fault.Wrap(fault.Malformed, "broken JSON", err)
		}
		if _, twice := o[name]; twice {
			return nil, fault.New(fault.Malformed, "a JSON object has two members of one name")
		}
		o[name] = value
	}
	return o, nil
}

// has reports whether the member is there. A null counts as absent, since
// serializers write it for fields that are not set.
func (o object) has(name string) bool {
	value, ok := o[name]
	return ok && !bytes.Equal(value, []byte("null"))
}

// text returns the value of a member that must be a string; ok is false when
// it is absent or something else.
func (o object) text(name string) (value string, ok bool) {
	if !o.has(name) || json.Unmarshal(o[name], &value) != nil {
		return "", false
	}
	return value, true
}

// candidates returns the JSON values in data that should each be a JWK, and
// whether they came as several: a JWK Set, an array, or JSON values one after
// another. The wrappers of DPoP and OpenID Connect registration, "jwk" and
// "jwks", are opened.
func candidates(data []byte) (keys []json.RawMessage, several bool, err error) {
	w := &wrappers{}
	keys, several, err = w.open(data)
	return keys, several, err
}

// Whole reports whether Parse, when it succeeds, reads all of data. It does
// not when a wrapper that it opened has more members in which keys may be.
func Whole(data []byte) bool {
	w := &wrappers{}
	_, _, err := w.open(data)
	return err == nil && !w.more
}

// wrappers opens what is around JWKs.
type wrappers struct {
	more bool // one had a member, not opened, that may hold keys
}

func (w *wrappers) open(data []byte) (keys []json.RawMessage, several bool, err error) {
	data = bytes.TrimSpace(data)
	if len(data) == 0 || data[0] != '{' && data[0] != '[' {
		return nil, false, fault.New(fault.NoKey, "this is not a JSON object")
	}
	if !utf8.Valid(data) {
		return nil, false, fault.New(fault.Malformed, "this JSON is not UTF-8")
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	for n := 0; ; n++ {
		var value json.RawMessage
		switch err := dec.Decode(&value); {
		case err == io.EOF:
			return keys, several || n > 1, nil
		case errors.Is(err, io.ErrUnexpectedEOF):
			return nil, false, fault.Wrap(fault.Truncated, "the JSON has no end", err)
		case err != nil && n > 0:
			return nil, false, fault.Wrap(fault.TrailingData, "more text after the JSON", err)
		case err != nil:
			return nil, false, fault.Wrap(fault.Malformed, "broken JSON", err)
		}
		found, set, err := w.unwrap(value, 0)
		if err != nil {
			return nil, false, err
		}
		keys = append(keys, found...)
		several = several || set
		if len(keys) > maxKeys {
			return nil, false, fault.New(fault.TooLarge, "more than 10000 keys")
		}
	}
}

// unwrap returns the keys of one JSON value.
func (w *wrappers) unwrap(value json.RawMessage, depth int) (keys []json.RawMessage, set bool, err error) {
	if value[0] == '[' {
		keys, err = elements(value)
		return keys, true, err
	}
	o, err := readObject(value)
	if err != nil {
		return nil, false, err
	}
	switch {
	case o.has("kty"):
	case o.has("keys"):
		w.opened(o, "keys")
		keys, err = elements(o["keys"])
		return keys, true, err
	case depth == 0 && o.has("jwks"):
		w.opened(o, "jwks")
		return w.unwrap(o["jwks"], 1)
	case depth == 0 && o.has("jwk"):
		w.opened(o, "jwk")
		return w.unwrap(o["jwk"], 1)
	case o.has("ciphertext"):
		return nil, false, fault.New(fault.UnsupportedEncryption, "JWE").
			WithHint("Decrypt it with the program that made it, and paste the JWK inside.")
	default:
		return nil, false, fault.New(fault.NoKey, "JSON without a JWK")
	}
	return []json.RawMessage{value}, false, nil
}

// opened notes what else is in an object of which one member was opened.
func (w *wrappers) opened(o object, member string) {
	for name, value := range o {
		if name != member && bytes.IndexByte([]byte(`{["`), value[0]) >= 0 {
			w.more = true
		}
	}
}

// elements returns the elements of a JSON array.
func elements(value json.RawMessage) ([]json.RawMessage, error) {
	var list []json.RawMessage
	dec := json.NewDecoder(bytes.NewReader(value))
	if t, err := dec.Token(); err != nil || t != json.Delim('[') {
		return nil, fault.Wrap(fault.Malformed, "the keys are not a JSON array", err)
	}
	for dec.More() {
		if len(list) == maxKeys {
			return nil, fault.New(fault.TooLarge, "more than 10000 keys")
		}
		var element json.RawMessage
		if err := dec.Decode(&element); err != nil {
			return nil, fault.Wrap(fault.Malformed, "broken JSON", err)
		}
		list = append(list, element)
	}
	return list, nil
}
