package decode

import (
	"bytes"
	"encoding/json"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// json reads a JSON document: a JWK, a JWK Set, or anything with JWKs or
// strings that hold keys, such as a service account's "private_key" or the
// data of a Kubernetes Secret. It reports false when this is not JSON, or
// gave nothing and may be read as something else.
func (r *reader) json(text []byte) bool {
	if r.set == nil {
		r.set = jose.SetMembers(text)
	}
	doc, err := r.jose().Read(text)
	switch {
	case len(doc.Keys) > 0 && doc.Whole:
		r.addJWKs(doc)
		return true
	case err != nil && fault.CodeOf(err) == fault.TooLarge:
		r.skip("JSON", err)
		return true
	}
	// What begins like JSON may go on as something else. Only what is JSON to
	// its end is gone through: a key in it would be decrypted now, and again
	// when all is read as text.
	ok, deep := isJSON(text)
	switch {
	case deep:
		r.addJWKs(doc)
		r.skip("JSON", fault.New(fault.TooLarge, "nested over and over"))
		return true
	case !ok:
		return false
	}
	parts, refused := len(r.parts), len(r.skipped)
	w := &jsonWalk{reader: r, text: text, dec: json.NewDecoder(bytes.NewReader(text))}
	w.dec.UseNumber() // one beyond a float64 would end the walk
	for !r.full() && w.value() && w.dec.InputOffset() < int64(len(text)) {
	}
	// A CSV's field with doubled quotes looks like JSON strings in a row.
	return len(r.parts)+len(r.skipped) > parts+refused || !bytes.Contains(text, []byte("BEGIN")) && !bytes.Contains(text, []byte(`kty""`))
}

// jose reads JWKs, also those that hold a whole key in a member.
func (r *reader) jose() jose.Reader { return jose.Reader{Inside: r.inside} }

// held is what inside found.
type held struct {
	key *key.Key
	err error
}

// inside reads the one key that data, from a member of a JWK, holds: PEM or
// DER. What it found is kept, since a JWK may be read again with what is
// around it, and a passphrase must not be tried twice for that.
func (r *reader) inside(data []byte) (*key.Key, error) {
	if done, ok := r.insides[string(data)]; ok {
		return done.key, done.err
	}
	sub := *r
	sub.parts, sub.skipped = nil, nil
	sub.bytes(data)
	keys, _ := Join(sub.parts, r.now)
	var found held
	switch {
	case len(keys) == 1:
		found.key = keys[0].Key
	case len(keys) > 1:
		found.err = malformed("a member of the JWK holds several keys")
	case len(sub.skipped) > 0:
		found.err = key.MostUseful(sub.skipped)
	default:
		found.err = malformed("a member of the JWK holds something that is no number")
	}
	sub.parts, sub.skipped = r.parts, r.skipped
	*r = sub // with what it spent
	if r.insides == nil {
		r.insides = map[string]held{}
	}
	r.insides[string(data)] = found
	return found.key, found.err
}

// addJWKs takes what jose.Reader read.
func (r *reader) addJWKs(doc jose.Document) {
	for _, k := range doc.Keys {
		addX5C(k)
		r.add("JWK", k, nil)
	}
	for _, s := range doc.Skipped {
		r.skip(s.Label, s.Err)
	}
}
