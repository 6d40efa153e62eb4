package vendors

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestWhere: what each system says of the place is a sentence, or nothing where its
// pages don't tell; and it names what a person looks for there.
func TestWhere(t *testing.T) {
	names := map[string]string{
		"generic": "jwks_uri", "smart": "URL of the set", "epic": "Production JWK Set URL", "okta": "Client Credentials", "auth0": "Private Key JWT",
		"entra": "Certificates & secrets", "keycloak": "Use JWKS URL", "pingone": "jwksUrl", "salesforce": "Enable JWT Bearer Flow",
		"snowflake": "RSA_PUBLIC_KEY", "login-gov": "Partner Dashboard", "google": "certificate.pem", "apple": "Certificates, Identifiers & Profiles",
		"github": "Generate a private key", "docusign": "Service Integration", "singpass": "Singpass Developer Portal",
		"maskinporten": "Egne public nøkler", "netsuite": "Create New", "nhs-england": "developer portal",
	}
	for _, v := range All {
		name, known := names[v.ID]
		if !known || !strings.Contains(v.Where, name) || (name == "") != (v.Where == "") {
			t.Errorf("%s: %q has not %q", v.ID, v.Where, name)
		}
		if v.Where != "" && (!sentence.MatchString(v.Where) || strings.Contains(v.Where, "  ")) {
			t.Errorf("%q is no sentence", v.Where)
		}
	}
}

// TestRegister: the text has one place for the key, unless it names the file that
// holds it; and what a person fills in cannot be taken for a value.
func TestRegister(t *testing.T) {
	open := regexp.MustCompile(`<[a-z-]+>`)
	var have []string
	for _, v := range All {
		r := v.Register
		if r == (Register{}) {
			continue
		}
		have = append(have, v.ID)
		if r.Title == "" || !slices.Contains(v.Forms, r.Form) {
			t.Errorf("%s: %q, of a form that it does not take", v.ID, r.Title)
		}
		if file := r.Form == CertificatePEM; strings.Count(r.Text, "{}") != 1 && !file || file != strings.Contains(r.Text, "certificate.pem") {
			t.Errorf("%s: no place for the key in %q", v.ID, r.Text)
		}
		if rest := open.ReplaceAllString(r.Text, ""); strings.ContainsAny(rest, "<>") {
			t.Errorf("%s: %q", v.ID, rest)
		}
	}
	if want := []string{"entra", "pingone", "snowflake", "google"}; !slices.Equal(have, want) {
		t.Errorf("%v, want %v", have, want)
	}
}
