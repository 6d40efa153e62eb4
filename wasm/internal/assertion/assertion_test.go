package assertion

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"os/exec"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/certify"
	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/vendors"
	"jwkmint/wasm/testkit"
)

var now = time.Date(2026, 11, 23, 8, 15, 0, 0, time.UTC) // 1795421700

// privateKey is one of Node's keys by its name there.
func privateKey(t testing.TB, name string) *key.Key {
	t.Helper()
	pair, ok := testkit.NodeKeys(t)[name]
	if !ok {
		t.Fatalf("no key %s", name)
	}
	return &key.Key{Material: pair.Private.Material(t)}
}

// certified gives the key a certificate.
func certified(t testing.TB, k *key.Key) *key.Key {
	t.Helper()
	signer, err := jose.Signer(k.Material)
	if err != nil {
		t.Fatal(err)
	}
	spki, err := encode.PublicDER(k.Material)
	if err != nil {
		t.Fatal(err)
	}
	der, err := certify.Certificate(signer, spki, certify.Template{Subject: certify.Subject{{Name: "CN", Value: "x"}}, NotBefore: now, Days: 1})
	if err != nil {
		t.Fatal(err)
	}
	k.Chain = []*key.Certificate{{Raw: der}}
	return k
}

// ask is a usual one for the vendor.
func ask(t testing.TB, vendor string) Ask {
	t.Helper()
	v := vendors.ByID(vendor)
	if v == nil {
		t.Fatalf("no vendor %s", vendor)
	}
	name, alg := "RSA 2048", "RS256"
	if len(v.Algorithms) > 0 {
		alg = v.Algorithms[0]
	}
	if alg == "ES256" {
		name = "EC P-256"
	}
	a := Ask{
		Key: privateKey(t, name), KeyID: "k1", Alg: alg, Vendor: v, Client: "Client-1", Scope: "a b",
		Audience: "https://as.example", Endpoint: "https://as.example/token", Now: now, JTI: "id",
	}
	if v.Claims.OtherName != "" {
		a.Other = "someone"
	}
	if len(v.Claims.Choices) > 0 {
		a.Audience, a.Endpoint = v.Claims.Choices[0].Audience, v.Claims.Choices[0].Endpoint
	}
	return a
}

func make1(t testing.TB, a Ask) *Assertion {
	t.Helper()
	made, err := Make(a)
	if err != nil {
		message, hint := fault.Text(err)
		t.Fatal(message, hint)
	}
	return made
}

// compact takes the white space out of JSON.
func compact(t testing.TB, text string) string {
	t.Helper()
	var out strings.Builder
	for _, line := range strings.Split(text, "\n") {
		out.WriteString(strings.Replace(strings.TrimSpace(line), `": `, `":`, 1))
	}
	return out.String()
}

// TestVendors says, for each vendor, what its token is and how it goes.
func TestVendors(t *testing.T) {
	const rest = `"jti":"id","iat":1795421700,`
	table := map[string]struct{ header, claims, form string }{
		"generic": {`{"alg":"RS256","typ":"client-authentication+jwt","kid":"k1"}`,
			`{"iss":"Client-1","sub":"Client-1","aud":"https://as.example",` + rest + `"exp":1795422000}`,
			"grant_type=client_credentials&scope=a+b&client_id=Client-1&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=TOKEN"},
		"smart": {`{"alg":"RS384","typ":"JWT","kid":"k1"}`,
			`{"iss":"Client-1","sub":"Client-1","aud":"https://as.example",` + rest + `"exp":1795422000}`, "grant_type=client_credentials&scope"},
		"epic": {`{"alg":"RS384","typ":"JWT","kid":"k1"}`,
			`{"iss":"Client-1","sub":"Client-1","aud":"https://as.example",` + rest + `"exp":1795421940}`, "grant_type=client_credentials&scope"},
		"okta": {`{"alg":"RS256","typ":"JWT","kid":"k1"}`,
			`{"iss":"Client-1","sub":"Client-1","aud":"https://as.example",` + rest + `"exp":1795422000}`, "grant_type=client_credentials&scope"},
		"auth0": {`{"alg":"RS256","typ":"JWT"}`,
			`{"iss":"Client-1","sub":"Client-1","aud":"https://as.example",` + rest + `"exp":1795421760}`, "grant_type=client_credentials&scope"},
		"entra": {`{"alg":"PS256","typ":"JWT"}`,
			`{"iss":"Client-1","sub":"Client-1","aud":"https://as.example",` + rest + `"nbf":1795421700,"exp":1795422000}`, "grant_type=client_credentials&scope"},
		"keycloak": {`{"alg":"RS256","typ":"JWT","kid":"k1"}`,
			`{"iss":"Client-1","sub":"Client-1","aud":"https://as.example",` + rest + `"exp":1795421760}`, "grant_type=client_credentials&scope"},
		"pingone": {`{"alg":"RS256","typ":"JWT","kid":"k1"}`,
			`{"iss":"Client-1","sub":"Client-1","aud":"https://as.example",` + rest + `"exp":1795422000}`, "grant_type=client_credentials&scope"},
		"salesforce": {`{"alg":"RS256"}`,
			`{"iss":"Client-1","sub":"someone","aud":"https://login.salesforce.com","iat":1795421700,"exp":1795421880}`,
			"grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&scope=a+b&assertion=TOKEN"},
		"snowflake": {`{"alg":"RS256","typ":"JWT"}`,
			`{"iss":"CLIENT-1.SHA256:FINGERPRINT","sub":"CLIENT-1","iat":1795421700,"exp":1795425300}`, ""},
		"login-gov": {`{"alg":"RS256","typ":"JWT"}`,
			`{"iss":"Client-1","sub":"Client-1","aud":"https://idp.int.identitysandbox.gov/api/openid_connect/token",` + rest + `"exp":1795422000}`,
			"grant_type=authorization_code&code=CODE&redirect_uri=REDIRECT_URI&client_id=Client-1&client_assertion_type"},
		"google": {`{"alg":"RS256","typ":"JWT","kid":"k1"}`,
			`{"iss":"Client-1","sub":"someone","aud":"https://oauth2.googleapis.com/token","iat":1795421700,"exp":1795422000,"scope":"a b"}`,
			"grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=TOKEN"},
		"apple": {`{"alg":"ES256","kid":"k1"}`,
			`{"iss":"someone","sub":"Client-1","aud":"https://appleid.apple.com","iat":1795421700,"exp":1810973700}`,
			"grant_type=authorization_code&code=CODE&redirect_uri=REDIRECT_URI&client_id=Client-1&client_secret=TOKEN"},
		"github": {`{"alg":"RS256","typ":"JWT"}`, `{"iss":"Client-1","iat":1795421640,"exp":1795422240}`, ""},
		"docusign": {`{"alg":"RS256","typ":"JWT"}`,
			`{"iss":"Client-1","sub":"someone","aud":"account-d.docusign.com","iat":1795421700,"exp":1795422000,"scope":"a b"}`,
			"grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=TOKEN"},
		"nhs-england": {`{"alg":"RS512","typ":"JWT","kid":"k1"}`,
			`{"iss":"Client-1","sub":"Client-1","aud":"https://int.api.service.nhs.uk/oauth2/token",` + rest + `"exp":1795421940}`, "grant_type=client_credentials&scope"},
		"netsuite": {`{"alg":"PS256","typ":"JWT","kid":"k1"}`,
			`{"iss":"Client-1","aud":"https://as.example","iat":1795421700,"exp":1795422000,"scope":"a b"}`,
			"grant_type=client_credentials&client_id=Client-1&client_assertion_type"},
		"maskinporten": {`{"alg":"RS256","typ":"JWT","kid":"k1"}`,
			`{"iss":"Client-1","aud":"https://test.maskinporten.no/",` + rest + `"exp":1795421820,"scope":"a b"}`,
			"grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=TOKEN"},
		"singpass": {`{"alg":"ES256","typ":"JWT","kid":"k1"}`,
			`{"iss":"Client-1","sub":"Client-1","aud":"https://as.example",` + rest + `"exp":1795421820}`,
			"grant_type=authorization_code&code=CODE&redirect_uri=REDIRECT_URI&client_id=Client-1&client_assertion_type"},
	}
	if len(table) != len(vendors.All) {
		t.Errorf("%d of %d vendors are in this table", len(table), len(vendors.All))
	}
	for id, want := range table {
		t.Run(id, func(t *testing.T) {
			a := ask(t, id)
			made := make1(t, a)
			if got := compact(t, made.Header); got != want.header {
				t.Errorf("header\n got %s\nwant %s", got, want.header)
			}
			claims := strings.ReplaceAll(want.claims, "FINGERPRINT", spkiDigest(t))
			if got := compact(t, made.Claims); got != claims {
				t.Errorf("claims\n got %s\nwant %s", got, claims)
			}
			if form := strings.ReplaceAll(want.form, "TOKEN", made.Token); !strings.HasPrefix(made.Body, form) || (form == "") != (made.Body == "") {
				t.Errorf("form\n got %s\nwant %s", made.Body, form)
			}
			checkToken(t, a, made)
		})
	}
}

// spkiDigest is what openssl gives for the RSA key here.
func spkiDigest(t *testing.T) string {
	t.Helper()
	pem, err := encode.PEM(privateKey(t, "RSA 2048"), encode.SPKI)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("bash", "-c", "set -o pipefail; openssl pkey -pubin -outform DER | openssl sha256 -binary | openssl base64")
	cmd.Stdin = strings.NewReader(pem)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// checkToken demands that the token is what is shown of it, and signed.
func checkToken(t *testing.T, a Ask, made *Assertion) {
	t.Helper()
	parts := strings.Split(made.Token, ".")
	for i, shown := range []string{made.Header, made.Claims} {
		text, err := base64.RawURLEncoding.DecodeString(parts[i])
		if err != nil || string(text) != compact(t, shown) {
			t.Errorf("the token has %s, and %s is shown (%v)", text, shown, err)
		}
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := jose.Verify(a.Key.Material.Public(), a.Alg, []byte(parts[0]+"."+parts[1]), signature); !ok {
		t.Errorf("the signature is not valid: %v", err)
	}
}

// TestThumbprints: x5t, x5t#S256 and x5c are of the certificate, where asked or
// where the vendor wants them.
func TestThumbprints(t *testing.T) {
	a := ask(t, "entra")
	certified(t, a.Key)
	sha256 := encode.CertificateThumbprint(a.Key.Chain[0])
	if got := compact(t, make1(t, a).Header); got != `{"alg":"PS256","typ":"JWT","x5t#S256":"`+sha256+`"}` {
		t.Errorf("for Entra %s", got)
	}
	a.X5T, a.X5C = true, true
	var header struct {
		X5T    string   `json:"x5t"`
		SHA256 string   `json:"x5t#S256"`
		X5C    []string `json:"x5c"`
	}
	if err := json.Unmarshal([]byte(make1(t, a).Header), &header); err != nil {
		t.Fatal(err)
	}
	if header.X5T != encode.CertificateSHA1(a.Key.Chain[0]) || header.SHA256 != sha256 ||
		len(header.X5C) != 1 || header.X5C[0] != base64.StdEncoding.EncodeToString(a.Key.Chain[0].Raw) {
		t.Errorf("%+v", header)
	}
	a = ask(t, "okta")
	certified(t, a.Key)
	if got := make1(t, a).Header; strings.Contains(got, "x5") {
		t.Errorf("nobody asked for a thumbprint: %s", got)
	}
}

func TestRefuses(t *testing.T) {
	for name, change := range map[string]func(*Ask){
		"no client":                    func(a *Ask) { a.Client = " " },
		"nowhere":                      func(a *Ask) { a.Audience, a.Endpoint = "", "" },
		"a line break in the client":   func(a *Ask) { a.Client = "a\nb" },
		"an escape in the scope":       func(a *Ask) { a.Scope = "a\x1b[2Jb" },
		"text that runs backwards":     func(a *Ask) { a.Client = "a\u202eb" },
		"a space of no width":          func(a *Ask) { a.Audience = "https://as.example\u200b/" },
		"a no-break space":             func(a *Ask) { a.Scope = "a\u00a0b" },
		"a line separator":             func(a *Ask) { a.Scope = "a\u2028b" },
		"a very long client":           func(a *Ask) { a.Client = strings.Repeat("x", maxText+1) },
		"x5t without a certificate":    func(a *Ask) { a.X5T = true },
		"x5c without a certificate":    func(a *Ask) { a.X5C = true },
		"for ever":                     func(a *Ask) { a.Lifetime = MaxLifetime + time.Second },
		"for less than nothing":        func(a *Ask) { a.Lifetime = -time.Minute },
		"not a web address":            func(a *Ask) { a.Endpoint = "file:///etc/passwd" },
		"no scheme":                    func(a *Ask) { a.Endpoint = "as.example/token" },
		"no host":                      func(a *Ask) { a.Endpoint = "https:///token" },
		"a user name":                  func(a *Ask) { a.Endpoint = "https://as.example@evil.example/" },
		"a fragment":                   func(a *Ask) { a.Endpoint = "https://as.example/#x" },
		"a host with a quote":          func(a *Ask) { a.Endpoint = "https://as'.example/" },
		"a host in letters of its own": func(a *Ask) { a.Endpoint = "https://bücher.example/" },
		"an option for a host":         func(a *Ask) { a.Endpoint = "https:// -o x/" },
	} {
		a := ask(t, "generic")
		change(&a)
		want := fault.BadOption
		if name == "no client" || name == "nowhere" {
			want = fault.Missing
		}
		if _, err := Make(a); fault.CodeOf(err) != want {
			t.Errorf("%s: %v", name, err)
		} else if message, hint := fault.Text(err); strings.Contains(message+hint, "evil") || hint == "" {
			t.Errorf("%s: %s %s", name, message, hint)
		}
	}
	a := ask(t, "salesforce")
	a.Other = ""
	if _, err := Make(a); fault.CodeOf(err) != fault.Missing {
		t.Errorf("Salesforce without a user: %v", err)
	}
	for id, name := range map[string]string{"salesforce": "Consumer key", "entra": "Application (client) ID", "okta": "client ID"} {
		a = ask(t, id)
		a.Client = " "
		if _, err := Make(a); !strings.Contains(strings.Join(texts(err), " "), "Type the "+name+".") {
			t.Errorf("%s without a client: %v", id, texts(err))
		}
	}
	a = ask(t, "google")
	a.Other = ""
	if strings.Contains(make1(t, a).Claims, "sub") {
		t.Error("Google without a user has a sub")
	}
	a = ask(t, "generic")
	a.Key = &key.Key{Material: a.Key.Material.Public()}
	if _, err := Make(a); fault.CodeOf(err) != fault.CannotSign {
		t.Errorf("a public key: %v", err)
	}
}

// TestBounds: what is just allowed.
func TestBounds(t *testing.T) {
	a := ask(t, "generic")
	a.Client, a.Lifetime = strings.Repeat("ü", maxText), MaxLifetime
	make1(t, a)
	a.Lifetime, a.Endpoint = time.Second, " HTTPS://[::1]:8443/token?x={y}&z='[1-9]' "
	if got := make1(t, a).Curl; !strings.Contains(got, "'https://[::1]:8443/token?x=%7By%7D&z=%27%5B1-9%5D%27'") {
		t.Errorf("the endpoint became %s", got)
	}
	a.Audience = ""
	if got := make1(t, a); !strings.Contains(got.Claims, `"aud": "https://[::1]:8443/token`) {
		t.Errorf("aud is not the endpoint: %s", got.Claims)
	}
}

func TestNotes(t *testing.T) {
	thumbprint := func(a *Ask) { a.KeyID = jose.ThumbprintText(a.Key.Material) }
	for name, c := range map[string]struct {
		vendor string
		change func(*Ask)
		code   string
	}{
		"nothing":                    {"generic", func(*Ask) {}, ""},
		"nothing for Okta":           {"okta", func(*Ask) {}, ""},
		"an algorithm not taken":     {"entra", func(a *Ask) { certified(t, a.Key); a.Alg = "RS256" }, "alg_not_taken"},
		"no certificate":             {"entra", func(*Ask) {}, "no_certificate"},
		"with one":                   {"entra", func(a *Ask) { certified(t, a.Key) }, ""},
		"our key ID at Google":       {"google", thumbprint, "kid_theirs"},
		"none at Google":             {"google", func(a *Ask) { a.KeyID = "" }, "kid_theirs"},
		"our key ID at Okta":         {"okta", thumbprint, ""},
		"six minutes for SMART":      {"smart", func(a *Ask) { a.Lifetime = 6 * time.Minute }, "lifetime_long"},
		"five minutes for SMART":     {"smart", func(a *Ask) { a.Lifetime = 5 * time.Minute }, ""},
		"no issuer":                  {"generic", func(a *Ask) { a.Audience = "" }, "aud_is_endpoint"},
		"no issuer for Okta":         {"okta", func(a *Ask) { a.Audience = "" }, ""},
		"http":                       {"generic", func(a *Ask) { a.Endpoint = "http://as.example/" }, "endpoint_open"},
		"http on this machine":       {"generic", func(a *Ask) { a.Endpoint = "http://127.0.0.1:3000/token" }, ""},
		"http on this machine, IPv6": {"generic", func(a *Ask) { a.Endpoint = "http://[::1]/token" }, ""},
		"http on another localhost":  {"generic", func(a *Ask) { a.Endpoint = "http://localhost.example/" }, "endpoint_open"},
		"a login":                    {"login-gov", func(*Ask) {}, "needs_code"},
		"a JWK for it":               {"generic", func(a *Ask) { a.JWK = Purpose{"sig", "RS256", []string{"verify"}} }, ""},
		"a JWK for encryption":       {"generic", func(a *Ask) { a.JWK = Purpose{Use: "enc", Alg: "RSA-OAEP"} }, "jwk_not_for_signing"},
		"operations of encryption":   {"okta", func(a *Ask) { a.JWK = Purpose{KeyOps: []string{"encrypt"}} }, "jwk_not_for_signing"},
		"an operation of two":        {"okta", func(a *Ask) { a.JWK = Purpose{KeyOps: []string{"encrypt", "verify"}} }, ""},
		"of the private half":        {"okta", func(a *Ask) { a.JWK = Purpose{KeyOps: []string{"sign"}} }, ""},
		"another alg in the JWK":     {"okta", func(a *Ask) { a.JWK = Purpose{Alg: "RSA-OAEP"} }, "jwk_other_alg"},
		"a JWK that is not given":    {"snowflake", func(a *Ask) { a.JWK = Purpose{Use: "enc", Alg: "RSA-OAEP"} }, ""},
		"no key ID":                  {"generic", func(a *Ask) { a.KeyID = "" }, "kid_missing"},
		"no key ID for Okta":         {"okta", func(a *Ask) { a.KeyID = "" }, "kid_missing"},
		"no key ID for Auth0":        {"auth0", func(a *Ask) { a.KeyID = "" }, ""},
		"a certificate for a key ID": {"generic", func(a *Ask) { certified(t, a.Key); a.KeyID, a.X5TS256 = "", true }, ""},
		"not so for Okta":            {"okta", func(a *Ask) { certified(t, a.Key); a.KeyID, a.X5TS256 = "", true }, "kid_missing"},
	} {
		a := ask(t, c.vendor)
		c.change(&a)
		got := ""
		for _, note := range make1(t, a).Notes {
			got += note.Code
			if note.Message == "" || note.Action == "" {
				t.Errorf("%s: a note without words", name)
			}
		}
		if got != c.code {
			t.Errorf("%s: %q, want %q", name, got, c.code)
		}
	}
}

func TestSpan(t *testing.T) {
	for d, want := range map[time.Duration]string{
		time.Second: "1 second", 90 * time.Second: "90 seconds", time.Minute: "1 minute", 5 * time.Minute: "5 minutes",
		time.Hour: "1 hour", 90 * time.Minute: "90 minutes", 15777000 * time.Second: "182 days",
	} {
		if got := span(d); got != want {
			t.Errorf("%v: %s, want %s", d, got, want)
		}
	}
}

// What stands encoded in an address stays as it is, and nothing else takes its
// form for it: every octet as net/url and this read it.
func TestPercentAgain(t *testing.T) {
	for _, digits := range []string{"00", "09", "90", "99", "aa", "ff", "AA", "FF"} {
		if got := percentAgain("%"+digits, ""); got != "%"+digits {
			t.Errorf("%%%s became %s", digits, got)
		}
	}
	for c := range 0x80 {
		text := "%" + string(rune(c)) + "0"
		got, err := url.PathUnescape(percentAgain(text, ""))
		want, bad := url.PathUnescape(text)
		if bad != nil {
			want = text // which is no encoded octet, and is itself meant
		}
		if err != nil || got != want {
			t.Errorf("%q became %q, %v", text, percentAgain(text, ""), err)
		}
	}
}

func TestSeconds(t *testing.T) {
	for after, want := range map[time.Duration]string{0: "now", time.Second: "now + 1", -time.Minute: "now - 60", time.Millisecond: "now"} {
		if got := seconds("now", after); got != want {
			t.Errorf("%v: %s, want %s", after, got, want)
		}
	}
}

func texts(err error) []string {
	message, hint := fault.Text(err)
	return []string{message, hint}
}
