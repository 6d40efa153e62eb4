package e2e

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	guideDir   = "../../wasm/testdata/guide"
	vectorsDir = "../../wasm/testdata/vectors"
)

// oracle is what Node's crypto says a file of the guide is.
type oracle struct {
	Thumbprint      string
	Public, Private map[string]string
}

// guide is every file of the guide with its oracle.
func guide(t testing.TB) map[string]oracle {
	t.Helper()
	all := map[string]oracle{}
	readJSON(t, filepath.Join(guideDir, "expect.json"), &all)
	if len(all) < 40 {
		t.Fatalf("only %d files of the guide", len(all))
	}
	return all
}

// guideFile is the content of one of them.
func guideFile(t testing.TB, name string) string {
	t.Helper()
	return readFile(t, filepath.Join(guideDir, name))
}

func sortedNames[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func readFile(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func readJSON(t testing.TB, path string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(readFile(t, path)), into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// usualAlg is the algorithm that the guide gives a signing key.
func usualAlg(jwk map[string]string) string {
	switch {
	case jwk["kty"] == "RSA":
		return "RS256"
	case jwk["crv"] == "Ed25519":
		return "EdDSA"
	}
	return map[string]string{"P-256": "ES256", "P-384": "ES384", "P-521": "ES512", "secp256k1": "ES256K"}[jwk["crv"]]
}

// memberOrder is how a JWK reads best: what it is for, then its numbers.
var memberOrder = []string{"kty", "use", "alg", "kid", "crv", "n", "e", "x", "y", "d", "p", "q", "dp", "dq", "qi", "k"}

// jwkText is the exact text of a JWK: numbers with what is said beside them.
func jwkText(numbers map[string]string, beside map[string]string) string {
	all := maps.Clone(numbers)
	maps.Copy(all, beside)
	var lines []string
	for _, name := range memberOrder {
		if value, ok := all[name]; ok {
			lines = append(lines, `  "`+name+`": "`+value+`"`)
			delete(all, name)
		}
	}
	if len(all) > 0 {
		panic("members without a place")
	}
	return "{\n" + strings.Join(lines, ",\n") + "\n}"
}

// guideJWK is the exact text of the JWK that the guide wants, no option touched.
func guideJWK(numbers map[string]string, kid string) string {
	return jwkText(numbers, map[string]string{"use": "sig", "alg": usualAlg(numbers), "kid": kid})
}

// thumbprint is that of RFC 7638 with SHA-256.
func thumbprint(t testing.TB, jwk map[string]any) string {
	t.Helper()
	required := map[string][]string{
		"RSA": {"e", "kty", "n"}, "EC": {"crv", "kty", "x", "y"}, "OKP": {"crv", "kty", "x"}, "AKP": {"alg", "kty", "pub"}, "oct": {"k", "kty"},
	}[text(jwk, "kty")]
	var parts []string
	for _, name := range required {
		parts = append(parts, `"`+name+`":"`+text(jwk, name)+`"`)
	}
	if len(parts) == 0 {
		t.Fatalf("a JWK of no known kty")
	}
	sum := sha256.Sum256([]byte("{" + strings.Join(parts, ",") + "}"))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// text is a member that is a string, "" where there is none.
func text(jwk map[string]any, name string) string {
	s, _ := jwk[name].(string)
	return s
}

// secretNumbers are the values in an oracle that no public form may hold.
func (o oracle) secretNumbers() []string {
	var secrets []string
	for name, value := range o.Private {
		if o.Public[name] != value {
			secrets = append(secrets, value)
		}
	}
	return secrets
}

// pemBytes is what the first PEM block of a text holds.
func pemBytes(t testing.TB, text string) []byte {
	t.Helper()
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		t.Fatal("no PEM")
	}
	return block.Bytes
}

// parseJSON reads a JSON object that the page shows.
func parseJSON(t testing.TB, s string) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		t.Fatalf("no JSON object: %v in %s", err, firstLine(s))
	}
	return v
}

// keysOf are the keys of a JWK Set.
func keysOf(t testing.TB, s string) []map[string]any {
	t.Helper()
	var set struct{ Keys []map[string]any }
	if err := json.Unmarshal([]byte(s), &set); err != nil {
		t.Fatalf("no JWK Set: %v in %s", err, firstLine(s))
	}
	return set.Keys
}
