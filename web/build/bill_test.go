package main

import (
	"bytes"
	"debug/buildinfo"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// builtSite is the site that lies in web/dist, and the program that it has.
func builtSite(t *testing.T) (files, *program) {
	t.Helper()
	site := files{}
	entries, err := os.ReadDir(defaultOut)
	if err != nil {
		t.Fatal(err)
	}
	p := &program{}
	for _, entry := range entries {
		if entry.Name() == ".gitkeep" {
			continue
		}
		content, err := os.ReadFile(filepath.Join(defaultOut, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		site[entry.Name()] = content
		if strings.HasSuffix(entry.Name(), ".wasm") {
			p.name, p.wasm = entry.Name(), content
		}
	}
	if p.wasm == nil {
		t.Skip("the site is not built: run make build first")
	}
	if p.glue, err = wasmExec(); err != nil {
		t.Fatal(err)
	}
	return site, p
}

// TestBill holds the bill of materials against what others say is linked: the
// go command of a server's file, and the names in the program's bytes.
func TestBill(t *testing.T) {
	atTop(t)
	site, p := builtSite(t)
	s, err := buildServer("linux", "amd64")
	if err != nil {
		t.Fatal(err)
	}
	text, err := billOfMaterials(site, p, []server{s})
	if err != nil {
		t.Fatal(err)
	}
	again, err := billOfMaterials(site, p, []server{s})
	if err != nil || !bytes.Equal(text, again) {
		t.Errorf("made again it differs: %v", err)
	}
	var b bill
	if err := json.Unmarshal(text, &b); err != nil {
		t.Fatal(err)
	}
	licenses, err := collectLicenses()
	if err != nil {
		t.Fatal(err)
	}
	refs := []string{b.Metadata.Component.Ref}
	var libraries []string
	for _, c := range b.Components {
		if slices.Contains(refs, c.Ref) {
			t.Errorf("%s is there twice", c.Ref)
		}
		refs = append(refs, c.Ref)
		if len(c.Licenses) != 1 {
			t.Errorf("%s has no licence", c.Name)
		}
		if c.Type == "library" && c.Name != "std" {
			libraries = append(libraries, c.Name)
			if !bytes.Contains(licenses, []byte("\n"+c.Name+" "+c.Version+"\n")) {
				t.Errorf("%s %s is linked, and its licence does not travel along", c.Name, c.Version)
			}
			if c.PackageURL != "pkg:golang/"+c.Name+"@"+c.Version {
				t.Errorf("%s has the address %s", c.Name, c.PackageURL)
			}
		}
	}
	for _, d := range b.Dependencies {
		for _, ref := range append(d.DependsOn, d.Ref) {
			if !slices.Contains(refs, ref) {
				t.Errorf("%s is mentioned and not described", ref)
			}
		}
	}
	// The modules whose packages have their name in the program.
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^\t(\S+) v`).FindAllStringSubmatch(string(mod), -1) {
		if in := bytes.Contains(p.wasm, []byte(m[1])); in && !slices.Contains(libraries, m[1]) {
			t.Errorf("the program has the name %s in it, which is not in the bill", m[1])
		}
	}
	if !slices.Contains(libraries, "github.com/lestrrat-go/jwx/v2") || slices.Contains(libraries, "github.com/evanw/esbuild") {
		t.Errorf("linked: %v", libraries)
	}
	notes := ""
	for _, c := range b.Components {
		if c.Name == "std" {
			notes = c.Pedigree.Notes
		}
	}
	changed := []string{"crypto/internal/fips140/aes"}
	for _, r := range replaced {
		changed = append(changed, r.path)
	}
	for _, e := range edits {
		changed = append(changed, e.path)
	}
	for _, path := range changed {
		if !regexp.MustCompile(`[ ,]` + path + `[,.]`).MatchString(notes) {
			t.Errorf("it does not say that %s is changed: %s", path, notes)
		}
	}
	// What the server says of itself.
	file := filepath.Join(t.TempDir(), "server")
	if err := os.WriteFile(file, s.program, 0o755); err != nil {
		t.Fatal(err)
	}
	out, err := goTool(nil, "version", "-m", file)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`\tdep\t(\S+)`).FindAllStringSubmatch(out, -1) {
		if !slices.Contains(libraries, m[1]) {
			t.Errorf("the server has %s in it, which is not in the bill", m[1])
		}
	}
	if strings.Contains(out, "vcs.") || strings.Contains(out, "CGO_ENABLED=1") || !strings.Contains(out, "-trimpath=true") {
		t.Errorf("built another way:\n%s", out)
	}
	valid(t, text)
}

// valid holds a bill against the schema, where the tool for it is installed.
func valid(t *testing.T, text []byte) {
	t.Helper()
	folder, err := filepath.Abs(".cache/npm/sbom")
	if err != nil {
		t.Fatal(err)
	}
	node, err := exec.LookPath("node")
	if _, statErr := os.Stat(filepath.Join(folder, "installed.json")); err != nil || statErr != nil {
		t.Log("cyclonedx-library is not in .cache/npm: make packages installs it, where npm is there; the bill is not held against the schema")
		return
	}
	validate := func(text []byte) string {
		t.Helper()
		c := exec.Command(node, "web/e2e/sbom/validate.mjs", folder)
		c.Stdin = bytes.NewReader(text)
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return string(out)
	}
	if wrong := validate(text); wrong != "" {
		t.Errorf("the bill breaks the schema:\n%.2000s", wrong)
	}
	if validate(bytes.Replace(text, []byte(`"type": "library"`), []byte(`"type": "book"`), 1)) == "" {
		t.Error("a broken bill passes, so this shows nothing")
	}
}

// TestLinkedInto: a module that only a server has gets into the bill, and a
// server that another Go built does not.
func TestLinkedInto(t *testing.T) {
	atTop(t)
	s, err := buildServer("linux", "amd64")
	if err != nil {
		t.Fatal(err)
	}
	b := &bill{}
	if refs, err := b.linkedInto(s.info, "std"); err != nil || !slices.Equal(refs, []string{"std"}) {
		t.Errorf("%v, %v", refs, err)
	}
	file := filepath.Join(t.TempDir(), "other")
	if _, err := goTool(steadyEnv(), "build", "-o", file, "./web/build"); err != nil {
		t.Fatal(err)
	}
	other, err := buildinfo.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	refs, err := b.linkedInto(other, "std")
	if err != nil || !slices.ContainsFunc(refs, func(r string) bool { return strings.HasPrefix(r, "pkg:golang/github.com/evanw/esbuild@v") }) {
		t.Errorf("%v, %v", refs, err)
	}
	if len(b.Components) != len(refs)-1 {
		t.Errorf("%d modules described, %d linked", len(b.Components), len(refs)-1)
	}
	other.GoVersion = "go1.0"
	if _, err := b.linkedInto(other, "std"); err == nil {
		t.Error("a server that another Go built is taken")
	}
}

func TestLicenseOf(t *testing.T) {
	const bsd = "Redistribution and use in source and binary\nforms, with or without modification"
	for text, want := range map[string]string{
		"Permission is hereby granted, free of charge, to any\nperson obtaining a copy of this software":     "MIT",
		"Permission to use, copy, modify, and distribute this software for any\npurpose with or without fee": "ISC",
		bsd: "BSD-2-Clause",
		bsd + " Neither the name may be used to endorse or promote products derived from this": "BSD-3-Clause",
		"Apache License\n   Version 2.0, January 2004":                                         "Apache-2.0",
		bsd + " All advertising materials mentioning features":                                 "",
		"All rights reserved.": "",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "LICENSE"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if got, err := licenseOf(dir); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v, want %q", text, got, err, want)
		}
	}
	if got, err := licenseOf(t.TempDir()); err == nil {
		t.Errorf("none at all: %q", got)
	}
}
