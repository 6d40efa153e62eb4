package api

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strings"

	"jwkmint/wasm/internal/jose"
)

// token is a JWT, or the header of one.
type token struct {
	kid, alg string
	// input and signature are those of a JWS (RFC 7515 section 5.2); nil
	// for a JWE and for a header alone.
	input, signature []byte
}

// readToken reads a JWS or JWE in compact form, also as it stands in an
// Authorization header.
func readToken(text []byte) (token, bool) {
	words := strings.Fields(string(text))
	if len(words) == 0 || len(words) > 3 {
		return token{}, false
	}
	for _, word := range words[:len(words)-1] {
		switch strings.ToLower(word) {
		case "authorization:", "bearer", "dpop":
		default:
			return token{}, false
		}
	}
	whole := words[len(words)-1]
	parts := strings.Split(whole, ".")
	if len(parts) != 3 && len(parts) != 5 {
		return token{}, false
	}
	header, err := base64.RawURLEncoding.DecodeString(parts[0])
	if err != nil {
		return token{}, false
	}
	t, ok := readHeader(header)
	if ok && len(parts) == 3 {
		t.input = []byte(parts[0] + "." + parts[1])
		if t.signature, err = base64.RawURLEncoding.DecodeString(parts[2]); err != nil {
			t.signature = []byte{0} // damaged: no key's
		}
	}
	return t, ok
}

// readHeader reads a JOSE header: a JSON object with alg or kid.
func readHeader(text []byte) (token, bool) {
	var h struct {
		KID string `json:"kid"`
		Alg string `json:"alg"`
	}
	if !bytes.HasPrefix(text, []byte("{")) || json.Unmarshal(text, &h) != nil {
		return token{}, false
	}
	return token{kid: h.KID, alg: h.Alg}, h.KID != "" || h.Alg != ""
}

// compareToken tells whether one of the keys signed the token; where that
// cannot be told, whether the header names it.
func (w *writer) compareToken(t token) *compareReply {
	var (
		named   *entry // has the kid that the token asks for
		checked *entry // could verify, but the signature is not its
	)
	for _, e := range w.keys {
		if named == nil && t.kid != "" && w.headers[e].kid == t.kid {
			named = e
		}
		if len(t.signature) == 0 {
			continue
		}
		valid, err := jose.Verify(e.Material, t.alg, t.input, t.signature)
		switch {
		case err != nil:
		case valid:
			return tokenReply(t, e, w.headers[e], true, "valid")
		case checked == nil:
			checked = e
		}
	}
	e := named
	if e == nil {
		e = checked
	}
	if e == nil {
		e = w.keys[0]
	}
	verdict := ""
	if checked != nil {
		verdict = "not valid"
	}
	return tokenReply(t, e, w.headers[e], verdict == "" && named != nil, verdict)
}

func tokenReply(t token, e *entry, h *header, same bool, verdict string) *compareReply {
	r := &compareReply{Same: same, ID: e.id}
	kid, alg := row("kid", h.kid, t.kid), row("alg", h.alg, t.alg)
	r.Rows = []compareRow{kid, alg}
	if verdict != "" {
		r.Rows = append(r.Rows, compareRow{"signature", verdict, "", same})
	}
	switch {
	case verdict == "valid" && kid.Same:
		r.Summary = "This token was signed by this key, and names its key ID."
	case verdict == "valid" && t.kid == "":
		r.Summary = "This token was signed by this key. Its header has no kid: where several keys are registered, it needs one."
	case verdict == "valid":
		r.Summary = "This token was signed by this key, but its header names another key ID: the other side will not find the key."
	case verdict != "" && kid.Same && t.kid != "":
		r.Summary = "This token names this key's ID, but was signed by another key or changed on its way."
	case verdict != "":
		r.Summary = "This token was not signed by this key."
	case same && alg.Same:
		r.Summary = "The header names this key's ID and algorithm."
	case same:
		r.Summary = "The header names this key's ID, but another algorithm."
	case t.kid == "":
		r.Summary = "The header names no key ID."
	default:
		r.Summary = "The header names another key ID."
	}
	if verdict == "" && len(t.signature) > 0 {
		r.Summary += " The signature was not checked: its algorithm does not fit this key."
	}
	return r
}
