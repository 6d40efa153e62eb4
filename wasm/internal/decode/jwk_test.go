package decode

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/unlock"
	"jwkmint/wasm/testkit"
)

// TestInsideOnce: a JWK is read again with what is around it, but a passphrase
// is not tried again on what stands in its members.
func TestInsideOnce(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(vectorsDir, "jwkmended/n-encrypted.json"))
	if err != nil {
		t.Fatal(err)
	}
	spent := func(text string) (unlock.Cost, int) {
		r := &reader{pass: []byte("correct horse"), rescans: newRescanBudget(len(text))}
		if !r.json([]byte(text)) {
			t.Fatalf("not read: %.80s", text)
		}
		return costOf(r), len(r.parts)
	}
	once, n := spent(string(text))
	if once == 0 || n != 1 {
		t.Fatalf("%d keys for %v", n, once)
	}
	again, n := spent(`{"a":[` + string(text) + `],"b":{"jwk":` + string(text) + `}}`)
	if again != once || n != 2 {
		t.Errorf("%d keys for %v, want 2 for %v", n, again, once)
	}
}

// TestNestedJWKs: JWKs in JWKs are all read, and twice the text takes twice the
// time, however deep they stand.
func TestNestedJWKs(t *testing.T) {
	const members = `"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"`
	nested := func(open, shut, inner string) string {
		return strings.Repeat("{"+members+open, 30) + inner + strings.Repeat(shut+"}", 30)
	}
	filler := func(n int) string { return `"` + strings.Repeat("x y ", n/4) + `"` }
	many := func(one string, n int) string { return "[" + strings.Repeat(one+",", n/len(one)) + "0]" }
	for name, text := range map[string]func(n int) string{
		"in a member, a long text":   func(n int) string { return nested(`,"a":`, "", filler(n)) },
		"in keys, a long text":       func(n int) string { return nested(`,"keys":[`, "]", filler(n)) },
		"in a member, over and over": func(n int) string { return many(nested(`,"a":`, "", "1"), n) },
		"in keys, over and over":     func(n int) string { return many(nested(`,"keys":[`, "]", "1"), n) },
		"of no kind, over and over": func(n int) string {
			return many(strings.Repeat(`{"kty":"EC","a":`, 60)+"1"+strings.Repeat("}", 60), n/8)
		},
		"in n, over and over": func(n int) string {
			return many(strings.Repeat(`{"kty":"RSA","n":`, 60)+"1"+strings.Repeat("}", 60), n/8)
		},
		"in numbers of no JWK":        func(n int) string { return many(`{"n":`+filler(1<<10)+`,"e":{"x":`+filler(1<<10)+`}}`, n) },
		"keys of a set in many lists": func(n int) string { return many(`{"keys":[{`+members+`}],"a":{"b":[]}}`, n/4) },
	} {
		const size = 1 << 19
		if !json.Valid([]byte(text(size))) {
			t.Fatalf("%s: the test writes broken JSON", name)
		}
		var result *Result
		testkit.Linear(t, name, size, func(size int) []byte { return []byte(text(size)) }, func(data []byte) {
			result, _ = Decode(Input{Data: data})
		})
		if result != nil && len(result.Keys) == 0 {
			t.Errorf("%s: neither a key nor an error", name)
		}
	}
}
