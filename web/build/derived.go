package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// derived are the files of the standard library that hold tables which can be
// computed, and no compression makes smaller: a fifteenth of what would be
// downloaded. The program gets a file that computes them instead.
var derived = []struct {
	path   string // import path
	file   string // whose place is taken by the one of the same name
	folder string // beside overlay.go; its name keeps go from looking there by itself
}{
	{"crypto/internal/fips140/nistec", "p256_table.go", "_nistec"},
	{"crypto/internal/fips140/aes", "const.go", "_aes"},
}

// derive replaces the files of tables.
func derive(replace map[string]string, root string) error {
	for _, d := range derived {
		original := filepath.Join(root, "src", filepath.FromSlash(d.path), d.file)
		if _, err := os.Stat(original); err != nil {
			return fmt.Errorf("this Go toolchain has its tables elsewhere than %s: %w", knownGo, err)
		}
		ours, err := filepath.Abs(filepath.Join("web", "build", "overlay", d.folder, d.file))
		if err != nil {
			return err
		}
		replace[original] = ours
	}
	return nil
}
