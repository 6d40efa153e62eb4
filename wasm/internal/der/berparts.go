package der

import "golang.org/x/crypto/cryptobyte"

// Element is an element of a SEQUENCE as DER, or as it stands there and why it
// cannot be read.
type Element struct {
	DER cryptobyte.String
	Err error
}

// Elements splits a SEQUENCE in BER. After an element whose length is not
// known, because it is broken and of indefinite length, there is no more.
func Elements(ber []byte) ([]Element, error) {
	w := &berWriter{in: ber}
	tag, size, err := w.header(0)
	if err != nil {
		return nil, err
	}
	if tag[0] != 0x30 {
		return nil, malformed("BER that is no SEQUENCE")
	}
	if size >= 0 {
		w.in = w.in[:size]
	}
	var list []Element
	for rest := w.in; len(rest) > 0 && (size >= 0 || rest[0] != 0); {
		e := &berWriter{in: rest}
		if err = e.element(1); err == nil {
			list = append(list, Element{DER: e.out})
			rest = e.in
			continue
		}
		list = append(list, Element{rest, err})
		e = &berWriter{in: rest}
		_, length, err := e.header(1)
		if err != nil || length < 0 {
			break
		}
		rest = e.in[length:]
	}
	return list, nil
}

// HeaderBER splits the tag's first byte and the length, -1 for an indefinite one,
// from what follows them. A definite length is within that.
func HeaderBER(ber []byte) (tag byte, size int, rest []byte, err error) {
	w := &berWriter{in: ber}
	whole, size, err := w.header(0)
	if err != nil {
		return 0, 0, nil, err
	}
	return whole[0], size, w.in, nil
}
