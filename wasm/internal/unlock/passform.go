package unlock

import (
	"bytes"
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

// passForms are the ways in which a passphrase may have been turned into
// bytes, each once, the usual one first. There is more than one only where real
// programs disagree: over letters beyond ASCII, and over what an empty
// passphrase is.
type passForms struct {
	bytes [][]byte // as most schemes take it
	wide  [][]byte // PKCS#12: UTF-16BE with a final zero (RFC 7292 appendix B.1)
}

// emptyPass returns the forms of the empty passphrase: to PKCS#12 it is one
// zero character for some programs and nothing at all for others.
func emptyPass() *passForms {
	return &passForms{bytes: [][]byte{{}}, wide: [][]byte{{0, 0}, {}}}
}

// newPassForms returns the forms of what was typed. nil, when nothing was, has
// none.
//
// Beyond ASCII these are: UTF-8 as it was typed, with accents composed (as
// Windows and Linux type them) and decomposed (as a Mac may), and Windows-1252,
// of which Latin-1 is a part and which older programs on Windows take. In
// PKCS#12 it is UTF-16 of the first three, and each byte of any of the four as
// a character, as OpenSSL before 1.1.0 did it.
func newPassForms(pass []byte) *passForms {
	f := &passForms{}
	switch {
	case pass == nil:
		return f
	case len(pass) == 0:
		return emptyPass()
	case isASCII(pass) || !utf8.Valid(pass):
		f.bytes = [][]byte{pass}
		f.wide = [][]byte{eachByteWide(pass)}
		return f
	}
	c := theComposition()
	typed := []rune(string(pass))
	composed, decomposed := c.composed(typed), c.decomposed(typed)
	for _, text := range [][]rune{typed, composed, decomposed} {
		f.bytes = addForm(f.bytes, []byte(string(text)))
		f.wide = addForm(f.wide, utf16Wide(text))
	}
	if narrow, ok := windows1252(composed); ok {
		f.bytes = addForm(f.bytes, narrow)
	}
	for _, form := range f.bytes {
		f.wide = addForm(f.wide, eachByteWide(form))
	}
	return f
}

func isASCII(text []byte) bool {
	for _, b := range text {
		if b >= 0x80 {
			return false
		}
	}
	return true
}

// addForm adds a form that is not there yet.
func addForm(forms [][]byte, form []byte) [][]byte {
	for _, f := range forms {
		if bytes.Equal(f, form) {
			return forms
		}
	}
	return append(forms, form)
}

func utf16Wide(text []rune) []byte {
	var wide []byte
	for _, u := range utf16.Encode(text) {
		wide = append(wide, byte(u>>8), byte(u))
	}
	return append(wide, 0, 0)
}

func eachByteWide(form []byte) []byte {
	wide := make([]byte, 0, 2*len(form)+2)
	for _, b := range form {
		wide = append(wide, 0, b)
	}
	return append(wide, 0, 0)
}

// windows1252High are the characters from 0x80 to 0x9f in Windows-1252, with
// U+FFFD for the five that it leaves open.
var windows1252High = []rune("€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ")

// windows1252 writes text in Windows-1252, and what Latin-1 alone has in that;
// false when there is a character that neither has.
func windows1252(text []rune) ([]byte, bool) {
	var out []byte
	for _, r := range text {
		if r >= 0x100 {
			i := slices.Index(windows1252High, r)
			if i < 0 || r == utf8.RuneError {
				return nil, false
			}
			r = rune(0x80 + i)
		}
		out = append(out, byte(r))
	}
	return out, true
}

// list are the forms that a derivation takes.
func (f *passForms) list(wide bool) [][]byte {
	if wide {
		return f.wide
	}
	return f.bytes
}

// first moves a form, which opened something, to the front: what else one
// program encrypted has most likely taken the same.
func (f *passForms) first(wide bool, i int) {
	forms := f.list(wide)
	form := forms[i]
	copy(forms[1:i+1], forms[:i])
	forms[0] = form
}
