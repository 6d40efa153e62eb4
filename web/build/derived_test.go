package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDerivedTables has the standard library's own tests run over the tables
// that are computed, each entry of which they compare with its definition, and
// over what is edited, where they compile with it. The code is the one that
// browsers get, which the tag purego selects.
func TestDerivedTables(t *testing.T) {
	atTop(t)
	root, err := toolchainRoot()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	replace := map[string]string{}
	if err := derive(replace, root); err != nil {
		t.Fatal(err)
	}
	if err := editFiles(replace, root, dir); err != nil {
		t.Fatal(err)
	}
	for file := range replace {
		if strings.Contains(file, "elliptic") || strings.Contains(file, "ecdsa") || strings.Contains(file, "strconv") {
			delete(replace, file) // the tests name what is left out
		}
	}
	// The test of P-256's table reads the variable itself.
	nistec := filepath.Join(root, "src", "crypto", "internal", "fips140", "nistec")
	read := edit{old: `&p256GeneratorTables\[`, new: "&p256Tables()[", times: 1}
	file := filepath.Join(nistec, "p256_table_test.go")
	changed := filepath.Join(dir, "p256_table_test.go")
	if err := read.apply(file, changed); err != nil {
		t.Fatal(err)
	}
	replace[file] = changed
	// Those of AES's tables read the variables themselves.
	first := filepath.Join(dir, "first_test.go")
	if err := os.WriteFile(first, []byte("package aes\n\nfunc init() { computeTables() }\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	replace[filepath.Join(root, "src", "crypto", "internal", "fips140", "aes", "first_test.go")] = first
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	overlay := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(overlay, text, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := goTool([]string{"GOFLAGS="}, "test", "-short", "-v", "-overlay="+overlay, "-tags=purego",
		"-run=^(TestP256PrecomputedTable|TestScalarMult|TestPowx|TestSboxes|TestTe|TestTd|Test.*Sort.*|TestSlice|TestBentleyMcIlroy|TestAdversary|TestStability|TestHeapsortBM)$",
		"crypto/internal/fips140/nistec", "crypto/internal/fips140test", "crypto/internal/fips140/aes", "slices", "sort")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, passed := range []string{"TestP256PrecomputedTable/table[42]", "TestScalarMult/P384", "TestScalarMult/P521", "TestPowx", "TestSboxes", "TestTe", "TestTd", "TestSortLarge_Random", "TestHeapsortBM", "TestAdversary"} {
		if !strings.Contains(out, "--- PASS: "+passed+" ") {
			t.Errorf("%s did not run:\n%s", passed, out)
		}
	}
}

// TestEditsChangeNothing runs a program with what the build puts in the place
// of parts of the standard library, and with those parts.
func TestEditsChangeNothing(t *testing.T) {
	got, code := inNode(t, compiled(t, "./web/build/testdata/edits"))
	want, err := goTool(nil, "run", "./web/build/testdata/edits")
	if err != nil {
		t.Fatal(err)
	}
	if code != 0 || got != want || strings.Count(want, "\n") < 15 {
		t.Errorf("the program ends with %d and prints\n%s\nwant\n%s", code, got, want)
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
		if err := (edit{old: "on(e)", new: "tw$1", times: times}).apply(original, changed); (err == nil) != want {
			t.Errorf("%d times: %v", times, err)
		}
	}
	if text, _ := os.ReadFile(changed); string(text) != "twe twe" {
		t.Errorf("edited: %s", text)
	}
}
