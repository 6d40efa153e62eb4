package plain

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/key"
)

// A screen is something that showed a text and put its own between it: what it
// added can be taken away without a doubt. show returns the text without it, or
// nil where there is none of it.
type screen struct {
	name string // completes "it had …"
	show func(text []byte) []byte
}

// screens are taken away one after another: a pager may have coloured what an
// editor numbered.
var screens = []screen{
	{"a terminal's colours", withoutColours},
	{"the commands of RTF", withoutRTF},
	{"the tags of a web page", withoutTags},
	{unseenName, withoutUnseen},
	{"letters of full width, ligatures or other dashes", compatible},
	{"backslashes before other characters", withoutBackslashes},
	{"line numbers", withoutNumbers},
	{"the marks of cat -A", withoutMarks},
	{"a caret at the end of its lines", withoutCarets},
	{"line breaks in an SSH key", unwrappedSSH},
	{"pieces of source code", withoutCode},
	{"what a program puts before or after each line", withoutFrame},
	{"what stands beside its column", withoutColumns},
}

// Unscreened returns a text without what screens put into it, and what that was;
// nil when there is nothing of the kind.
func Unscreened(text []byte) (plain []byte, had []string) {
	for _, s := range screens {
		if shown := s.show(text); shown != nil {
			text, had = shown, append(had, s.name)
			if json.Valid(text) {
				break // what else looks as if a screen had put it there is the text's own
			}
		}
	}
	if had == nil {
		return nil, nil
	}
	return text, had
}

// ScreenNote says what was taken away.
func ScreenNote(had []string) key.Warning {
	return key.Warning{
		Code:    "copied_from_screen",
		Message: "This key was copied from a screen: it had " + strings.Join(had, ", ") + " in it, which were left out or put right.",
		Action:  "Give the file itself next time.",
	}
}

// Uncoloured is a text without the colours of a terminal, and the note that says so; nil where
// it has none.
func Uncoloured(text []byte) ([]byte, key.Warning) {
	return withoutColours(text), ScreenNote([]string{screens[0].name})
}

// withoutColours takes the escape sequences of terminals out (ECMA-48 section
// 5.4, SGR and the like), also where copying lost the escape character.
func withoutColours(text []byte) []byte {
	if bytes.IndexByte(text, '[') < 0 {
		return nil
	}
	out := make([]byte, 0, len(text))
	found := false
	for i := 0; i < len(text); i++ {
		if size := colourSize(text[i:]); size > 0 {
			found = true
			i += size - 1
			continue
		}
		out = append(out, text[i])
	}
	if !found {
		return nil
	}
	return out
}

// colourSize returns the length of the sequence that text begins with, 0 when it
// begins with none: [38;5;231m, with or without an escape character before it.
func colourSize(text []byte) int {
	const longest = 40 // of the numbers in one
	start := 0
	if text[0] == 0x1b && len(text) > 1 {
		start = 1
	}
	if text[start] != '[' {
		return 0
	}
	end := start + 1
	for end < len(text) && end-start < longest && (text[end] == ';' || text[end] >= '0' && text[end] <= '9') {
		end++
	}
	if end == len(text) {
		return 0
	}
	switch last := text[end]; {
	case start == 1 && (last == 'm' || last == 'K'), last == 'm' && end > start+1:
		return end + 1
	}
	return 0
}

const unseenName = "characters that are not seen"

// unseen are the soft hyphen, and the characters of no width.
var unseen = strings.NewReplacer("\u00ad", "", "\u200b", "", "\u2060", "", "\ufeff", "")

func withoutUnseen(text []byte) []byte {
	if InRow(text, func(c byte) bool { return c >= 0x80 }) == 0 {
		return nil
	}
	plain := unseen.Replace(string(text))
	if len(plain) == len(text) {
		return nil
	}
	return []byte(plain)
}

// withoutBackslashes takes out the backslashes with which Markdown marks that a character
// is to be shown as it is (CommonMark section 2.4), where there are no others.
func withoutBackslashes(text []byte) []byte {
	if bytes.IndexByte(text, '\\') < 0 || !bytes.Contains(text, []byte("BEGIN")) {
		return nil
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' {
			if i++; i == len(text) || text[i] >= '0' && IsBase64(text[i]) {
				return nil
			}
		}
		out = append(out, text[i])
	}
	return out
}

// withoutNumbers takes line numbers off, as cat -n, vim, bat, less -N and grep
// -n show them: each line has one more than the line before.
func withoutNumbers(text []byte) []byte {
	out := make([]byte, 0, len(text))
	last, inOrder, lines := -1, 0, 0
	for line, rest := NextLine(text); len(line) > 0; line, rest = NextLine(rest) {
		number, rest := lineNumber(line)
		switch {
		case number < 0:
			out = append(out, line...)
			continue
		case number == last+1:
			inOrder++
		}
		last = number
		lines++
		out = append(out, rest...)
	}
	if lines < 2 || inOrder < lines-1 {
		return nil
	}
	return out
}

// lineNumber splits a line into its number and what is numbered; -1 when it
// begins with none.
func lineNumber(line []byte) (number int, rest []byte) {
	trimmed := bytes.TrimLeft(line, " \t")
	digits := 0
	for digits < len(trimmed) && digits < 7 && trimmed[digits] >= '0' && trimmed[digits] <= '9' {
		digits++
	}
	if digits == 0 || digits == len(trimmed) {
		return -1, nil
	}
	number, _ = strconv.Atoi(string(trimmed[:digits])) // at most seven digits
	after := trimmed[digits:]
	switch {
	case after[0] == '\t', after[0] == ':', after[0] == '|', after[0] == '\n':
		rest = bytes.TrimPrefix(after, after[:1])
		if after[0] == '\n' {
			rest = after
		}
	case after[0] == ' ':
		rest = bytes.TrimLeft(after, " ")
	default:
		return -1, nil
	}
	for _, bar := range []string{"│", "|"} {
		rest = bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte(bar)), []byte(" "))
	}
	return number, rest
}

// withoutMarks takes off what cat -A shows: a dollar for a line's end, ^I for a
// tab, ^M for a carriage return.
func withoutMarks(text []byte) []byte {
	if bytes.Count(text, []byte("$")) < 2 {
		return nil
	}
	lines, marked := 0, 0
	var out []byte
	for line, rest := NextLine(text); len(line) > 0; line, rest = NextLine(rest) {
		content := bytes.TrimRight(line, "\n")
		lines++
		if plain, ok := bytes.CutSuffix(content, []byte("$")); ok {
			marked++
			content = bytes.TrimSuffix(plain, []byte("^M"))
		}
		out = append(append(out, bytes.ReplaceAll(content, []byte("^I"), []byte("\t"))...), '\n')
	}
	if marked < 2 || marked < lines-1 {
		return nil
	}
	return out
}

// withoutCarets takes off the caret with which Windows' command line goes on.
func withoutCarets(text []byte) []byte {
	if !bytes.Contains(text, []byte("^\n")) {
		return nil
	}
	return bytes.ReplaceAll(text, []byte("^\n"), []byte("\n"))
}
