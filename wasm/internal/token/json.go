package token

import (
	"bytes"
	"encoding/json"
)

const (
	// maxOpen is how many objects may be open at once, each of which takes memory.
	maxOpen = 1000
	// maxRead is how often what is in a text is read as a JWS: one may stand in another,
	// and all are read to their ends.
	maxRead = 4
	// maxQuoted is how deep JSON is looked for in the strings of JSON.
	maxQuoted = 3
)

// inJSON reads the JWSs in JSON serialization (RFC 7515 section 7.2) that a text has,
// wherever they stand in it: by themselves, in other JSON or its strings, among words.
func inJSON(text []byte) []Token {
	if !bytes.Contains(text, []byte("signature")) {
		return nil
	}
	f := jsonFinder{left: maxRead * len(text)}
	f.look(text, 0)
	return f.list[:min(len(f.list), maxTokens)]
}

type jsonFinder struct {
	list []Token
	left int // how much may yet be read as a JWS, in bytes
}

// object is one that is not closed yet, and whether it names a signature, or several.
type object struct {
	at         int
	one, signs bool
}

// look goes through a text once. What is between quotes on one line is a string.
func (f *jsonFinder) look(text []byte, depth int) {
	stack := []object{{}} // the first is for what is in no object
	for at := 0; at < len(text) && len(stack)-1 <= maxOpen; at++ {
		last := len(stack) - 1
		switch text[at] {
		case '{':
			stack = append(stack, object{at: at})
		case '}':
			if last == 0 {
				continue
			}
			closed := stack[last]
			stack = stack[:last]
			// One in a list of signatures is not a JWS of its own.
			if (closed.one || closed.signs) && !stack[last-1].signs && f.left > 0 {
				f.left -= at - closed.at
				f.list = append(f.list, serialized(text[closed.at:at+1])...)
			}
		case '"':
			end := quoted(text[at:])
			switch name := text[at : at+end]; {
			case string(name) == `"signature"`:
				stack[last].one = true
			case string(name) == `"signatures"`:
				stack[last].signs = true
			case depth < maxQuoted && bytes.Contains(name, []byte("signature")):
				var inner string
				if json.Unmarshal(name, &inner) == nil {
					f.look([]byte(inner), depth+1)
				}
			}
			at += end - 1
		}
	}
}

// quoted is how long the string is that text begins with.
func quoted(text []byte) int {
	for at := 1; at < len(text); at++ {
		switch text[at] {
		case '"':
			return at + 1
		case '\n': // which no string has
			return at
		case '\\':
			at++
		}
	}
	return len(text)
}

// serialized reads one JWS.
func serialized(text []byte) []Token {
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
	if json.Unmarshal(text, &jws) != nil {
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
		{&h.KID, &open.KID}, {&h.Alg, &open.Alg}, {&h.JKU, &open.JKU}, {&h.X5U, &open.X5U}, {&h.X5T, &open.X5T}, {&h.X5TS256, &open.X5TS256},
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
