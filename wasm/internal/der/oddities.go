package der

import (
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/key"
)

// oddities are the remarks about how one key is written: what DER or the key's
// own standard forbids, and what leaves no doubt which key it is. OpenSSL reads
// all of this, so people have keys that are written so.
type oddities []key.Warning

// note adds a remark, once.
func (o *oddities) note(w key.Warning) {
	for _, had := range *o {
		if had == w {
			return
		}
	}
	*o = append(*o, w)
}

// on puts the remarks on the key that they are about.
func (o *oddities) on(k *key.Key, err error) (*key.Key, error) {
	if err != nil {
		return nil, err
	}
	k.Notes = append(*o, k.Notes...)
	return k, nil
}

const writeAnew = "Other programs may refuse the file: write the key anew, in one of the forms offered here."

var (
	noSignOctet = key.Warning{
		Code:    "number_without_sign_octet",
		Message: "A number in this key lacks the zero octet at its beginning that says that it is not negative, as keys from old GnuTLS do. It was read as the number that is meant.",
		Action:  writeAnew,
	}
	paddedNumber = key.Warning{
		Code:    "number_padded",
		Message: "A number in this key has more zero octets at its beginning than it needs.",
		Action:  writeAnew,
	}
	emptyNumber = key.Warning{
		Code:    "number_empty",
		Message: "A number in this key has no octets at all. It was read as zero.",
		Action:  writeAnew,
	}
	// NotDER is said of a key that came in BER.
	NotDER = key.Warning{
		Code:    "not_strict_der",
		Message: "This key is written with lengths or pieces that BER allows and DER forbids.",
		Action:  writeAnew,
	}
	trailingInside = key.Warning{
		Code:    "trailing_inside",
		Message: "Bytes follow the numbers of this key inside their wrapping. They are no part of it and were left out.",
		Action:  writeAnew,
	}
	unusedBits = key.Warning{
		Code:    "unused_bits",
		Message: "The public key is written as bits of which some are not used, where whole bytes are meant.",
		Action:  writeAnew,
	}
	oddVersion = key.Warning{
		Code:    "version_odd",
		Message: "This key says that it has a version which its format does not have, or not for such a key. All that belongs to it is there.",
		Action:  writeAnew,
	}
	oddParameters = key.Warning{
		Code:    "algorithm_parameters_odd",
		Message: "After the name of its algorithm a key has NULL where it is RSA, and nothing where it is Ed25519, ML-DSA or their like. This one has it otherwise.",
		Action:  writeAnew,
	}
	noCurve = key.Warning{
		Code:    "curve_not_named",
		Message: "The key does not say which curve it is on, as some from GnuTLS do not. Its public point tells: on no other does the private number give it.",
		Action:  writeAnew,
	}
	scalarLength = key.Warning{
		Code:    "ec_private_length",
		Message: "The private number of this key is written with more or fewer zero octets at its beginning than its curve asks for.",
		Action:  writeAnew,
	}
	hybridPoint = key.Warning{
		Code:    "ec_point_hybrid",
		Message: "The public point of this key is written in the hybrid form, which hardly any program reads.",
		Action:  writeAnew,
	}
	explicitParameters = key.Warning{
		Code:    "ec_explicit_parameters",
		Message: "This key spells the numbers of its curve out instead of naming it. They are those of the named curve.",
		Action:  writeAnew,
	}
	wrongCofactor = key.Warning{
		Code:    "ec_cofactor_wrong",
		Message: "This key spells the numbers of its curve out, and its cofactor is not the 1 that follows from the others.",
		Action:  writeAnew,
	}
)

// number reads an INTEGER that cannot be negative, as the number that its
// octets are without a sign: OpenSSL reads those of RSA keys so.
func (o *oddities) number(s *cryptobyte.String) (*big.Int, error) {
	var octets cryptobyte.String
	if !s.ReadASN1(&octets, asn1.INTEGER) {
		return nil, malformed("a number in it")
	}
	switch {
	case len(octets) == 0:
		o.note(emptyNumber)
	case octets[0] >= 0x80:
		o.note(noSignOctet)
	case len(octets) > 1 && octets[0] == 0 && octets[1] < 0x80:
		o.note(paddedNumber)
	}
	return new(big.Int).SetBytes(octets), nil
}

// numbers reads one INTEGER after another.
func (o *oddities) numbers(s *cryptobyte.String, out ...**big.Int) error {
	for _, n := range out {
		var err error
		if *n, err = o.number(s); err != nil {
			return err
		}
	}
	return nil
}

// version reads the INTEGER that a format's version is; ok is false when none
// is there. One that is not among those that the format has is noted, comes as
// -1, and is otherwise ignored, as OpenSSL does: what the key holds shows when
// it is read.
func (o *oddities) version(s *cryptobyte.String, known ...int) (version int, ok bool) {
	n, err := o.number(s)
	if err != nil {
		return 0, false
	}
	for _, v := range known {
		if n.Cmp(big.NewInt(int64(v))) == 0 {
			return v, true
		}
	}
	o.note(oddVersion)
	return -1, true
}

// strict is Strict: BER is noted.
func (o *oddities) strict(der []byte) []byte {
	strict, odd := Strict(der)
	if odd {
		o.note(NotDER)
	}
	return strict
}

// sequence is Sequence for what may be BER: that is noted.
func (o *oddities) sequence(der []byte) (cryptobyte.String, error) {
	return Sequence(o.strict(der))
}

// inner is Sequence for DER in the wrapping of an OCTET STRING or a BIT
// STRING, after which something may be left in it.
func (o *oddities) inner(wrapped []byte) (cryptobyte.String, error) {
	if size, err := Size(wrapped); err == nil && size < len(wrapped) {
		o.note(trailingInside)
		wrapped = wrapped[:size]
	}
	return o.sequence(wrapped)
}

// bitReadings returns the bytes that the contents of a BIT STRING can stand for.
// Bits at its end that it says are not used are zero in DER: then there is one
// reading. Where they are not zero, either the count is wrong or the last byte:
// OpenSSL takes the former, with these bits zero, which is the first reading.
func (o *oddities) bitReadings(field []byte) [][]byte {
	if len(field) == 0 || field[0] > 7 || field[0] > 0 && len(field) == 1 {
		return nil
	}
	unused, all := field[0], field[1:]
	if unused == 0 {
		return [][]byte{all}
	}
	o.note(unusedBits)
	masked := append([]byte{}, all...)
	masked[len(masked)-1] &^= 1<<unused - 1
	if masked[len(masked)-1] == all[len(all)-1] {
		return [][]byte{all}
	}
	return [][]byte{masked, all}
}
