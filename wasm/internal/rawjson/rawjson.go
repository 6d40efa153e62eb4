// Package rawjson cuts JSON that is known to be right, as json.Valid says or
// encoding/json's decoder has given it, into its values, without reading them a
// second time and without deciding what they are. It keeps what a decoder into
// maps and structs loses: the order of members, those that are there twice, the
// capitals of their names, and how numbers are written.
//
// JSON that is not right makes it panic.
package rawjson

import (
	"bytes"
	"encoding/json"
	"iter"
	"unicode/utf8"
)

// IsObject reports whether a value, without white space around it, is an object.
func IsObject(value []byte) bool { return len(value) > 0 && value[0] == '{' }

// IsArray reports whether a value, without white space around it, is an array.
func IsArray(value []byte) bool { return len(value) > 0 && value[0] == '[' }

// Members yields the members of an object, in the order in which they came. The
// values are parts of it.
func Members(object []byte) iter.Seq2[string, json.RawMessage] {
	return func(yield func(string, json.RawMessage) bool) {
		s := scanner{object, 1}
		for s.next() != '}' {
			name, _ := Text(s.value())
			s.next()
			if !yield(name, s.value()) {
				return
			}
		}
	}
}

// Elements yields the elements of an array. They are parts of it.
func Elements(array []byte) iter.Seq[json.RawMessage] {
	return func(yield func(json.RawMessage) bool) {
		s := scanner{array, 1}
		for s.next() != ']' {
			if !yield(s.value()) {
				return
			}
		}
	}
}

// Text returns the text that a value is; false when it is none.
func Text(value []byte) (text string, ok bool) {
	switch {
	case len(value) < 2 || value[0] != '"':
		return "", false
	case bytes.IndexByte(value, '\\') < 0 && utf8.Valid(value):
		return string(value[1 : len(value)-1]), true
	}
	err := json.Unmarshal(value, &text)
	return text, err == nil
}

type scanner struct {
	text []byte
	pos  int
}

// next passes over white space, commas and colons, and returns the character
// that comes then: the first of a value, or a closing bracket.
func (s *scanner) next() byte {
	for {
		switch c := s.text[s.pos]; c {
		case ' ', '\t', '\r', '\n', ',', ':':
			s.pos++
		default:
			return c
		}
	}
}

// value returns the value that begins here.
func (s *scanner) value() []byte {
	start := s.pos
	for depth := 0; ; {
		switch s.text[s.pos] {
		case '"':
			s.pos++
			for s.text[s.pos] != '"' {
				if s.text[s.pos] == '\\' {
					s.pos++
				}
				s.pos++
			}
			s.pos++
		case '{', '[':
			depth++
			s.pos++
		case '}', ']':
			depth--
			s.pos++
		case ' ', '\t', '\r', '\n', ',', ':':
			s.pos++
			continue
		default: // a number, or true, false or null
			for s.pos < len(s.text) && bytes.IndexByte([]byte(" \t\r\n,:}]"), s.text[s.pos]) < 0 {
				s.pos++
			}
		}
		if depth == 0 {
			return s.text[start:s.pos:s.pos]
		}
	}
}
