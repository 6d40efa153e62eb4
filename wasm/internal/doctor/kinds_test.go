package doctor

import (
	"strings"
	"testing"
)

// TestKinds: of a token of another kind it is said which, and no more than its type and its
// claims tell. The proof of a wallet's key (OpenID for Verifiable Credential Issuance) has a
// nonce as an ID token has it, and a security event (RFC 8417) its events as a logout token.
func TestKinds(t *testing.T) {
	for name, c := range map[string]struct {
		typ    string
		claims map[string]any
		want   string // part of it; "" for what may be a client's assertion
	}{
		"ID token of Keycloak":   {"JWT", map[string]any{"nonce": "n", "azp": "c"}, "an ID token or access token"},
		"ID token of few claims": {"JWT", map[string]any{"nonce": "n"}, "a token with a nonce"},
		"proof of a wallet":      {"openid4vci-proof+jwt", map[string]any{"nonce": "n"}, "a token with a nonce"},
		"bound and with a nonce": {"JWT", map[string]any{"nonce": "n", "cnf": map[string]any{}}, "a token with a nonce"},
		"logout token":           {"logout+jwt", map[string]any{}, "a logout token or another security event token"},
		"security event":         {"secevent+jwt", map[string]any{}, "a logout token or another security event token"},
		"events, without a type": {"", map[string]any{"events": map[string]any{}}, "a logout token or another security event token"},
		"DPoP proof":             {"dpop+jwt", map[string]any{"nonce": "n"}, "a DPoP proof"},
		"assertion":              {"JWT", map[string]any{"iss": "c", "sub": "c", "nonce": "n"}, ""},
		"grant":                  {"JWT", map[string]any{"iss": "c", "sub": "u"}, ""},
	} {
		token := &Token{Members: map[string]any{"typ": c.typ}, Claims: c.claims}
		if got := token.kind(); (c.want == "") != (got == "") || !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
