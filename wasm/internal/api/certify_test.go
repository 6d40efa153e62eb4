package api

import (
	"context"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// askWith is ask with the reply's attachments.
func askWith[T any](t *testing.T, s *Session, op string, params dict) (T, [][]byte) {
	t.Helper()
	reply := s.Handle(context.Background(), message(t, op, params))
	return accepted[T](t, op, reply.JSON), reply.Attachments
}

// openssl gives what openssl prints, given data on its standard input.
func openssl(t *testing.T, data string, args ...string) string {
	t.Helper()
	cmd := exec.Command("openssl", args...)
	cmd.Stdin = strings.NewReader(data)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("openssl %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// TestCertify makes a certificate and a request for a key of each kind, and has
// openssl and Go's x509 look at all forms of them.
func TestCertify(t *testing.T) {
	for name, key := range map[string]dict{
		"RSA":     {"type": "RSA", "size": 2048},
		"P-256":   {"type": "EC", "curve": "P-256"},
		"P-384":   {"type": "EC", "curve": "P-384"},
		"P-521":   {"type": "EC", "curve": "P-521"},
		"Ed25519": {"type": "OKP", "curve": "Ed25519"},
	} {
		t.Run(name, func(t *testing.T) {
			s := testSession()
			ask[keysReply](t, s, "generate", key)
			made, beside := askWith[certifyReply](t, s, "certify", dict{"subject": "CN=my-client, O=Example, C=DE"})
			block, rest := pem.Decode([]byte(made.PEM))
			if block == nil || len(rest) > 0 || string(block.Bytes) != string(beside[0]) || base64.StdEncoding.EncodeToString(beside[0]) != made.Base64 {
				t.Fatal("PEM, DER and base64 are not the same")
			}
			c, err := x509.ParseCertificate(beside[0])
			if err != nil {
				t.Fatal(err)
			}
			if err := c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature); err != nil {
				t.Error(err)
			}
			if days := c.NotAfter.Sub(c.NotBefore).Hours() / 24; days != defaultDays || !c.NotBefore.Equal(s.now()) {
				t.Errorf("valid from %v for %v days", c.NotBefore, days)
			}
			path := filepath.Join(t.TempDir(), "c.pem")
			if err := os.WriteFile(path, []byte(made.PEM), 0o600); err != nil {
				t.Fatal(err)
			}
			openssl(t, made.PEM, "verify", "-CAfile", path, "-attime", "1795421700")
			checkDigests(t, made)
			asked, _ := askWith[certifyReply](t, s, "certify", dict{"kind": "request", "subject": "my-client"})
			if out := openssl(t, asked.PEM, "req", "-verify", "-noout", "-subject"); !strings.Contains(out, "my-client") {
				t.Errorf("openssl req says %s", out)
			}
			if asked.X5T != "" || asked.Certificate != nil {
				t.Error("a request has the digest of a certificate")
			}
		})
	}
}

func checkDigests(t *testing.T, made certifyReply) {
	t.Helper()
	colons := func(hash string) string {
		out := openssl(t, made.PEM, "x509", "-noout", "-fingerprint", "-"+hash)
		_, digest, _ := strings.Cut(strings.TrimSpace(out), "=")
		return strings.ReplaceAll(digest, ":", "")
	}
	if made.SHA1 != colons("sha1") {
		t.Errorf("SHA-1 %s, openssl says %s", made.SHA1, colons("sha1"))
	}
	for digest, want := range map[string]string{made.X5T: colons("sha1"), made.X5TS256: colons("sha256")} {
		raw, err := base64.RawURLEncoding.DecodeString(digest)
		if err != nil || strings.ToUpper(hexOf(raw)) != want {
			t.Errorf("%s is %x, openssl says %s", digest, raw, want)
		}
	}
}

func hexOf(raw []byte) string {
	const digits = "0123456789abcdef"
	var out strings.Builder
	for _, b := range raw {
		out.Write([]byte{digits[b>>4], digits[b&15]})
	}
	return out.String()
}

// TestCertified: the certificate is the key's own from then on, in its x5c, its
// forms and the header of its tokens; and the next one takes its place.
func TestCertified(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "generate", dict{"type": "RSA", "size": 2048, "options": dict{"for": "entra"}})
	first, _ := askWith[certifyReply](t, s, "certify", dict{"subject": "one"})
	if first.Replaced {
		t.Error("the first took another's place")
	}
	all := ask[keysReply](t, s, "render", dict{"options": dict{"x5c": true, "for": "entra"}, "forms": []string{"jwk", "certificate"}})
	if k := all.Keys[0]; len(k.Certificates) != 1 || k.Certificates[0].SHA256 != first.X5TS256 ||
		!strings.Contains(k.Outputs["jwk"], first.Base64) || k.Outputs["certificate"] != first.PEM || k.Certificates[0].Odd {
		t.Errorf("the key has not got its certificate: %+v", all.Keys[0])
	}
	token := ask[assertReply](t, s, "assert", dict{"client": "c", "endpoint": "https://as.example/token"})
	if !strings.Contains(token.Header, `"x5t#S256": "`+first.X5TS256+`"`) {
		t.Errorf("the token has another thumbprint: %s", token.Header)
	}
	second, _ := askWith[certifyReply](t, s, "certify", dict{"subject": "two", "days": 30})
	if !second.Replaced || second.X5T == first.X5T {
		t.Error("the second took nobody's place")
	}
	all = ask[keysReply](t, s, "render", dict{})
	if c := all.Keys[0].Certificates; len(c) != 1 || c[0].Subject != "CN=two" {
		t.Errorf("certificates: %+v", c)
	}
	ask[certifyReply](t, s, "certify", dict{"kind": "request", "subject": "three"})
	if all = ask[keysReply](t, s, "render", dict{}); all.Keys[0].Certificates[0].Subject != "CN=two" {
		t.Error("a request took the certificate's place")
	}
}

// TestCertifyPair: the private and the public key of one pair have the same
// certificate.
func TestCertifyPair(t *testing.T) {
	s := testSession()
	both := golden(t, "p256/pkcs8") + golden(t, "p256/spki")
	ask[keysReply](t, s, "convert", dict{"input": []byte(both)})
	made := ask[certifyReply](t, s, "certify", dict{"subject": "x"})
	all := ask[keysReply](t, s, "render", dict{"options": dict{"x5c": true}})
	for _, k := range all.Keys {
		if len(k.Certificates) != 1 || !strings.Contains(k.Outputs["jwk"], made.Base64) {
			t.Errorf("key %d has %d certificates", k.ID, len(k.Certificates))
		}
	}
	ask[certifyReply](t, s, "certify", dict{"id": 1, "subject": "x"})
	refused(t, send(t, s, "certify", dict{"id": 2, "subject": "x"}), fault.CannotSign)
}

func TestCertifyUse(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "generate", dict{"type": "RSA", "size": 2048, "options": dict{"use": "enc"}})
	made := ask[certifyReply](t, s, "certify", dict{"subject": "x"})
	if out := openssl(t, made.PEM, "x509", "-noout", "-ext", "keyUsage"); !strings.Contains(out, "Key Encipherment") || strings.Contains(out, "Digital") {
		t.Errorf("key usage: %s", out)
	}
}

func TestCertifyRefuses(t *testing.T) {
	s := testSession()
	refused(t, send(t, s, "certify", dict{"subject": "x"}), fault.BadRequest)
	ask[keysReply](t, s, "generate", dict{"type": "EC"})
	for name, params := range map[string]dict{
		"another kind":         {"subject": "x", "kind": "crl"},
		"a day too many":       {"subject": "x", "days": 3651},
		"fewer days than none": {"subject": "x", "days": -1},
		"no such key":          {"subject": "x", "id": 2},
		"a line break":         {"subject": "a\nb"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, send(t, s, "certify", params), fault.BadOption) })
	}
	refused(t, send(t, s, "certify", dict{}), fault.Missing)
	for _, curve := range []string{"X25519", "secp256k1"} {
		kind := "OKP"
		if curve == "secp256k1" {
			kind = "EC"
		}
		ask[keysReply](t, s, "generate", dict{"type": kind, "curve": curve})
		refused(t, send(t, s, "certify", dict{"subject": "x"}), fault.CannotSign)
	}
	ask[keysReply](t, s, "convert", dict{"input": []byte(golden(t, "p256/spki"))})
	refused(t, send(t, s, "certify", dict{"subject": "x"}), fault.CannotSign)
}
