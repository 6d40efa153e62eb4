package sealed

import (
	"unicode/utf16"
	"unicode/utf8"
)

// passForm is one way in which a passphrase may have been turned into bytes.
type passForm struct {
	bytes []byte // as typed: UTF-8
	bmp   []byte // PKCS#12: UTF-16BE with a final zero (RFC 7292 appendix B.1)
}

// passForms returns the ways to try, the usual one first. There is more than
// one only where real programs disagree: an empty passphrase is one zero
// character to some and nothing at all to others, and OpenSSL before 1.1.0
// took each byte of a passphrase for a character.
func passForms(pass []byte) []passForm {
	if len(pass) == 0 {
		return []passForm{{bmp: []byte{0, 0}}, {}}
	}
	var wide []byte
	ascii := true
	for _, b := range pass {
		wide = append(wide, 0, b)
		ascii = ascii && b < 0x80
	}
	byBytes := passForm{pass, append(wide, 0, 0)}
	if ascii || !utf8.Valid(pass) {
		return []passForm{byBytes}
	}
	var bmp []byte
	for _, u := range utf16.Encode([]rune(string(pass))) {
		bmp = append(bmp, byte(u>>8), byte(u))
	}
	return []passForm{{pass, append(bmp, 0, 0)}, byBytes}
}
