package certify

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/fault"
)

type testKey struct {
	name   string
	signer crypto.Signer
	spki   []byte
}

func testKeys(t *testing.T) []testKey {
	t.Helper()
	var keys []testKey
	add := func(name string, signer crypto.Signer, err error) {
		if err != nil {
			t.Fatal(err)
		}
		spki, err := x509.MarshalPKIXPublicKey(signer.Public())
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, testKey{name, signer, spki})
	}
	r, err := rsa.GenerateKey(rand.Reader, 2048)
	add("RSA", r, err)
	for _, curve := range []elliptic.Curve{elliptic.P256(), elliptic.P384(), elliptic.P521()} {
		k, err := ecdsa.GenerateKey(curve, rand.Reader)
		add(curve.Params().Name, k, err)
	}
	_, ed, err := ed25519.GenerateKey(rand.Reader)
	add("Ed25519", ed, err)
	return keys
}

func subject(t *testing.T, text string) Subject {
	t.Helper()
	s, err := ParseSubject(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestCertificate holds certificates against Go's x509, OpenSSL and Node.
func TestCertificate(t *testing.T) {
	now := time.Now().UTC().Truncate(time.Second)
	for _, k := range testKeys(t) {
		for _, use := range []Use{Sign, Encrypt} {
			der, err := Certificate(k.signer, k.spki, Template{
				Subject: subject(t, "CN=Müller & Söhne, O=Example\\, Inc., C=DE"), NotBefore: now, Days: 365, Use: use,
			})
			if err != nil {
				t.Fatal(k.name, err)
			}
			c, err := x509.ParseCertificate(der)
			if err != nil {
				t.Fatal(k.name, err)
			}
			if err := c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature); err != nil {
				t.Error(k.name, err)
			}
			sum := sha1.Sum(publicBits(t, k.signer))
			if c.Version != 3 || c.IsCA || !c.BasicConstraintsValid || c.Subject.CommonName != "Müller & Söhne" ||
				!bytes.Equal(c.RawSubject, c.RawIssuer) || !slices.Equal(c.Subject.Organization, []string{"Example, Inc."}) ||
				!c.NotBefore.Equal(now) || !c.NotAfter.Equal(now.AddDate(0, 0, 365)) || !bytes.Equal(c.RawSubjectPublicKeyInfo, k.spki) ||
				c.SerialNumber.Sign() <= 0 || c.SerialNumber.BitLen() < 120 || !bytes.Equal(c.SubjectKeyId, sum[:]) {
				t.Errorf("%s: %+v", k.name, c)
			}
			usage := x509.KeyUsageDigitalSignature
			if use == Encrypt {
				usage = x509.KeyUsageKeyAgreement
				if k.name == "RSA" {
					usage = x509.KeyUsageKeyEncipherment
				}
			}
			if c.KeyUsage != usage {
				t.Errorf("%s: usage %b", k.name, c.KeyUsage)
			}
			for _, e := range c.Extensions { // RFC 5280 section 4.2.1: critical, except the identifier
				if e.Critical == e.Id.Equal(oidKeyIdentifier) {
					t.Errorf("%s: %v, critical %v", k.name, e.Id, e.Critical)
				}
			}
			path := writePEM(t, "CERTIFICATE", der)
			tool(t, "OK", "openssl", "verify", "-x509_strict", "-CAfile", path, path)
			tool(t, "true", "node", "-e", `const {X509Certificate} = require("crypto");
				const c = new X509Certificate(require("fs").readFileSync(process.argv[1]));
				console.log(c.verify(c.publicKey) && c.checkIssued(c) !== undefined && !c.ca)`, path)
		}
	}
}

// TestLate: from 2050 on a date is a GeneralizedTime, before it a UTCTime.
func TestLate(t *testing.T) {
	k := testKeys(t)[1]
	der, err := Certificate(k.signer, k.spki, Template{Subject: subject(t, "x"),
		NotBefore: time.Date(2049, 12, 31, 23, 59, 59, 0, time.UTC), Days: 1})
	if err != nil {
		t.Fatal(err)
	}
	c, err := x509.ParseCertificate(der)
	if err != nil || c.NotBefore.Year() != 2049 || c.NotAfter.Year() != 2050 {
		t.Fatal(err, c)
	}
	if !bytes.Contains(der, []byte("491231235959Z")) || !bytes.Contains(der, []byte("20500101235959Z")) {
		t.Error("the dates have the wrong form")
	}
}

func TestRequest(t *testing.T) {
	for _, k := range testKeys(t) {
		der, err := Request(k.signer, k.spki, subject(t, "my-client"))
		if err != nil {
			t.Fatal(k.name, err)
		}
		r, err := x509.ParseCertificateRequest(der)
		if err != nil {
			t.Fatal(k.name, err)
		}
		if err := r.CheckSignature(); err != nil || r.Subject.String() != "CN=my-client" {
			t.Error(k.name, err, r.Subject)
		}
		tool(t, "OK", "openssl", "req", "-verify", "-noout", "-in", writePEM(t, "CERTIFICATE REQUEST", der))
	}
}

// TestSubject: each attribute stands under its own name.
func TestSubject(t *testing.T) {
	k := testKeys(t)[1]
	der, err := Request(k.signer, k.spki, subject(t, "C=DE,ST=b,L=c,O=d,OU=e,CN=f"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := x509.ParseCertificateRequest(der)
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Subject.String(); got != "CN=f,OU=e,O=d,L=c,ST=b,C=DE" {
		t.Error(got)
	}
	var order []string
	for _, a := range r.Subject.Names {
		order = append(order, a.Value.(string))
	}
	if got := strings.Join(order, " "); got != "DE b c d e f" {
		t.Error(got)
	}
}

func TestTwice(t *testing.T) {
	k := testKeys(t)[4]
	template := Template{Subject: subject(t, "x"), NotBefore: time.Unix(0, 0), Days: 1}
	one, err1 := Certificate(k.signer, k.spki, template)
	two, err2 := Certificate(k.signer, k.spki, template)
	if err1 != nil || err2 != nil || bytes.Equal(one, two) {
		t.Error("two certificates have one serial number", err1, err2)
	}
}

func TestDays(t *testing.T) {
	k := testKeys(t)[1]
	for days, fine := range map[int]bool{-1: false, 0: false, 1: true, 3650: true, 3651: false} {
		_, err := Certificate(k.signer, k.spki, Template{Subject: subject(t, "x"), NotBefore: time.Now(), Days: days})
		if (err == nil) != fine || err != nil && fault.CodeOf(err) != fault.BadOption {
			t.Errorf("%d days: %v", days, err)
		}
	}
}

func TestRefused(t *testing.T) {
	k := testKeys(t)[1]
	if _, err := Certificate(other{k.signer}, k.spki, Template{Subject: subject(t, "x"), Days: 1}); fault.CodeOf(err) != fault.CannotSign {
		t.Error(err)
	}
	for _, spki := range [][]byte{nil, k.spki[:20], append(slices.Clone(k.spki), 0)} {
		if _, err := Certificate(k.signer, spki, Template{Subject: subject(t, "x"), Days: 1}); fault.CodeOf(err) != fault.Malformed {
			t.Error(err)
		}
	}
	for _, subject := range []Subject{nil, {{"O", "x"}, {"CN", ""}}} {
		if _, err := Request(k.signer, k.spki, subject); fault.CodeOf(err) != fault.Missing {
			t.Error(err)
		}
	}
}

// other is a signer of a kind that certificates are not made for.
type other struct{ crypto.Signer }

func (other) Public() crypto.PublicKey { return "none" }

func TestParseSubject(t *testing.T) {
	long := strings.Repeat("ä", 64)
	for text, want := range map[string]string{
		"my-client":                      "CN=my-client",
		"  my client, inc. ":             "CN=my client, inc.",
		"a=b":                            "CN=a=b",
		"CN=x":                           "CN=x",
		"cn = x , o = Y\\, Z , C=DE":     "C=DE O=Y, Z CN=x",
		"/C=DE/O=A, B/CN=a\\/b":          "C=DE O=A, B CN=a/b",
		"CN=x\\":                         "CN=x\\", // a backslash with nothing behind it
		"CN=a\\2Cb\\20\\c3\\a4\\g\\2":    "CN=a,b äg2",
		"CN=a\\00":                       "",
		"CN=a\\ff":                       "",
		"O=x,OU=y,L=z,ST=w":              "ST=w L=z O=x OU=y",
		long:                             "CN=" + long,
		"":                               "",
		long + "ä":                       "",
		"O=" + long + "ä":                "",
		"OU=" + long + "ä":               "",
		"L=" + long + long + "ä":         "",
		"CN=x,C=AZ":                      "C=AZ CN=x",
		"CN=":                            "",
		"CN=x,CN=y":                      "",
		"CN=x,emailAddress=a@b":          "",
		"emailAddress=a@b,CN=x":          "", // and not a common name of it all
		"DC=org,DC=example,CN=x":         "",
		"CN=x, O=\"Y, Z\", C=DE":         "C=DE O=Y, Z CN=x",
		"O=\"a\\\"b\",CN=x":              "O=a\"b CN=x",
		"O=a \"b, c\"":                   "",
		"O=\"":                           "O=\"",
		"CN=x,C=Germany":                 "",
		"CN=x,C=de":                      "",
		"a\nb":                           "",
		"CN=x, O=\xff":                   "",
		"CN=x, y":                        "",
		"ST=" + strings.Repeat("x", 129): "",
		"ST=" + strings.Repeat("x", 128): "ST=" + strings.Repeat("x", 128),
	} {
		s, err := ParseSubject(text)
		var got []string
		for _, a := range s {
			got = append(got, a.Name+"="+a.Value)
		}
		if joined := strings.Join(got, " "); joined != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", text, joined, err)
		}
		code := fault.BadOption
		if text == "" || text == "CN=" {
			code = fault.Missing
		}
		if err != nil && fault.CodeOf(err) != code {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// publicBits are what a subject key identifier is the digest of.
func publicBits(t *testing.T, signer crypto.Signer) []byte {
	t.Helper()
	switch public := signer.Public().(type) {
	case *rsa.PublicKey:
		return x509.MarshalPKCS1PublicKey(public)
	case *ecdsa.PublicKey:
		bits, err := public.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		return bits
	case ed25519.PublicKey:
		return public
	}
	t.Fatal("no such key")
	return nil
}

func writePEM(t *testing.T, label string, der []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.pem")
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// tool runs a program, where it is there, and looks for a word in what it says.
func tool(t *testing.T, want, name string, args ...string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Logf("%s is not here: not asked", name)
		return
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil || !strings.Contains(string(out), want) {
		t.Errorf("%s: %v: %s", name, err, out)
	}
}
