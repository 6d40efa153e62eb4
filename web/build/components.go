package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

func (m module) ref() string { return "pkg:golang/" + m.Path + "@" + m.Version }

func moduleComponent(m module, packages []linkedPackage) (component, error) {
	id, err := licenseOf(m.Dir)
	if err != nil {
		return component{}, fmt.Errorf("%s: %w", m.Path, err)
	}
	c := component{Type: "library", Ref: m.ref(), Name: m.Path, Version: m.Version, PackageURL: m.ref(), Licenses: []licenseChoice{named(id)}}
	if m.Sum != "" {
		c.Properties = append(c.Properties, property{"jwkmint:go.sum", m.Sum})
	}
	c.Properties = append(c.Properties, packageNames(packages, func(p linkedPackage) bool { return p.Module != nil && p.Module.Path == m.Path })...)
	return c, nil
}

// standardLibrary is Go's library, of which the program has some packages in
// another form, and the servers all as they are.
func standardLibrary(root string, packages []linkedPackage) (component, error) {
	id, err := licenseOf(root)
	if err != nil {
		return component{}, fmt.Errorf("the Go toolchain: %w", err)
	}
	version := strings.TrimPrefix(runtime.Version(), "go")
	std := component{Type: "library", Ref: "pkg:golang/std@" + version, Name: "std", Version: version, PackageURL: "pkg:golang/std@" + version, Licenses: []licenseChoice{named(id)}}
	ours, err := changedPackages(root)
	if err != nil {
		return component{}, err
	}
	std.Pedigree = &pedigree{Notes: "In the program these packages are replaced or changed, as web/build/overlay and web/build/edits.go have it: " +
		strings.Join(ours, ", ") + ". The servers have them as they are."}
	std.Properties = packageNames(packages, func(p linkedPackage) bool { return p.Module == nil })
	return std, nil
}

// changedPackages lists the packages of the standard library of which the
// program has any file in another form.
func changedPackages(root string) ([]string, error) {
	dir, err := os.MkdirTemp("", "jwkmint-bill-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	name, err := writeOverlay(dir)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var overlay struct{ Replace map[string]string }
	if err := json.Unmarshal(text, &overlay); err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for file := range overlay.Replace {
		path, err := filepath.Rel(filepath.Join(root, "src"), filepath.Dir(file))
		if err != nil || strings.HasPrefix(path, "..") {
			return nil, fmt.Errorf("%s is changed in the program, and the bill of materials has no place to say so", file)
		}
		seen[filepath.ToSlash(path)] = true
	}
	return slices.Sorted(maps.Keys(seen)), nil
}

// packageNames lists the packages of the program that are of one component.
func packageNames(packages []linkedPackage, of func(linkedPackage) bool) []property {
	var list []property
	for _, p := range packages {
		if of(p) {
			list = append(list, property{"jwkmint:package", p.ImportPath})
		}
	}
	return list
}

// tools are what built it and are not in it.
func tools() ([]component, error) {
	list := []component{{Type: "application", Ref: "tool/go", Name: "go", Version: runtime.Version()}}
	for _, path := range []string{"github.com/evanw/esbuild", "github.com/andybalholm/brotli", "github.com/tetratelabs/wazero"} {
		out, err := goTool(steadyEnv(), "list", "-m", "-f={{.Version}}", path)
		if err != nil {
			return nil, err
		}
		m := module{Path: path, Version: strings.TrimSpace(out)}
		list = append(list, component{Type: "library", Ref: "tool/" + path, Name: path, Version: m.Version, PackageURL: m.ref()})
	}
	return list, nil
}

func named(id string) (c licenseChoice) {
	c.License.ID = id
	return c
}

func hashed(content []byte) []hash {
	return []hash{{"SHA-256", fmt.Sprintf("%x", sha256.Sum256(content))}}
}

// licenseOf names the licence in dir by its SPDX identifier, going by the
// words that make it what it is. It refuses one that it does not know.
func licenseOf(dir string) (string, error) {
	names, err := filepath.Glob(filepath.Join(dir, "LICENSE*"))
	if err != nil || len(names) == 0 {
		return "", fmt.Errorf("no licence file in %s", dir)
	}
	text, err := os.ReadFile(names[0])
	if err != nil {
		return "", err
	}
	words := strings.Join(strings.Fields(string(bytes.ToLower(text))), " ")
	for _, known := range []struct{ id, words, without string }{
		{"Apache-2.0", "apache license version 2.0", ""},
		{"ISC", "permission to use, copy, modify, and distribute this software for any purpose with or without fee", ""},
		{"MIT", "permission is hereby granted, free of charge, to any person obtaining a copy of this software", ""},
		{"BSD-3-Clause", "redistribution and use in source and binary forms", "all advertising materials"},
	} {
		if strings.Contains(words, known.words) && (known.without == "" || !strings.Contains(words, known.without)) {
			if known.id == "BSD-3-Clause" && !strings.Contains(words, "to endorse or promote products derived from") {
				return "BSD-2-Clause", nil
			}
			return known.id, nil
		}
	}
	return "", fmt.Errorf("the licence in %s is none that the bill of materials knows by name", names[0])
}
