// Package certify writes self-signed certificates (RFC 5280) and certification
// requests (PKCS#10, RFC 2986) for a key that the person has. Some systems take a
// certificate instead of a JWK, and use only its key and its thumbprint.
//
// It writes the DER itself, with cryptobyte: crypto/x509 would add more to what
// every visitor downloads than this whole package and its callers. It signs with
// a crypto.Signer, so it needs to know nothing of how keys are read.
package certify

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	_ "crypto/sha256" // the hashes that a signature is made over
	_ "crypto/sha512"
	"encoding/asn1"
	"time"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/mldsa"
)

// MaxDays bounds how long a certificate can be valid: systems that take
// self-signed certificates refuse longer ones, or should.
const MaxDays = 3650

// Use says what the key in a certificate is for.
type Use int

const (
	Sign    Use = iota // digitalSignature
	Encrypt            // keyEncipherment for RSA, keyAgreement for others
)

// Template is what a certificate says beside its key.
type Template struct {
	// Subject as ParseSubject reads it; also the issuer.
	Subject Subject
	// NotBefore is when it begins to be valid; whole seconds count.
	NotBefore time.Time
	// Days is how long it is valid, 1 to MaxDays.
	Days int
	Use  Use
}

// Certificate returns a self-signed X.509 version 3 certificate in DER for the
// key whose SubjectPublicKeyInfo is spki and whose private half signs. Its
// errors are faults: bad_option for days or a subject out of bounds,
// cannot_sign for a key that signs no certificate.
//
// It is no CA (basicConstraints), so that whoever trusts it trusts nothing else.
func Certificate(signer crypto.Signer, spki []byte, t Template) ([]byte, error) {
	if t.Days < 1 || t.Days > MaxDays {
		return nil, fault.New(fault.BadOption, "a certificate is valid for 1 to 3650 days")
	}
	if err := t.Subject.check(); err != nil {
		return nil, err
	}
	how, err := methodOf(signer.Public())
	if err != nil {
		return nil, err
	}
	serial, err := newSerial()
	if err != nil {
		return nil, err
	}
	keyID, err := KeyIdentifier(spki)
	if err != nil {
		return nil, err
	}
	from := t.NotBefore.UTC().Truncate(time.Second)
	until := from.AddDate(0, 0, t.Days)
	return signed(signer, how, func(b *cryptobyte.Builder) {
		b.AddASN1(der.Tag(0).ContextSpecific().Constructed(), func(b *cryptobyte.Builder) { b.AddASN1Int64(2) })
		b.AddASN1(der.INTEGER, func(b *cryptobyte.Builder) { b.AddBytes(serial) })
		how.addAlgorithm(b)
		t.Subject.add(b)
		b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
			addTime(b, from)
			addTime(b, until)
		})
		t.Subject.add(b)
		b.AddBytes(spki)
		b.AddASN1(der.Tag(3).ContextSpecific().Constructed(), func(b *cryptobyte.Builder) {
			b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) { addExtensions(b, how, t.Use, keyID) })
		})
	})
}

// Request returns a certification request in DER for the key whose
// SubjectPublicKeyInfo is spki. The errors are those of Certificate.
func Request(signer crypto.Signer, spki []byte, subject Subject) ([]byte, error) {
	if err := subject.check(); err != nil {
		return nil, err
	}
	how, err := methodOf(signer.Public())
	if err != nil {
		return nil, err
	}
	return signed(signer, how, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(0)
		subject.add(b)
		b.AddBytes(spki)
		b.AddASN1(der.Tag(0).ContextSpecific().Constructed(), func(*cryptobyte.Builder) {}) // no attributes
	})
}

// signed wraps what write writes, its algorithm and its signature into a
// SEQUENCE, as certificates and requests both are.
func signed(signer crypto.Signer, how method, write func(*cryptobyte.Builder)) ([]byte, error) {
	b := cryptobyte.NewBuilder(nil)
	b.AddASN1(der.SEQUENCE, write)
	body, err := b.Bytes()
	if err != nil {
		return nil, err
	}
	digest := body
	if how.hash != 0 {
		h := how.hash.New()
		h.Write(body)
		digest = h.Sum(nil)
	}
	signature, err := signer.Sign(rand.Reader, digest, how.hash)
	if err != nil {
		return nil, fault.Wrap(fault.CannotSign, "its numbers are refused", err)
	}
	b = cryptobyte.NewBuilder(nil)
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddBytes(body)
		how.addAlgorithm(b)
		b.AddASN1BitString(signature)
	})
	return b.Bytes()
}

// method is how a kind of key signs a certificate.
type method struct {
	oid  asn1.ObjectIdentifier
	hash crypto.Hash // 0 where the algorithm hashes by itself
	rsa  bool
}

// methodOf picks SHA-256, and for the larger curves the hash of their strength,
// as certification authorities do.
func methodOf(public crypto.PublicKey) (method, error) {
	switch public := public.(type) {
	case *rsa.PublicKey:
		return method{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 11}, crypto.SHA256, true}, nil
	case *ecdsa.PublicKey:
		switch size := public.Params().BitSize; {
		case size <= 256:
			return method{asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}, crypto.SHA256, false}, nil
		case size <= 384:
			return method{asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 3}, crypto.SHA384, false}, nil
		default:
			return method{asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 4}, crypto.SHA512, false}, nil
		}
	case ed25519.PublicKey:
		return method{asn1.ObjectIdentifier{1, 3, 101, 112}, 0, false}, nil
	case mldsa.PublicKey: // its name alone (RFC 9881 section 3)
		return method{mldsa.OID(public.Name), 0, false}, nil
	}
	return method{}, fault.New(fault.CannotSign, "it is of a kind that no certificate is signed with")
}

func (m method) addAlgorithm(b *cryptobyte.Builder) {
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(m.oid)
		if m.rsa {
			b.AddASN1NULL() // RFC 4055 section 5 asks for it; the others have none
		}
	})
}

// newSerial returns the contents of a positive INTEGER of 16 random bytes
// (RFC 5280 section 4.1.2.2 allows 20), in DER: its first byte is neither zero
// nor negative.
func newSerial() ([]byte, error) {
	serial := make([]byte, 16)
	if _, err := rand.Read(serial); err != nil {
		return nil, err
	}
	serial[0] = serial[0]&0x3f | 0x40
	return serial, nil
}

// addTime writes a date as RFC 5280 section 4.1.2.5 asks: UTCTime through 2049.
func addTime(b *cryptobyte.Builder, t time.Time) {
	if t.Year() < 2050 {
		b.AddASN1UTCTime(t)
	} else {
		b.AddASN1GeneralizedTime(t)
	}
}

var (
	oidKeyIdentifier    = asn1.ObjectIdentifier{2, 5, 29, 14}
	oidKeyUsage         = asn1.ObjectIdentifier{2, 5, 29, 15}
	oidBasicConstraints = asn1.ObjectIdentifier{2, 5, 29, 19}
)

func addExtensions(b *cryptobyte.Builder, how method, use Use, keyID []byte) {
	addExtension(b, oidBasicConstraints, true, func(b *cryptobyte.Builder) {
		b.AddASN1(der.SEQUENCE, func(*cryptobyte.Builder) {}) // not a CA
	})
	addExtension(b, oidKeyUsage, true, func(b *cryptobyte.Builder) {
		usage := []byte{7, 0x80} // 7 unused bits: digitalSignature
		switch {
		case use == Encrypt && how.rsa:
			usage = []byte{5, 0x20} // keyEncipherment
		case use == Encrypt:
			usage = []byte{3, 0x08} // keyAgreement
		}
		b.AddASN1(der.BIT_STRING, func(b *cryptobyte.Builder) { b.AddBytes(usage) })
	})
	addExtension(b, oidKeyIdentifier, false, func(b *cryptobyte.Builder) { b.AddASN1OctetString(keyID) })
}

func addExtension(b *cryptobyte.Builder, oid asn1.ObjectIdentifier, critical bool, value func(*cryptobyte.Builder)) {
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oid)
		if critical {
			b.AddASN1Boolean(true)
		}
		b.AddASN1(der.OCTET_STRING, value)
	})
}

// KeyIdentifier is the SHA-1 of the subjectPublicKey in a SubjectPublicKeyInfo,
// without its tag, length and unused bits (RFC 5280 section 4.2.1.2, method 1).
func KeyIdentifier(spki []byte) ([]byte, error) {
	input := cryptobyte.String(spki)
	var info cryptobyte.String
	var bits []byte
	if !input.ReadASN1(&info, der.SEQUENCE) || !input.Empty() ||
		!info.SkipASN1(der.SEQUENCE) || !info.ReadASN1BitStringAsBytes(&bits) || !info.Empty() {
		return nil, fault.New(fault.Malformed, "public key")
	}
	sum := sha1.Sum(bits)
	return sum[:], nil
}
