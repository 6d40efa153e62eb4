package digest

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"math/big"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// TestFindOfRSA: what names an RSA key, of its modulus and PKCS#1 form too.
func TestFindOfRSA(t *testing.T) {
	private := testkit.NodeKeys(t)["RSA 2048"].Private.Material(t).(*key.RSA)
	k := &key.Key{Material: private}
	f := formsOf(k)
	if f.pkcs1 == nil || !bytes.Equal(f.bits, f.pkcs1) || f.pkcs8 == nil || f.traditional == nil || f.point != nil || !bytes.Equal(f.x, private.N.Bytes()) {
		t.Fatal("another set of forms")
	}
	modulus := []byte("Modulus=" + strings.ToUpper(hex.EncodeToString(private.N.Bytes())) + "\n")
	m5, s224, s1 := md5.Sum(modulus), sha256.Sum224(f.spki), sha1.Sum(f.pkcs8)
	docker := sha256.Sum256(f.spki)
	for want, value := range map[string][]byte{
		"the MD5 of its modulus, as openssl -modulus prints it":   m5[:],
		"the SHA-224 of its public key (SPKI)":                    s224[:],
		"the SHA-1 of its private key in PKCS#8, as AWS makes it": s1[:],
		"its Docker key ID (240 bits of the SHA-256 of its SPKI)": docker[:30],
	} {
		if got, ok := Find(k, []Value{{Bytes: value}}); !ok || got.What != want {
			t.Errorf("%+v, %v, want %s", got, ok, want)
		}
	}
	if !bytes.Equal(SHA1([]byte("abc")), testkit.Hex(t, "a9993e364706816aba3e25717850c26c9cd0d89d")) {
		t.Error("SHA1 is another hash")
	}
}

// TestFindOfCertificates: the public key of a certificate that is not the key's own,
// and a serial number, which is no digest if it is long enough to look like one.
func TestFindOfCertificates(t *testing.T) {
	k, spki, point, line := p256(t)
	other := sha256.Sum256([]byte("another SPKI"))
	k.Chain = []*key.Certificate{
		{Raw: []byte("own"), SPKI: spki, Serial: "0102030405060708", Link: &key.Link{}},
		{Raw: []byte("issuer"), SPKI: []byte("another SPKI"), Serial: "01020304050607", Link: &key.Link{}},
	}
	if got, ok := Find(k, []Value{{Bytes: other[:]}}); !ok || got.What != "the SHA-256 of the public key (SPKI) of its certificate" || got.Certificate != 2 {
		t.Errorf("%+v, %v", got, ok)
	}
	own := sha256.Sum256(spki)
	if got, ok := Find(k, []Value{{Bytes: own[:]}}); !ok || got.Certificate != 0 {
		t.Errorf("%+v, %v", got, ok)
	}
	if got, ok := FindMistaken(k, []Value{{Bytes: testkit.Hex(t, "0102030405060708")}}); !ok || got.Certificate != 1 || !strings.Contains(got.What, "serial number") {
		t.Errorf("%+v, %v", got, ok)
	}
	if got, ok := FindMistaken(k, []Value{{Bytes: testkit.Hex(t, "01020304050607")}}); ok {
		t.Errorf("a short serial number: %+v", got)
	}
	if got, ok := FindMistaken(k, []Value{{Bytes: point[1:33]}}); !ok || !strings.Contains(got.What, "x coordinate") || got.Right != nil {
		t.Errorf("%+v, %v", got, ok)
	}
	if got, ok := FindMistaken(k, []Value{{Bytes: point[33:]}}); !ok || !strings.Contains(got.What, "y coordinate") || got.Right != nil {
		t.Errorf("%+v, %v", got, ok)
	}
	jwk := formsOf(k).jwk
	text := "ecdsa-sha2-nistp256 " + base64.StdEncoding.EncodeToString(line.Marshal())
	for want, c := range map[string][2][]byte{
		"the OpenSSH line":                           {[]byte(text + "\n"), line.Marshal()},
		"the PEM text of its certificate":            {[]byte("-----BEGIN CERTIFICATE-----\nb3du\n-----END CERTIFICATE-----"), []byte("own")},
		"the base64 text of its certificate":         {[]byte("b3du"), []byte("own")},
		"its certificate with a line break after it": {[]byte("own\n"), []byte("own")},
		"its JWK with a line break after it":         {append(bytes.Clone(jwk), '\n'), jwk},
		"its JWK with white space":                   {[]byte(strings.NewReplacer(":", ": ", ",", ", ").Replace(string(jwk))), jwk},
	} {
		s, right := sha512.Sum384(c[0]), sha512.Sum384(c[1])
		if got, ok := FindMistaken(k, []Value{{Bytes: s[:]}}); !ok || got.What != "the SHA-384 of "+want || !bytes.Equal(got.Right, right[:]) {
			t.Errorf("%+v, %v, want %s", got, ok, want)
		}
	}
}

// TestFindOfOKP: the bits of an Edwards key are its x, which people take for a digest.
func TestFindOfOKP(t *testing.T) {
	m := testkit.NodeKeys(t)["ed25519"].Private.Material(t).(*key.OKP)
	k := &key.Key{Material: m}
	id := sha1.Sum(m.X)
	if got, ok := Find(k, []Value{{Bytes: id[:]}}); !ok || !strings.Contains(got.What, "RFC 5280") {
		t.Errorf("%+v, %v", got, ok)
	}
	if got, ok := FindMistaken(k, []Value{{Bytes: m.X}}); !ok || !strings.Contains(got.What, "x coordinate") {
		t.Errorf("%+v, %v", got, ok)
	}
	f := formsOf(k)
	sum := sha256.Sum256(f.jwk)
	if got, ok := Find(k, []Value{{Bytes: sum[:]}}); !ok || got.What != "its RFC 7638 thumbprint" {
		t.Errorf("%+v, %v", got, ok)
	}
	if got, ok := FindMistaken(&key.Key{Material: &key.RSA{N: big.NewInt(3233), E: big.NewInt(17)}}, []Value{{Bytes: m.X}}); ok {
		t.Errorf("another key's: %+v", got)
	}
}

// TestReadMarks: marks that cannot be seen and the escapes of URLs are taken off, and
// the name of a hash before its value.
func TestReadMarks(t *testing.T) {
	const hex20 = "3ab856efc5c571ef2dfa476f4cbdd6ab56051630"
	want := testkit.Hex(t, hex20)
	for _, text := range []string{
		"\u200e" + hex20, hex20[:10] + "\u200b" + hex20[10:], "sha1-OrhW78XFce8t+kdvTL3Wq1YFFjA=", "SHA1-OrhW78XFce8t+kdvTL3Wq1YFFjA", "sha1//OrhW78XFce8t+kdvTL3Wq1YFFjA=", "OrhW78XFce8t%2BkdvTL3Wq1YFFjA%3D",
	} {
		list := Read(text)
		found := false
		for _, v := range list {
			found = found || bytes.Equal(v.Bytes, want)
		}
		if !found {
			t.Errorf("%q: %+v", text, list)
		}
	}
}
