package api

import "bytes"

// splitter cuts a JSON object into its members. A request can hold 22 MB of
// base64 in one string; encoding/json would walk it byte by byte, once for
// each level it is nested in and once more to decode it, which takes seconds
// in WebAssembly.
//
// It finds where values end and checks no more than that takes.
type splitter struct{ rest []byte }

func (s *splitter) skipSpace() {
	s.rest = bytes.TrimLeft(s.rest, " \t\r\n") // RFC 8259 section 2
}

// next takes the byte c, after white space, and reports whether it was there.
func (s *splitter) next(c byte) bool {
	s.skipSpace()
	if len(s.rest) == 0 || s.rest[0] != c {
		return false
	}
	s.rest = s.rest[1:]
	return true
}

func (s *splitter) open() bool { return s.next('{') }

// member returns the next member: its name as JSON, and its value. The name
// is nil after the last one.
func (s *splitter) member(first bool) (name, value []byte, ok bool) {
	if s.next('}') {
		return nil, nil, true
	}
	if !first && !s.next(',') {
		return nil, nil, false
	}
	s.skipSpace()
	if name = s.text(); name == nil || !s.next(':') {
		return nil, nil, false
	}
	s.skipSpace()
	value = s.value()
	return name, value, value != nil
}

// text takes a string with its quotation marks; nil when there is none.
func (s *splitter) text() []byte {
	if len(s.rest) == 0 || s.rest[0] != '"' {
		return nil
	}
	for end := 1; ; end++ {
		i := bytes.IndexByte(s.rest[end:], '"')
		if i < 0 {
			return nil
		}
		end += i
		slashes := 0
		for s.rest[end-1-slashes] == '\\' { // ends at the opening mark
			slashes++
		}
		if slashes%2 == 0 {
			return s.take(end + 1)
		}
	}
}

// value takes a value of any type; nil when there is none, or it has no end.
func (s *splitter) value() []byte {
	if len(s.rest) == 0 {
		return nil
	}
	switch s.rest[0] {
	case '"':
		return s.text()
	case '{', '[':
		return s.nested()
	}
	end := bytes.IndexAny(s.rest, ",}] \t\r\n")
	if end <= 0 {
		return nil
	}
	return s.take(end)
}

// nested takes an object or array, by counting brackets outside of strings.
func (s *splitter) nested() []byte {
	inner := splitter{s.rest}
	for depth := 0; len(inner.rest) > 0; {
		switch inner.rest[0] {
		case '"':
			if inner.text() == nil {
				return nil
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		inner.rest = inner.rest[1:]
		if depth == 0 {
			return s.take(len(s.rest) - len(inner.rest))
		}
	}
	return nil
}

func (s *splitter) take(n int) []byte {
	taken := s.rest[:n]
	s.rest = s.rest[n:]
	return taken
}
