package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDerivedTables has the standard library's own tests run over the tables
// that are computed: they compare every entry with its definition. The code is
// the one that browsers get, which the tag purego selects.
func TestDerivedTables(t *testing.T) {
	atTop(t)
	root, err := toolchainRoot()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	replace := map[string]string{}
	if err := derive(replace, root, dir); err != nil {
		t.Fatal(err)
	}
	// The test of P-256's table reads the variable itself.
	nistec := filepath.Join(root, "src", "crypto", "internal", "fips140", "nistec")
	read := edit{old: "&p256GeneratorTables[", new: "&p256Tables()[", times: 1}
	file := filepath.Join(nistec, "p256_table_test.go")
	changed := filepath.Join(dir, "p256_table_test.go")
	if err := read.apply(file, changed); err != nil {
		t.Fatal(err)
	}
	replace[file] = changed
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	overlay := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(overlay, text, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := goTool([]string{"GOFLAGS="}, "test", "-short", "-v", "-overlay="+overlay, "-tags=purego",
		"-run=^(TestP256PrecomputedTable|TestPowx|TestSboxes|TestTe|TestTd|TestCipherEncrypt|TestCipherDecrypt|TestAES|TestScalarMult|TestEquivalents)$",
		"crypto/internal/fips140/nistec", "crypto/internal/fips140/aes", "crypto/aes", "crypto/internal/fips140test", "crypto/elliptic")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, passed := range []string{"TestP256PrecomputedTable/table[42]", "TestPowx", "TestSboxes", "TestTe", "TestTd"} {
		if !strings.Contains(out, "--- PASS: "+passed+" ") {
			t.Errorf("%s did not run:\n%s", passed, out)
		}
	}
}

// TestEditsRefuse: a file that is not what the edit was made for.
func TestEditsRefuse(t *testing.T) {
	dir := t.TempDir()
	original, changed := filepath.Join(dir, "a.go"), filepath.Join(dir, "b.go")
	if err := os.WriteFile(original, []byte("one one"), 0o644); err != nil {
		t.Fatal(err)
	}
	for times, want := range map[int]bool{1: false, 2: true, 3: false} {
		if err := (edit{old: "one", new: "two", times: times}).apply(original, changed); (err == nil) != want {
			t.Errorf("%d times: %v", times, err)
		}
	}
	if text, _ := os.ReadFile(changed); string(text) != "two two" {
		t.Errorf("edited: %s", text)
	}
}
