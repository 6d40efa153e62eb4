package token

import (
	"slices"
	"strings"
)

const (
	// maxTokens is how many tokens are read of one text: each may be verified
	// by many keys.
	maxTokens = 16
	// maxEnds is how many lines a signature may go on for. One of RSA 16384 has
	// 43 lines of 64.
	maxEnds = 50
	// maxBetween is how much may stand between two pieces of a token: the
	// indentation of a line. It is looked over again at each piece.
	maxBetween = 200
	// maxLength is the longest token read, in characters. Servers refuse those
	// over some 8,000.
	maxLength = 1 << 17
)

// Find returns the tokens in a text, those in JSON serialization first, else in order.
func Find(text []byte) []Token {
	t := string(text)
	list := inJSON(t)
	inside := len(list) > 0 // the parts of these stand in the text by themselves
	t = unescape(t)
	f := finder{budget: 4*len(t) + maxLength}
	for at := 0; at < len(t) && len(list) < maxTokens && f.budget > 0; {
		start := next(t, at)
		if start < 0 {
			break
		}
		if found, end, ok := f.read(t[start:min(len(t), start+maxLength)]); ok {
			found.Shortened = isLeftOut(t[start+end:])
			if found.Detached && len(found.Signatures) > 0 {
				found.beside(string(text))
			}
			if !inside || found.Parts > 1 {
				list = append(list, found)
			}
			at = start + end
		} else {
			at = start + 1
		}
	}
	return list
}

// finder counts the characters that may yet be looked at: a text of nothing but
// beginnings of tokens is not read to its end from each.
type finder struct{ budget int }

// starts are how the base64 of a JSON object begins: {" and { before white space.
var starts = []string{"eyJ", "eyA", "ewo", "ew0", "ewk"}

// next is where the next token can begin, from a place on; -1 for nowhere.
func next(t string, from int) int {
	for at := from; ; at++ {
		i := strings.IndexByte(t[at:], 'e')
		if i < 0 || at+i+3 > len(t) {
			return -1
		}
		at += i
		if at > 0 && (isWord(t[at-1]) || t[at-1] == '.') {
			continue
		}
		for _, start := range starts {
			if t[at:at+3] == start {
				return at
			}
		}
	}
}

// isWord reports whether c is of base64url.
func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_'
}

func isBase64(c byte) bool { return isWord(c) || c == '+' || c == '/' || c == '=' }

// separators are the characters that stand between the pieces of a token that is
// broken over lines: in mail, in source code, in a shell.
const separators = " \t\r\n>|\\\"'"

// read reads the token that t begins with, and tells where it ends.
func (f *finder) read(t string) (found Token, end int, ok bool) {
	parts := [][]byte{nil}
	var ends []string              // what the last part can be, if it ends at a line's end
	broken, spaced := false, false // over lines; over empty ones
	line := 0                      // how long this line is
	whole := -1                    // where it would end if it were not broken
	at := 0
	for at < len(t) {
		switch c := t[at]; {
		case isBase64(c):
			word := at
			for at < len(t) && isBase64(t[at]) {
				at++
			}
			parts[len(parts)-1] = append(parts[len(parts)-1], t[word:at]...)
			line += at - word
		case c == '.' && !strings.HasPrefix(t[at:], dots) && len(parts) < 5:
			parts = append(parts, nil)
			ends = nil
			at++
			line++
		default:
			on, joined := f.goesOn(t[at:])
			newLine, blank := linesIn(t[at : at+on])
			// Another token begins there: this one's end is missing.
			if on > 0 && t[at-1] != '.' && next(t[at+on:min(len(t), at+on+3)], 0) == 0 {
				on = 0
			}
			last := len(parts) >= 3
			// A token that is whole goes on in the next line only after a
			// line that was full, or where it was broken before; over an empty
			// line only where it was so before.
			if on == 0 || last && (!broken && !joined && (!newLine || line < 40) || blank && !spaced) || len(ends) == maxEnds {
				return f.finish(t, parts, ends, whole, at)
			}
			if last {
				ends = append(ends, string(parts[len(parts)-1]))
			}
			if whole < 0 && !last {
				whole = at
			}
			broken, spaced = broken || !last, spaced || blank
			at += on
			line = 0
		}
	}
	return f.finish(t, parts, ends, whole, at)
}

// goesOn is how many characters stand between a piece of a token and the next
// one, which must be a whole line or word of it; 0 when nothing goes on. It
// reports whether an operator joins the two.
func (f *finder) goesOn(t string) (n int, joined bool) {
	skip := func(from int) int { return len(t) - len(strings.TrimLeft(t[from:], separators)) }
	n = skip(0)
	// Source code joins its lines with an operator, or has them in a list.
	// A dot without quotes is the token's own, with blanks around it.
	joins := func(c byte) bool {
		return c == '+' || c == ',' || c == '&' || c == '.' && strings.ContainsAny(t[:n], `"'`)
	}
	if n > 0 && n+1 < len(t) && joins(t[n]) && strings.IndexByte(separators, t[n+1]) >= 0 {
		joined = t[n] != ',' && strings.ContainsAny(t[:n], `"'`)
		n = skip(n + 1)
	}
	if n > maxBetween {
		return 0, false
	}
	piece := n
	for piece < len(t) && (isBase64(t[piece]) || t[piece] == '.') {
		if piece > n && t[piece-1] == '=' && t[piece] != '=' && t[piece] != '.' {
			f.budget -= piece
			return 0, false // the name of a value, and no padding
		}
		piece++
	}
	f.budget -= piece
	if piece == n || piece < len(t) && strings.IndexByte(separators+",;)&<}", t[piece]) < 0 {
		return 0, false
	}
	return n, joined
}

// linesIn reports whether what stands between two pieces has the end of a line, and
// whether it has an empty line, maybe one in quotes in a mail.
func linesIn(between string) (newLine, blank bool) {
	empty := false // since the last end of a line
	for _, c := range []byte(between) {
		switch c {
		case '\n':
			newLine, blank, empty = true, blank || empty, true
		case '\r':
			newLine = true
		case ' ', '\t', '>', '|':
		default:
			empty = false
		}
	}
	return newLine, blank
}

// finish makes a token of what was read. What is none with the lines after it
// may be one without them.
func (f *finder) finish(t string, pieces [][]byte, ends []string, whole, at int) (Token, int, bool) {
	f.budget -= at
	parts := make([]string, len(pieces))
	for i, piece := range pieces {
		parts[i] = string(piece)
	}
	if len(parts) >= 3 {
		ends = append(ends, parts[len(parts)-1])
	}
	found, ok := compact(parts, ends)
	if ok && len(parts) == 4 && found.Enc == "" { // a sentence ends with a dot
		found, ok = compact(parts[:3], parts[2:3])
	}
	if !ok && whole >= 0 {
		parts = strings.Split(t[:whole], ".")
		found, ok = compact(parts, parts[len(parts)-1:])
		return found, whole, ok
	}
	return found, at, ok
}

// dots are what logs and screens write for what they leave out.
const dots = "..."

// leftOut are the words that stand in brackets for it.
var leftOut = []string{"truncated", "snip", "redacted", "removed", "omitted", "hidden", "signature", "+"}

// maxMark is the longest text in brackets that is looked at.
const maxMark = 32

// isLeftOut reports whether rest, which follows a piece of a token, begins so.
func isLeftOut(rest string) bool {
	rest = strings.TrimLeft(rest, " ")
	inside := strings.TrimLeft(rest, "[(<")
	if strings.HasPrefix(inside, dots) || strings.HasPrefix(inside, "…") || strings.HasPrefix(rest, "***") {
		return true
	}
	end := strings.IndexAny(inside[:min(len(inside), maxMark)], "])>")
	return end > 0 && inside != rest && slices.ContainsFunc(leftOut, func(word string) bool {
		return strings.Contains(strings.ToLower(inside[:end]), word)
	})
}

// unescape takes off what stands for characters of a token or for a line's end
// in source code, JSON, a URL and HTML.
func unescape(t string) string {
	if strings.Contains(t, "\u00a0") || strings.Contains(t, "\u200b") || strings.Contains(t, "\u2060") || strings.Contains(t, "\ufeff") {
		// What web pages and word processors put among text.
		t = strings.NewReplacer("\u00a0", " ", "\u200b", "", "\u2060", "", "\ufeff", "").Replace(t)
	}
	if strings.ContainsAny(t, `\%<`) {
		t = strings.ReplaceAll(t, "%25", "%") // escaped twice
		t = strings.NewReplacer(
			`\r\n`, "\n", `\n`, "\n", `\r`, "\n", `\/`, "/", `\u003d`, "=", `\u003D`, "=", `\u002b`, "+", `\u002B`, "+", "\\\n", "\n", "\\\r\n", "\n",
			"%2B", "+", "%2b", "+", "%2F", "/", "%2f", "/", "%3D", "=", "%3d", "=", "%2E", ".", "%2e", ".", "%0D%0A", "\n", "%0A", "\n", "%0d%0a", "\n", "%0a", "\n", "%20", " ", "%22", `"`, "%27", "'",
			"<br>\n", "\n", "<br/>\n", "\n", "<br />\n", "\n", "<br>", "\n", "<br/>", "\n", "<br />", "\n",
		).Replace(t)
	}
	return t
}
