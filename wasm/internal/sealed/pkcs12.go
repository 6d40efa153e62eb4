package sealed

import (
	"errors"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/unlock"
)

const (
	srcPKCS12  = "PKCS#12 private key"
	pkcs12Hint = "Open it with this, and give the result: openssl pkcs12 -in FILE -noenc -out keys.pem"
)

func badPKCS12() error { return fault.New(fault.Malformed, "PKCS#12 file") }

// Contents is what a PKCS#12 file holds.
type Contents struct {
	// Parts are the keys, in the file's order, and after them the certificates.
	Parts []der.Part
	// Skipped are the parts that gave no key, in the file's order.
	Skipped []key.Skipped
}

// ParsePKCS12 reads a PFX (RFC 7292): its keys and its certificates, with their
// friendly names. What is in it and gives no key is in Skipped; when nothing
// gives one, the first such fault is the error.
//
// The MAC decides whether a passphrase is right; where there is none, each part
// by itself. A passphrase that opens a key and does not make the MAC is right too: a
// key can have one of its own.
func ParsePKCS12(ber, pass []byte, spent *unlock.Effort) (*Contents, error) {
	encoded, err := der.FromBER(ber)
	if err != nil {
		return nil, err
	}
	content, mac, err := splitPFX(encoded)
	locks := lookThrough(content)
	if err == nil {
		err = locks.inVain()
	}
	s := &pkcs12Store{pass: pass, spent: spent, legacy: locks.legacy}
	if err == nil && mac != nil {
		err = mac.verify(content, pass, spent)
	}
	wrong := fault.CodeOf(err) == fault.WrongPassphrase
	if err != nil && !wrong {
		return nil, s.withCommand(err)
	}
	if err := s.safe(content); err != nil {
		return nil, err
	}
	if wrong && !s.ownKey { // programs in Java can give a key a passphrase of its own
		return nil, err
	}
	if s.shut != nil && !s.opened && mac == nil && !slices.ContainsFunc(s.result.Parts, isKey) {
		return nil, s.withCommand(s.shut) // the certificates are not what the person wants
	}
	return s.finish()
}

// splitPFX returns the contents of the authenticated safe, over which the MAC
// goes, and the MAC or nil. The contents are there also when it is the MAC that
// cannot be read.
func splitPFX(encoded []byte) (content []byte, mac *pkcs12MAC, err error) {
	input := cryptobyte.String(encoded)
	var pfx, info, macData cryptobyte.String
	var version int64
	if !input.ReadASN1(&pfx, asn1.SEQUENCE) || !pfx.ReadASN1Integer(&version) || version != 3 ||
		!pfx.ReadASN1(&info, asn1.SEQUENCE) {
		return nil, nil, badPKCS12()
	}
	oid, value, ok := splitContent(info)
	switch {
	case !ok:
		return nil, nil, badPKCS12()
	case oid == oidSignedData:
		return nil, nil, fault.New(fault.UnsupportedFormat, "a PKCS#12 file with a signature in place of a MAC").
			WithHint("Export it again, with a passphrase in place of the signature.")
	case oid != oidData:
		return nil, nil, badPKCS12()
	}
	var data cryptobyte.String
	if !value.ReadASN1(&data, asn1.OCTET_STRING) || !value.Empty() {
		return nil, nil, badPKCS12()
	}
	if !pfx.Empty() {
		if !pfx.ReadASN1(&macData, asn1.SEQUENCE) || !pfx.Empty() {
			return nil, nil, badPKCS12()
		}
		mac, err = parseMACData(macData)
	}
	return data, mac, err
}

// locks is what can be seen of a file's encryption without a passphrase.
type locks struct {
	hope   bool  // something is plain, or encrypted in a way that is read
	first  error // why the first that is not read is refused
	legacy bool  // OpenSSL needs its legacy provider for something
}

// lookThrough looks through the outer layer.
func lookThrough(content []byte) *locks {
	l := &locks{}
	look := func(alg cryptobyte.String) {
		s, err := parsePBE(alg)
		l.legacy = l.legacy || errors.Is(err, unlock.ErrLegacy) || s != nil && s.legacy
		l.hope = l.hope || err == nil
		if l.first == nil {
			l.first = err
		}
	}
	v := visitor{
		encrypted: func(alg cryptobyte.String, _ []byte) { look(alg) },
		bag: func(b bag) {
			if b.kind != oidShroudedBag {
				l.hope = true
			} else if alg, _, err := parseEncryptedPKCS8(b.value); err == nil {
				look(alg)
			}
		},
		other: func(string, error) {},
	}
	if err := v.safe(content); err != nil && l.first == nil {
		l.first = err
	}
	return l
}

// inVain is the fault of what is encrypted when all of that is encrypted in ways
// that are not read, and nothing is plain, so that nobody types a passphrase in
// vain.
func (l *locks) inVain() error {
	if l.hope {
		return nil
	}
	return l.first
}

// readSafe accepts SafeContents as far as their beginning and length tell: one
// bag in them that is broken must not make the passphrase seem wrong.
func readSafe(plain []byte) ([]byte, error) {
	tag, size, rest, err := der.HeaderBER(plain)
	if err != nil || tag != tagSequence || size >= 0 && size != len(rest) || len(rest) > 0 && rest[0] != tagSequence {
		return nil, unlock.WrongPassphrase()
	}
	return plain, nil
}
