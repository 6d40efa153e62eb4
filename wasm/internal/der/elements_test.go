package der

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// sequence is a SEQUENCE of elements.
func sequence(t *testing.T, elements ...[]byte) []byte {
	t.Helper()
	return build(t, func(b *cryptobyte.Builder) {
		b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) { b.AddBytes(slices.Concat(elements...)) })
	})
}

// elementsOf are the elements of a SEQUENCE.
func elementsOf(t *testing.T, der []byte) (list [][]byte) {
	t.Helper()
	input := cryptobyte.String(der)
	var contents, element cryptobyte.String
	if !input.ReadASN1(&contents, asn1.SEQUENCE) {
		t.Fatal("no SEQUENCE")
	}
	for !contents.Empty() {
		if !contents.ReadAnyASN1Element(&element, new(asn1.Tag)) {
			t.Fatal("a broken element")
		}
		list = append(list, element)
	}
	return list
}

// The key of RFC 8410 section 10.3, with attributes and its public half.
const withPublic = "MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhCoB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="

// TestPKCS8Elements: none of the first three elements can be missing, and a public
// half beside the private one is held against it.
func TestPKCS8Elements(t *testing.T) {
	der, err := base64.StdEncoding.DecodeString(withPublic)
	if err != nil {
		t.Fatal(err)
	}
	k, err := ParsePKCS8(der)
	if err != nil || len(k.Notes) > 0 {
		t.Fatal(k, err)
	}
	okp := k.Material.(*key.OKP)
	if public := ed25519.NewKeyFromSeed(okp.D).Public().(ed25519.PublicKey); !bytes.Equal(okp.X, public) || !bytes.HasSuffix(der, public) {
		t.Errorf("%+v", okp)
	}
	parts := elementsOf(t, der)
	for i, name := range []string{"version", "algorithm", "private key"} {
		if _, err := ParsePKCS8(sequence(t, slices.Delete(slices.Clone(parts), i, i+1)...)); fault.CodeOf(err) != fault.Malformed {
			t.Errorf("no %s: %v", name, err)
		}
	}
	if _, err := ParsePKCS8(sequence(t, append(slices.Clone(parts), []byte{5, 0})...)); fault.CodeOf(err) != fault.Malformed {
		t.Errorf("more: %v", err)
	}
	other, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ParsePKCS8(append(der[:len(der)-32:len(der)-32], other...)); fault.CodeOf(err) != fault.KeyMismatch {
		t.Errorf("another public half: %v", err)
	}
}

// TestMLDSABoth: a key that has both its forms gives the seed, and only in a
// SEQUENCE (RFC 9881 section 6).
func TestMLDSABoth(t *testing.T) {
	for _, set := range []string{"44", "65", "87"} {
		der := vectorDER(t, "mldsa/"+set+"-both.pem")
		k, err := ParsePKCS8(der)
		if err != nil || len(k.Notes) > 0 {
			t.Fatal(set, err)
		}
		var want struct{ Priv, Pub string }
		testkit.ReadJSON(t, filepath.Join(testkit.Vectors, "mldsa", set+"-private.json"), &want)
		m, encode := k.Material.(*key.OKP), base64.RawURLEncoding.EncodeToString
		if encode(m.D) != want.Priv || encode(m.X) != want.Pub {
			t.Errorf("%s: another key", set)
		}
		parts := elementsOf(t, der)
		input := cryptobyte.String(parts[2])
		var private cryptobyte.String
		input.ReadASN1(&private, asn1.OCTET_STRING)
		halves := elementsOf(t, private)
		inSet := append([]byte{0x31}, private[1:]...)
		for name, bad := range map[string][]byte{
			"in a SET": inSet, "one alone": sequence(t, halves[0]), "the other alone": sequence(t, halves[1]),
			"in the other order": sequence(t, halves[1], halves[0]), "three": sequence(t, halves[0], halves[1], halves[0]),
		} {
			wrapped := build(t, func(b *cryptobyte.Builder) { b.AddASN1OctetString(bad) })
			if k, err := ParsePKCS8(sequence(t, parts[0], parts[1], wrapped)); err == nil {
				t.Errorf("%s, %s: %+v", set, name, k.Notes)
			}
		}
	}
}

// TestCertificateElements: a certificate of the standard library is read, and none
// of its elements can be missing.
func TestCertificateElements(t *testing.T) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(0x1234), Subject: pkix.Name{CommonName: "x"},
		NotBefore: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), NotAfter: time.Date(2051, 1, 2, 3, 4, 5, 0, time.UTC),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	c, k, err := ParseCertificate(der)
	if err != nil || c.Odd || c.Subject != "CN=x" || c.Issuer != "CN=x" || !c.NotBefore.Equal(template.NotBefore) || !c.NotAfter.Equal(template.NotAfter) {
		t.Fatalf("%+v, %v, %v", c, k, err)
	}
	outer := elementsOf(t, der)
	tbs := elementsOf(t, outer[0])
	without := func(i int) []byte {
		return sequence(t, append([][]byte{sequence(t, slices.Delete(slices.Clone(tbs), i, i+1)...)}, outer[1:]...)...)
	}
	for i, name := range []string{"version", "serial number", "algorithm", "issuer", "validity", "subject", "key"} {
		// Without its version it is one of version 1, which has no extensions.
		c, _, err := ParseCertificate(without(i))
		if i == 0 && err == nil || i > 0 && fault.CodeOf(err) == fault.Malformed && c == nil {
			continue
		}
		t.Errorf("no %s: %+v, %v", name, c, err)
	}

	// OpenSSL writes after it what it is trusted for.
	trust := sequence(t, sequence(t, testkit.Hex(t, "06082b06010505070301")))
	for name, c := range map[string]struct {
		der  []byte
		code fault.Code
	}{
		"for a purpose": {slices.Concat(der, trust), ""},
		"for none":      {der, ""},
		"more":          {slices.Concat(der, trust, trust), fault.TrailingData},
		"something":     {slices.Concat(der, []byte{4, 0}), fault.TrailingData},
	} {
		got, _, err := ParseTrusted(c.der)
		if c.code == "" && (err != nil || !bytes.Equal(got.Raw, der)) || c.code != "" && fault.CodeOf(err) != c.code {
			t.Errorf("trusted, %s: %v", name, err)
		}
	}
}

// TestOuterAlgorithm: a signature counts by an algorithm only where the signed part
// names the same (RFC 5280 section 4.1.1.2); else it could be exchanged.
func TestOuterAlgorithm(t *testing.T) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	outer := elementsOf(t, der)
	if c, _, err := ParseCertificate(der); err != nil || !bytes.Equal(c.Link.Algorithm, outer[1]) || c.Odd {
		t.Errorf("%+v, %v", c, err)
	}
	outer[1] = testkit.Hex(t, "300a06082a8648ce3d040302")
	if c, _, err := ParseCertificate(sequence(t, outer...)); err != nil || c.Link.Algorithm != nil {
		t.Errorf("two algorithms: %+v, %v", c.Link, err)
	}
}

// TestKeyUsage: keyCertSign is the sixth bit (RFC 5280 section 4.2.1.3), and may
// not be written at all.
func TestKeyUsage(t *testing.T) {
	for value, want := range map[string][2]bool{ // read, signs certificates
		"03020780": {true, false}, "03020204": {true, true}, "030100": {true, false}, "03020106": {true, true}, "0303070080": {true, false},
		"0300": {false, false}, "03020804": {false, false}, "040204": {false, false}, "": {false, false},
	} {
		var l key.Link
		if ok := readKeyUsage(testkit.Hex(t, value), &l); ok != want[0] || l.SignsCerts != want[1] || !l.HasUsage {
			t.Errorf("%s: %v, %+v", value, ok, l)
		}
	}
}

// TestAuthorityKeyID reads RFC 5280 section 4.2.1.1, of which each part may be
// missing.
func TestAuthorityKeyID(t *testing.T) {
	name := "300c310a300806035504030c0178"
	for value, want := range map[string]string{ // key identifier, serial number, has a name
		"3000":                        "  false",
		"30048002aabb":                "aabb  false",
		"30078002aabb820103":          "aabb 03 false",
		"3012a110a40e" + name:         "  true",
		"30168002aabba110a40e" + name: "aabb  true",
		"0400":                        "", // no SEQUENCE
		"30038002aa":                  "", // cut
		"":                            "",
	} {
		var l key.Link
		ok := readAuthority(testkit.Hex(t, value), &l)
		if got := fmt.Sprintf("%x %s %v", l.AuthorityKeyID, l.AuthoritySerial, l.AuthorityIssuer != ""); ok != (want != "") || ok && got != want {
			t.Errorf("%s: %s, %v, want %s", value, got, ok, want)
		}
	}
}

// TestRSAParameters: RSA has NULL for parameters (RFC 3279 section 2.3.1). What
// lacks it is noted, and nothing else is.
func TestRSAParameters(t *testing.T) {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	spki, err := x509.MarshalPKIXPublicKey(&private.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	for alg, want := range map[string]string{
		"300d06092a864886f70d0101010500":     "",
		"300b06092a864886f70d010101":         "algorithm_parameters_odd",
		"300f06092a864886f70d01010102020400": "algorithm_parameters_odd",
		"3006060455080101":                   "", // of X.500, whose parameter is the length of the key
	} {
		k, err := ParseSPKI(sequence(t, testkit.Hex(t, alg), elementsOf(t, spki)[1]))
		if err != nil || codes(k.Notes) != want || !private.PublicKey.Equal(&rsa.PublicKey{N: k.Material.(*key.RSA).N, E: private.E}) {
			t.Errorf("%s: %v, %v, want %q", alg, k, err, want)
		}
	}
}

// TestRSADamagedHint: whichever form a damaged RSA key has, OpenSSL tells whether
// the original is whole.
func TestRSADamagedHint(t *testing.T) {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	damaged := elementsOf(t, x509.MarshalPKCS1PrivateKey(private))
	damaged[3][20] ^= 1 // in d: a prime would be computed anew
	pkcs1 := sequence(t, damaged...)
	pkcs8 := sequence(t, []byte{2, 1, 0}, testkit.Hex(t, "300d06092a864886f70d0101010500"), build(t, func(b *cryptobyte.Builder) { b.AddASN1OctetString(pkcs1) }))
	_, err1 := ParsePKCS1Private(pkcs1)
	_, err8 := ParsePKCS8(pkcs8)
	for form, err := range map[string]error{"PKCS#1": err1, "PKCS#8": err8} {
		var f *fault.Error
		if !errors.As(err, &f) || !strings.Contains(f.Hint, "openssl pkey -in FILE -check") {
			t.Errorf("%s: %v", form, err)
		}
	}
}

// TestNumbersMissing: an RSA key of fewer numbers than it has.
func TestNumbersMissing(t *testing.T) {
	n := build(t, func(b *cryptobyte.Builder) { b.AddASN1BigInt(new(big.Int).Lsh(big.NewInt(3), 1024)) })
	e := []byte{2, 1, 3}
	for name, numbers := range map[string][][]byte{"none": nil, "one": {n}, "three": {n, e, e}, "no number": {n, {4, 1, 3}}} {
		if _, err := ParsePKCS1Public(sequence(t, numbers...)); fault.CodeOf(err) != fault.Malformed {
			t.Errorf("public, %s: %v", name, err)
		}
	}
	for count := range 9 {
		numbers := [][]byte{{2, 1, 0}, n, e, e, e, e, e, e, e}[:count]
		if _, err := ParsePKCS1Private(sequence(t, numbers...)); fault.CodeOf(err) != fault.Malformed {
			t.Errorf("private, %d numbers: %v", count, err)
		}
	}
}

// TestStringTypes: the string types of X.680 table 8 as RFC 5280 section 4.1.2.4
// lets names have them.
func TestStringTypes(t *testing.T) {
	for name, c := range map[string]struct {
		value string // tag, length and contents
		want  string
	}{
		"UTF8String":           {"0c02c3a9", "CN=é"},
		"UTF8String, broken":   {"0c01e9", "CN=#0c01e9"},
		"NumericString":        {"12023132", "CN=12"},
		"PrintableString":      {"13024162", "CN=Ab"},
		"TeletexString":        {"1401e9", "CN=é"},
		"IA5String":            {"16024162", "CN=Ab"},
		"VisibleString":        {"1a024162", "CN=Ab"},
		"UniversalString":      {"1c080000004100 01f511", "CN=A🔑"},
		"UniversalString, cut": {"1c0700000041000001", "CN=#1c0700000041000001"},
		"BMPString":            {"1e04004120ac", "CN=A€"},
		"BMPString, cut":       {"1e03004120", "CN=#1e03004120"},
		"OCTET STRING":         {"04024162", "CN=#04024162"},
	} {
		value := testkit.Hex(t, strings.ReplaceAll(c.value, " ", ""))
		attribute := sequence(t, testkit.Hex(t, "0603550403"), value)
		rdn := build(t, func(b *cryptobyte.Builder) {
			b.AddASN1(asn1.SET, func(b *cryptobyte.Builder) { b.AddBytes(attribute) })
		})
		if got, ok := nameText(sequence(t, rdn)); !ok || got != c.want {
			t.Errorf("%s: %s, %v, want %s", name, got, ok, c.want)
		}
	}
}

// TestClassifySigned: what is signed is told by its first elements.
func TestClassifySigned(t *testing.T) {
	const (
		alg  = "300a06082a8648ce3d040302"
		name = "3000"
		utc  = "170d3236303130313030303030305a"
		gen  = "180f32303236303130313030303030305a"
	)
	for about, c := range map[string]struct {
		tbs  string
		want Kind
	}{
		"certificate":              {"a003020102020101" + alg + name, KindCertificate},
		"certificate of version 1": {"020101" + alg + name + "3000", KindCertificate},
		"request":                  {"020100" + name + "3000", KindCSR},
		"CRL":                      {"020101" + alg + name + utc, KindCRL},
		"CRL of version 1":         {alg + name + gen, KindCRL},
		"CRL, no issuer":           {"020101" + alg + utc, KindUnknown},
		"CRL, an odd issuer":       {"020101" + alg + "0400" + utc, KindUnknown},
		"CRL, no time":             {alg + name + "3000", KindUnknown},
		"SPKAC":                    {"3002300016016100", KindSPKAC},
		"nothing":                  {"", KindUnknown},
		"a version alone":          {"020100", KindUnknown},
		"a broken version":         {"020500", KindUnknown},
		"an algorithm alone":       {alg, KindUnknown},
		"a list of nothing":        {"3000", KindUnknown},
	} {
		tbs := sequence(t, testkit.Hex(t, c.tbs))
		if got := Classify(slices.Concat(tbs, testkit.Hex(t, alg+"030100"))); got != c.want {
			t.Errorf("%s: %d, want %d", about, got, c.want)
		}
	}
}

// TestBERElementsEnd: what stands behind a SEQUENCE whose length is known is none of
// its elements.
func TestBERElementsEnd(t *testing.T) {
	for name, ber := range map[string]string{
		"definite":   "\x30\x03\x02\x01\x05" + "\x02\x01\x06",
		"indefinite": "\x30\x80\x02\x01\x05\x00\x00" + "\x02\x01\x06",
	} {
		list, err := Elements([]byte(ber))
		if err != nil || len(list) != 1 || string(list[0].DER) != "\x02\x01\x05" {
			t.Errorf("%s: %x, %v", name, list, err)
		}
	}
}

// TestSerialText: the zero octet of a sign goes, the number zero stays.
func TestSerialText(t *testing.T) {
	for contents, want := range map[string]string{"\x00": "00", "\x00\x80": "80", "\x01\x00": "0100", "\x7f": "7f"} {
		if got := serialText([]byte(contents)); got != want {
			t.Errorf("%x: %s, want %s", contents, got, want)
		}
	}
}

// TestRSAHint: of numbers that do not belong together the hint tells how to look at
// the file; of other faults it does not.
func TestRSAHint(t *testing.T) {
	for code, hinted := range map[fault.Code]bool{fault.InvalidKey: true, fault.KeyMismatch: true, fault.Malformed: false, fault.TooLarge: false} {
		_, err := rsaChecked(nil, fault.New(code, "x"))
		if _, hint := fault.Text(err); fault.CodeOf(err) != code || strings.Contains(hint, "openssl pkey -in FILE -check") != hinted {
			t.Errorf("%s: %v, %q", code, err, hint)
		}
	}
}

// TestMLDSABare: the forms without a tag are the seed, the expanded key, and that
// with the public key behind it.
func TestMLDSABare(t *testing.T) {
	private := func(set, form string) (oid, wrapped []byte) {
		list := elementsOf(t, vectorDER(t, "mldsa/"+set+"-"+form+".pem"))
		var octets cryptobyte.String
		if input := cryptobyte.String(list[2]); !input.ReadASN1(&octets, asn1.OCTET_STRING) {
			t.Fatal("no OCTET STRING")
		}
		return list[1], octets
	}
	algorithm, both := private("44", "both")
	halves := elementsOf(t, both)
	seed, expanded := halves[0][2:], halves[1][4:]
	want, err := ParsePKCS8(vectorDER(t, "mldsa/44-both.pem"))
	if err != nil {
		t.Fatal(err)
	}
	public := want.Material.(*key.OKP).X
	for name, c := range map[string]struct {
		wrapped []byte
		private bool
	}{
		"seed":                       {seed, true},
		"expanded":                   {expanded, false},
		"expanded and public":        {slices.Concat(expanded, public), false},
		"expanded and another":       {slices.Concat(expanded, make([]byte, len(public))), false},
		"expanded and less than one": {slices.Concat(expanded, public[1:]), false},
	} {
		octets := build(t, func(b *cryptobyte.Builder) { b.AddASN1OctetString(c.wrapped) })
		k, err := ParsePKCS8(sequence(t, []byte{2, 1, 0}, algorithm, octets))
		if strings.Contains(name, "another") || strings.Contains(name, "less") {
			if err == nil {
				t.Errorf("%s: %+v", name, k)
			}
			continue
		}
		if err != nil || !key.SamePublic(k.Material, want.Material) || k.Material.IsPrivate() != c.private {
			t.Errorf("%s: %+v, %v", name, k, err)
		}
	}
}
