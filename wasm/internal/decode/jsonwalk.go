package decode

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/raw"
)

// isJSON reports whether text is nothing but JSON values, and whether they are
// nested deeper than is read, which it finds out first.
func isJSON(text []byte) (ok, deep bool) {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	for depth := 0; ; {
		t, err := dec.Token()
		if err != nil {
			return err == io.EOF && depth == 0, false
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			if depth++; depth > maxJSONDepth {
				return false, true
			}
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
}

// maxJSONDepth bounds the nesting of JSON.
const maxJSONDepth = 64

// jsonWalk goes through a JSON document in order.
type jsonWalk struct {
	*reader
	text []byte
	dec  *json.Decoder
	// element is the number, from 1, of the element of a JWK Set that is read
	// next; 0 elsewhere.
	element int
	// jwks counts the JWKs that were read.
	jwks int
}

// value reads the next JSON value. It reports false when the JSON is broken.
func (w *jsonWalk) value() bool {
	t, err := w.dec.Token()
	return err == nil && w.token(t)
}

// token reads the JSON value that begins with t.
func (w *jsonWalk) token(t json.Token) bool {
	element := w.element
	w.element = 0
	switch t := t.(type) {
	case string:
		w.stringValue(t)
		return true
	case json.Delim:
		if t == '[' {
			return w.array()
		}
		return w.object(element)
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

// set reads an array that is named as that of a JWK Set is, after its opening
// bracket. When it has a JWK, the elements that gave nothing are named.
func (w *jsonWalk) set() bool {
	var none []string
	before := w.jwks
	for n := 1; w.dec.More() && !w.full(); n++ {
		w.element = n
		start := w.count()
		t, err := w.dec.Token()
		if err != nil || !w.token(t) {
			return false
		}
		if w.count() == start {
			none = append(none, setLabel(n))
		}
		if t != json.Delim('{') { // which says itself where it stands
			w.fromSet(w.parts[start.parts:])
		}
	}
	if w.jwks > before {
		for _, label := range none {
			w.skip(label, malformed("an element of the JWK Set is no JWK"))
		}
	}
	_, err := w.dec.Token()
	return err == nil
}

// fromSet takes JWKs that stand in the texts and lists of a set's list for keys of the set.
func (w *jsonWalk) fromSet(parts []der.Part) {
	for _, p := range parts {
		if p.Key != nil && p.Key.Given.Members != nil && !strings.HasSuffix(p.Key.Source, jose.FromSet) {
			p.Key.Source += jose.FromSet
			w.jwks++
		}
	}
}

// setLabel is the label that package jose gives to an element of a set.
func setLabel(n int) string { return "JWK " + strconv.Itoa(n) }

// object reads an object after its opening brace, the element of a JWK Set
// with that number, or 0. Where its members make it a JWK, package jose reads it.
func (w *jsonWalk) object(element int) bool {
	start := w.count()
	var members []key.RawMember
	var gave []count // how much there was after each member
	var numbers []string
	for w.dec.More() {
		token, err := w.dec.Token()
		name, _ := token.(string)
		if err != nil {
			return false
		}
		from := w.dec.InputOffset()
		if !w.member(name, &numbers) {
			return false
		}
		raw := bytes.TrimLeft(w.text[from:w.dec.InputOffset()], ": \t\r\n")
		members = append(members, key.RawMember{Name: name, Raw: raw})
		gave = append(gave, w.count())
	}
	if _, err := w.dec.Token(); err != nil {
		return false
	}
	if jose.IsKey(members) {
		w.jwk(members, element, start, gave)
		return true
	}
	if jose.IsJWE(members) {
		w.parts, w.skipped = w.parts[:start.parts], w.skipped[:start.skipped]
		w.jwe(jose.ReadJWEObject(members))
		return true
	}
	if w.parameters(members) {
		return true
	}
	for _, text := range numbers {
		w.stringValue(text)
	}
	w.method(members)
	w.besideMembers(members, start, gave)
	return true
}

// count is how many parts and refusals there were at some point.
type count struct{ parts, skipped int }

func (r *reader) count() count { return count{len(r.parts), len(r.skipped)} }

// jwk reads the JWK with these members, which gave what there is from start
// on. Of that, what its own members gave is taken back: it is in the key. What
// others gave, such as a member "keys" or a PEM beside the numbers, comes
// after it, but for what is no more than the key.
func (w *jsonWalk) jwk(members []key.RawMember, element int, start count, gave []count) {
	parts := slices.Clone(w.parts[start.parts:])
	skipped := slices.Clone(w.skipped[start.skipped:])
	w.parts, w.skipped = w.parts[:start.parts], w.skipped[:start.skipped]
	label := "JWK"
	if element > 0 {
		label = setLabel(element)
	}
	k, err := w.jose().ReadObject(members)
	if err != nil && w.parameters(members) { // with a kty beside them
		return
	}
	if err == nil {
		w.jwks++
		addX5C(k)
		if element > 0 {
			k.Source += jose.FromSet
		}
	}
	w.add(label, k, err)
	from := start
	for i, to := range gave {
		if !jose.IsMember(members[i].Name) && (k == nil || !jose.HasMember(k.Material.Kty(), members[i].Name)) {
			for _, p := range parts[from.parts-start.parts : to.parts-start.parts] {
				if k == nil || !isNoMore(p, k) {
					w.parts = append(w.parts, p)
				}
			}
			w.skipped = append(w.skipped, skipped[from.skipped-start.skipped:to.skipped-start.skipped]...)
		}
		from = to
	}
}

// isNoMore reports whether the part is k again, or its public half, or its
// certificate where it has one.
func isNoMore(p der.Part, k *key.Key) bool {
	if p.Key == nil || !key.SamePublic(p.Key.Material, k.Material) {
		return false
	}
	if p.Cert != nil {
		return k.Chain != nil
	}
	return k.Material.IsPrivate() || !p.Key.Material.IsPrivate()
}

// member reads the value of a member. An array that is named as that of a JWK
// Set is read as one. A string under a name that JWKs have for numbers is kept
// back in numbers, until it is known that this is no JWK; so is what an authenticator said,
// until it is known that its key does not stand beside it.
func (w *jsonWalk) member(name string, numbers *[]string) bool {
	t, err := w.dec.Token()
	if err != nil {
		return false
	}
	if text, ok := t.(string); ok && (jose.IsNumber(name) || name == "attestationObject" || name == "authenticatorData") {
		*numbers = append(*numbers, text)
		return true
	}
	if (name == "keys" || name == "Keys" || name == "jwks" || name == "jwk") && t == json.Delim('[') {
		return w.set()
	}
	return w.token(t)
}

// stringValue reads what a string holds, if it is long enough for a key.
func (w *jsonWalk) stringValue(s string) {
	const shortest = 48 // in base64 an Ed25519 public key of libp2p takes 48, in DER 59
	if len(s) < shortest || w.depth >= maxDepth {
		return
	}
	w.depth++
	defer func() { w.depth-- }()
	text := plain.UTF8([]byte(s))
	before := w.count()
	if !strings.ContainsAny(s, "\n{<") {
		w.blocks(text)
	}
	if w.count() == before {
		w.cbor(raw.Bare(bytes.TrimRight(bytes.TrimPrefix(text, []byte(`\x`)), "="))) // the first as PostgreSQL has bytes
	}
	// A word may be half of a key: what VAPID calls publicKey.
	if w.count() == before && strings.ContainsAny(s, "\n\t {<[(&%,") && w.rescans.spend(len(s)+inVain) {
		w.apart(text)
	}
}
