package decode

import (
	"encoding/base64"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/plain"
)

// Base64 shows by itself that a character of it was lost, added or changed:
// the number of its characters, the bits that are over at its end, and its
// padding must fit. Where one character went missing or came in, all bytes
// after it become others; only the length tells that of an Ed25519 key. So
// what is read here accounts for every character up to the end of its word.

const (
	damagedHint  = "A character of it was lost, added or changed: copy it again from where it came, whole and alone."
	attachedHint = "A character was added to it, or something else is attached to its end: copy it again from where it came, whole and alone."
	lostHint     = "Characters of it are missing, perhaps one alone: copy it again from where it came, to its last character, its END line if it has one."
)

var (
	errStrayBits = fault.New(fault.Malformed, "its base64 ends with bits that belong to no byte").WithHint(damagedHint)
	errLength    = fault.New(fault.Malformed, "its base64 has one character too many or too few").WithHint(damagedHint)
	errAttached  = fault.New(fault.TrailingData, "its base64 goes on after the key's end").WithHint(attachedHint)
	errLost      = fault.New(fault.Truncated, "its base64 ends before the key does").WithHint(lostHint)
)

var strictBase64 = base64.RawStdEncoding.Strict()

// decodeBase64 decodes characters of the standard alphabet without padding.
// The error says why they are no strict base64 (RFC 4648 section 3.5); then
// data is as much as can be decoded.
func decodeBase64(chars []byte) (data []byte, err error) {
	if len(chars)%4 == 1 {
		chars, err = chars[:len(chars)-1], errLength
	}
	data = make([]byte, base64.RawStdEncoding.DecodedLen(len(chars)))
	if _, strict := strictBase64.Decode(data, chars); strict == nil {
		return data, err
	}
	n, _ := base64.RawStdEncoding.Decode(data, chars)
	if err == nil {
		err = errStrayBits
	}
	return data[:n], err
}

// take reads characters until there are n of them. It returns fewer when the
// base64 ends before.
func (b *base64Reader) take(chars []byte, n int) []byte {
	for len(chars) < n {
		c, ok := b.next()
		if !ok {
			break
		}
		chars = append(chars, c)
		// Most of base64 is runs of its characters, and no mark begins within one.
		run := b.pos
		for run < len(b.text) && plain.IsBase64(b.text[run]) && len(chars)+run-b.pos < n {
			run++
		}
		chars = append(chars, b.text[b.pos:run]...)
		b.word += run - b.pos
		b.pos = run
	}
	return chars
}

// all decodes base64 up to where it ends. closed reports whether nothing but
// padding and noise follows up to the end of the text, and padded whether the
// padding makes the characters a multiple of four. With an error, data is as
// much as can be decoded.
func (b *base64Reader) all() (data []byte, closed, padded bool, err error) {
	chars := b.take(make([]byte, 0, min(len(b.text)-b.pos, 2048)), len(b.text))
	padding := 0
	for b.pos < len(b.text) {
		if n := b.padding(); n > 0 {
			padding += n
			continue
		}
		size := b.noise()
		if size == 0 {
			break
		}
		b.pos += size
	}
	data, err = decodeBase64(chars)
	return data, b.pos == len(b.text), (len(chars)+padding)%4 == 0, err
}

// errNoDER says that no DER of a key's size begins here. It is never shown.
var errNoDER = fault.New(fault.NoKey, "")

// headChars is how many characters surely hold the lengths and tags that
// promising looks at.
const headChars = 16

// der decodes the one DER SEQUENCE that begins here, by the length in its
// header, and the padding after it; also a container in BER. The error is
// errNoDER when none of a key's size begins here. It is another when what
// begins here is a key and its base64 is not strict, ends too early, or has
// anything but another DER attached to its end: errAttached, with the data.
func (b *base64Reader) der() ([]byte, error) {
	from := *b
	chars := b.take(nil, headChars)
	head, _ := decodeBase64(chars)
	size, err := der.Size(head)
	if der.IsBER(head) {
		if size, err = b.sizeBER(chars); err == nil {
			*b, chars = from, nil
		}
	}
	if err != nil || size < minDER || size > MaxInput {
		return nil, errNoDER
	}
	refuse := func(err error) ([]byte, error) {
		if !der.IsBER(head) && !promising(head) {
			err = errNoDER
		}
		return nil, err
	}
	want := base64.RawStdEncoding.EncodedLen(size)
	if chars = b.take(chars, want); len(chars) < want {
		return refuse(errLost)
	}
	data, strict := decodeBase64(chars)
	padding := b.padding()
	switch {
	case b.word == 1, padding == 0 && b.beforeLone():
		return refuse(errLength)
	case b.attached():
		_, err := refuse(errAttached)
		return data, err
	case strict != nil:
		return refuse(strict)
	}
	return data, nil
}

// sizeBER returns the length of the container in BER that chars begin, reading no
// more than twice what it takes.
func (b *base64Reader) sizeBER(chars []byte) (int, error) {
	for n := 4 * headChars; ; n *= 2 {
		chars = b.take(chars, n)
		data, _ := decodeBase64(chars)
		size, err := der.SizeBER(data)
		if fault.CodeOf(err) != fault.Truncated || len(chars) < n {
			return size, err
		}
	}
}

// attached reports whether base64 goes on right here, and is not another DER.
func (b *base64Reader) attached() bool {
	if _, size := b.character(); size == 0 {
		return false
	}
	ahead := *b
	head, _ := decodeBase64(ahead.take(nil, headChars))
	return !der.IsBER(head) && !promising(head)
}

// beforeLone reports whether a single character of base64 follows on a line
// of its own: what a character too many pushed out of base64 in lines. The
// other way round, a word of one character at the end may be one of the text
// around, in the place of a character that was lost.
func (b *base64Reader) beforeLone() bool {
	ahead := *b
	ahead.lineStart = false
	for ahead.pos < len(ahead.text) {
		if _, size := ahead.character(); size > 0 {
			break
		}
		size := ahead.noise()
		if size == 0 {
			return false
		}
		ahead.pos += size
	}
	if _, size := ahead.character(); !ahead.lineStart || size == 0 {
		return false
	}
	ahead.next()
	if ahead.padding() == 0 && ahead.pos < len(ahead.text) && plain.IsQuote(ahead.text[ahead.pos]) {
		return true
	}
	return ahead.pos == len(ahead.text) || ahead.text[ahead.pos] == '\n' || ahead.text[ahead.pos] == '\\'
}

// minDER is less than any key takes in DER: an Ed25519 public key is 44 bytes.
const minDER = 40

// promising reports whether head, the first bytes of something, begin DER of a
// kind that holds keys: not by its outer length alone, which any word may look
// like, but by what is inside.
func promising(head []byte) bool {
	size, err := der.Size(head)
	if err != nil || size < minDER {
		return false
	}
	header := 2
	if head[1] >= 0x80 {
		header += int(head[1] & 0x7f)
	}
	if len(head) < header+5 {
		return false
	}
	inside := head[header:]
	switch {
	case inside[0] == 0x02 && inside[1] == 1: // a version, and what it is of
		return inside[2] <= 3 && (inside[3] == 0x30 || inside[3] == 0x04 || inside[3] == 0x02)
	case inside[0] == 0x02: // a modulus, and an exponent of at most eight bytes
		number, err := elementSize(inside)
		return err == nil && number < size-header && size-header-number <= 10
	case inside[0] == 0x06: // signed data
		return inside[1] == 9 && inside[2] == 0x2a
	case inside[0] != 0x30:
		return false
	}
	inner := 2
	if inside[1] >= 0x80 {
		inner += int(inside[1] & 0x7f)
	}
	if len(inside) <= inner {
		return false
	}
	switch inside[inner] {
	case 0x06, 0x02, 0x30, 0xa0: // an algorithm, or what is signed
		return true
	}
	return false
}

// elementSize returns the length of the element that data begins with, its header
// included.
func elementSize(data []byte) (int, error) {
	return der.Size(append([]byte{0x30}, data[1:]...))
}
