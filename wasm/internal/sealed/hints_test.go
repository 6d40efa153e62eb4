package sealed

import (
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/unlock"
	"jwkmint/wasm/testkit"
)

// TestNamedCiphersHaveFiles demands a file of every cipher and MAC of which a hint
// says that openssl opens it; package decode's tests have it do so.
func TestNamedCiphersHaveFiles(t *testing.T) {
	files, err := filepath.Glob(testkit.Vectors + "/ciphers/*")
	if err != nil || len(files) < 100 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	seen := map[string]bool{}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		block, _ := pem.Decode(data)
		switch {
		case strings.HasSuffix(name, ".p12"):
			_, err = ParsePKCS12(data, nil, new(unlock.Effort))
		case block == nil:
		case block.Headers["DEK-Info"] != "":
			_, _, err = DecryptPEM(block.Headers["Proc-Type"], block.Headers["DEK-Info"], block.Bytes, nil, new(unlock.Effort))
		default:
			_, _, err = DecryptPKCS8(block.Bytes, nil, new(unlock.Effort))
		}
		if f := (*fault.Error)(nil); errors.As(err, &f) {
			seen[f.Detail] = true
		}
	}
	for _, table := range []map[string]string{opensslNames, legacyNames} {
		for _, name := range table {
			if !seen[name] {
				t.Errorf("no file shows that openssl opens %s", name)
			}
		}
	}
	for _, family := range dekFamilies {
		if family.opens != nil && !seen[family.name] {
			t.Errorf("no file shows that openssl opens %s", family.name)
		}
	}
}
