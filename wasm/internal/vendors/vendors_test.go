package vendors

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// TestListed demands that every file of a system is in All, under its name.
func TestListed(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var files, ids []string
	for _, entry := range entries {
		name, ok := strings.CutSuffix(entry.Name(), ".go")
		if ok && name != "vendors" && !strings.HasSuffix(name, "_test") {
			files = append(files, name)
		}
	}
	for _, v := range All {
		ids = append(ids, v.ID)
	}
	slices.Sort(ids)
	if !slices.Equal(files, ids) {
		t.Errorf("files %v\nlisted %v", files, ids)
	}
	if ByID("entra") != &entra || ByID("nobody") != nil || ByID("") != nil {
		t.Error("ByID finds another, or one that is not there")
	}
}

var (
	idForm   = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	dateForm = regexp.MustCompile(`(January|February|March|April|May|June|July|August|September|October|November|December) 20[0-9]{2}$`)
	sentence = regexp.MustCompile(`^[^a-z].*[.]$|^consent_required .*[.]$`)
	forms    = []Form{JWK, JWKSet, JWKSetURL, SPKI, SPKIBase64, CertificatePEM, CertificateDER}
)

// algorithms that any key at all can have.
func algorithms(use string) []string {
	var algs []string
	for _, m := range []key.Material{
		&key.RSA{}, &key.EC{Curve: key.P256}, &key.EC{Curve: key.P384}, &key.EC{Curve: key.P521},
		&key.EC{Curve: key.Secp256k1}, &key.OKP{Curve: key.Ed25519}, &key.OKP{Curve: key.X25519},
	} {
		algs = append(algs, jose.Algorithms(m, use, nil)...)
	}
	return algs
}

func TestVendors(t *testing.T) {
	signing, encryption := algorithms(jose.UseSig), algorithms(jose.UseEnc)
	names := map[string]bool{}
	for _, v := range All {
		t.Run(v.ID, func(t *testing.T) {
			if !idForm.MatchString(v.ID) || len(v.ID) > 20 {
				t.Errorf("the ID %q does not suit an address", v.ID)
			}
			if v.Name == "" || names[v.Name] {
				t.Errorf("the name %q is empty, or another's", v.Name)
			}
			names[v.Name] = true
			for _, f := range v.Forms {
				if !slices.Contains(forms, f) {
					t.Errorf("no form is called %q", f)
				}
			}
			for _, alg := range v.Algorithms {
				if !slices.Contains(signing, alg) {
					t.Errorf("nothing signs with %q", alg)
				}
			}
			for _, alg := range v.Encryption {
				if !slices.Contains(encryption, alg) {
					t.Errorf("nothing encrypts with %q", alg)
				}
			}
			for _, list := range [][]string{v.Algorithms, v.Encryption} {
				if len(slices.Compact(slices.Sorted(slices.Values(list)))) != len(list) {
					t.Errorf("one of %v is there twice", list)
				}
			}
			for _, k := range v.Keys {
				m := map[string]key.Material{key.KtyRSA: &key.RSA{}, key.KtyEC: &key.EC{Curve: k.Curve}}[k.Type]
				takes := map[string][]string{jose.UseSig: v.Algorithms, jose.UseEnc: v.Encryption}[k.Use]
				if m == nil || !slices.Contains(takes, k.Alg) || !slices.Contains(jose.Algorithms(m, k.Use, nil), k.Alg) {
					t.Errorf("it does not take the key %v of its own set", k)
				}
			}
			if len(v.Keys) == 1 || len(v.Keys) > 0 && !slices.Contains(v.Forms, JWKSet) && !slices.Contains(v.Forms, JWKSetURL) {
				t.Error("a set of one key, or for who takes none")
			}
			if (v.MinRSA == 0) != (v.RSASizes() == "") || v.MinRSA != 0 && !strings.Contains(v.RSASizes(), strconv.Itoa(v.MinRSA)) || v.MaxRSA != 0 && !strings.Contains(v.RSASizes(), strconv.Itoa(v.MaxRSA)) {
				t.Errorf("%q of %d to %d bits", v.RSASizes(), v.MinRSA, v.MaxRSA)
			}
			if notes := strings.Join(v.Notes, " "); v.MinRSA != 0 && !strings.Contains(notes, strconv.Itoa(v.MinRSA)) || v.MaxRSA != 0 && (v.MinRSA > v.MaxRSA || !strings.Contains(notes, strconv.Itoa(v.MaxRSA))) {
				t.Errorf("RSA keys of %d to %d bits, of which the notes say nothing", v.MinRSA, v.MaxRSA)
			}
			if v.FindsByKID() && !v.TakesJWK() {
				t.Error("it finds keys by the kid of a JWK, and takes none")
			}
			checkWords(t, v)
			checkClaims(t, v)
			checkTimes(t, v)
		})
	}
}

func checkWords(t *testing.T, v *Vendor) {
	if len(v.Notes) == 0 || len(v.Sources) == 0 {
		t.Error("without notes or without sources")
	}
	for _, text := range append([]string{v.KeyID}, v.Notes...) {
		if !sentence.MatchString(text) || strings.Contains(text, "  ") {
			t.Errorf("%q is no sentence", text)
		}
	}
	for _, s := range v.Sources {
		if s.Page == "" || !dateForm.MatchString(s.Date) {
			t.Errorf("the source %q of %q", s.Page, s.Date)
		}
		if strings.Contains(s.Page, "//") {
			t.Errorf("the source %q is an address, not a name", s.Page)
		}
	}
	if len(v.Forms) == 0 && !strings.Contains(strings.Join(v.Notes, " "), "makes the key") {
		t.Error("no form to hand over, and nothing says who makes the key")
	}
}

func checkClaims(t *testing.T, v *Vendor) {
	c := v.Claims
	if (c.Audience == Fixed) != (len(c.Choices) > 0) {
		t.Error("the choices of aud and its kind disagree")
	}
	for _, choice := range c.Choices {
		if choice.Name == "" || choice.Audience == "" || !strings.HasPrefix(choice.Endpoint, "https://") {
			t.Errorf("the choice %v", choice)
		}
	}
	if (c.OtherAudiences || c.Sandbox != "") && c.Audience != Fixed || c.Sandbox != "" && !slices.ContainsFunc(c.Choices, func(choice Choice) bool { return choice.Name == "sandbox" }) {
		t.Error("other audiences than none, or a sandbox that is no choice")
	}
	if needs := c.Issuer == Other || c.Subject == Other; needs != (c.OtherName != "") {
		t.Error("the other party and its name disagree")
	}
	if v.Send.By == ByBearer && v.Send.Endpoint == "" {
		t.Error("nowhere to send the token")
	}
	if e := v.Send.Endpoint; e != "" && !strings.HasPrefix(e, "https://") {
		t.Errorf("the endpoint %q", e)
	}
	if v.Header.X5TS256 != slices.Contains(v.Forms, CertificateDER) {
		t.Error("a thumbprint without a certificate to upload, or the other way round")
	}
}

func checkTimes(t *testing.T, v *Vendor) {
	if v.Lifetime < time.Minute || v.Lifetime%time.Second != 0 {
		t.Errorf("made for %v", v.Lifetime)
	}
	if v.MaxLifetime != 0 && v.Lifetime+v.Claims.Backdate > v.MaxLifetime {
		t.Errorf("made for %v, and may have %v", v.Lifetime, v.MaxLifetime)
	}
}

// TestLifetimes: what each system says a token may last at most, and how long those
// are made for that people keep and do not make anew each time.
func TestLifetimes(t *testing.T) {
	for id, want := range map[string]time.Duration{
		"apple": 15777000 * time.Second, // "six months", as it writes them
		"auth0": 5 * time.Minute, "docusign": time.Hour, "epic": 5 * time.Minute, "github": 10 * time.Minute, "google": time.Hour,
		"maskinporten": 2 * time.Minute, "netsuite": time.Hour, "nhs-england": 5 * time.Minute,
		"okta": time.Hour, "pingone": time.Hour, "singpass": 2 * time.Minute, "smart": 5 * time.Minute,
	} {
		if got := ByID(id).MaxLifetime; got != want {
			t.Errorf("%s: %v, want %v", id, got, want)
		}
	}
	for id, want := range map[string]time.Duration{"apple": 180 * 24 * time.Hour, "snowflake": time.Hour} {
		if got := ByID(id).Lifetime; got != want {
			t.Errorf("%s: made for %v, want %v", id, got, want)
		}
	}
}

// TestWhom: a party is called what its system calls it.
func TestWhom(t *testing.T) {
	for _, c := range []struct{ id, iss, sub string }{
		{"generic", "the client ID", "the client ID"},
		{"apple", "the team ID", "the services ID or bundle ID (client_id)"},
		{"salesforce", "the consumer key", "the username"},
		{"docusign", "the integration key", "the user ID"},
		{"entra", "the application (client) ID", "the application (client) ID"},
		{"snowflake", "ACCOUNT.USER.SHA256:, and after it the digest of the key in base64,", "ACCOUNT.USER, in capitals,"},
	} {
		claims := &ByID(c.id).Claims
		if iss, sub := claims.Whom(claims.Issuer), claims.Whom(claims.Subject); iss != c.iss || sub != c.sub {
			t.Errorf("%s: %q and %q", c.id, iss, sub)
		}
	}
}

func TestOrder(t *testing.T) {
	rsa := jose.Algorithms(&key.RSA{}, jose.UseSig, nil)
	for _, c := range []struct {
		v    *Vendor
		in   []string
		want []string
	}{
		{&entra, rsa, []string{"PS256", "RS256", "RS384", "RS512", "PS384", "PS512"}},
		{&smart, rsa, []string{"RS384", "RS256", "RS512", "PS256", "PS384", "PS512"}},
		{&generic, rsa, rsa},
		{&entra, []string{"EdDSA", "Ed25519"}, []string{"EdDSA", "Ed25519"}},
		{&singpass, jose.Algorithms(&key.EC{Curve: key.P256}, jose.UseEnc, nil),
			[]string{"ECDH-ES+A256KW", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW"}},
		{&smart, nil, []string{}},
	} {
		if got := c.v.Order(c.in); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.v.ID, got, c.want)
		}
	}
	if !entra.Takes("PS256") || entra.Takes("RS256") || !generic.Takes("EdDSA") {
		t.Error("Takes")
	}
}
