package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// replaced are the packages of the standard library in whose place the
// program gets another one: so that it contains no code that could open a
// connection, nor what the browser has no use for. The folders lie beside this
// file; each package there says why. Go itself looks into none whose name
// begins with "_", which would not build outside the standard library.
var replaced = []struct {
	path   string // import path
	folder string // what is linked in its place
}{
	{"net/http", "http"},
	{"crypto/x509", "x509"},
	{"encoding/asn1", "asn1"},
	{"net/url", "url"},
	{"internal/godebug", "_godebug"},
}

// writeOverlay writes the file that the go command's option -overlay wants,
// into dir, and returns its name. Only the build of the program is given it:
// tests, vet and the server have the real packages.
func writeOverlay(dir string) (string, error) {
	root, err := toolchainRoot()
	if err != nil {
		return "", err
	}
	replace := map[string]string{}
	for _, r := range replaced {
		original := filepath.Join(root, "src", filepath.FromSlash(r.path))
		if err := leaveOut(replace, original); err != nil {
			return "", err
		}
		if err := putIn(replace, original, filepath.Join("web", "build", "overlay", r.folder)); err != nil {
			return "", err
		}
	}
	// What a program does first that was frozen (freeze.go).
	if err := putIn(replace, filepath.Join(root, "src", "runtime"), filepath.Join("web", "build", "overlay", "_runtime")); err != nil {
		return "", err
	}
	if err := derive(replace, root); err != nil {
		return "", err
	}
	if err := editFiles(replace, root, dir); err != nil {
		return "", err
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	name := filepath.Join(dir, "overlay.json")
	return name, os.WriteFile(name, text, 0o644)
}

// leaveOut takes the files of a package away.
func leaveOut(replace map[string]string, dir string) error {
	names, err := filepath.Glob(filepath.Join(dir, "*.*"))
	if err != nil {
		return err
	}
	for _, name := range names {
		switch filepath.Ext(name) {
		case ".go":
			replace[name] = ""
		case ".s", ".c", ".h", ".syso":
			return fmt.Errorf("%s has files that are not Go, which was not so in %s", dir, knownGo)
		}
	}
	if len(replace) == 0 {
		return fmt.Errorf("this Go toolchain has no source of its library in %s", dir)
	}
	return nil
}

// putIn adds the Go files of folder to a package.
func putIn(replace map[string]string, dir, folder string) error {
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return err
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		absolute, err := filepath.Abs(name)
		if err != nil {
			return err
		}
		replace[filepath.Join(dir, filepath.Base(name))] = absolute
	}
	if len(names) == 0 {
		return fmt.Errorf("there is nothing in %s", folder)
	}
	return nil
}
