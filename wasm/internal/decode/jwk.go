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
	keys, skipped, err := jose.Parse(text)
	switch {
	case len(keys) > 0 && jose.Whole(text):
		r.jwks(keys, skipped)
		return true
	case err != nil && (fault.CodeOf(err) == fault.TooLarge || fault.CodeOf(err) == fault.UnsupportedEncryption):
		r.skip("JSON", err)
		return true
	}
	parts, refused := len(r.parts), len(r.skipped)
	w := &jsonWalk{reader: r, text: text, dec: json.NewDecoder(bytes.NewReader(text))}
	ok := w.values()
	switch {
	case w.deep:
		if len(keys) > 0 {
			r.parts, r.skipped = r.parts[:parts], r.skipped[:refused]
			r.jwks(keys, skipped)
		}
		r.skip("JSON", fault.New(fault.TooLarge, "nested over and over"))
		return true
	case r.full():
		return true
	case !ok: // what begins like JSON goes on as something else
		r.parts, r.skipped = r.parts[:parts], r.skipped[:refused]
		return false
	}
	// A key may stand in an array of lines.
	return len(r.parts)+len(r.skipped) > parts+refused || !bytes.Contains(text, []byte("BEGIN"))
}

// jwks takes what jose.Parse returns.
func (r *reader) jwks(keys []*key.Key, skipped []key.Skipped) {
	for _, k := range keys {
		addX5C(k)
		r.add("JWK", k, nil)
	}
	for _, s := range skipped {
		r.skip(s.Label, s.Err)
	}
}

// addX5C gives a key the certificates of its "x5c" member, of which the first
// must be for this key (RFC 7517 section 4.7).
func addX5C(k *key.Key) {
	for i, raw := range k.Given.X5C {
		c, own, err := parseCertificate(raw)
		if i == 0 && (err != nil || !key.SamePublic(own.Material, k.Material)) {
			k.Notes = append(k.Notes, key.Warning{
				Code:    "x5c_other_key",
				Message: "The first certificate in this JWK's x5c is not for this key. The certificates were left out.",
				Action:  "Use the JWK as it is written here, or ask for the right certificate.",
			})
			return
		}
		if c == nil {
			return
		}
		k.Chain = append(k.Chain, c)
	}
}

// maxJSONDepth bounds the nesting of JSON.
const maxJSONDepth = 64

// jsonWalk goes through a JSON document in order.
type jsonWalk struct {
	*reader
	text []byte
	dec  *json.Decoder
	deep bool
}

// values reads JSON values up to the end. It reports false when something
// else is there.
func (w *jsonWalk) values() bool {
	for n := 0; n < maxParts && !w.full() && w.value(0); n++ {
		if w.dec.InputOffset() == int64(len(w.text)) {
			return true
		}
	}
	return false
}

// value reads the next JSON value. It reports false when the JSON is broken.
func (w *jsonWalk) value(depth int) bool {
	t, err := w.dec.Token()
	if err != nil {
		return false
	}
	switch t := t.(type) {
	case string:
		w.stringValue(t)
		return true
	case json.Delim:
		if depth == maxJSONDepth {
			w.deep = true
			return false
		}
		if t == '[' {
			return w.array(depth + 1)
		}
		return w.object(depth + 1)
	}
	return true
}

func (w *jsonWalk) array(depth int) bool {
	for w.dec.More() && !w.full() {
		if !w.value(depth) {
			return false
		}
	}
	_, err := w.dec.Token()
	return err == nil
}

// object reads an object after its opening brace. When it has a member "kty",
// it is a JWK: what its members gave is taken back, and jose reads it.
func (w *jsonWalk) object(depth int) bool {
	start := int(w.dec.InputOffset()) - 1
	parts, skipped := len(w.parts), len(w.skipped)
	isJWK := false
	for w.dec.More() {
		name, err := w.dec.Token()
		if err != nil {
			return false
		}
		isJWK = isJWK || name == "kty"
		if !w.member(name, depth) {
			return false
		}
	}
	if _, err := w.dec.Token(); err != nil {
		return false
	}
	if isJWK {
		w.parts, w.skipped = w.parts[:parts], w.skipped[:skipped]
		keys, refused, err := jose.Parse(w.text[start:w.dec.InputOffset()])
		w.jwks(keys, refused)
		if err != nil {
			w.skip("JWK", err)
		}
	}
	return true
}

// member reads the value of a member. An array of JWKs that is named as one is
// read as the set that it is.
func (w *jsonWalk) member(name json.Token, depth int) bool {
	start := w.dec.InputOffset()
	parts, refused := len(w.parts), len(w.skipped)
	if !w.value(depth) {
		return false
	}
	list := bytes.TrimLeft(w.text[start:w.dec.InputOffset()], ": \t\r\n")
	if (name == "keys" || name == "jwks" || name == "jwk") && list[0] == '[' && w.retry(len(list)) {
		if keys, skipped, _ := jose.Parse(list); len(keys) > 0 {
			w.parts, w.skipped = w.parts[:parts], w.skipped[:refused]
			w.jwks(keys, skipped)
		}
	}
	return true
}

// stringValue reads what a string holds, if it is long enough for a key.
func (w *jsonWalk) stringValue(s string) {
	const shortest = 56 // in base64 an Ed25519 public key takes 59
	if len(s) < shortest || w.depth >= maxDepth {
		return
	}
	w.depth++
	w.blocks(toUTF8([]byte(s)))
	w.depth--
}
