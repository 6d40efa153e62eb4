package der

import (
	"slices"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/key"
)

var (
	oddHalf = key.Warning{
		Code:    "public_half_odd",
		Message: "The public half that stands beside the private one is not written as its format wants it. It is the right one.",
		Action:  writeAnew,
	}
	halfLeftOut = key.Warning{
		Code:    "public_half_left_out",
		Message: "The public half that stands beside the private one cannot be read and was left out. The one given here was computed from the private half.",
		Action:  "Compare it with the public key that you have registered: nothing in this file confirms it.",
	}
	rsaHalfLeftOut = key.Warning{
		Code:    halfLeftOut.Code,
		Message: "The public half that stands beside the private one cannot be read and was left out. An RSA private key holds its public half anyhow.",
		Action:  writeAnew,
	}
)

// Unconfirmed reports whether the public half beside a private key could not be read, and
// nothing else in the file says that the private one is whole.
func Unconfirmed(k *key.Key) bool { return slices.Contains(k.Notes, halfLeftOut) }

// half is what a public half beside a private one turned out to be.
type half int

const (
	noHalf      half = iota // not there, or left out
	sameHalf                // the private one's
	anotherHalf             // another key's: nobody knows which of the two is meant
)

// publicHalf holds the public half that a format lets stand beside a private
// key against the key itself, whose own half is computed. field is what is in
// the field's tag: a BIT STRING, or its contents. Writers get it wrong in
// several ways, and the private key is whole without it, so that one which
// cannot be read is left out.
func (o *oddities) publicHalf(own key.Material, field cryptobyte.String, read func(bits []byte) (*key.Key, error)) half {
	found := noHalf
	for _, r := range halfReadings(field) {
		k, err := read(r.bits)
		if err != nil {
			continue
		}
		if key.SamePublic(k.Material, own) {
			if r.odd {
				o.note(oddHalf)
			}
			return sameHalf
		}
		if _, err := key.Checked(k, nil); err == nil && !r.doubtful {
			found = anotherHalf
		}
	}
	switch {
	case found != noHalf:
	case own.Kty() == key.KtyRSA:
		o.note(rsaHalfLeftOut)
	default:
		o.note(halfLeftOut)
	}
	return found
}

// halfReading is what the bytes of a public half may be.
type halfReading struct {
	bits []byte
	odd  bool // not as the format wants it
	// doubtful says that it means something only when it is the right key:
	// most such bytes are a broken half of the usual form.
	doubtful bool
}

// halfReadings returns what the field can stand for.
func halfReadings(field cryptobyte.String) []halfReading {
	var element cryptobyte.String
	rest := field
	switch {
	case field.PeekASN1Tag(asn1.BIT_STRING) && rest.ReadASN1(&element, asn1.BIT_STRING):
		readings := bitsOrRaw(element)
		readings[0].odd = readings[0].odd || !rest.Empty()
		return readings
	case field.PeekASN1Tag(asn1.OCTET_STRING) && rest.ReadASN1(&element, asn1.OCTET_STRING):
		return append(bitsOrRaw(field), halfReading{bits: element, odd: true})
	}
	return bitsOrRaw(field)
}

// bitsOrRaw returns the readings of the contents of a BIT STRING, and of
// contents that lack the octet which counts the unused bits.
func bitsOrRaw(contents []byte) (readings []halfReading) {
	var odd oddities
	for _, bits := range odd.bitReadings(contents) {
		readings = append(readings, halfReading{bits: bits, odd: odd != nil})
	}
	counted := len(contents) > 0 && contents[0] == 0
	return append(readings, halfReading{bits: contents, odd: true, doubtful: counted})
}
