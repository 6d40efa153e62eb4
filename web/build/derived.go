package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
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

// edits are changes to single lines.
type edit struct {
	path, file string
	old, new   string
	times      int // how often old is there
}

var edits = []edit{
	{"crypto/internal/fips140/nistec", "p256.go", "&p256GeneratorTables[", "&p256Tables()[", 2}, // computed when first used
}

// derive replaces the files of tables, and edits what reads them.
func derive(replace map[string]string, root, dir string) error {
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
	for _, e := range edits {
		original := filepath.Join(root, "src", filepath.FromSlash(e.path), e.file)
		changed := filepath.Join(dir, filepath.Base(e.path)+"-"+e.file)
		if err := e.apply(original, changed); err != nil {
			return err
		}
		replace[original] = changed
	}
	return nil
}

// apply writes the edited original to changed.
func (e edit) apply(original, changed string) error {
	text, err := os.ReadFile(original)
	if err != nil {
		return err
	}
	if n := strings.Count(string(text), e.old); n != e.times {
		return fmt.Errorf("%s has %q %d times, and in %s it is there %d times", original, e.old, n, knownGo, e.times)
	}
	return os.WriteFile(changed, []byte(strings.ReplaceAll(string(text), e.old, e.new)), 0o644)
}
