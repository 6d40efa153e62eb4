package jose

import (
	"slices"
	"strings"
	"unicode"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// ErrBlanked refuses a key whose numbers somebody replaced.
var ErrBlanked = fault.New(fault.NotAKey, "a key that was blanked out").
	WithHint("Somebody or something replaced the key itself. Get the original file.")

// errShortened refuses a number that a program showed in part.
func errShortened(name string) *fault.Error {
	return fault.New(fault.Truncated, "the member "+name+" was shortened: dots stand in it").
		WithHint("Show it whole where it came from, and copy that.")
}

// isShortened reports whether a text has the dots of something left out. As padding
// stand two at most.
func isShortened(text string) bool {
	return strings.Contains(text, "...") && strings.Trim(text, ".") != "" || strings.Contains(text, "…") && text != "…"
}

// isBlanked reports whether a text stands in the place of a number that is not to
// be seen: stars, dots, crosses, or words in brackets.
func isBlanked(text string) bool {
	text = strings.TrimSpace(text)
	if len(text) < 3 {
		return false
	}
	if strings.Trim(text, "*") == "" || strings.Trim(text, ".") == "" || strings.Trim(text, "xX") == "" || strings.Trim(text, "•…█") == "" {
		return true
	}
	// A word alone may be a secret, badly chosen.
	bare := strings.ToLower(strings.Trim(text, "[]<>(){}*_ "))
	return len(bare) < len(text) &&
		slices.Contains([]string{"redacted", "hidden", "removed", "masked", "filtered", "sensitive", "sensitive value", "secret", "private", "snip"}, bare) ||
		text == "REDACTED"
}

// errTemplate refuses a key that is yet to be filled in.
func errTemplate(name string) *fault.Error {
	return fault.New(fault.NotAKey, "something stands for the member "+name+" that is to be filled in").
		WithHint("Put the key's own number there, or give the file that has it.")
}

// isTemplate reports whether a text is what templates have for a value to be filled in:
// <MODULUS>, ${N}, {{ n }}, $N, %N%. No number is, and what begins so may be octets that a
// program printed, or a secret.
func isTemplate(text string) bool {
	const longest = 100
	bare := strings.TrimLeft(text, "$@%")
	if len(bare) == 0 || len(text) > longest || strings.HasPrefix(bare, "<Buffer") || strings.HasPrefix(bare, "[object") {
		return false
	}
	if open := strings.IndexByte("<{[(", bare[0]); open >= 0 {
		return bare[len(bare)-1] == ">}])"[open] && strings.ContainsFunc(bare, unicode.IsLetter)
	}
	name := strings.TrimRight(bare, "@%")
	return bare != text && !strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && r != '_' && r != '.' })
}

// isExample reports whether a text too short for a number has words for what belongs there,
// as YOUR_MODULUS_HERE does. In the text of a whole number they may stand by chance.
func isExample(text string) bool {
	const longest = 40
	text = strings.ToLower(text)
	return len(text) < longest && slices.ContainsFunc([]string{"your", "here", "base64", "modulus", "coordinate", "key", "example"}, func(word string) bool {
		return strings.Contains(text, word)
	})
}

// privateMembers are the members that only a private key has.
var privateMembers = []string{"d", "p", "q", "dp", "dq", "qi", "priv"}

// dropBlanked leaves out private numbers that somebody blanked out: what is left
// is a whole public key.
func (p *parser) dropBlanked() {
	blanked := func(m key.RawMember) bool {
		if !slices.Contains(privateMembers, m.Name) || len(m.Raw) > 100 || m.Raw[0] != '"' {
			return false
		}
		text, ok := p.text(m.Name)
		return ok && (isBlanked(text) || isTemplate(text) || isExample(text) || text == m.Name)
	}
	private := slices.DeleteFunc(slices.Clone(p.list), func(m key.RawMember) bool { return !slices.Contains(privateMembers, m.Name) })
	if len(private) == 0 || slices.ContainsFunc(private, func(m key.RawMember) bool { return !blanked(m) }) {
		return // part of a private key is none
	}
	for _, m := range private {
		p.leaveOut(m.Name, "it was blanked out, or is yet to be filled in")
	}
	p.object, _ = newObject(slices.DeleteFunc(slices.Clone(p.list), blanked)) // the names are distinct
}
