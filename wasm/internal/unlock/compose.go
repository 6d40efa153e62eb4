package unlock

import (
	"slices"
	"sync"
)

// accent is a mark that makes one letter of another.
type accent struct {
	mark  rune
	class uint8  // canonical combining class
	pairs string // letter without it, letter with it, …
}

// Unicode writes é in one character or in two, and programs that encrypt take
// whichever they are given. The table is read when somebody's passphrase has such
// letters; golang.org/x/text/unicode/norm does this for all of Unicode, and would
// make the program 147 kB larger, 54 kB as it is sent.
type composition struct {
	class map[rune]uint8
	with  map[[2]rune]rune // letter and mark → letter
	parts map[rune][2]rune // and back
}

// theComposition is read once: an input may ask for it with each of its keys.
var theComposition = sync.OnceValue(newComposition)

func newComposition() *composition {
	c := &composition{map[rune]uint8{}, map[[2]rune]rune{}, map[rune][2]rune{}}
	for _, a := range accents {
		c.class[a.mark] = a.class
		pairs := []rune(a.pairs)
		for i := 0; i < len(pairs); i += 2 {
			c.with[[2]rune{pairs[i], a.mark}] = pairs[i+1]
			c.parts[pairs[i+1]] = [2]rune{pairs[i], a.mark}
		}
	}
	return c
}

// Hangul syllables are composed by arithmetic (Unicode section 3.12).
const (
	hangulFirst, hangulCount                    = 0xac00, 11172
	hangulLead, hangulVowel, hangulTail         = 0x1100, 0x1161, 0x11a7
	hangulLeads, hangulVowels, hangulTails      = 19, 21, 28
	hangulPerLead                          rune = hangulVowels * hangulTails
)

// decomposed is text in Unicode's form NFD, as far as the table goes: what is
// not in it stays as it is.
func (c *composition) decomposed(text []rune) []rune {
	var out []rune
	for _, r := range text {
		out = c.appendParts(out, r)
	}
	for i := 0; i < len(out); { // canonical order: marks behind one letter by their class
		end := i + 1
		for end < len(out) && c.class[out[end]] != 0 {
			end++
		}
		start := i
		if c.class[out[i]] == 0 {
			start++
		}
		slices.SortStableFunc(out[start:end], func(a, b rune) int { return int(c.class[a]) - int(c.class[b]) })
		i = end
	}
	return out
}

func (c *composition) appendParts(out []rune, r rune) []rune {
	if s := r - hangulFirst; s >= 0 && s < hangulCount {
		out = append(out, hangulLead+s/hangulPerLead, hangulVowel+s%hangulPerLead/hangulTails)
		if tail := s % hangulTails; tail != 0 {
			out = append(out, hangulTail+tail)
		}
		return out
	}
	if parts, ok := c.parts[r]; ok {
		return append(c.appendParts(out, parts[0]), parts[1])
	}
	return append(out, r)
}

// composed is text in Unicode's form NFC, as far as the table goes.
func (c *composition) composed(text []rune) []rune {
	var out []rune
	letter := -1 // where in out the last letter is that takes marks
	last := -1   // the class of what was put behind it last; -1 for nothing
	for _, r := range c.decomposed(text) {
		class := int(c.class[r])
		if letter >= 0 && last < class {
			if whole, ok := c.pair(out[letter], r); ok {
				out[letter] = whole
				continue
			}
		}
		if class == 0 {
			letter, last = len(out), -1
		} else {
			last = class
		}
		out = append(out, r)
	}
	return out
}

// pair is the one character that two make.
func (c *composition) pair(a, b rune) (rune, bool) {
	if lead, vowel := a-hangulLead, b-hangulVowel; lead >= 0 && lead < hangulLeads && vowel >= 0 && vowel < hangulVowels {
		return hangulFirst + lead*hangulPerLead + vowel*hangulTails, true
	}
	if s, tail := a-hangulFirst, b-hangulTail; s >= 0 && s < hangulCount && s%hangulTails == 0 && tail > 0 && tail < hangulTails {
		return a + tail, true
	}
	whole, ok := c.with[[2]rune{a, b}]
	return whole, ok
}
