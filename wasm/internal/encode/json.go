package encode

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"jwkmint/wasm/internal/jose"
)

// jsonWriter writes JSON objects with their members in the given order,
// which encoding/json cannot, and without reflection, since a set can hold
// thousands of keys.
type jsonWriter struct {
	out     []byte
	compact bool
	depth   int
}

func (w *jsonWriter) object(members []jose.Member) {
	w.open('{')
	for i := range members {
		w.name(members[i].Name, i)
		w.value(members[i].Value)
	}
	w.shut('}', len(members))
}

// name begins member i of an object.
func (w *jsonWriter) name(name string, i int) {
	w.next(i)
	w.out = appendString(w.out, name)
	w.out = append(w.out, ':')
	if !w.compact {
		w.out = append(w.out, ' ')
	}
}

// Object writes members as a JSON object, without a newline at its end.
func Object(members []jose.Member, layout Layout) string {
	w := jsonWriter{compact: bool(layout)}
	w.object(members)
	return string(w.out)
}

// value writes the kinds of value that jose.Member documents, numbers, and
// JSON that came in.
func (w *jsonWriter) value(v any) {
	switch v := v.(type) {
	case json.RawMessage:
		w.raw(v)
	case string:
		w.out = appendString(w.out, v)
	case int64:
		w.out = strconv.AppendInt(w.out, v, 10)
	case []string:
		w.open('[')
		for i := range v {
			w.next(i)
			w.out = appendString(w.out, v[i])
		}
		w.shut(']', len(v))
	case [][]jose.Member:
		w.open('[')
		for i := range v {
			w.next(i)
			w.object(v[i])
		}
		w.shut(']', len(v))
	default:
		panic("encode: a member of no known kind")
	}
}

func (w *jsonWriter) open(bracket byte) {
	w.out = append(w.out, bracket)
	w.depth++
}

// next goes to the place of element i.
func (w *jsonWriter) next(i int) {
	if i > 0 {
		w.out = append(w.out, ',')
	}
	w.newline()
}

// shut ends a list of n elements.
func (w *jsonWriter) shut(bracket byte, n int) {
	w.depth--
	if n > 0 {
		w.newline()
	}
	w.out = append(w.out, bracket)
}

func (w *jsonWriter) newline() {
	if w.compact {
		return
	}
	w.out = append(w.out, '\n')
	for range w.depth {
		w.out = append(w.out, ' ', ' ')
	}
}

// sizeOf is about how long members are when they are written, so that the text
// need not grow.
func sizeOf(members []jose.Member) int {
	size := 16
	for _, m := range members {
		size += 16 + len(m.Name)
		switch v := m.Value.(type) {
		case string:
			size += len(v)
		case []string:
			for _, text := range v {
				size += 16 + len(text)
			}
		case json.RawMessage:
			size += len(v)
		}
	}
	return size
}

// raw writes JSON that came in, laid out as the rest. Its numbers and the
// escapes in its texts stay as they are; what appendString escapes is escaped.
func (w *jsonWriter) raw(v json.RawMessage) {
	if (v[0] != '{' && v[0] != '[') && plainRaw(v) {
		w.out = append(w.out, v...)
		return
	}
	var b bytes.Buffer
	var err error
	if w.compact {
		err = json.Compact(&b, v)
	} else {
		err = json.Indent(&b, v, strings.Repeat("  ", w.depth), "  ")
	}
	if err != nil {
		panic("encode: a member that came in is no JSON")
	}
	for _, r := range strings.ToValidUTF8(b.String(), "\uFFFD") {
		if r != '\n' && mustEscape(r) {
			w.out = appendEscape(w.out, r)
		} else {
			w.out = utf8.AppendRune(w.out, r)
		}
	}
}

// plainRaw reports whether JSON can be written as it is.
func plainRaw(v []byte) bool {
	for _, c := range v {
		if c < ' ' || c >= 0x7f || c == '<' {
			return false
		}
	}
	return true
}

func appendEscape(out []byte, r rune) []byte {
	return append(out, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
}

const hexDigits = "0123456789abcdef"

// appendString writes s as a JSON string (RFC 8259 section 7). Beyond what
// JSON demands it escapes what does harm where JWKs get pasted: "<", so that
// no </script> or <!-- appears; U+2028 and U+2029, which end a line in older
// JavaScript; other control characters and the bidirectional ones, which make
// text look like what it is not. Bytes that are not UTF-8 become U+FFFD.
func appendString(out []byte, s string) []byte {
	out = append(out, '"')
	if plain(s) {
		out = append(out, s...)
		return append(out, '"')
	}
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '"' || r == '\\':
			out = append(out, '\\', byte(r))
		case r == '\n':
			out = append(out, '\\', 'n')
		case r == '\r':
			out = append(out, '\\', 'r')
		case r == '\t':
			out = append(out, '\\', 't')
		case mustEscape(r):
			out = appendEscape(out, r)
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	return append(out, '"')
}

// plain reports whether s needs no escaping: true for all base64.
func plain(s string) bool {
	for i := range len(s) {
		if !plainBytes[s[i]] {
			return false
		}
	}
	return true
}

// plainBytes are the bytes that stand for themselves in JSON and do no harm where
// JWKs get pasted.
var plainBytes = func() (table [256]bool) {
	for c := ' '; c < 0x7f; c++ {
		table[c] = c != '"' && c != '\\' && c != '<'
	}
	return table
}()

// mustEscape holds for characters of the basic plane only, so that four
// digits do.
func mustEscape(r rune) bool {
	return r == '<' || r == 0x2028 || r == 0x2029 || r == 0xFEFF ||
		unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
}
