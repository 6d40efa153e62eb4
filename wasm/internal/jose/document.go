package jose

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/rawjson"
)

// maxKeys bounds the keys of one document.
const maxKeys = 10000

// candidate is what should be one JWK: an object, or why it is not one.
type candidate struct {
	object *object
	err    error
}

// document is what a text of JSON holds.
type document struct {
	keys []candidate
	// several says that they came as several: a JWK Set, an array, JSON
	// values one after another, or a JWK with others inside.
	several bool
	// more says that an object which was opened had a member, not opened, in
	// which keys may be.
	more bool
}

// readDocument finds the JWKs in JSON. The wrappers of DPoP and OpenID
// Connect registration, "jwk" and "jwks", are opened.
func readDocument(data []byte) (*document, error) {
	data = bytes.TrimSpace(data)
	if len(data) == 0 || data[0] != '{' && data[0] != '[' {
		return nil, fault.New(fault.NoKey, "this is not a JSON object")
	}
	if !utf8.Valid(data) {
		return nil, fault.New(fault.Malformed, "this JSON is not UTF-8")
	}
	d := &document{}
	dec := json.NewDecoder(bytes.NewReader(data))
	for n := 0; ; n++ {
		var value json.RawMessage
		switch err := dec.Decode(&value); {
		case err == io.EOF:
			d.several = d.several || n > 1
			return d, nil
		case errors.Is(err, io.ErrUnexpectedEOF):
			return nil, fault.Wrap(fault.Truncated, "the JSON has no end", err)
		case err != nil && n > 0:
			return nil, fault.Wrap(fault.TrailingData, "more text after the JSON", err)
		case err != nil:
			return nil, fault.Wrap(fault.Malformed, "broken JSON", err)
		}
		if err := d.value(value, 0); err != nil {
			return nil, err
		}
	}
}

// maxWrappers is how many wrappers are opened, one in another: client
// metadata in a "jwk" or "jwks" member have one.
const maxWrappers = 1

// value takes the keys of one JSON value that stands in depth wrappers.
func (d *document) value(value json.RawMessage, depth int) error {
	if value[0] == '[' {
		return d.elements(value)
	}
	o, err := readObject(value)
	if err != nil {
		return err
	}
	switch {
	case IsKey(o.list):
		return d.key(o)
	case o.has("keys"):
		d.opened(o, "keys")
		return d.elements(o.raw("keys"))
	case depth < maxWrappers && o.has("jwks"):
		d.opened(o, "jwks")
		return d.value(o.raw("jwks"), depth+1)
	case depth < maxWrappers && o.has("jwk"):
		d.opened(o, "jwk")
		return d.value(o.raw("jwk"), depth+1)
	case o.has("ciphertext"):
		return fault.New(fault.UnsupportedEncryption, "JWE").
			WithHint("Decrypt it with the program that made it, and paste the JWK inside.")
	}
	return fault.New(fault.NoKey, "JSON without a JWK")
}

// key takes a JWK, and the set that stands in it as a member "keys".
func (d *document) key(o *object) error {
	if err := d.add(candidate{object: o}); err != nil {
		return err
	}
	for _, m := range o.list {
		if !o.mayHoldKeys(m) {
			continue
		}
		if m.Name != "keys" || m.Raw[0] != '[' {
			d.more = true
		} else if err := d.elements(m.Raw); err != nil {
			return err
		}
	}
	return nil
}

// opened notes what else is in an object of which one member was opened.
func (d *document) opened(o *object, member string) {
	for _, m := range o.list {
		if m.Name != member && bytes.IndexByte([]byte(`{["`), m.Raw[0]) >= 0 {
			d.more = true
		}
	}
}

// elements takes the elements of a JSON array, each of which should be a JWK.
func (d *document) elements(array json.RawMessage) error {
	list, err := elements(array)
	if err != nil {
		return err
	}
	d.several = true
	for _, element := range list {
		o, err := readObject(element)
		if err != nil {
			d.more = d.more || element[0] == '"' || element[0] == '[' // JWKs may stand in it
			err = d.add(candidate{err: err})
		} else {
			err = d.add(candidate{object: o})
			d.more = d.more || o.holdsMore()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (d *document) add(c candidate) error {
	if len(d.keys) == maxKeys {
		return fault.New(fault.TooLarge, "more than 10000 keys")
	}
	d.keys = append(d.keys, c)
	return nil
}

// elements returns the elements of a JSON array. value is one whole JSON
// value.
func elements(value json.RawMessage) ([]json.RawMessage, error) {
	if !rawjson.IsArray(value) {
		return nil, fault.New(fault.Malformed, "what should be a list is no JSON array")
	}
	var list []json.RawMessage
	for element := range rawjson.Elements(value) {
		if len(list) == maxKeys {
			return nil, fault.New(fault.TooLarge, "more than 10000 keys")
		}
		list = append(list, element)
	}
	return list, nil
}
