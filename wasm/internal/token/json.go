package token

import (
	"encoding/json"
	"strings"
)

const (
	// maxNamed is how often a text may name a signature, each of which is looked at.
	maxNamed = 32
	// maxObject is how much there may be of an object before the name of its signature,
	// and of all of it: it is read from its beginning for each that names one.
	maxObject = maxLength
	// maxQuoted is how deep JSON may stand in the strings of JSON.
	maxQuoted = 3
)

// unquote takes off what a string of JSON has before its own quotes and for its lines.
var unquote = strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\n`, "\n", `\r`, "\n")

// inJSON reads the JWSs in JSON serialization (RFC 7515 section 7.2) that a text has,
// wherever they stand in it: by themselves, in other JSON or its strings, among words.
func inJSON(text string) (list []Token) {
	const name = `"signature`
	for range maxQuoted {
		if strings.Contains(text, `\`+name) {
			text = unquote.Replace(text)
		}
	}
	for range maxNamed {
		at := strings.Index(text, name)
		if at < 0 {
			break
		}
		start := opening(text[:at])
		d := json.NewDecoder(strings.NewReader(text[start:min(len(text), at+maxObject)]))
		found := serialized(d)
		list = append(list, found...)
		at += len(name)
		if len(found) > 0 { // its other signatures are read with it
			at = start + int(d.InputOffset())
		}
		text = text[at:]
	}
	return list[:min(len(list), maxTokens)]
}

// opening is where the object begins that is open at the end of a text.
func opening(text string) int {
	open := 1
	for at := len(text) - 1; at >= max(0, len(text)-maxObject); at-- {
		switch text[at] {
		case '}':
			open++
		case '{':
			open--
		}
		if open == 0 {
			return at
		}
	}
	return len(text) // where no object begins
}

// serialized reads one JWS.
func serialized(d *json.Decoder) []Token {
	type signature struct {
		Protected string          `json:"protected"`
		Header    json.RawMessage `json:"header"`
		Signature string          `json:"signature"`
	}
	var jws struct {
		Payload *string `json:"payload"`
		signature
		Signatures []signature `json:"signatures"`
	}
	if d.Decode(&jws) != nil {
		return nil
	}
	all := jws.Signatures
	if jws.Signature != "" {
		all = append(all, jws.signature)
	}
	payload := ""
	if jws.Payload != nil {
		payload = *jws.Payload
	}
	var list []Token
	for _, s := range all[:min(len(all), maxTokens)] {
		t := Token{Parts: 3, JSON: true}
		protected, err := Decode(s.Protected)
		if err != nil {
			continue
		}
		t.HeaderText = protected
		said, named := ReadHeader(protected)
		open, opened := ReadHeader(s.Header)
		t.Header = said.with(open)
		if jws.Payload == nil && !named && !opened {
			continue // the signature of something else
		}
		t.signed(s.Protected, payload, []string{s.Signature})
		list = append(list, t)
	}
	return list
}

// with fills what is empty from the unprotected header.
func (h Header) with(open Header) Header {
	for _, m := range []struct{ to, from *string }{
		{&h.KID, &open.KID}, {&h.Alg, &open.Alg}, {&h.JKU, &open.JKU}, {&h.X5T, &open.X5T}, {&h.X5TS256, &open.X5TS256},
	} {
		if *m.to == "" {
			*m.to = *m.from
		}
	}
	if h.JWK == nil {
		h.JWK = open.JWK
	}
	return h
}
