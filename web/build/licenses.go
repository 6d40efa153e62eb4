package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// collectLicenses writes the licences that travel in the page: the licence of every module whose
// packages are really linked into the program, and of the Go distribution,
// whose standard library and wasm_exec.js are in it too. A module without a
// licence file is an error, and not left out.
func collectLicenses() ([]byte, error) {
	packages, err := linkedPackages("./wasm")
	if err != nil {
		return nil, err
	}
	root, err := toolchainRoot()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "jwkmint %s, and what it is made of\n", Version)
	if err := addLicense(&b, "jwkmint "+Version, "."); err != nil {
		return nil, err
	}
	std := "the Go standard library and wasm_exec.js, " + runtime.Version()
	if err := addLicense(&b, std, root); err != nil {
		return nil, err
	}
	for _, m := range modulesOf(packages) {
		if err := addLicense(&b, m.Path+" "+m.Version, m.Dir); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
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
