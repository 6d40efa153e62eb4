package internal

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport says which packages in this folder each of them may import, tests
// aside. What is not listed is forbidden: decode and encode do not know each
// other, der knows neither text nor passphrases, and no package imports one
// that stands above it.
var mayImport = map[string][]string{
	"api":      {"assertion", "certify", "decode", "der", "digest", "doctor", "encode", "fault", "generate", "jose", "key", "mldsa", "pbkdf2", "plain", "rawjson", "signer", "ssh", "token", "vendors"},
	"decode":   {"chain", "der", "fault", "jose", "key", "literal", "pbkdf2", "plain", "raw", "sealed", "ssh", "unlock"},
	"raw":      {"der", "fault", "key", "mldsa", "plain"},
	"plain":    {"der", "fault", "key", "ssh"},
	"digest":   {"encode", "jose", "key", "ssh"},
	"token":    {},
	"signer":   {"encode", "jose", "key", "mldsa", "token"},
	"encode":   {"fault", "jose", "key", "mldsa", "pbkdf2", "ssh"},
	"generate": {"der", "fault", "key", "mldsa", "secp256k1"},
	"certify":  {"fault", "mldsa"},
	"vendors":  {"key"},

	"doctor":    {"digest", "encode", "fault", "jose", "key", "rawjson", "signer", "token", "vendors"},
	"assertion": {"encode", "fault", "jose", "key", "mldsa", "vendors"},

	"sealed": {"der", "fault", "jose", "key", "pbkdf2", "unlock"},
	"ssh":    {"fault", "key", "unlock"},
	"der":    {"fault", "key", "mldsa", "secp256k1"},
	"chain":  {"key", "mldsa", "secp256k1"},
	"jose":   {"fault", "key", "mldsa", "rawjson", "secp256k1"},
	"unlock": {"fault", "pbkdf2"},

	"key":   {"curve448", "fault", "mldsa", "secp256k1"},
	"fault": {},

	"literal": {},
	"rawjson": {},

	"curve448":  {"field"},
	"secp256k1": {"field"},
	"field":     {},
	"mldsa":     {},
	"pbkdf2":    {},
}

// TestRooms reads the imports of every package here, tests aside. What a package may
// import and does not is no longer its due.
func TestRooms(t *testing.T) {
	files := 0
	used := map[string]map[string]bool{}
	err := filepath.WalkDir(".", func(file string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go") {
			files++
			checkImports(t, filepath.ToSlash(file), used)
		}
		return err
	})
	if err != nil || files < 50 {
		t.Errorf("%d files: %v", files, err)
	}
	for name, allowed := range mayImport {
		for _, other := range allowed {
			if !used[name][other] {
				t.Errorf("%s may import %s, and does not", name, other)
			}
		}
	}
}

func checkImports(t *testing.T, file string, used map[string]map[string]bool) {
	room := path.Dir(file)
	allowed, ok := mayImport[room]
	if !ok {
		t.Errorf("mayImport does not say what the package of %s may import", file)
		return
	}
	if used[room] == nil {
		used[room] = map[string]bool{}
	}
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range f.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(imported, "jwkmint/") {
			continue
		}
		name, ok := strings.CutPrefix(imported, "jwkmint/wasm/internal/")
		if !ok || !slices.Contains(allowed, name) {
			t.Errorf("%s imports %s", file, imported)
		}
		used[room][name] = true
	}
}
