package doctor

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/ssh"
	"jwkmint/wasm/internal/vendors"
	"jwkmint/wasm/testkit"
)

var now = time.Date(2026, 11, 23, 8, 15, 0, 0, time.UTC)

type dict = map[string]any

// patient is a token that is all right, and what a test changes of it.
type patient struct {
	t              *testing.T
	key            key.Material
	header, claims dict
	c              Case
	// sign makes the signature where jose.Sign does not.
	sign func(input []byte) []byte
}

func material(t *testing.T, name string) key.Material {
	t.Helper()
	return testkit.NodeKeys(t)[name].Private.Material(t)
}

// healthy is a token by the key, which is registered with a certificate (of
// some bytes: only its digests count).
func healthy(t *testing.T, name, alg string) *patient {
	m := material(t, name)
	return &patient{
		t: t, key: m,
		header: dict{"alg": alg, "kid": "k1"},
		claims: dict{"iss": "c", "sub": "c", "aud": "https://as.example", "jti": "x",
			"iat": now.Unix() - 10, "exp": now.Unix() + 290},
		c: Case{
			Keys:   []Registered{{Material: m.Public(), KID: "k1", Use: "sig", Alg: alg, Chain: []*key.Certificate{{Raw: []byte("certificate")}}}},
			Client: "c", Issuer: "https://as.example", Endpoint: "https://as.example/token", Now: now,
		},
	}
}

// more is one more registered key.
func (p *patient) more(kid string) Registered {
	return Registered{Material: material(p.t, "EC P-256, zeros before x").Public(), KID: kid}
}

func (p *patient) compact() string {
	p.t.Helper()
	header, err := json.Marshal(p.header)
	if err != nil {
		p.t.Fatal(err)
	}
	claims, err := json.Marshal(p.claims)
	if err != nil {
		p.t.Fatal(err)
	}
	encode := base64.RawURLEncoding.EncodeToString
	input := encode(header) + "." + encode(claims)
	if p.sign != nil {
		return input + "." + encode(p.sign([]byte(input)))
	}
	alg, _ := p.header["alg"].(string)
	token, err := jose.Sign(header, claims, alg, p.key)
	if err != nil {
		p.t.Fatal(err)
	}
	return token
}

// by signs by alg, whatever the header says.
func (p *patient) by(alg string) func(input []byte) []byte {
	return func(input []byte) []byte {
		parts := strings.Split(string(input), ".")
		header, _ := base64.RawURLEncoding.DecodeString(parts[0])
		claims, _ := base64.RawURLEncoding.DecodeString(parts[1])
		token, err := jose.Sign(header, claims, alg, p.key)
		if err != nil {
			p.t.Fatal(err)
		}
		signature, _ := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[2])
		return signature
	}
}

func (p *patient) diagnose() Diagnosis {
	p.t.Helper()
	token, ok := Read([]byte(p.compact()), nil)
	if !ok {
		p.t.Fatal("no token was found")
	}
	p.c.Token = token
	return Diagnose(p.c)
}

func codes(d Diagnosis) string {
	var list []string
	for _, f := range d.Findings {
		mark := ""
		if f.Grave {
			mark = "!"
		}
		list = append(list, f.Code+mark)
	}
	return strings.Join(list, " ")
}

// kinds are the keys and algorithms of the suite that runs for each.
var kinds = []struct{ key, alg, other string }{
	{"RSA 2048", "RS256", "PS256"}, {"RSA 2048", "PS256", "RS256"}, {"EC P-256", "ES256", ""}, {"EC P-384", "ES384", ""},
	{"EC P-521", "ES512", ""}, {"ed25519", "EdDSA", "Ed25519"}, {"ed25519", "Ed25519", "EdDSA"},
}

// TestHealthy: a token that is all right has nothing said of it.
func TestHealthy(t *testing.T) {
	for _, kind := range kinds {
		p := healthy(t, kind.key, kind.alg)
		d := p.diagnose()
		if got := codes(d); got != "nothing_grave" || d.Signer != 0 || len(d.Unchecked) > 0 {
			t.Errorf("%s: %s, signer %d, unchecked %v", kind.alg, got, d.Signer, d.Unchecked)
		}
	}
}

// changes are the faults, one each, and what must be said of it.
var changes = []struct {
	name   string
	change func(*patient)
	want   string
}{
	{"kid not in the set", func(p *patient) { p.header["kid"] = "k2" }, "kid_unknown!"},
	{"kid with a space", func(p *patient) { p.header["kid"] = "k1 " }, "kid_unknown!"},
	{"kid the thumbprint", func(p *patient) { sum := jose.Thumbprint(p.key); p.header["kid"] = b64(sum[:]) }, "kid_unknown!"},
	{"kid in other capitals", func(p *patient) { p.header["kid"] = "K1" }, "kid_unknown!"},
	{"no kid with one key", func(p *patient) { delete(p.header, "kid") }, "nothing_grave"},
	{"no kid with two keys", func(p *patient) {
		delete(p.header, "kid")
		p.c.Keys = append(p.c.Keys, p.more("k2"))
	}, "kid_missing nothing_grave"},
	{"no kid though the vendor wants one", func(p *patient) {
		delete(p.header, "kid")
		p.c.Vendor = vendors.ByID("smart")
		p.c.Vendor = anyAlg(p.c.Vendor)
	}, "kid_missing! aud_other_one!"},
	{"no kid with two keys, and the certificate of one", func(p *patient) {
		delete(p.header, "kid")
		p.header["x5t#S256"] = b64(sha256Of("certificate"))
		p.c.Keys = append([]Registered{p.more("k2")}, p.c.Keys...)
	}, "nothing_grave"},
	{"no kid with two keys, and the certificate of another", func(p *patient) {
		delete(p.header, "kid")
		p.header["x5t#S256"] = b64(sha256Of("certificate"))
		other := p.more("k2")
		other.Chain, p.c.Keys[0].Chain = p.c.Keys[0].Chain, nil
		p.c.Keys = append(p.c.Keys, other)
	}, "x5t_of_another!"},
	{"no kid with one key of two forms", func(p *patient) {
		delete(p.header, "kid")
		p.c.Keys = append(p.c.Keys, Registered{Material: p.c.Keys[0].Material})
	}, "nothing_grave"},
	{"no kid, and any server", func(p *patient) { delete(p.header, "kid"); p.c.Vendor = vendors.ByID("generic") }, "nothing_grave"},
	{"no kid with two keys, and any server", func(p *patient) {
		delete(p.header, "kid")
		p.c.Keys = append(p.c.Keys, p.more("k2"))
		p.c.Vendor = vendors.ByID("generic")
	}, "kid_missing nothing_grave"},
	{"no kid with two keys, and Auth0, which wants none", func(p *patient) {
		delete(p.header, "kid")
		p.c.Keys = append(p.c.Keys, p.more("k2"))
		p.c.Vendor = anyAlg(vendors.ByID("auth0"))
	}, "nothing_grave"},
	{"the registered key is a PEM", func(p *patient) { p.c.Keys[0] = Registered{Material: p.c.Keys[0].Material} }, "nothing_grave"},
	{"kid of another key of the set", func(p *patient) {
		p.c.Keys = append(p.c.Keys, p.more("k2"))
		p.header["kid"] = "k2"
	}, "kid_of_another!"},
	{"two keys with one kid", func(p *patient) {
		p.c.Keys = append(p.c.Keys, p.more("k1"))
	}, "kid_twice!"},
	{"signed by another key", func(p *patient) { p.c.Keys[0].Material = another(p.t, p.key) }, "other_key!"},
	{"signed by another key, kid unknown", func(p *patient) { p.c.Keys[0].Material = another(p.t, p.key); p.header["kid"] = "k9" }, "other_key! kid_unknown!"},
	{"the claims were changed", func(p *patient) {
		signature, err := base64.RawURLEncoding.DecodeString(strings.Split(p.compact(), ".")[2])
		if err != nil {
			p.t.Fatal(err)
		}
		p.claims["x"] = "y"
		p.sign = func([]byte) []byte { return signature }
	}, "other_key!"},
	{"no signature", func(p *patient) { p.sign = func([]byte) []byte { return nil } }, "signature_missing!"},
	{"alg none", func(p *patient) { p.header["alg"] = "none"; p.sign = func([]byte) []byte { return []byte{1} } }, "alg_none!"},
	{"alg none, no signature", func(p *patient) { p.header["alg"] = "none"; p.sign = func([]byte) []byte { return nil } }, "alg_none!"},
	{"a private key in the header", func(p *patient) { p.header["jwk"] = dict{"kty": "EC", "d": "AQ"} }, "jwk_private!"},
	{"a secret in the header", func(p *patient) { p.header["jwk"] = dict{"kty": "oct", "k": "AQ"} }, "jwk_private!"},
	{"a public key in the header", func(p *patient) { p.header["jwk"] = dict{"kty": "EC", "x": "AQ", "y": "AQ"} }, "nothing_grave"},
	{"x5c a text", func(p *patient) { p.header["x5c"] = "AAAA" }, "x5c nothing_grave"},
	{"x5c a list", func(p *patient) { p.header["x5c"] = []string{"AAAA"} }, "nothing_grave"},
	{"crit", func(p *patient) { p.header["crit"], p.header["x"] = []string{"x"}, 1 }, "crit nothing_grave"},
	{"b64, and signed as it is", func(p *patient) {
		p.header["b64"], p.header["crit"] = false, []string{"b64"}
	}, "b64!"},
	{"alg in other capitals", func(p *patient) {
		alg := p.header["alg"].(string)
		p.header["alg"] = strings.ToLower(alg)
		p.sign = p.by(alg)
	}, "alg_capitals!"},
	{"alg in other capitals than the vendor's", func(p *patient) {
		alg := p.header["alg"].(string)
		v := *vendors.ByID("generic")
		v.Algorithms, p.c.Vendor, p.c.Keys = []string{alg}, &v, nil
		p.header["alg"] = strings.ToLower(alg)
		p.sign = p.by(alg)
	}, "alg_capitals!"},
	{"no alg", func(p *patient) {
		p.sign = p.by(p.header["alg"].(string))
		delete(p.header, "alg")
	}, "alg_missing!"},
	{"a shared secret", func(p *patient) { p.header["alg"] = "HS256"; p.sign = func([]byte) []byte { return make([]byte, 32) } }, "alg_secret!"},
	{"a shared secret, and nothing is known of what is registered", func(p *patient) {
		p.c.Keys, p.header["alg"] = nil, "HS256"
		p.sign = func([]byte) []byte { return make([]byte, 32) }
	}, "alg_secret nothing_grave"},
	{"a shared secret that is registered", func(p *patient) {
		p.key = &key.Oct{K: []byte("a secret of thirty-two octets, so")}
		p.header["alg"], p.c.Keys = "HS256", []Registered{{Material: p.key, KID: "k1"}}
	}, "nothing_grave"},
	{"registered for encryption", func(p *patient) { p.c.Keys[0].Use = "enc" }, "use_enc!"},
	{"registered for encryption, and signed by another", func(p *patient) {
		p.c.Keys[0].Material, p.c.Keys[0].Use = another(p.t, p.key), "enc"
		p.c.Keys = append(p.c.Keys, p.more("k2"))
	}, "other_key! use_enc!"},
	{"one key twice", func(p *patient) { p.c.Keys = append(p.c.Keys, p.c.Keys[0]) }, "nothing_grave"},
	{"two keys without a kid", func(p *patient) {
		more := Registered{Material: material(p.t, "EC P-256, zeros before x").Public()}
		p.c.Keys = append(p.c.Keys, more, Registered{Material: p.c.Keys[0].Material})
	}, "nothing_grave"},
	{"registered without alg", func(p *patient) { p.c.Keys[0].Alg = "" }, "nothing_grave"},

	{"aud an array of one", func(p *patient) { p.claims["aud"] = []string{"https://as.example"} }, "aud_array nothing_grave"},
	{"aud an array of two", func(p *patient) { p.claims["aud"] = []string{"https://as.example", "https://other.example"} }, "aud_several nothing_grave"},
	{"aud the endpoint", func(p *patient) { p.claims["aud"] = "https://as.example/token" }, "aud_other_one nothing_grave"},
	{"aud the endpoint, and Auth0", func(p *patient) {
		p.claims["aud"] = "https://as.example/token"
		p.c.Vendor = vendors.ByID("auth0")
		p.c.Vendor = anyAlg(p.c.Vendor)
	}, "aud_other_one!"},
	{"aud the issuer, and Okta", func(p *patient) { p.c.Vendor = anyAlg(vendors.ByID("okta")) }, "aud_other_one!"},
	{"aud the endpoint, and Keycloak, which takes it", func(p *patient) {
		p.claims["aud"] = "https://as.example/token"
		p.c.Vendor = anyAlg(vendors.ByID("keycloak"))
	}, "nothing_grave"},
	{"aud with a slash too many", func(p *patient) { p.claims["aud"] = "https://as.example/" }, "aud_nearly!"},
	{"aud without its slash", func(p *patient) { p.c.Issuer = "https://as.example/" }, "aud_nearly!"},
	{"aud in capitals", func(p *patient) { p.claims["aud"] = "https://AS.example" }, "aud_nearly!"},
	{"aud with http", func(p *patient) { p.claims["aud"] = "http://as.example" }, "aud_nearly!"},
	{"aud with a port", func(p *patient) { p.claims["aud"] = "https://as.example:443" }, "aud_nearly!"},
	{"aud with a space", func(p *patient) { p.claims["aud"] = "https://as.example " }, "aud_nearly!"},
	{"aud the endpoint with a slash", func(p *patient) { p.claims["aud"] = "https://as.example/token/" }, "aud_nearly!"},
	{"aud another server", func(p *patient) { p.claims["aud"] = "https://other.example" }, "aud_other!"},
	{"aud of production, endpoint of the sandbox", func(p *patient) {
		p.claims["aud"], p.c.Endpoint = "account.docusign.com", "https://account-d.docusign.com/oauth/token"
		p.c.Vendor, p.claims["sub"] = anyAlg(vendors.ByID("docusign")), "c"
	}, "aud_environment!"},
	{"aud and endpoint of the sandbox", func(p *patient) {
		p.claims["aud"], p.c.Endpoint = "account-d.docusign.com", "https://account-d.docusign.com/oauth/token"
		p.c.Vendor = anyAlg(vendors.ByID("docusign"))
	}, "nothing_grave"},
	{"aud of production, a sandbox's own endpoint", func(p *patient) {
		p.claims["aud"], p.c.Endpoint = "https://login.salesforce.com", "https://a--b.sandbox.my.salesforce.com/services/oauth2/token"
		p.c.Vendor = anyAlg(vendors.ByID("salesforce"))
	}, "aud_environment!"},
	{"aud and own endpoint of a sandbox", func(p *patient) {
		p.claims["aud"], p.c.Endpoint = "https://test.salesforce.com", "https://a--b.sandbox.my.salesforce.com/services/oauth2/token"
		p.c.Vendor = anyAlg(vendors.ByID("salesforce"))
	}, "nothing_grave"},
	{"aud of production, an endpoint of which nothing is known", func(p *patient) {
		p.claims["aud"], p.c.Endpoint = "https://login.salesforce.com", "https://a.my.salesforce.com/services/oauth2/token"
		p.c.Vendor = anyAlg(vendors.ByID("salesforce"))
	}, "nothing_grave"},
	{"aud of a site, and Salesforce", func(p *patient) {
		p.claims["aud"], p.c.Vendor = "https://site.example/customers", anyAlg(vendors.ByID("salesforce"))
	}, "aud_other nothing_grave"},
	{"aud of an older library, and Google", func(p *patient) {
		p.claims["aud"], p.c.Vendor = "https://www.googleapis.com/oauth2/v4/token", anyAlg(vendors.ByID("google"))
	}, "aud_other nothing_grave"},

	{"an expired certificate, and Entra", entraCertificate(-time.Hour), "certificate_expired nothing_grave"},
	{"a certificate, and Entra", entraCertificate(time.Hour), "nothing_grave"},
	{"an expired certificate, and who takes no certificates", func(p *patient) {
		p.c.Keys[0].Chain[0].NotAfter = now.Add(-time.Hour)
	}, "nothing_grave"},
	{"an expired certificate, and Okta", func(p *patient) {
		p.c.Keys[0].Chain[0].NotAfter = now.Add(-time.Hour)
		p.claims["aud"], p.c.Vendor = "https://as.example/token", anyAlg(vendors.ByID("okta"))
	}, "nothing_grave"},
	{"an expired certificate that the header names", func(p *patient) {
		p.c.Keys[0].Chain[0].NotAfter = now.Add(-time.Hour)
		p.header["x5t#S256"] = b64(sha256Of("certificate"))
	}, "certificate_expired nothing_grave"},

	{"aud another server, the issuer unknown", func(p *patient) { p.c.Issuer = ""; p.claims["aud"] = "https://other.example" }, "aud_other nothing_grave"},
	{"typed with quotes and what cannot be seen", func(p *patient) {
		p.c.Client, p.c.Issuer, p.c.Endpoint = "\"c\"", " <https://as.example>\u200b", "\ufeffhttps://as.example/token\n"
	}, "nothing_grave"},
	{"iss and sub with what cannot be seen", func(p *patient) { p.claims["iss"], p.claims["sub"] = "c\u200b", "c\u200b" }, "client_other!"},
	{"aud with what cannot be seen", func(p *patient) { p.claims["aud"] = "https://as.example\u00ad" }, "aud_nearly!"},
	{"the discovery document for the issuer", func(p *patient) { p.c.Issuer += "/.well-known/openid-configuration" }, "nothing_grave"},
	{"the same, and aud with a slash", func(p *patient) {
		p.c.Issuer += "/.well-known/openid-configuration"
		p.claims["aud"] = "https://as.example/"
	}, "nothing_grave"},
	{"the same, in an array", func(p *patient) {
		p.c.Issuer += "/.well-known/openid-configuration"
		p.claims["aud"] = []string{"https://as.example/"}
	}, "aud_array nothing_grave"},
	{"that of OAuth for an issuer with a path", func(p *patient) {
		p.c.Issuer += "/.well-known/oauth-authorization-server/a/b"
		p.claims["aud"] = "https://as.example/a/b"
	}, "nothing_grave"},
	{"the same, and another aud", func(p *patient) {
		p.c.Issuer += "/.well-known/oauth-authorization-server/a/b"
		p.claims["aud"] = "https://as.example/a/c"
	}, "aud_other!"},

	{"no aud", func(p *patient) { delete(p.claims, "aud") }, "aud_missing!"},
	{"aud empty", func(p *patient) { p.claims["aud"] = []string{} }, "aud_missing!"},
	{"aud a number", func(p *patient) { p.claims["aud"] = 1 }, "aud_missing!"},
	{"no aud, and GitHub", func(p *patient) { delete(p.claims, "aud"); p.c.Vendor = anyAlg(vendors.ByID("github")) }, "nothing_grave"},
	{"aud of Docusign with https", func(p *patient) {
		p.claims["aud"] = "https://account-d.docusign.com"
		p.c.Vendor = anyAlg(vendors.ByID("docusign"))
	}, "aud_nearly!"},
	{"aud of Docusign", func(p *patient) {
		p.claims["aud"] = "account.docusign.com"
		p.c.Vendor = anyAlg(vendors.ByID("docusign"))
	}, "nothing_grave"},

	{"iss is not sub", func(p *patient) { p.claims["sub"] = "d" }, "iss_sub!"},
	{"iss is not sub, and Apple", func(p *patient) {
		p.claims["iss"], p.claims["aud"] = "team", "https://appleid.apple.com"
		p.c.Vendor = anyAlg(vendors.ByID("apple"))
	}, "nothing_grave"},
	{"another client", func(p *patient) { p.c.Client = "d" }, "client_other!"},
	{"no iss", func(p *patient) { delete(p.claims, "iss") }, "iss_missing!"},
	{"no sub", func(p *patient) { delete(p.claims, "sub") }, "sub_missing!"},
	{"no sub, and GitHub", func(p *patient) { delete(p.claims, "sub"); p.c.Vendor = anyAlg(vendors.ByID("github")) }, "nothing_grave"},
	{"iss a number", func(p *patient) { p.claims["iss"] = 123 }, "iss_missing!"},
	{"iss a number, and GitHub", func(p *patient) {
		p.claims["iss"], p.c.Client, p.c.Vendor = 123, "123", anyAlg(vendors.ByID("github"))
	}, "iss_number nothing_grave"},
	{"another number, and GitHub", func(p *patient) {
		p.claims["iss"], p.c.Client, p.c.Vendor = 1234, "123", anyAlg(vendors.ByID("github"))
	}, "iss_number client_other!"},
	{"no kid, and Epic, which advises one", func(p *patient) {
		p.claims["aud"], p.c.Vendor = "https://as.example/token", anyAlg(vendors.ByID("epic"))
		delete(p.header, "kid")
	}, "kid_missing nothing_grave"},
	{"no kid, and Epic, which advises one, with a certificate that names the key", func(p *patient) {
		p.claims["aud"], p.c.Vendor = "https://as.example/token", anyAlg(vendors.ByID("epic"))
		p.header["x5t#S256"] = b64(sha256Of("certificate"))
		delete(p.header, "kid")
	}, "nothing_grave"},
	{"no kid, and Google, which advises one", func(p *patient) {
		p.claims["aud"], p.c.Vendor = "https://oauth2.googleapis.com/token", anyAlg(vendors.ByID("google"))
		delete(p.header, "kid")
		delete(p.claims, "sub")
	}, "kid_missing nothing_grave"},
	{"no kid, and Apple, which has it", func(p *patient) {
		p.claims["aud"], p.c.Vendor = "https://appleid.apple.com", anyAlg(vendors.ByID("apple"))
		delete(p.header, "kid")
	}, "kid_missing!"},
	{"no jti", func(p *patient) { delete(p.claims, "jti") }, "jti_missing nothing_grave"},
	{"no jti, and Okta, which does without", func(p *patient) {
		delete(p.claims, "jti")
		p.claims["aud"], p.c.Vendor = "https://as.example/token", anyAlg(vendors.ByID("okta"))
	}, "jti_missing nothing_grave"},
	{"no jti, and Auth0", func(p *patient) { delete(p.claims, "jti"); p.c.Vendor = anyAlg(vendors.ByID("auth0")) }, "jti_missing!"},
	{"jti a number", func(p *patient) { p.claims["jti"] = 7 }, "jti_missing!"},
	{"no jti, and Salesforce", func(p *patient) {
		delete(p.claims, "jti")
		p.claims["aud"] = "https://login.salesforce.com"
		p.c.Vendor = anyAlg(vendors.ByID("salesforce"))
	}, "nothing_grave"},

	{"expired", func(p *patient) { p.claims["iat"], p.claims["exp"] = now.Unix()-400, now.Unix()-100 }, "expired!"},
	{"kid a number", func(p *patient) { p.header["kid"] = 1 }, "kid_type!"},
	{"kid null", func(p *patient) { p.header["kid"] = nil }, "nothing_grave"},
	{"registered to encrypt alone", func(p *patient) { p.c.Keys[0].Use, p.c.Keys[0].KeyOps = "", []string{"encrypt", "wrapKey"} }, "use_enc!"},
	{"registered to verify", func(p *patient) { p.c.Keys[0].Use, p.c.Keys[0].KeyOps = "", []string{"verify"} }, "nothing_grave"},
	{"a kid among those that cannot be read", func(p *patient) { p.header["kid"], p.c.Unread = "other", 1 }, "kid_unread nothing_grave"},
	{"endpoint where the issuer alone is known", func(p *patient) { p.c.Endpoint, p.claims["aud"] = "", "https://as.example/token" }, "aud_other nothing_grave"},
	{"issuer where the endpoint alone is known", func(p *patient) { p.c.Issuer = "" }, "aud_other nothing_grave"},
	{"another endpoint of the server", func(p *patient) { p.claims["aud"] = "https://as.example/par" }, "aud_nearly nothing_grave"},
	{"another endpoint of the server, and PingOne", func(p *patient) {
		p.claims["aud"], p.c.Vendor = "https://as.example/par", anyAlg(vendors.ByID("pingone"))
	}, "aud_nearly nothing_grave"},
	{"another endpoint of the server, and Auth0", func(p *patient) {
		p.claims["aud"], p.c.Vendor = "https://as.example/par", anyAlg(vendors.ByID("auth0"))
	}, "aud_nearly!"},
	{"slash too many where the issuer alone is known", func(p *patient) { p.c.Endpoint, p.claims["aud"] = "", "https://as.example/" }, "aud_nearly!"},
	{"slash too many after the endpoint", func(p *patient) { p.claims["aud"] = "https://as.example/token/" }, "aud_nearly!"},

	{"expired this second", func(p *patient) { p.claims["exp"] = now.Unix() }, "expired!"},
	{"expires in a second", func(p *patient) { p.claims["exp"] = now.Unix() + 1 }, "nothing_grave"},
	{"issued in the future", func(p *patient) { p.claims["iat"], p.claims["exp"] = now.Unix()+600, now.Unix()+900 }, "future!"},
	{"issued just ahead", func(p *patient) { p.claims["iat"] = now.Unix() + 30 }, "nothing_grave"},
	{"issued a little more ahead", func(p *patient) { p.claims["iat"] = now.Unix() + 31 }, "future!"},
	{"not valid yet", func(p *patient) { p.claims["nbf"] = now.Unix() + 60 }, "future!"},
	{"no iat", func(p *patient) { delete(p.claims, "iat") }, "nothing_grave"},
	{"no iat, and GitHub", func(p *patient) { delete(p.claims, "iat"); p.c.Vendor = anyAlg(vendors.ByID("github")) }, "iat_missing!"},
	{"no iat, and Auth0", func(p *patient) { delete(p.claims, "iat"); p.c.Vendor = anyAlg(vendors.ByID("auth0")) }, "nothing_grave"},
	{"no exp", func(p *patient) { delete(p.claims, "exp") }, "exp_missing!"},
	{"exp a text", func(p *patient) { p.claims["exp"] = "1795422000" }, "time_type!"},
	{"exp in milliseconds", func(p *patient) { p.claims["exp"] = (now.Unix() + 300) * 1000 }, "milliseconds!"},
	{"all in milliseconds", func(p *patient) { p.claims["exp"], p.claims["iat"] = (now.Unix()+300)*1000, now.Unix()*1000 }, "milliseconds! milliseconds!"},
	{"exp before iat", func(p *patient) { p.claims["iat"], p.claims["exp"] = now.Unix()+20, now.Unix()+10 }, "exp_before_iat!"},
	{"a day", func(p *patient) { p.claims["exp"] = now.Unix() + 86400 }, "lifetime_long nothing_grave"},
	{"an hour", func(p *patient) { p.claims["exp"] = now.Unix() - 10 + 3600 }, "nothing_grave"},
	{"six minutes for SMART", func(p *patient) {
		p.claims["exp"], p.claims["aud"] = now.Unix()+350+1, "https://as.example/token"
		p.claims["iat"] = now.Unix()
		p.c.Vendor = anyAlg(vendors.ByID("smart"))
	}, "lifetime_long!"},
	{"five minutes for SMART", func(p *patient) {
		p.claims["exp"], p.claims["iat"], p.claims["aud"] = now.Unix()+300, now.Unix(), "https://as.example/token"
		p.c.Vendor = anyAlg(vendors.ByID("smart"))
	}, "nothing_grave"},
	{"fractions of seconds", func(p *patient) { p.claims["exp"] = float64(now.Unix()) + 100.5 }, "nothing_grave"},
	{"exp far beyond all time", func(p *patient) { p.claims["exp"] = 1e20 }, "time_type!"},
	{"exp beyond all time", func(p *patient) { p.claims["exp"] = json.Number("1e400") }, "time_type!"},

	{"x5t", func(p *patient) { p.header["x5t"] = b64(sha1Of("certificate")) }, "nothing_grave"},
	{"x5t#S256", func(p *patient) { p.header["x5t#S256"] = b64(sha256Of("certificate")) }, "nothing_grave"},
	{"x5t of the hexadecimal text", func(p *patient) {
		p.header["x5t"] = b64([]byte(strings.ToUpper(hex.EncodeToString(sha1Of("certificate")))))
	}, "x5t_hex!"},
	{"x5t#S256 of the hexadecimal text", func(p *patient) { p.header["x5t#S256"] = b64([]byte(hex.EncodeToString(sha256Of("certificate")))) }, "x5t_hex!"},
	{"x5t of the text with colons", func(p *patient) { p.header["x5t"] = b64([]byte(colons(sha1Of("certificate")))) }, "x5t_hex!"},
	{"x5t in hexadecimal", func(p *patient) { p.header["x5t"] = hex.EncodeToString(sha1Of("certificate")) }, "x5t_hex!"},
	{"x5t of SHA-256", func(p *patient) { p.header["x5t"] = b64(sha256Of("certificate")) }, "x5t_size!"},
	{"x5t in base64 with padding", func(p *patient) { p.header["x5t"] = base64.StdEncoding.EncodeToString(sha1Of("certificate")) }, "x5t_form!"},
	{"x5t that is no base64", func(p *patient) { p.header["x5t"] = "äöü" }, "x5t_form!"},
	{"x5t of another certificate", func(p *patient) { p.header["x5t"] = b64(sha1Of("another")) }, "x5t_other!"},
	{"x5t#s256", func(p *patient) { p.header["x5t#s256"] = b64(sha256Of("certificate")) }, "x5t_name!"},
	{"none for Entra", func(p *patient) {
		p.claims["aud"] = "https://as.example/token"
		p.c.Vendor = anyAlg(vendors.ByID("entra"))
	}, "x5t_missing!"},

	{"typ JWT", func(p *patient) { p.header["typ"] = "JWT" }, "nothing_grave"},
	{"typ of client assertions", func(p *patient) { p.header["typ"] = "application/client-authentication+JWT" }, "nothing_grave"},
	{"typ of access tokens", func(p *patient) { p.header["typ"] = "at+jwt" }, "typ nothing_grave"},
	{"typ of grants", func(p *patient) { p.header["typ"] = "application/authorization-grant+jwt" }, "nothing_grave"},
	{"typ of grants, and Okta", func(p *patient) {
		p.header["typ"], p.claims["aud"], p.c.Vendor = "authorization-grant+jwt", "https://as.example/token", anyAlg(vendors.ByID("okta"))
	}, "typ nothing_grave"},
	{"a grant by its type", func(p *patient) {
		p.header["typ"], p.claims["sub"] = "authorization-grant+jwt", "user"
		delete(p.claims, "jti")
	}, "nothing_grave"},
	{"a grant by the request", func(p *patient) {
		p.c.Text, p.claims["sub"] = "grant_type="+strings.ReplaceAll(grantType, ":", "%3A")+"&assertion=x", "user"
	}, "nothing_grave"},
	{"a grant that a service made for the client", func(p *patient) {
		p.c.Text, p.claims["iss"], p.claims["sub"] = "assertion=x&grant_type="+grantType, "https://sts.example", "user"
	}, "nothing_grave"},
	{"a grant by nobody", func(p *patient) {
		p.c.Text = "assertion=x&grant_type=" + grantType
		delete(p.claims, "iss")
	}, "iss_missing!"},
	{"an access token as the grant", func(p *patient) {
		p.c.Text = "assertion=x&requested_token_use=on_behalf_of&grant_type=" + grantType
		p.claims["iss"], p.claims["scp"] = "https://as.example", "access"
	}, "other_kind nothing_grave"},
	{"an access token as the grant, and Entra", func(p *patient) {
		p.c.Text, p.c.Vendor = "assertion=x&requested_token_use=on_behalf_of&grant_type="+grantType, anyAlg(vendors.ByID("entra"))
		p.claims["iss"], p.claims["scp"] = "https://as.example", "access"
	}, "other_kind nothing_grave"},
	{"a grant for nobody", func(p *patient) {
		p.c.Text = "assertion=x&grant_type=" + grantType
		delete(p.claims, "sub")
	}, "sub_missing nothing_grave"},
	{"a client attestation", func(p *patient) {
		p.header["typ"], p.claims["iss"], p.claims["cnf"] = "oauth-client-attestation+jwt", "https://attester.example", dict{"jwk": dict{}}
	}, "other_kind!"},
	{"aud the issuer, and Entra, which takes it", func(p *patient) {
		p.header["x5t#S256"] = b64(sha256Of("certificate"))
		p.c.Vendor = anyAlg(vendors.ByID("entra"))
	}, "aud_other_one nothing_grave"},
	{"a client's, for a request that is called a grant", func(p *patient) {
		p.c.Text, p.claims["sub"] = "grant_type="+grantType+"&client_assertion=x&client_assertion_type="+assertionType, "user"
	}, "iss_sub!"},
	{"typ of client assertions for SMART", func(p *patient) {
		p.header["typ"], p.claims["aud"] = "client-authentication+jwt", "https://as.example/token"
		p.c.Vendor = anyAlg(vendors.ByID("smart"))
	}, "typ nothing_grave"},

	{"no typ, and NHS England", func(p *patient) {
		delete(p.header, "typ")
		p.claims["aud"], p.c.Vendor = "https://int.api.service.nhs.uk/oauth2/token", anyAlg(vendors.ByID("nhs-england"))
	}, "typ!"},
	{"typ in small letters, and NHS England", func(p *patient) { // its server does not mind
		p.header["typ"] = "jwt"
		p.claims["aud"], p.c.Vendor = "https://dev.api.service.nhs.uk/oauth2/token", anyAlg(vendors.ByID("nhs-england"))
	}, "aud_other nothing_grave"},
	{"typ a number", func(p *patient) { p.header["typ"] = 5 }, "typ nothing_grave"},
	{"typ null", func(p *patient) { p.header["typ"] = nil }, "typ nothing_grave"},
	{"typ JOSE", func(p *patient) { p.header["typ"] = "JOSE" }, "typ nothing_grave"},
	{"zip", func(p *patient) { p.header["zip"] = "DEF" }, "zip nothing_grave"},
	{"x5tS256", func(p *patient) { p.header["x5tS256"] = b64(sha256Of("certificate")) }, "x5t_name!"},
	{"x5tS256 beside the right one", func(p *patient) {
		p.header["x5tS256"], p.header["x5t#S256"] = b64(sha256Of("certificate")), b64(sha256Of("certificate"))
	}, "nothing_grave"},
	{"x5t_S256", func(p *patient) { p.header["x5t_s256"] = b64(sha256Of("certificate")) }, "x5t_name!"},
	{"x5t a number", func(p *patient) { p.header["x5t"] = 7 }, "x5t_form!"},
	{"a certificate that is not valid yet", func(p *patient) {
		p.c.Keys[0].Chain[0].NotAfter, p.c.Keys[0].Chain[0].NotBefore = now.Add(2*time.Hour), now.Add(time.Hour)
		p.header["x5t#S256"] = b64(sha256Of("certificate"))
	}, "certificate_early nothing_grave"},
	{"exp the length", func(p *patient) { p.claims["exp"] = 300 }, "time_type!"},
	{"exp negative", func(p *patient) { p.claims["exp"] = -1 }, "time_type!"},
	{"exp in microseconds", func(p *patient) { p.claims["exp"] = now.UnixMicro() }, "milliseconds!"},
	{"exp in nanoseconds", func(p *patient) { p.claims["exp"] = now.UnixNano() }, "milliseconds!"},
	{"aud another, the endpoint known, and Okta", func(p *patient) {
		p.claims["aud"], p.c.Issuer, p.c.Vendor = "https://other.example", "", anyAlg(vendors.ByID("okta"))
	}, "aud_other!"},
	{"aud another, the issuer known, and Okta", func(p *patient) {
		p.claims["aud"], p.c.Endpoint, p.c.Vendor = "https://other.example", "", anyAlg(vendors.ByID("okta"))
	}, "aud_other nothing_grave"},
	{"an ID token", func(p *patient) { p.claims["iss"], p.claims["nonce"] = "https://as.example", "n" }, "other_kind!"},
	{"an access token", func(p *patient) { p.header["typ"], p.claims["iss"] = "at+jwt", "https://as.example" }, "other_kind!"},
	{"a logout token", func(p *patient) { p.claims["iss"], p.claims["events"] = "https://as.example", dict{} }, "other_kind!"},
	{"a request object", func(p *patient) { delete(p.claims, "sub"); p.header["typ"] = "OAUTH-AUTHZ-REQ+jwt" }, "other_kind!"},
	{"a token that is bound to a key", func(p *patient) {
		p.claims["iss"], p.claims["cnf"] = "https://as.example", dict{"jkt": "x"}
	}, "other_kind!"},
	{"nonce in an assertion", func(p *patient) { p.claims["nonce"] = "n" }, "nothing_grave"},
	{"a token for Entra by another", func(p *patient) { p.claims["aud"], p.claims["sub"] = "api://AzureADTokenExchange", "repo" }, "federated nothing_grave"},
	{"a token for Entra in China by Kubernetes", func(p *patient) {
		p.claims["aud"], p.claims["sub"] = []string{"api://AzureADTokenExchangeChina"}, "system:serviceaccount:a:b"
	}, "federated nothing_grave"},
	{"a whole request", func(p *patient) {
		p.c.Text = "grant_type=client_credentials&client_assertion=x&client_assertion_type=" + strings.ReplaceAll(assertionType, ":", "%3A")
	}, "nothing_grave"},
	{"no client_assertion_type", func(p *patient) { p.c.Text = "grant_type=client_credentials&client_assertion=x" }, "assertion_type nothing_grave"},
	{"the type of a grant", func(p *patient) {
		p.c.Text = "grant_type=x&client_assertion=x&client_assertion_type=urn:ietf:params:oauth:grant-type:jwt-bearer"
	}, "assertion_type nothing_grave"},
	{"no request", func(p *patient) { p.c.Text = "client_assertion=x" }, "nothing_grave"},

	{"invalid_client", func(p *patient) { p.c.Error = `{"error":"invalid_client"}` }, "server nothing_grave"},
	{"invalid_scope", func(p *patient) { p.c.Error = `{"error":"invalid_scope"}` }, "server nothing_grave"},
	{"a longer word", func(p *patient) { p.c.Error = `{"error":"invalid_client_metadata"}` }, "nothing_grave"},
	{"a longer number", func(p *patient) { p.c.Error = `AADSTS7000240` }, "nothing_grave"},
	{"a longer word and the word", func(p *patient) { p.c.Error = `not_invalid_client invalid_client` }, "server nothing_grave"},
	{"another answer", func(p *patient) { p.c.Error = `500` }, "nothing_grave"},
	{"two faults", func(p *patient) { delete(p.claims, "jti"); p.header["kid"] = "no" }, "kid_unknown! jti_missing"},
}

// entraCertificate registers a certificate that ends then, which the header names.
func entraCertificate(to time.Duration) func(*patient) {
	return func(p *patient) {
		p.c.Keys[0].Chain[0].NotAfter = now.Add(to)
		p.header["x5t#S256"] = b64(sha256Of("certificate"))
		p.claims["aud"], p.c.Vendor = "https://as.example/token", anyAlg(vendors.ByID("entra"))
	}
}

// anyAlg is the vendor as if it took every algorithm, knew of no other key ID than any, and
// had no scope in its tokens.
func anyAlg(v *vendors.Vendor) *vendors.Vendor {
	c := *v
	c.Algorithms, c.Older, c.Claims.Scope = nil, nil, false
	return &c
}

// another is a key like m that is not m.
func another(t *testing.T, m key.Material) key.Material {
	switch m := m.(type) {
	case *key.RSA:
		return material(t, "RSA 4096").Public()
	case *key.EC:
		return material(t, "EC "+m.Curve+", zeros before x").Public()
	}
	return material(t, "ed25519, zeros before x").Public()
}

func b64(data []byte) string      { return base64.RawURLEncoding.EncodeToString(data) }
func sha1Of(text string) []byte   { s := sha1.Sum([]byte(text)); return s[:] }
func sha256Of(text string) []byte { s := sha256.Sum256([]byte(text)); return s[:] }
func colons(data []byte) string {
	text := strings.ToUpper(hex.EncodeToString(data))
	return strings.TrimSuffix(regexp.MustCompile("..").ReplaceAllString(text, "$0:"), ":")
}

func TestFaults(t *testing.T) {
	for _, kind := range kinds {
		for _, c := range changes {
			p := healthy(t, kind.key, kind.alg)
			c.change(p)
			if got := codes(p.diagnose()); got != c.want {
				t.Errorf("%s, %s: %q, want %q", kind.alg, c.name, got, c.want)
			}
		}
	}
}

// TestAlgorithms: a token signed by another algorithm of the right key, with a
// header that says so and with one that does not.
func TestAlgorithms(t *testing.T) {
	for _, kind := range kinds {
		if kind.other == "" {
			continue
		}
		p := healthy(t, kind.key, kind.alg)
		p.header["alg"] = kind.other
		if got := codes(p.diagnose()); got != "alg_differs!" {
			t.Errorf("%s registered, signed by %s: %q", kind.alg, kind.other, got)
		}
		if strings.HasPrefix(kind.alg, "Ed") {
			continue // one and the same signature
		}
		p = healthy(t, kind.key, kind.alg)
		p.sign = p.by(kind.other)
		if got := codes(p.diagnose()); got != "alg_wrong!" {
			t.Errorf("%s in the header, signed by %s: %q", kind.alg, kind.other, got)
		}
	}
	p := healthy(t, "RSA 2048", "RS256")
	p.c.Vendor = vendors.ByID("smart")
	p.claims["aud"] = "https://as.example/token"
	if got := codes(p.diagnose()); got != "alg_vendor!" {
		t.Errorf("RS256 for SMART: %q", got)
	}
}

// TestOlder: an algorithm of older pages is a remark.
func TestOlder(t *testing.T) {
	p := healthy(t, "RSA 2048", "RS256")
	p.c.Vendor = vendors.ByID("entra")
	p.claims["aud"], p.header["x5t"] = "https://as.example/token", b64(sha1Of("certificate"))
	if got := codes(p.diagnose()); got != "alg_older nothing_grave" {
		t.Errorf("RS256 for Entra: %s", got)
	}
	p.header["alg"], p.c.Keys[0].Alg = "RS384", "RS384"
	if got := codes(p.diagnose()); got != "alg_vendor!" {
		t.Errorf("RS384 for Entra: %s", got)
	}
}

// TestNoAlgorithm: a header that names what is none of the key, by which it was not signed.
func TestNoAlgorithm(t *testing.T) {
	for _, c := range []struct{ key, alg, says, want, mend string }{
		{"RSA 2048", "RS256", "SHA256withRSA", "alg_wrong!", "Write RS256 there, or"},
		{"EC P-521", "ES512", "ES521", "alg_wrong!", "Write ES512 there, or"},
		{"RSA 2048", "RS256", "RS512", "alg_wrong!", "Write RS256 there, or"},
	} {
		p := healthy(t, c.key, c.alg)
		p.sign = p.by(c.alg)
		p.header["alg"] = c.says
		d := p.diagnose()
		if got := codes(d); got != c.want || !strings.HasPrefix(d.Findings[0].Action, c.mend) {
			t.Errorf("%s: %q: %+v", c.says, got, d.Findings)
		}
	}
	p := healthy(t, "EC P-384", "ES256")
	p.c.Keys[0].Alg = ""
	p.sign = func(input []byte) []byte {
		signer, _ := jose.Signer(p.key)
		sum := sha256.Sum256(input)
		r, s, err := ecdsa.Sign(rand.Reader, signer.(*ecdsa.PrivateKey), sum[:])
		if err != nil {
			t.Fatal(err)
		}
		return append(r.FillBytes(make([]byte, 48)), s.FillBytes(make([]byte, 48))...)
	}
	if d := p.diagnose(); codes(d) != "signature_digest!" || !strings.Contains(d.Findings[0].Action, "of P-384 ES384") {
		t.Errorf("ES256 on P-384: %+v", d.Findings)
	}
}

// TestThumbprintWords: what x5t is instead is said, where it is of the registered key.
func TestThumbprintWords(t *testing.T) {
	p := healthy(t, "RSA 2048", "RS256")
	spki, err := encode.PublicDER(p.key)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		string(spki): "is the SHA-256 of its public key (SPKI), and not", hex.EncodeToString([]byte("certificate")): "of the hexadecimal text of its certificate, and not",
		"another": "is not of the registered certificate",
	} {
		p.header["x5t#S256"] = b64(sha256Of(text))
		if d := p.diagnose(); codes(d) != "x5t_other!" || !strings.Contains(d.Findings[0].Message, want) {
			t.Errorf("%+v, want %s", d.Findings, want)
		}
	}
}

// TestShortened: a token of which a part was left out is no token without a signature.
func TestShortened(t *testing.T) {
	p := healthy(t, "RSA 2048", "RS256")
	whole := p.compact()
	head := whole[:strings.LastIndex(whole, ".")+1]
	for text, want := range map[string]string{
		head + "[Signature]": "signature_cut!", head + "***": "signature_cut!", head + "A[truncated]": "signature_cut!", head: "signature_missing!",
		head + "A": "signature_damaged!", whole + " (truncated)": "nothing_grave",
	} {
		p.c.Token, _ = Read([]byte(text), nil)
		if got := codes(Diagnose(p.c)); got != want {
			t.Errorf("…%s: %s, want %s", text[len(text)-12:], got, want)
		}
	}
}

// TestDER: the right key, and its signature as OpenSSL writes it.
func TestDER(t *testing.T) {
	for _, kind := range kinds {
		if kind.alg[:2] != "ES" {
			continue
		}
		p := healthy(t, kind.key, kind.alg)
		signer, err := jose.Signer(p.key)
		if err != nil {
			t.Fatal(err)
		}
		p.sign = func(input []byte) []byte {
			hash := map[string]func([]byte) []byte{
				"ES256": func(b []byte) []byte { s := sha256.Sum256(b); return s[:] },
				"ES384": sha384Of, "ES512": sha512Of,
			}[kind.alg]
			signature, err := ecdsa.SignASN1(rand.Reader, signer.(*ecdsa.PrivateKey), hash(input))
			if err != nil {
				t.Fatal(err)
			}
			return signature
		}
		if got := codes(p.diagnose()); got != "signature_der!" {
			t.Errorf("%s: %q", kind.alg, got)
		}
		p.c.Keys[0].Material = another(t, p.key)
		if got := codes(p.diagnose()); got != "other_key!" {
			t.Errorf("%s by another key: %q", kind.alg, got)
		}
	}
}

// TestOddly: the right key, in a way that no server takes.
func TestOddly(t *testing.T) {
	p := healthy(t, "RSA 2048", "RS256")
	p.sign = func(input []byte) []byte {
		signer, err := jose.Signer(p.key)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(append(input, '\n'))
		signature, err := signer.Sign(rand.Reader, sum[:], crypto.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		return signature
	}
	if got := codes(p.diagnose()); got != "signature_odd!" {
		t.Error(got)
	}
}

// TestUnchecked: what is not known is said, and nothing is made of it.
func TestUnchecked(t *testing.T) {
	p := healthy(t, "EC P-256", "ES256")
	p.c.Keys, p.c.Client, p.c.Issuer, p.c.Endpoint = nil, "", "", ""
	p.header["x5t"] = b64(sha1Of("certificate"))
	d := p.diagnose()
	if got := codes(d); got != "nothing_grave" || len(d.Unchecked) != 4 || d.Signer != -1 {
		t.Errorf("%q, unchecked %q", got, d.Unchecked)
	}
	p = healthy(t, "ed25519", "EdDSA")
	p.c.Keys[0].Material = material(t, "ed448").Public()
	if d := p.diagnose(); strings.Contains(codes(d), "other_key") || len(d.Unchecked) != 1 {
		t.Errorf("an Ed448 key: %q, unchecked %q", codes(d), d.Unchecked)
	}
}

// TestSentences: each finding is one sentence and its mend, and holds nothing of
// the token.
func TestSentences(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range changes {
		p := healthy(t, "EC P-256", "ES256")
		c.change(p)
		p.header["cty"] = "SECRETWORD"
		d := p.diagnose()
		for _, f := range d.Findings {
			seen[f.Code] = true
			if !strings.HasSuffix(f.Message, ".") || !strings.HasSuffix(f.Action, ".") || f.Message[0] < 'A' || f.Message[0] > 'Z' {
				t.Errorf("%s: %q %q", c.name, f.Message, f.Action)
			}
			for _, word := range []string{"as.example", "SECRET", "k1", "k2", p.c.Client + "\""} {
				if strings.Contains(f.Message+f.Action, word) {
					t.Errorf("%s: %q has a part of the token", c.name, f.Message)
				}
			}
		}
	}
	if len(seen) < 30 {
		t.Errorf("only %d codes: %v", len(seen), slices.Sorted(maps.Keys(seen)))
	}
}

// TestWords: what differs is named for what it is.
func TestWords(t *testing.T) {
	says := func(p *patient, code string) string {
		for _, f := range p.diagnose().Findings {
			if f.Code == code {
				return f.Message
			}
		}
		return ""
	}
	p := healthy(t, "ed25519", "EdDSA")
	p.c.Keys[0].Alg = "Ed25519"
	if got := says(p, "alg_differs"); !strings.Contains(got, "servers compare the names") {
		t.Errorf("EdDSA and Ed25519: %q", got)
	}
	p = healthy(t, "RSA 2048", "RS256")
	p.c.Keys[0].Alg = "PS256"
	if got := says(p, "alg_differs"); !strings.Contains(got, "registered for PS256") || strings.Contains(got, "EdDSA") {
		t.Errorf("RS256 and PS256: %q", got)
	}
	sum := jose.Thumbprint(p.key)
	for kid, word := range map[string]string{
		"K1": "capitals", "k1 ": "white space", "k1=": "padding", hex.EncodeToString(sum[:]): "thumbprint", colons(sum[:]): "thumbprint",
		base64.StdEncoding.EncodeToString(sum[:]): "thumbprint", b64(sum[:]): "thumbprint", "k": "in the set.",
	} {
		p.header["kid"] = kid
		p.c.Keys = append([]Registered{{Material: material(t, "EC P-256").Public()}}, p.c.Keys[len(p.c.Keys)-1])
		if got := says(p, "kid_unknown"); !strings.Contains(got, word) {
			t.Errorf("kid %s: %q, want %s", kid, got, word)
		}
	}
	p = healthy(t, "RSA 2048", "RS256")
	for vendor, want := range map[string]bool{"": true, "snowflake": false, "auth0": true} { // Snowflake's iss has the key in it
		p.c.Vendor, p.c.Client = vendors.ByID(vendor), "d"
		if got := says(p, "client_other"); (got != "") != want {
			t.Errorf("another client, %s: %q", vendor, got)
		}
	}
	p = healthy(t, "RSA 2048", "RS256")
	for aud, word := range map[string]string{
		" https://as.example": "white space", "https://as.example/": "a slash too many", "https://as.examplE": "capitals", "as.example": "http, https or nothing", "https://as.example:443": "port",
		`"https://as.example"`: "quotes",
		"https://as.example/x": "", "x": "",
	} {
		if got := nearly(aud, "https://as.example"); !strings.Contains(got, word) || word == "" && got != "" {
			t.Errorf("aud %s: %q, want %s", aud, got, word)
		}
	}
	if got := nearly("https://as.example", "https://as.example/"); !strings.Contains(got, "is missing") {
		t.Errorf("no slash: %q", got)
	}
	if got := longer("https://as.example", "https://as.example/x"); !strings.Contains(got, "end of the address") {
		t.Errorf("cut: %q", got)
	}
	if got := longer("https://as.example/x", "https://as.example"); !strings.Contains(got, "more behind") {
		t.Errorf("longer: %q", got)
	}
	if got := longer("https://as.example2", "https://as.example"); got != "" {
		t.Errorf("another host: %q", got)
	}
	if got := longer("https://as.example/x", "as.example"); !strings.Contains(got, "more behind") {
		t.Errorf("longer, with https: %q", got)
	}
	for aud, want := range map[string]bool{"http://localhost:8080/realms/r": true, "https://other.example/realms/s": false, "https://other.example": false} {
		if got := elsewhere(aud, "https://as.example/realms/r"); (got != "") != want {
			t.Errorf("%s elsewhere: %q", aud, got)
		}
	}
	for iss, word := range map[string]string{"c ": "white space", "C": "capitals", "https://as.example": "the server", "https://as.example/token": "the server", "d": "another client"} {
		p.claims["iss"] = iss
		if got := says(p, "client_other"); !strings.Contains(got, word) {
			t.Errorf("iss %s: %q, want %s", iss, got, word)
		}
	}
	p.claims["iss"], p.claims["aud"] = "c", "c"
	if got := says(p, "aud_other"); !strings.Contains(got, "is the client") {
		t.Errorf("aud the client: %q", got)
	}
	p.claims["aud"] = "https://other.example"
	p.c.Issuer = ""
	if got := says(p, "aud_other"); !strings.Contains(got, "not the token endpoint that you typed") {
		t.Errorf("the endpoint known: %q", got)
	}
	p.c.Issuer, p.c.Endpoint = "https://as.example", ""
	if got := says(p, "aud_other"); !strings.Contains(got, "not the issuer that you typed") {
		t.Errorf("the issuer known: %q", got)
	}
	p.c.Vendor = anyAlg(vendors.ByID("docusign"))
	if got := says(p, "aud_other"); got != "The claim aud is not what Docusign has there." {
		t.Errorf("Docusign: %q", got)
	}
}

// TestPartyWords: the mend for iss and sub names whom the system has there.
func TestPartyWords(t *testing.T) {
	for _, c := range []struct{ vendor, claim, code, want string }{
		{"", "iss", "iss_missing", "Put the client ID there."},
		{"apple", "iss", "iss_missing", "Put the team ID there."},
		{"apple", "sub", "sub_missing", "Put the services ID or bundle ID (client_id) there."},
		{"salesforce", "sub", "sub_missing", "Put the username there."},
		{"docusign", "sub", "sub_missing", "Put the user ID there."},
		{"snowflake", "sub", "sub_missing", "Put ACCOUNT.USER, in capitals, there."},
		{"snowflake", "iss", "iss_missing", "Put ACCOUNT.USER.SHA256:, and after it the digest of the key in base64, there."},
		{"apple", "", "client_other", "Put the services ID or bundle ID (client_id) into sub."},
		{"docusign", "", "client_other", "Put the integration key into iss."},
	} {
		p := healthy(t, "RSA 2048", "RS256")
		p.c.Vendor, p.c.Client = vendors.ByID(c.vendor), "d"
		delete(p.claims, c.claim)
		got := ""
		for _, f := range p.diagnose().Findings {
			if f.Code == c.code {
				got = f.Action
			}
		}
		if got != c.want {
			t.Errorf("%s, no %s: %q", c.vendor, c.claim, got)
		}
	}
	for vendor, want := range map[string]string{
		"": "Whether iss is your client: type the client ID.", "apple": "Whether sub is your client: type the services ID or bundle ID (client_id).",
	} {
		p := healthy(t, "RSA 2048", "RS256")
		p.c.Vendor, p.c.Client = vendors.ByID(vendor), ""
		if got := p.diagnose().Unchecked; !slices.Contains(got, want) {
			t.Errorf("%s: %q", vendor, got)
		}
	}
}

// TestLifetimeWords: from when a token is measured is the system's, and what is
// said of two durations tells them apart.
func TestLifetimeWords(t *testing.T) {
	none := int64(-1 << 40)
	for _, c := range []struct {
		vendor   string
		iat, exp int64 // from now
		grave    bool
		want     string
	}{
		{"github", -60, 600, false, ""}, // the sample in its own guide
		{"github", 0, 600, false, ""},
		{"github", -60, 601, true, "The token is valid for another 10 minutes and 1 second, and GitHub App takes 10 minutes at most."},
		{"github", none, 601, true, "The token is valid for another 10 minutes and 1 second, and GitHub App takes 10 minutes at most."},
		{"github", -1200, 300, false, "When it was issued the token was valid for 25 minutes, and GitHub App takes 10 minutes at most, from when it sees the token."},
		{"github", -1200, 1200, true, "The token is valid for another 20 minutes, and GitHub App takes 10 minutes at most."},
		{"smart", 5, 305, false, ""}, // another clock
		{"smart", 0, 310, true, "The token is valid for another 5 minutes and 10 seconds, and SMART Backend Services takes 5 minutes at most."},
		{"auth0", 0, 310, true, "The token is valid for 5 minutes and 10 seconds, and Auth0 takes 5 minutes at most."},
		{"docusign", 0, 6000, true, "The token is valid for 1 hour and 40 minutes, and Docusign takes 1 hour at most."},
		{"google", 0, 3601, true, "The token is valid for 1 hour and 1 second, and Google service account takes 1 hour at most."},
		{"google", -3000, 601, true, "The token is valid for 1 hour and 1 second, and Google service account takes 1 hour at most."},
		{"apple", 0, 365 * 86400, true, "The token is valid for another 365 days, and Sign in with Apple takes 182 days at most."},
		{"apple", 0, 15777001, true, "The token is valid for another 182 days, 14 hours, 30 minutes and 1 second, and Sign in with Apple takes 182 days, 14 hours and 30 minutes at most."},
	} {
		p := healthy(t, "RSA 2048", "RS256")
		p.c.Vendor, p.c.Now = vendors.ByID(c.vendor), now.Add(300*time.Millisecond)
		p.claims["iat"], p.claims["exp"] = now.Unix()+c.iat, now.Unix()+c.exp
		if c.iat == none {
			delete(p.claims, "iat")
		}
		got := Finding{}
		for _, f := range p.diagnose().Findings {
			if f.Code == "lifetime_long" {
				got = f
			}
		}
		if got.Message != c.want || got.Grave != c.grave {
			t.Errorf("%s, %d to %d: %q, grave %v", c.vendor, c.iat, c.exp, got.Message, got.Grave)
		}
	}
}

func TestSpan(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0 seconds", time.Second: "1 second", 59 * time.Second: "59 seconds", time.Minute: "1 minute", 119 * time.Second: "1 minute and 59 seconds",
		2 * time.Hour: "2 hours", 49*time.Hour + time.Minute: "2 days and 1 hour",
	} {
		if got := span(d); got != want {
			t.Errorf("%v: %s", d, got)
		}
	}
}

// TestIssuerAndKey: the iss of Snowflake names the key as well.
func TestIssuerAndKey(t *testing.T) {
	p := healthy(t, "RSA 2048", "RS256")
	spki, err := encode.PublicDER(p.key)
	if err != nil {
		t.Fatal(err)
	}
	print := ".SHA256:" + base64.StdEncoding.EncodeToString(sha256Of(string(spki)))
	for _, c := range []struct{ iss, sub, client, want string }{
		{"ACCOUNT.USER" + print, "ACCOUNT.USER", "ACCOUNT.USER", "nothing_grave"},
		{"ACCOUNT.USER" + print, "ACCOUNT.USER", "account.user", "nothing_grave"},
		{"account.user" + print, "ACCOUNT.USER", "", "capitals!"},
		{"ACCOUNT.USER" + print, "ACCOUNT.OTHER", "", "iss_sub!"},
		{"ACCOUNT.USER" + print, "ACCOUNT.USER", "ACCOUNT.OTHER", "client_other!"},
		{"ACCOUNT.USER" + print[:40], "ACCOUNT.USER", "", "iss_key!"},
		{"ACCOUNT.USER" + strings.TrimRight(print, "="), "ACCOUNT.USER", "", "iss_key!"},
		{"ACCOUNT.USER.SHA256:" + hex.EncodeToString(sha256Of(string(spki))), "ACCOUNT.USER", "", "iss_key!"},
		{"ACCOUNT.USER", "ACCOUNT.USER", "", "iss_form!"},
		{"ACCOUNT.USER" + print, "ACCOUNT.USER" + print, "", "iss_sub!"},
	} {
		p := healthy(t, "RSA 2048", "RS256")
		p.claims["iss"], p.claims["sub"], p.c.Client, p.c.Vendor = c.iss, c.sub, c.client, vendors.ByID("snowflake")
		delete(p.claims, "aud")
		if got := codes(p.diagnose()); got != c.want {
			t.Errorf("%s, %s, %s: %q, want %q", c.iss, c.sub, c.client, got, c.want)
		}
	}

	// What the digest is instead is said, where it is one of the key.
	blob, _, _ := ssh.Wire(p.key)
	const spelled, otherwise = "is the right one of the registered key, but spelled", "where the SHA-256 of its public key (SPKI) belongs."
	for digest, want := range map[string]string{
		strings.TrimRight(print, "="):                           spelled,
		".SHA256:" + hex.EncodeToString(sha256Of(string(spki))): spelled,
		".SHA256:" + colons(sha256Of(string(spki))):             spelled,
		".SHA256:" + b64(sha256Of(string(blob))):                "The digest in iss is its OpenSSH fingerprint (SHA-256), " + otherwise,
		".SHA256:" + b64(sha256Of(hex.EncodeToString(spki))):    "The digest in iss is the SHA-256 of the hexadecimal text of its public key (SPKI), " + otherwise,
		".SHA256:" + b64(sha256Of("another")):                   "is not that of the registered key.",
	} {
		p := healthy(t, "RSA 2048", "RS256")
		p.claims["iss"], p.claims["sub"], p.c.Vendor = "ACCOUNT.USER"+digest, "ACCOUNT.USER", vendors.ByID("snowflake")
		got := ""
		for _, f := range p.diagnose().Findings {
			if f.Code == "iss_key" {
				got = f.Message
			}
		}
		if !strings.Contains(got, want) {
			t.Errorf("%s: %q", digest, got)
		}
	}

	// Without a key nothing can be said of the digest, and its times are of either kind.
	p.claims["iss"], p.claims["sub"], p.c.Client, p.c.Vendor, p.c.Keys = "ACCOUNT.USER"+print, "ACCOUNT.USER", "", vendors.ByID("snowflake"), nil
	delete(p.claims, "aud")
	if got := codes(p.diagnose()); strings.Contains(got, "iss_") || strings.Contains(got, "capitals") {
		t.Errorf("without a key: %s", got)
	}
	for vendor, want := range map[string]bool{"snowflake": false, "": true} {
		p := healthy(t, "RSA 2048", "RS256")
		p.c.Vendor = vendors.ByID(vendor)
		p.claims["iat"], p.claims["exp"] = (now.Unix()-10)*1000, (now.Unix()+290)*1000
		if got := codes(p.diagnose()); strings.Contains(got, "milliseconds") != want {
			t.Errorf("times in milliseconds for %q: %s", vendor, got)
		}
	}
}

// TestScope: the scope is in the token itself where a system has it there; for an ID token
// Google has another claim.
func TestScope(t *testing.T) {
	for _, c := range []struct {
		vendor string
		claims dict
		want   string
	}{
		{"google", dict{}, "scope_missing!"},
		{"google", dict{"scope": []string{"a"}}, "scope_missing!"},
		{"google", dict{"scope": "a b"}, ""},
		{"google", dict{"target_audience": "https://a.example"}, ""},
		{"docusign", dict{}, "scope_missing"},
		{"docusign", dict{"scope": "signature"}, ""},
		{"okta", dict{}, ""},
		{"", dict{}, ""},
	} {
		r := report{}
		scopes(&Case{Vendor: vendors.ByID(c.vendor), Token: &Token{Claims: c.claims}}, &r)
		if got := codes(Diagnosis{Findings: r.findings}); got != c.want {
			t.Errorf("%s, %v: %s", c.vendor, c.claims, got)
		}
	}
}

// TestFraction: a fraction of a second is a time (RFC 7519 section 2), and none for GitHub.
func TestFraction(t *testing.T) {
	for vendor, want := range map[string]string{"github": "time_fraction! time_fraction!", "salesforce": "", "": ""} {
		r := report{}
		times(&Case{Vendor: vendors.ByID(vendor), Now: now, Token: &Token{Claims: dict{
			"iat": json.Number(strconv.FormatInt(now.Unix(), 10) + ".25"), "exp": json.Number(strconv.FormatInt(now.Unix()+300, 10) + ".5"),
			"nbf": json.Number(strconv.FormatInt(now.Unix(), 10) + ".0"),
		}}}, &r)
		if got := codes(Diagnosis{Findings: r.findings}); got != want {
			t.Errorf("%s: %s", vendor, got)
		}
	}
}

// TestOtherType: a key of another type than the algorithm is for did not sign, and is named
// by mistake.
func TestOtherType(t *testing.T) {
	for _, kind := range kinds {
		p := healthy(t, kind.key, kind.alg)
		other := p.more("k1")
		if kind.alg[:2] == "ES" {
			other.Material = material(t, "ed25519").Public()
		}
		p.c.Keys = []Registered{other}
		d := p.diagnose()
		if d.Findings[0].Code != "other_key" || !strings.Contains(d.Findings[0].Message, "of another type") {
			t.Errorf("%s: %+v", kind.alg, d.Findings)
		}
	}
	p := healthy(t, "EC P-256", "ES256")
	p.c.Keys = []Registered{p.more("k1")}
	if d := p.diagnose(); strings.Contains(d.Findings[0].Message, "type") {
		t.Errorf("the same type: %+v", d.Findings)
	}
}
