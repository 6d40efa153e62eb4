package decode

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"jwkmint/wasm/internal/der"
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
	// What begins like JSON may go on as something else. Only what is JSON to
	// its end is gone through: a key in it would be decrypted now, and again
	// when all is read as text.
	ok, deep := isJSON(text)
	switch {
	case deep:
		r.jwks(keys, skipped)
		r.skip("JSON", fault.New(fault.TooLarge, "nested over and over"))
		return true
	case !ok:
		return false
	}
	parts, refused := len(r.parts), len(r.skipped)
	w := &jsonWalk{reader: r, text: text, dec: json.NewDecoder(bytes.NewReader(text))}
	for !r.full() && w.value() && w.dec.InputOffset() < int64(len(text)) {
	}
	return len(r.parts)+len(r.skipped) > parts+refused || !bytes.Contains(text, []byte("BEGIN"))
}

// isJSON reports whether text is nothing but JSON values, no more of them than
// are read, and whether they are nested deeper than is read, which it finds
// out first.
func isJSON(text []byte) (ok, deep bool) {
	dec := json.NewDecoder(bytes.NewReader(text))
	values := 0
	for depth := 0; ; {
		t, err := dec.Token()
		if err != nil {
			return err == io.EOF && depth == 0 && values <= der.MaxParts, false
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			if depth++; depth > maxJSONDepth {
				return false, true
			}
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			values++
		}
	}
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
		c, own, err := der.ParseCertificate(raw)
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
		k.Chain = append(k.Chain, c.Certificate)
	}
}

// maxJSONDepth bounds the nesting of JSON.
const maxJSONDepth = 64

// jsonWalk goes through a JSON document in order.
type jsonWalk struct {
	*reader
	text []byte
	dec  *json.Decoder
}

// value reads the next JSON value. It reports false when the JSON is broken.
func (w *jsonWalk) value() bool {
	t, err := w.dec.Token()
	return err == nil && w.token(t)
}

// token reads the value that begins with t.
func (w *jsonWalk) token(t json.Token) bool {
	switch t := t.(type) {
	case string:
		w.stringValue(t)
		return true
	case json.Delim:
		if t == '[' {
			return w.array()
		}
		return w.object()
	}
	return true
}

func (w *jsonWalk) array() bool {
	var block strings.Builder // a PEM block in an array of its lines
	for w.dec.More() && !w.full() {
		t, err := w.dec.Token()
		if err != nil {
			return false
		}
		line, isString := t.(string)
		if isString && (block.Len() > 0 || strings.Contains(line, "-BEGIN ") && !strings.Contains(line, "-END ")) {
			block.WriteString(line + "\n")
			if strings.Contains(line, "-END ") {
				w.stringValue(block.String())
				block.Reset()
			}
			continue
		}
		if !w.token(t) {
			return false
		}
	}
	w.stringValue(block.String())
	_, err := w.dec.Token()
	return err == nil
}

// object reads an object after its opening brace. When it has a member "kty",
// it is a JWK: what its members gave is taken back, and jose reads it.
func (w *jsonWalk) object() bool {
	start := int(w.dec.InputOffset()) - 1
	parts, skipped := len(w.parts), len(w.skipped)
	isJWK := false
	for w.dec.More() {
		name, err := w.dec.Token()
		if err != nil {
			return false
		}
		isJWK = isJWK || name == "kty"
		if !w.member(name) {
			return false
		}
	}
	if _, err := w.dec.Token(); err != nil {
		return false
	}
	if isJWK {
		size := int(w.dec.InputOffset()) - start
		if len(w.parts)+len(w.skipped) > parts+skipped && !w.retry(8*size) {
			// JWKs in JWKs in JWKs, each read with all that is in it.
			w.skip("JWK", fault.New(fault.TooLarge, "JWKs nested in one another"))
			return true
		}
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
func (w *jsonWalk) member(name json.Token) bool {
	start := w.dec.InputOffset()
	parts, refused := len(w.parts), len(w.skipped)
	if !w.value() {
		return false
	}
	list := bytes.TrimLeft(w.text[start:w.dec.InputOffset()], ": \t\r\n")
	if (name == "keys" || name == "jwks" || name == "jwk") && list[0] == '[' && w.retry(8*len(list)) {
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
	if jweSize([]byte(s)) == len(s) {
		w.skip("JWE", errJWE)
		return
	}
	w.depth++
	w.blocks(toUTF8([]byte(s)))
	w.depth--
}
