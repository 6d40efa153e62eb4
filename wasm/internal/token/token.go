// Package token finds tokens (RFC 7515, RFC 7516) where people have them: by
// themselves, in an Authorization header, a form body, a curl command, the JSON
// of a token response, broken over lines, escaped, with padding or in standard
// base64. It reads their headers and verifies nothing.
package token

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strings"
)

// Token is a JWS or JWE in compact form, or a JWS in JSON, or a header alone.
type Token struct {
	Header
	// Parts is how many parts it has: 3 for a JWS, 5 for a JWE, 1 for a header
	// alone, 2 or 4 where the end is missing.
	Parts int
	// Inputs is what can have been signed (RFC 7515 section 5.2): the text as
	// it stands, and, where that is another, as it should be written.
	Inputs [][]byte
	// Signatures is what the signature can be: where lines follow the token
	// that could go on with it, there are several. Empty where there is none.
	Signatures [][]byte
	// Damaged is that the signature is no base64.
	Damaged bool
	// How it is written, where that is not how it should be: with the first of the
	// signatures, and with each of them. See Take.
	Padded, Standard bool
	writings         []writing
	// Detached is that what was signed is not in it (RFC 7515 appendix F).
	Detached bool
	// Shortened is that dots or a word in brackets stand behind it for more that was
	// left out.
	Shortened bool
	// JSON is that it is a JWS in JSON serialization (RFC 7515 section 7.2).
	JSON bool
	// HeaderText and Payload are the header, as the JSON that it came as, and what
	// was signed; Payload is nil where it is no base64 or there is none.
	HeaderText, Payload []byte
}

// writing is what Padded and Standard say.
type writing struct{ padded, standard bool }

func writingOf(text string) writing {
	return writing{strings.Contains(text, "="), strings.ContainsAny(text, "+/")}
}

func (w writing) and(v writing) writing {
	return writing{w.padded || v.padded, w.standard || v.standard}
}

// Take says which of the signatures is the token's: what goes on behind it is none
// of its writing.
func (t *Token) Take(signature int) {
	if signature < len(t.writings) {
		w := t.writings[signature]
		t.Padded, t.Standard = w.padded, w.standard
	}
}

// Header is what a JOSE header says of the key (RFC 7515 section 4.1).
type Header struct {
	KID, Alg, Enc, JKU string
	CTY                string // what is inside: "JWT", "jwk+json"
	X5T, X5TS256       string
	KIDNotText         bool // there is a kid, but it is no string
	JWK                json.RawMessage
	X5C                []string
	X5CNotList         bool // there is an x5c, but it is no list of texts
	// Critical is that it has crit, Unencoded that its b64 is false: the payload is
	// signed as it is (RFC 7797).
	Critical, Unencoded bool
}

// AboutCritical is what there is to say of a header that has crit.
const AboutCritical = "The header has crit: a side must refuse the token if it does not know each name that stands there, or if that is no list of names of its members (RFC 7515 section 4.1.11)."

// AboutChain is what there is to say of an x5c that is no list.
const AboutChain = "The header's x5c is no list of texts, which it must be for one certificate too (RFC 7515 section 4.1.6): some sides refuse the token."

// ReadHeader reads a JOSE header: a JSON object that has an algorithm or names
// a key.
func ReadHeader(text []byte) (Header, bool) {
	var members map[string]json.RawMessage
	if !bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) || json.Unmarshal(text, &members) != nil {
		return Header{}, false
	}
	var h Header
	for name, to := range map[string]*string{
		"kid": &h.KID, "alg": &h.Alg, "enc": &h.Enc, "cty": &h.CTY, "jku": &h.JKU, "x5t": &h.X5T, "x5t#S256": &h.X5TS256,
	} {
		_ = json.Unmarshal(members[name], to) // a member of another type says nothing
	}
	h.KIDNotText = members["kid"] != nil && members["kid"][0] != '"'
	if x5c := members["x5c"]; x5c != nil && json.Unmarshal(x5c, &h.X5C) != nil {
		h.X5C, h.X5CNotList = nil, true
	}
	h.Critical = members["crit"] != nil
	h.Unencoded = string(members["b64"]) == "false"
	if jwk := members["jwk"]; len(jwk) > 0 && jwk[0] == '{' {
		h.JWK = jwk
	}
	return h, h.Alg != "" || h.KID != "" || h.X5T != "" || h.X5TS256 != ""
}

// Bound is what the cnf of claims names (RFC 7800): a key, whole or by its thumbprint (RFC
// 9449 section 6.1), and a certificate by its digest (RFC 8705 section 3.1).
type Bound struct {
	JWK          json.RawMessage
	JKT, X5TS256 string // "" for none
}

// ReadBound reads the cnf of claims.
func ReadBound(claims []byte) Bound {
	var c struct {
		CNF struct {
			JWK     json.RawMessage `json:"jwk"`
			JKT     string          `json:"jkt"`
			X5TS256 string          `json:"x5t#S256"`
		} `json:"cnf"`
	}
	_ = json.Unmarshal(claims, &c) // a member of another type says nothing
	return Bound(c.CNF)
}

// Decode reads base64 in either alphabet, padded or not.
func Decode(text string) ([]byte, error) {
	return base64.RawURLEncoding.DecodeString(Plain(text))
}

// Plain is base64 as a token should have it.
func Plain(text string) string {
	return strings.TrimRight(strings.NewReplacer("+", "-", "/", "_").Replace(text), "=")
}

// compact reads the parts of a compact form. ends are what the last part can be.
func compact(parts []string, ends []string) (Token, bool) {
	header, err := Decode(parts[0])
	if err != nil {
		return Token{}, false
	}
	t := Token{Parts: len(parts), HeaderText: header}
	var ok bool
	// One that lacks all else, before two more parts, has its type.
	if t.Header, ok = ReadHeader(header); !ok && (len(parts) != 3 || !bytes.Contains(header, []byte(`"typ"`)) || !json.Valid(header)) {
		return Token{}, false
	}
	if len(parts) == 3 {
		t.signed(parts[0], parts[1], ends)
		return t, true
	}
	w := writingOf(strings.Join(parts, ""))
	t.Padded, t.Standard = w.padded, w.standard
	return t, true
}

func (t *Token) signed(header, payload string, signatures []string) {
	t.Inputs = [][]byte{[]byte(header + "." + payload)}
	t.Detached = payload == ""
	content, err := Decode(payload)
	right := Plain(header) + "." + Plain(payload)
	if t.Unencoded {
		if err != nil {
			content, err = []byte(payload), nil
		}
		right = header + "." + string(content)
		payload = "" // which is in no base64
	}
	if err == nil {
		t.Payload = content
	}
	if right != string(t.Inputs[0]) {
		t.Inputs = append(t.Inputs, []byte(right))
	}
	head := writingOf(header + payload)
	t.Padded, t.Standard = head.padded, head.standard
	for _, text := range signatures {
		if text == "" {
			continue
		}
		signature, err := Decode(text)
		if err != nil {
			t.Damaged = true
			continue
		}
		t.Signatures = append(t.Signatures, signature)
		t.writings = append(t.writings, head.and(writingOf(text)))
	}
	t.Take(0)
	if len(t.Signatures) > 0 {
		t.Damaged = false
	}
}
