package der

import (
	"bytes"
	"math/bits"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
)

// maxBERDepth is how deep BER may nest. A PKCS#12 layer has under ten levels.
const maxBERDepth = 32

// FromBER rewrites one BER element as DER, as far as readers of PKCS#12 need
// that: every length definite and minimal, and an OCTET STRING or BIT STRING
// that comes in pieces made one. NSS, BouncyCastle, old Java and Windows write such files.
// The contents of primitive elements stay as they are.
//
// An element that ends early is truncated; what follows it is trailing_data,
// except zeros, with which Windows rounds files up.
func FromBER(ber []byte) ([]byte, error) {
	w := &berWriter{in: ber}
	if err := w.element(0); err != nil {
		return nil, err
	}
	for _, b := range w.in {
		if b != 0 {
			return nil, fault.New(fault.TrailingData, "")
		}
	}
	return w.out, nil
}

// Strict returns the element der with its lengths and pieces as DER has
// them, and whether they were otherwise. What is not even BER comes as it is.
func Strict(der []byte) (strict []byte, odd bool) {
	if isStrict(der, 0) {
		return der, false
	}
	strict, err := FromBER(der)
	if err != nil || bytes.Equal(strict, der) {
		return der, false
	}
	return strict, true
}

// isStrict reports whether all lengths in elements are those of DER, and
// nothing is in pieces, as far down as FromBER goes.
func isStrict(elements cryptobyte.String, depth int) bool {
	for !elements.Empty() {
		var contents cryptobyte.String
		var tag asn1.Tag
		if !elements.ReadAnyASN1(&contents, &tag) || tag == berOctetPieces || tag == berBitPieces {
			return false
		}
		if tag&berConstructed != 0 && depth < maxBERDepth && !isStrict(contents, depth+1) {
			return false
		}
	}
	return true
}

// IsNested reports whether all elements of der end where those around them let them: what
// has lost a character, or has another length, seldom does.
func IsNested(der []byte) bool { return isStrict(der, 0) }

// IsBER reports whether data begins as the containers do that are written in
// BER, with a length that is not known beforehand: PKCS#12 and PKCS#7.
func IsBER(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\x30\x80\x02\x01\x03")) || bytes.HasPrefix(data, []byte("\x30\x80\x06\x09\x2a"))
}

// SizeBER returns the length of the element that data begins with.
func SizeBER(data []byte) (int, error) {
	w := &berWriter{in: data}
	err := w.element(0)
	return len(data) - len(w.in), err
}

// berWriter moves elements from in to out.
type berWriter struct{ in, out []byte }

const (
	berBits        = 0x03
	berBitPieces   = 0x23
	berOctets      = 0x04
	berOctetPieces = 0x24
	berConstructed = 0x20
)

// element moves one element.
func (w *berWriter) element(depth int) error {
	tag, size, err := w.header(depth)
	if err != nil {
		return err
	}
	pieces := len(tag) == 1 && (tag[0] == berOctetPieces || tag[0] == berBitPieces)
	if pieces {
		tag = []byte{tag[0] &^ berConstructed}
	}
	w.out = append(w.out, tag...)
	start := len(w.out)
	switch {
	case tag[0]&berConstructed == 0 && !pieces:
		if size < 0 {
			return malformed("BER of indefinite length that holds no elements")
		}
		w.out = append(w.out, w.in[:size]...)
		w.in = w.in[size:]
	case pieces && tag[0] == berBits:
		w.out = append(w.out, 0) // unused bits, which the last piece counts
		err = w.each(size, depth, w.bitPiece(start))
	case pieces:
		err = w.each(size, depth, w.piece)
	default:
		err = w.each(size, depth, w.element)
	}
	if err != nil {
		return err
	}
	w.insertLength(start)
	return nil
}

// piece moves the contents of one piece of an OCTET STRING, without a header.
func (w *berWriter) piece(depth int) error {
	tag, size, err := w.header(depth)
	if err != nil {
		return err
	}
	switch {
	case len(tag) == 1 && tag[0] == berOctets && size >= 0:
		w.out = append(w.out, w.in[:size]...)
		w.in = w.in[size:]
		return nil
	case len(tag) == 1 && tag[0] == berOctetPieces:
		return w.each(size, depth, w.piece)
	}
	return malformed("pieces of an OCTET STRING that are none")
}

// bitPiece moves the contents of one piece of the BIT STRING whose own contents
// begin at start in out (X.690 section 8.6.4): only the last may have bits
// that are not used.
func (w *berWriter) bitPiece(start int) func(depth int) error {
	return func(depth int) error {
		tag, size, err := w.header(depth)
		if err != nil {
			return err
		}
		if len(tag) != 1 || tag[0] != berBits || size < 1 || w.out[start] != 0 {
			return malformed("pieces of a BIT STRING that are none")
		}
		w.out[start] = w.in[0]
		w.out = append(w.out, w.in[1:size]...)
		w.in = w.in[size:]
		return nil
	}
}

// header takes a tag and a length from in; size is -1 for an indefinite one.
// A definite length is within in.
func (w *berWriter) header(depth int) (tag []byte, size int, err error) {
	if depth > maxBERDepth {
		return nil, 0, fault.New(fault.TooLarge, "nested too deep")
	}
	n := 1
	if len(w.in) > 0 && w.in[0]&0x1f == 0x1f { // a tag number over 30
		for n < len(w.in) && n < 5 && w.in[n]&0x80 != 0 {
			n++
		}
		n++
	}
	if len(w.in) < n+1 {
		return nil, 0, fault.New(fault.Truncated, "")
	}
	tag, first := w.in[:n], int(w.in[n])
	w.in = w.in[n+1:]
	switch {
	case first < 0x80:
		size = first
	case first == 0x80:
		return tag, -1, nil
	default:
		count := first & 0x7f
		if count > len(w.in) {
			return nil, 0, fault.New(fault.Truncated, "")
		}
		for _, b := range w.in[:count] {
			if size > MaxInput {
				return nil, 0, fault.New(fault.Truncated, "")
			}
			size = size<<8 | int(b)
		}
		w.in = w.in[count:]
	}
	if size > len(w.in) {
		return nil, 0, fault.New(fault.Truncated, "")
	}
	return tag, size, nil
}

// each calls move for every element in the next size bytes, or, where size is
// -1, up to the end-of-contents mark.
func (w *berWriter) each(size, depth int, move func(depth int) error) error {
	if size < 0 {
		for {
			if len(w.in) < 2 {
				return fault.New(fault.Truncated, "")
			}
			if w.in[0] == 0 && w.in[1] == 0 {
				w.in = w.in[2:]
				return nil
			}
			if err := move(depth + 1); err != nil {
				return err
			}
		}
	}
	after := w.in[size:]
	w.in = w.in[:size]
	for len(w.in) > 0 {
		if err := move(depth + 1); err != nil {
			return err
		}
	}
	w.in = after
	return nil
}

// insertLength puts the DER length of out[start:] before it.
func (w *berWriter) insertLength(start int) {
	size := len(w.out) - start
	var room [5]byte
	length := AppendLength(room[:0], size)
	w.out = append(w.out, length...)
	copy(w.out[start+len(length):], w.out[start:start+size])
	copy(w.out[start:], length)
}

// AppendLength appends a length as DER has it (X.690 section 8.1.3).
func AppendLength(out []byte, size int) []byte {
	if size < 0x80 {
		return append(out, byte(size))
	}
	n := (bits.Len(uint(size)) + 7) / 8
	out = append(out, 0x80|byte(n))
	for n > 0 {
		n--
		out = append(out, byte(size>>(8*n)))
	}
	return out
}
