package jose

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

func notJWE(detail string) error { return fault.New(fault.Malformed, "a JWE, "+detail) }

// ReadJWE reads the compact serialization (RFC 7516 section 7.1).
func ReadJWE(text []byte) (*JWE, error) {
	parts := bytes.Split(text, []byte("."))
	if len(parts) != 5 {
		return nil, notJWE("which has five parts, and this has not")
	}
	var octets [5][]byte
	for i, part := range parts {
		var err error
		if octets[i], err = jweOctets(string(part)); err != nil {
			return nil, err
		}
	}
	header, err := jweHeader(octets[0])
	if err != nil {
		return nil, err
	}
	r, err := recipient(header, octets[1], header)
	if err != nil {
		return nil, err
	}
	return &JWE{[]Recipient{r}, parts[0], octets[2], octets[3], octets[4]}, nil
}

// IsJWE reports whether the members of a JSON object make it a JWE.
func IsJWE(members []key.RawMember) bool {
	content, header := false, false
	for _, m := range members {
		switch m.Name {
		case "ciphertext":
			content = true
		case "protected", "unprotected", "header", "recipients":
			header = true
		}
	}
	return content && header
}

// ReadJWEObject reads the members of the JSON serialization, general or flattened
// (RFC 7516 section 7.2).
func ReadJWEObject(members []key.RawMember) (*JWE, error) {
	o, err := newObject(members)
	if err != nil {
		return nil, err
	}
	j := &JWE{}
	var texts [5]string
	var octets [5][]byte
	for i, name := range []string{"protected", "aad", "iv", "ciphertext", "tag"} {
		if texts[i], octets[i], err = o.octets(name); err != nil {
			return nil, err
		}
	}
	j.aad, j.iv, j.ciphertext, j.tag = []byte(texts[0]), octets[2], octets[3], octets[4]
	if o.has("aad") {
		j.aad = append(append(j.aad, '.'), texts[1]...)
	}
	common := &object{index: map[string]int{}}
	if texts[0] != "" {
		if common, err = jweHeader(octets[0]); err != nil {
			return nil, err
		}
	}
	protected := common
	if common, err = common.and(o.raw("unprotected")); err != nil {
		return nil, err
	}
	each := []*object{o}
	if o.has("recipients") {
		if each, err = recipients(o.raw("recipients")); err != nil {
			return nil, err
		}
	}
	for _, one := range each {
		header, err := common.and(one.raw("header"))
		if err != nil {
			return nil, err
		}
		_, encrypted, err := one.octets("encrypted_key")
		if err != nil {
			return nil, err
		}
		r, err := recipient(header, encrypted, protected)
		if err != nil {
			return nil, err
		}
		j.Recipients = append(j.Recipients, r)
	}
	return j, nil
}

func recipients(raw json.RawMessage) ([]*object, error) {
	list, err := elements(raw)
	if err != nil || len(list) == 0 {
		return nil, notJWE("whose recipients cannot be read")
	}
	if len(list) > maxRecipients {
		return nil, fault.New(fault.TooLarge, "a JWE for over 16 recipients")
	}
	var each []*object
	for _, element := range list {
		one, err := readObject(element)
		if err != nil {
			return nil, err
		}
		each = append(each, one)
	}
	return each, nil
}

// jweOctets decodes base64url as a JWE has it: without padding, and without stray
// bits.
func jweOctets(text string) ([]byte, error) {
	octets, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || strings.ContainsAny(text, "\r\n") {
		return nil, notJWE("a part of which is not base64url")
	}
	return octets, nil
}

// octets is a member in base64url, as text and decoded; empty where it is absent.
func (o *object) octets(name string) (string, []byte, error) {
	if o.raw(name) == nil {
		return "", nil, nil
	}
	text, ok := o.text(name)
	if !ok {
		return "", nil, notJWE("a part of which is no text")
	}
	octets, err := jweOctets(text)
	return text, octets, err
}

func jweHeader(text []byte) (*object, error) {
	if len(text) > maxJWEHeader {
		return nil, fault.New(fault.TooLarge, "the header of a JWE")
	}
	if !json.Valid(text) {
		return nil, notJWE("whose header cannot be read")
	}
	return readObject(bytes.TrimSpace(text))
}

// and returns a header with the members of another one, raw, added to it. No
// member may be in both (RFC 7516 section 7.2.1); raw is nil where there is no
// other.
func (o *object) and(raw json.RawMessage) (*object, error) {
	if raw == nil {
		return o, nil
	}
	if len(raw) > maxJWEHeader {
		return nil, fault.New(fault.TooLarge, "the header of a JWE")
	}
	other, err := readObject(raw)
	if err != nil {
		return nil, err
	}
	return newObject(append(o.list[:len(o.list):len(o.list)], other.list...))
}

// recipient reads the header of a recipient; protected is the part of it that
// nobody can have changed.
func recipient(header *object, encrypted []byte, protected *object) (Recipient, error) {
	r := Recipient{EncryptedKey: encrypted, Critical: header.has("crit")}
	for name, to := range map[string]*string{"alg": &r.Alg, "enc": &r.Enc, "typ": &r.Type, "cty": &r.ContentType} {
		*to, _ = header.text(name) // what is not there is refused by name
	}
	r.packed, _ = protected.text("zip")
	if header.has("zip") && r.packed == "" {
		r.packed = "unprotected"
	}
	for name, to := range map[string]*[]byte{"p2s": &r.Salt, "iv": &r.iv, "tag": &r.tag} {
		var err error
		if _, *to, err = header.octets(name); err != nil {
			return r, err
		}
	}
	r.Iterations = count(header.raw("p2c"))
	return r, nil
}

// count reads a positive whole number; 0 for anything else.
func count(raw json.RawMessage) int64 {
	const most = 1<<31 - 1
	n, err := strconv.ParseInt(string(raw), 10, 64)
	switch {
	case len(raw) > 0 && onlyDigits(string(raw)) && (err != nil || n > most):
		return most
	case err != nil || n < 0:
		return 0
	}
	return n
}
