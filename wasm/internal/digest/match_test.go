package digest

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"math/big"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"jwkmint/wasm/internal/key"
)

// p256 is a key with its SubjectPublicKeyInfo, its point and its OpenSSH form, by
// other implementations than ours.
func p256(t *testing.T) (k *key.Key, spki, point []byte, line ssh.PublicKey) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if spki, err = x509.MarshalPKIXPublicKey(&private.PublicKey); err != nil {
		t.Fatal(err)
	}
	if point, err = private.PublicKey.Bytes(); err != nil {
		t.Fatal(err)
	}
	if line, err = ssh.NewPublicKey(&private.PublicKey); err != nil {
		t.Fatal(err)
	}
	return &key.Key{Material: &key.EC{Curve: key.P256, X: point[1:33], Y: point[33:]}}, spki, point, line
}

// TestShow: what is shown of a key and of its certificate is what others show.
func TestShow(t *testing.T) {
	k, spki, point, line := p256(t)
	id := []byte{0xab, 1, 0xcd}
	// The first is a certificate of which nothing but its octets can be read.
	k.Chain = []*key.Certificate{{Raw: []byte("odd")}, {Raw: []byte("issuer"), Link: &key.Link{SubjectKeyID: id}}}
	colons := func(b []byte) string {
		pairs := slices.Collect(slices.Chunk([]byte(hex.EncodeToString(b)), 2))
		var list []string
		for _, p := range pairs {
			list = append(list, string(p))
		}
		return strings.Join(list, ":")
	}
	s256, sm, s1 := sha256.Sum256(spki), md5.Sum(spki), sha1.Sum(point)
	c1, c256 := sha1.Sum([]byte("odd")), sha256.Sum256([]byte("odd"))
	for _, want := range []Row{
		{Name: "SHA-256 of the public key (SPKI), base64", Value: "SHA256:" + base64.StdEncoding.EncodeToString(s256[:])},
		{Name: "SHA-256 of the public key (SPKI), hexadecimal", Value: hex.EncodeToString(s256[:])},
		{Name: "MD5 of the public key (SPKI)", Value: colons(sm[:])},
		{Name: "OpenSSH fingerprint, SHA-256", Value: ssh.FingerprintSHA256(line)},
		{Name: "OpenSSH fingerprint, MD5", Value: "MD5:" + ssh.FingerprintLegacyMD5(line)},
		{Name: "Subject key identifier", Value: strings.ToUpper(colons(s1[:]))},
		{Certificate: 1, Name: "x5t", Value: base64.RawURLEncoding.EncodeToString(c1[:])},
		{Certificate: 1, Name: "x5t#S256", Value: base64.RawURLEncoding.EncodeToString(c256[:])},
		{Certificate: 1, Name: "SHA-1 with colons", Value: strings.ToUpper(colons(c1[:]))},
		{Certificate: 2, Name: "Subject key identifier", Value: "AB:01:CD"},
	} {
		if !slices.ContainsFunc(Show(k), func(r Row) bool { r.Where = ""; return r == want }) {
			t.Errorf("%+v is not shown", want)
		}
	}
}

// TestShowSecret: the digests of a secret's octets would help who guesses it.
func TestShowSecret(t *testing.T) {
	for _, r := range Show(&key.Key{Material: &key.Oct{K: []byte("secret")}}) {
		if !strings.Contains(r.Name, "JWK thumbprint") {
			t.Errorf("%s of a secret is shown", r.Name)
		}
	}
}

// TestFind: whichever of the values it is, and whatever it is of.
func TestFind(t *testing.T) {
	k, spki, point, line := p256(t)
	id := sha1.Sum([]byte("id"))
	k.Chain = []*key.Certificate{{Raw: []byte("odd")}, {Raw: []byte("own"), SPKI: spki, Link: &key.Link{SubjectKeyID: id[:]}}}
	sum := func(b []byte) []byte { s := sha256.Sum256(b); return s[:] }
	other, s384, bits, raw := make([]byte, 32), sha512.Sum384(spki), sha1.Sum(point), sha1.Sum([]byte("odd"))
	for name, c := range map[string]struct {
		value []byte
		want  Match
	}{
		"SPKI":          {sum(spki), Match{What: "the SHA-256 of its public key (SPKI)"}},
		"SPKI, SHA-384": {s384[:], Match{What: "the SHA-384 of its public key (SPKI)"}},
		"OpenSSH":       {sum(line.Marshal()), Match{What: "its OpenSSH fingerprint (SHA-256)"}},
		"bits":          {bits[:], Match{What: "its subject key identifier (RFC 5280: the SHA-1 of its public key's bits)"}},
		"RFC 7093":      {sum(point)[:20], Match{What: "its subject key identifier (RFC 7093: the first 160 bits of the SHA-256 of its public key's bits)"}},
		"x5t":           {raw[:], Match{What: "the SHA-1 of its certificate (x5t)", Certificate: 1}},
		"identifier":    {id[:], Match{What: "the subject key identifier in its certificate", Certificate: 2}},
	} {
		for at, values := range [][]Value{{{Bytes: c.value}}, {{Bytes: other}, {Bytes: c.value}, {Bytes: c.value}}} {
			c.want.Value = at // the first of two that are the same
			got, ok := Find(k, values)
			if !ok || got.What != c.want.What || got.Value != c.want.Value || got.Certificate != c.want.Certificate || got.Mistake != "" {
				t.Errorf("%s: %+v, %v, want %+v", name, got, ok, c.want)
			}
		}
	}
	// Hexadecimal in groups is read as the beginning of a digest, too.
	if got, _ := Find(k, []Value{{Bytes: sum(point)[:20]}, {Bytes: sum(point)}}); got.What != "the SHA-256 of its public key's bits" {
		t.Errorf("the whole digest and its beginning: %+v", got)
	}
	for name, value := range map[string][]byte{"other": other, "nothing": {}} {
		if got, ok := Find(k, []Value{{Bytes: value}}); ok {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestFindMistaken: what was hashed of the text of a key, by the name of its form.
func TestFindMistaken(t *testing.T) {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	private.Precompute()
	r := &key.Key{Material: &key.RSA{N: private.N, E: big.NewInt(int64(private.E)), D: private.D, P: private.Primes[0], Q: private.Primes[1],
		DP: private.Precomputed.Dp, DQ: private.Precomputed.Dq, QI: private.Precomputed.Qinv}}
	e, spki, _, _ := p256(t)
	rsaSPKI, err := x509.MarshalPKIXPublicKey(&private.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	text := func(label string, der []byte) []byte {
		return pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der})
	}
	for name, c := range map[string]struct {
		k        *key.Key
		text, of []byte
	}{
		"its public key (SPKI)":     {e, text("PUBLIC KEY", spki), spki},
		"its public key (PKCS#1)":   {r, text("RSA PUBLIC KEY", x509.MarshalPKCS1PublicKey(&private.PublicKey)), x509.MarshalPKCS1PublicKey(&private.PublicKey)},
		"its private key (PKCS#1)":  {r, text("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(private)), x509.MarshalPKCS1PrivateKey(private)},
		"its public key (SPKI) too": {r, text("PUBLIC KEY", rsaSPKI), rsaSPKI},
	} {
		sum, right := sha256.Sum256(c.text), sha256.Sum256(c.of)
		got, ok := FindMistaken(c.k, []Value{{Bytes: sum[:]}})
		if !ok || got.What != "the SHA-256 of the PEM text of "+strings.TrimSuffix(name, " too") || got.Mistake == "" || !bytes.Equal(got.Right, right[:]) {
			t.Errorf("%s: %+v, %v", name, got, ok)
		}
	}
	n := private.N.Bytes()
	for hashed, what := range map[string]string{
		hex.EncodeToString(rsaSPKI):                       "the hexadecimal text of its public key (SPKI)",
		strings.ToUpper(hex.EncodeToString(rsaSPKI)):      "the hexadecimal text of its public key (SPKI)",
		base64.StdEncoding.EncodeToString(rsaSPKI) + "\n": "the base64 text of its public key (SPKI)",
		string(n):             "its modulus alone",
		hex.EncodeToString(n): "its modulus alone",
	} {
		sum, right := sha1.Sum([]byte(hashed)), sha1.Sum(rsaSPKI)
		got, ok := FindMistaken(r, []Value{{Bytes: sum[:]}})
		if !ok || got.What != "the SHA-1 of "+what || got.Mistake == "" || !bytes.Equal(got.Right, right[:]) {
			t.Errorf("of %s: %+v, %v", what, got, ok)
		}
	}
}
