package assertion

import (
	"strings"
	"testing"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/mldsa"
)

// TestSnippetsFor: which libraries know an algorithm, and what a program has only
// where it needs it.
func TestSnippetsFor(t *testing.T) {
	names := func(list []Snippet) string {
		var out []string
		for _, s := range list {
			out = append(out, strings.Fields(s.Name)[0])
		}
		return strings.Join(out, " ")
	}
	for alg, want := range map[string]string{"RS256": "Node.js, Python, Go,", "Ed25519": "Node.js,", "EdDSA": "Node.js, Python, Go,", "ES256K": "Python,", "ML-DSA-44": "Node.js,", "ML-DSA-87": "Node.js,"} {
		if got := names(snippets(alg, nil, nil)); got != want {
			t.Errorf("%s: %s, want %s", alg, got, want)
		}
	}
	plain := []jose.Member{{Name: "alg", Value: "RS256"}, {Name: "typ", Value: "JWT"}}
	chained := []jose.Member{{Name: "alg", Value: "RS256"}, {Name: "x5c", Value: []string{"AAAA"}}}
	random := []claim{{name: "jti", kind: isRandom}}
	for _, c := range []struct {
		text, word string
		want       bool
	}{
		{golang("RS256", plain, nil), "cert.Chain", false}, {golang("RS256", plain, nil), "jwx/v2/cert", false},
		{golang("RS256", chained, nil), "func chain(", true}, {golang("RS256", chained, nil), "jwx/v2/cert", true}, {golang("RS256", chained, nil), `chain("AAAA")`, true},
		{golang("RS256", plain, nil), "crypto/rand", false}, {golang("RS256", plain, random), "crypto/rand", true}, {golang("RS256", plain, random), "rand.Text()", true},
		{python("RS256", plain, nil), `"typ": None`, false}, {python("RS256", chained, nil), `"typ": None`, true}, {python("RS256", plain, nil), `"alg": `, false},
		{node(mldsa.Names[0], plain, nil), "24.7 or later", true}, {node("RS256", plain, nil), "24.7 or later", false}, {node("RS256", plain, nil), `"alg": "RS256"`, true},
	} {
		if got := strings.Contains(c.text, c.word); got != c.want {
			t.Errorf("%q is there: %v\n%s", c.word, got, c.text)
		}
	}
}
