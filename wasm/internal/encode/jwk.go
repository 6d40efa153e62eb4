package encode

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"slices"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// Entry is a key with what its JWK says beside the numbers. Empty fields are
// left out. Alg counts for nothing in an AKP key, which has its own.
type Entry struct {
	Key *key.Key

	Use, Alg, KID string
	// KeyOps, when not nil, is written in place of Use (RFC 7517 section 4.3
	// advises against both).
	KeyOps []string
	// X5C asks for x5c and x5t#S256 (RFC 7517 sections 4.7 and 4.9) where
	// certificates came along.
	X5C bool
	// Keep writes a key that came in as a JWK as it came: its members in their
	// order, and those that are not above as they were. Use, Alg, KID, KeyOps
	// and X5C still say what is written, each in the place of what came, which
	// stays to the letter where it says the same; Use and KeyOps are both
	// written. The public form of a private JWK lacks what LeftOut names.
	Keep bool
}

// Layout says how JSON is laid out.
type Layout bool

// The layouts. Pretty is that of JSON.stringify(value, null, 2).
const (
	Pretty  Layout = false
	Compact Layout = true
)

// JWK writes the public or, with private, the private JWK of e
// (RFC 7517 section 4), members in the order kty, use or key_ops, alg, kid,
// public numbers, private numbers, x5c, x5t#S256. There is no newline at the
// end.
func (e *Entry) JWK(private bool, layout Layout) (string, error) {
	members, err := e.members(private)
	if err != nil {
		return "", err
	}
	w := jsonWriter{out: make([]byte, 0, sizeOf(members)), compact: bool(layout)}
	w.object(members)
	return string(w.out), nil
}

// Set writes a JWK Set (RFC 7517 section 5). It does not check that key IDs are
// distinct. There is no newline at the end.
func Set(entries []*Entry, private bool, layout Layout) (string, error) {
	return SetWith(nil, entries, private, layout)
}

// SetWith is Set with the members that a set came in with: "keys" among them holds
// the place of the keys.
func SetWith(members []key.RawMember, entries []*Entry, private bool, layout Layout) (string, error) {
	if !slices.ContainsFunc(members, func(m key.RawMember) bool { return m.Name == "keys" }) {
		members = append([]key.RawMember{{Name: "keys"}}, members...)
	}
	w := jsonWriter{compact: bool(layout)}
	w.open('{')
	for i, m := range members {
		w.name(m.Name, i)
		if m.Name != "keys" {
			w.raw(m.Raw)
		} else if err := w.entries(entries, private); err != nil {
			return "", err
		}
	}
	w.shut('}', len(members))
	return string(w.out), nil
}

// entries writes the array of a set.
func (w *jsonWriter) entries(entries []*Entry, private bool) error {
	w.open('[')
	for i, e := range entries {
		members, err := e.members(private)
		if err != nil {
			return err
		}
		if i == 0 { // the others will be alike; but one may be large, and many
			w.out = slices.Grow(w.out, min((sizeOf(members)+8*len(members))*len(entries), 1<<20))
		}
		w.next(i)
		w.object(members)
	}
	w.shut(']', len(entries))
	return nil
}

func (e *Entry) members(private bool) ([]jose.Member, error) {
	m := e.Key.Material
	if !private {
		if m = m.Public(); m == nil { // an oct key
			return nil, noSuchForm()
		}
	} else if !m.IsPrivate() {
		return nil, noSuchForm()
	}
	numbers := jose.Members(m, private)
	if e.Keep && len(e.Key.Given.Members) > 0 {
		return e.kept(numbers, private), nil
	}
	list := make([]jose.Member, 0, len(numbers)+6)
	list = append(list, numbers[0]) // kty
	text := func(name, value string) {
		if value != "" {
			list = append(list, jose.Member{Name: name, Value: value})
		}
	}
	if e.KeyOps != nil {
		list = append(list, jose.Member{Name: "key_ops", Value: e.KeyOps})
	} else {
		text("use", e.Use)
	}
	alg, numbers := e.Alg, numbers[1:]
	if own := jose.OwnAlgorithm(m); own != "" {
		alg, numbers = own, numbers[1:]
	}
	text("alg", alg)
	text("kid", e.KID)
	list = append(list, numbers...)
	if e.writesX5C() {
		list = append(list, jose.Member{Name: "x5c", Value: x5c(rawChain(e.Key.Chain))})
		text("x5t#S256", CertificateThumbprint(e.Key.Chain[0]))
	}
	return list, nil
}

// x5c is the value of x5c for certificates in DER.
func x5c(chain [][]byte) []string {
	texts := make([]string, len(chain))
	for i, der := range chain {
		texts[i] = base64.StdEncoding.EncodeToString(der)
	}
	return texts
}

func rawChain(chain []*key.Certificate) [][]byte {
	list := make([][]byte, len(chain))
	for i, c := range chain {
		list[i] = c.Raw
	}
	return list
}

// CertificateThumbprint is x5t#S256: the base64url of the SHA-256 of the
// certificate's DER (RFC 7515 section 4.1.8).
func CertificateThumbprint(c *key.Certificate) string {
	sum := sha256.Sum256(c.Raw)
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// CertificateSHA1 is x5t: the base64url of the SHA-1 of the certificate's DER
// (RFC 7515 section 4.1.7).
func CertificateSHA1(c *key.Certificate) string {
	sum := sha1.Sum(c.Raw)
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
