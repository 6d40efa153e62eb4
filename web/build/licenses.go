package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// module is one module that gave code to the program.
type module struct {
	Path, Version, Dir string
}

// collectLicenses writes licenses.txt: the licence of every module whose
// packages are really linked into the program, and of the Go distribution,
// whose standard library and wasm_exec.js are in it too. A module without a
// licence file is an error, and not left out.
func collectLicenses() ([]byte, error) {
	modules, err := linkedModules()
	if err != nil {
		return nil, err
	}
	root, err := goTool(nil, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "jwkmint %s, and what it is made of\n", Version)
	if err := addLicense(&b, "jwkmint "+Version, "."); err != nil {
		return nil, err
	}
	std := "the Go standard library and wasm_exec.js, " + runtime.Version()
	if err := addLicense(&b, std, strings.TrimSpace(root)); err != nil {
		return nil, err
	}
	for _, m := range modules {
		if err := addLicense(&b, m.Path+" "+m.Version, m.Dir); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

// linkedModules lists, sorted, the modules of the packages that the program
// imports, directly or not.
func linkedModules() ([]module, error) {
	out, err := goTool(wasmEnv(), "list", "-deps", "-json=Module", "./wasm")
	if err != nil {
		return nil, err
	}
	seen := map[module]bool{}
	for d := json.NewDecoder(strings.NewReader(out)); ; {
		var pkg struct {
			Module *struct {
				Path, Version, Dir string
				Main               bool
			}
		}
		if err := d.Decode(&pkg); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		if m := pkg.Module; m != nil && !m.Main {
			seen[module{m.Path, m.Version, m.Dir}] = true
		}
	}
	var list []module
	for m := range seen {
		list = append(list, m)
	}
	slices.SortFunc(list, func(a, b module) int { return strings.Compare(a.Path, b.Path) })
	return list, nil
}

// addLicense appends the licence files in dir, under a title.
func addLicense(b *bytes.Buffer, title, dir string) error {
	var found []string
	for _, pattern := range []string{"LICENSE*", "LICENCE*", "COPYING*", "NOTICE*", "PATENTS*"} {
		names, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return err
		}
		found = append(found, names...)
	}
	if len(found) == 0 {
		// A Go toolchain as distributions pack it keeps its licence elsewhere.
		return fmt.Errorf("no licence file for %s in %s", title, dir)
	}
	fmt.Fprintf(b, "\n\n%s\n%s\n%s\n", strings.Repeat("=", 72), title, strings.Repeat("=", 72))
	for _, name := range found {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		fmt.Fprintf(b, "\n%s\n", bytes.TrimRight(text, "\n"))
	}
	return nil
}
