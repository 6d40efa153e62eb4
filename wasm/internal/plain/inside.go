package plain

import (
	"bytes"
	"encoding/base64"
	"slices"
	"strings"

	"jwkmint/wasm/internal/ssh"
)

// Inside are the ways in which a text has others within it, which say more than their
// lines do one by one: what each returns may be, in order.
var Inside = []struct {
	Readings func(text []byte) []Reading
	// Last says that only a text without keys is read so.
	Last bool
	// Strings says that of JSON they were read already.
	Strings bool
	// Once says that what it gives is not read so again.
	Once bool
	// Encoded says that the text was, and what it gives is no guess.
	Encoded bool
}{
	{Readings: func(text []byte) []Reading { return without(withoutUnseen(text), unseenName) }, Once: true},
	{Readings: versions, Once: true},
	{Readings: numbered, Once: true},
	{Readings: settings, Last: true, Once: true},
	{Readings: unprefixed, Once: true},
	{Readings: withoutMarkup, Once: true},
	{Readings: withoutScreens, Last: true, Once: true},
	{Readings: logged, Last: true, Once: true},
	{Readings: quoted, Strings: true},
	{Readings: percentEncoded, Encoded: true},
	{Readings: base64Encoded, Last: true, Encoded: true},
}

// Reading is what a text may be.
type Reading struct {
	Texts [][]byte
	// Had is what was around them, for ScreenNote.
	Had []string
	// Parts says that something else may stand beside the texts. Several without it are
	// versions of one.
	Parts bool
}

func withoutScreens(text []byte) []Reading {
	shown, had := Unscreened(text)
	return without(shown, had...)
}

// without is the one reading of a text that had something in it; nil where it had nothing.
func without(text []byte, had ...string) []Reading {
	if text == nil {
		return nil
	}
	return []Reading{{Texts: [][]byte{text}, Had: had}}
}

// within is the reading of the texts that stand in another; nil where there are none.
func within(texts [][]byte) []Reading {
	if texts == nil {
		return nil
	}
	return []Reading{{Texts: texts, Parts: len(texts) > 1}}
}

func numbered(text []byte) []Reading {
	if number, _ := lineNumber(text); number < 0 {
		return nil
	}
	return without(withoutNumbers(text), "line numbers")
}

const (
	// leastInside is how many bytes a text has that can be a key.
	leastInside = 40
	// mostInside is how many texts of one way are read: each is read for itself.
	mostInside = 64
)

// withoutMarkup is the text of a web page.
func withoutMarkup(text []byte) []Reading {
	if !bytes.Contains(text, []byte("</")) && !bytes.Contains(text, []byte("<br")) && bytes.IndexByte(text, '&') < 0 {
		return nil // <hidden> is no tag
	}
	return without(pageText(text), "the tags of a web page")
}

// quoted are the strings of JSON, settings and source code, without their escapes: one of
// them, where little stands beside it.
func quoted(text []byte) (list []Reading) {
	const little, beside = 200, "\"'`{"
	var all [][]byte
	var endless [256]bool // of which quotes no second one follows
	for i := 0; i < len(text) && len(all) < mostInside; i++ {
		c := text[i]
		apostrophe := c == '\'' && i > 0 && (IsBase64(text[i-1]) || text[i-1] == '\\') && !bytes.HasPrefix(text[i:], []byte("'''"))
		if !IsQuote(c) || endless[c] || apostrophe {
			continue
		}
		content, size := stringAt(text[i:])
		if size == 0 {
			endless[c] = true
			continue
		}
		if len(content) >= leastInside {
			all = append(all, content)
			before, after := text[:i], text[i+size:]
			if len(before)+len(after) < little && !bytes.ContainsAny(before, beside) && !bytes.ContainsAny(after, beside) &&
				InRow(before, IsBase64) < leastInside && InRow(after, IsBase64) < leastInside {
				list = append(list, Reading{Texts: [][]byte{content}})
			}
		}
		i += size - 1
	}
	if all != nil {
		list = append(list, Reading{Texts: all, Parts: true})
	}
	return list
}

// stringAt returns what is in the string that a text begins with, and its length with
// its quotes; 0 where it has no end.
func stringAt(text []byte) (content []byte, size int) {
	quote := text[:1]
	if triple := bytes.Repeat(quote, 3); bytes.HasPrefix(text, triple) {
		end := bytes.Index(text[3:], triple)
		if end < 0 {
			return nil, 0
		}
		return text[3 : 3+end], end + 6
	}
	doubled := false // CSV and SQL double a quote, and have no escapes
	for i := 1; i < len(text); i++ {
		again := i+1 < len(text) && text[i+1] == quote[0]
		switch {
		case text[i] == '\\' && !doubled:
			i++
		case text[i] != quote[0]:
		case again:
			doubled = true
			i++
		case doubled:
			return bytes.ReplaceAll(text[1:i], append(quote[:1:1], quote[0]), quote), i + 1
		default:
			return []byte(unicodeEscapes.Replace(StringEscapes.Replace(string(text[1:i])))), i + 1
		}
	}
	return nil, 0
}

// unprefixed is a text without what each of its lines begins with alike, but for digits:
// a time, a name, the mark of a comment. Where that ends is not known, since lines of a
// key may begin alike, too: the last places after a mark are tried, the last one first.
func unprefixed(text []byte) (list []Reading) {
	const most = 3
	first, _ := NextLine(bytes.TrimLeft(text, "\n"))
	if len(bytes.TrimSpace(first)) == len(bytes.TrimSpace(text)) {
		words := bytes.Fields(text)
		if n := len(words); n > 1 && len(words[n-1]) >= leastInside {
			list = append(list, Reading{Texts: words[n-1:], Parts: true})
		}
		return list
	}
	list = prefixes(text, first)
	if list == nil {
		return prefixedParagraphs(text)
	}
	slices.Reverse(list)
	return list[:min(len(list), most)]
}

// prefixes are the readings of a text without what its first line begins with.
func prefixes(text, first []byte) (list []Reading) {
	const longest = 128
	first = first[:min(len(first), longest)]
	for n := 1; n < len(first); n++ {
		if first[n-1] == '{' {
			break // JSON line by line
		}
		if strings.IndexByte(" \t|:]>#+", first[n-1]) < 0 || strings.IndexByte(" \t", first[n]) >= 0 {
			continue
		}
		if endsInKeyType(first[:n]) {
			break // keys line by line, whose data proves nothing without its type
		}
		bare := withoutPrefix(text, first[:n])
		if bare == nil {
			break
		}
		list = append(list, without(bare, prefixed)...)
	}
	return list
}

// endsInKeyType reports whether a text ends in what says of which kind a key behind it is.
func endsInKeyType(text []byte) bool {
	words := bytes.Fields(text)
	return bytes.HasSuffix(text, []byte("did:")) || len(words) > 0 && ssh.IsKeyType(string(words[len(words)-1]))
}

const prefixed = "what a program puts before or after each line"

// prefixedParagraphs is a text without what the lines of some of its paragraphs begin
// with alike.
func prefixedParagraphs(text []byte) []Reading {
	const least = 3 // lines
	var out []byte
	found := false
	for _, p := range Paragraphs(text) {
		first, _ := NextLine(p)
		if list := prefixes(p, first); list != nil && bytes.Count(p, []byte("\n")) >= least {
			p, found = list[len(list)-1].Texts[0], true
		}
		out = append(append(out, p...), '\n')
	}
	if !found {
		return nil
	}
	return without(out, prefixed)
}

// withoutPrefix is a text without what all its lines begin with, but blank ones; nil
// where one of them begins otherwise.
func withoutPrefix(text, prefix []byte) []byte {
	out := make([]byte, 0, len(text))
	for line, rest := NextLine(text); len(line) > 0; line, rest = NextLine(rest) {
		if len(bytes.TrimSpace(line)) == 0 {
			out = append(out, '\n')
			continue
		}
		plain, ok := unframed(line, prefix, nil)
		if !ok {
			return nil
		}
		out = append(append(out, plain...), '\n')
	}
	return out
}

// percentEncoded are the values of a query, or a text that was encoded as one is.
func percentEncoded(text []byte) []Reading {
	if bytes.IndexByte(text, '%') < 0 {
		return nil
	}
	var list [][]byte
	for _, word := range bytes.FieldsFunc(text, func(c rune) bool { return c <= ' ' || c == '&' || c == '?' || c == '=' }) {
		if len(list) < mostInside && bytes.IndexByte(word, '%') >= 0 && len(word) >= leastInside {
			list = append(list, []byte(percentDecoded(string(word))))
		}
	}
	return within(list)
}

// base64Encoded are the texts that stand in a text in base64, in one word or in lines.
func base64Encoded(text []byte) []Reading {
	var list [][]byte
	if whole := decoded(bytes.Join(bytes.Fields(text), nil)); whole != nil {
		return within([][]byte{whole})
	}
	if lines := inLines(text); lines != nil { // one by one, they would be parts of texts
		return within(lines)
	}
	// The parts of a token are no texts: one names a key for once.
	for _, word := range bytes.FieldsFunc(text, func(c rune) bool { return c > 'z' || !IsEitherBase64(byte(c)) && c != '=' && c != '.' }) {
		if inside := decoded(word); inside != nil && len(list) < mostInside {
			list = append(list, inside)
		}
	}
	return within(list)
}

// decoded is the text that a word stands for; nil where that is none.
func decoded(word []byte) []byte {
	word = bytes.Trim(word, "=")
	if len(word) < leastInside {
		return nil
	}
	alphabet := base64.RawStdEncoding
	if bytes.ContainsAny(word, "-_") {
		alphabet = base64.RawURLEncoding
	}
	out, err := alphabet.AppendDecode(nil, word)
	if err != nil || !IsPlain(out) {
		return nil
	}
	return out
}
