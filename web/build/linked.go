package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// linkedPackage is a package that is linked into the program, as go list
// describes it.
type linkedPackage struct {
	ImportPath string
	Dir        string
	GoFiles    []string // those that are compiled for the browser
	Imports    []string
	Module     *module // nil for the standard library
}

// module is a module that gives code to the program.
type module struct {
	Path, Version, Dir string
	Sum                string // as in go.sum
	Main               bool   // this tree itself
}

// linkedPackages lists the packages that a package for the browser imports,
// directly or not, and that package last: with what the build puts in place
// of some of them (overlay.go).
func linkedPackages(source string) ([]linkedPackage, error) {
	dir, err := os.MkdirTemp("", "jwkmint-list-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	overlay, err := writeOverlay(dir)
	if err != nil {
		return nil, err
	}
	out, err := goTool(wasmEnv(), "list", "-overlay="+overlay, "-deps", "-json=ImportPath,Dir,GoFiles,Imports,Module", source)
	if err != nil {
		return nil, err
	}
	var packages []linkedPackage
	for d := json.NewDecoder(strings.NewReader(out)); ; {
		var p linkedPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		packages = append(packages, p)
	}
}

// modulesOf lists, sorted by path, the modules that packages belong to, but
// for this tree.
func modulesOf(packages []linkedPackage) []module {
	seen := map[module]bool{}
	var list []module
	for _, p := range packages {
		if p.Module != nil && !p.Module.Main && !seen[*p.Module] {
			seen[*p.Module] = true
			list = append(list, *p.Module)
		}
	}
	slices.SortFunc(list, func(a, b module) int { return strings.Compare(a.Path, b.Path) })
	return list
}
