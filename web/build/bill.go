package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
)

// The bill of materials, in CycloneDX 1.6: what is linked into the program and
// into each server, as the linker's own list has it, and not what go.mod
// mentions. It carries no time and no serial number, so that it can be built
// again.
type (
	bill struct {
		Schema       string       `json:"$schema"`
		Format       string       `json:"bomFormat"`
		Version      string       `json:"specVersion"`
		Edition      int          `json:"version"`
		Metadata     metadata     `json:"metadata"`
		Components   []component  `json:"components"`
		Dependencies []dependency `json:"dependencies"`
	}
	metadata struct {
		Component component `json:"component"`
		Tools     struct {
			Components []component `json:"components"`
		} `json:"tools"`
	}
	component struct {
		Type       string          `json:"type"`
		Ref        string          `json:"bom-ref"`
		Name       string          `json:"name"`
		Version    string          `json:"version,omitempty"`
		Hashes     []hash          `json:"hashes,omitempty"`
		Licenses   []licenseChoice `json:"licenses,omitempty"`
		PackageURL string          `json:"purl,omitempty"`
		Pedigree   *pedigree       `json:"pedigree,omitempty"`
		Properties []property      `json:"properties,omitempty"`
	}
	hash struct {
		Algorithm string `json:"alg"`
		Content   string `json:"content"`
	}
	licenseChoice struct {
		License struct {
			ID string `json:"id"`
		} `json:"license"`
	}
	pedigree struct {
		Notes string `json:"notes"`
	}
	property struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	dependency struct {
		Ref       string   `json:"ref"`
		DependsOn []string `json:"dependsOn"`
	}
)

// The references of what we make ourselves.
const (
	refAll     = "jwkmint"
	refPage    = "jwkmint/page"
	refProgram = "jwkmint/program"
	refGlue    = "wasm_exec.js"
)

// billOfMaterials writes the bill for a site and the servers that carry it.
func billOfMaterials(site files, p *program, servers []server) ([]byte, error) {
	packages, err := linkedPackages("./wasm")
	if err != nil {
		return nil, err
	}
	root, err := toolchainRoot()
	if err != nil {
		return nil, err
	}
	std, err := standardLibrary(root, packages)
	if err != nil {
		return nil, err
	}
	b := &bill{Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", Format: "CycloneDX", Version: "1.6", Edition: 1}
	if b.Metadata.Tools.Components, err = tools(); err != nil {
		return nil, err
	}
	mit := []licenseChoice{named("MIT")}
	b.Metadata.Component = component{Type: "application", Ref: refAll, Name: "jwkmint", Version: Version, Licenses: mit}
	page := component{Type: "application", Ref: refPage, Name: "index.html", Version: Version, Hashes: hashed(site["index.html"]), Licenses: mit}
	module := component{Type: "application", Ref: refProgram, Name: p.name, Version: Version, Hashes: hashed(p.wasm), Licenses: mit,
		Properties: packageNames(packages, func(q linkedPackage) bool { return q.Module != nil && q.Module.Main })}
	glue := component{Type: "file", Ref: refGlue, Name: "wasm_exec.js", Version: runtime.Version(), Hashes: hashed([]byte(p.glue)), Licenses: std.Licenses}
	b.Components = []component{page, module, glue, std}
	linked := []string{std.Ref}
	for _, m := range modulesOf(packages) {
		c, err := moduleComponent(m, packages)
		if err != nil {
			return nil, err
		}
		b.Components = append(b.Components, c)
		linked = append(linked, c.Ref)
	}
	all := dependency{refAll, []string{refPage}}
	b.Dependencies = []dependency{{refPage, []string{refProgram, refGlue}}, {refProgram, linked}}
	for _, s := range servers {
		c := component{Type: "application", Ref: fmt.Sprintf("jwkmint/server/%s/%s", s.system, s.processor), Name: "jwkmint server", Version: Version,
			Hashes: hashed(s.program), Licenses: mit, Properties: []property{{"jwkmint:platform", s.system + "/" + s.processor}}}
		b.Components = append(b.Components, c)
		all.DependsOn = append(all.DependsOn, c.Ref)
		inIt, err := b.linkedInto(s.info, std.Ref)
		if err != nil {
			return nil, err
		}
		b.Dependencies = append(b.Dependencies, dependency{c.Ref, append(inIt, refPage)})
	}
	b.Dependencies = append(b.Dependencies, all)
	text, err := json.MarshalIndent(b, "", "  ")
	return append(text, '\n'), err
}

// linkedInto lists what a server has linked in, by its own account, and
// adds what the program does not have.
func (b *bill) linkedInto(info *debug.BuildInfo, std string) ([]string, error) {
	if info.GoVersion != runtime.Version() {
		return nil, fmt.Errorf("the server was built with %s, and the rest with %s", info.GoVersion, runtime.Version())
	}
	refs := []string{std}
	for _, dep := range info.Deps {
		if dep.Replace != nil {
			dep = dep.Replace
		}
		m := module{Path: dep.Path, Version: dep.Version, Sum: dep.Sum}
		if !slices.ContainsFunc(b.Components, func(c component) bool { return c.Ref == m.ref() }) {
			dir, err := goTool(steadyEnv(), "list", "-m", "-f={{.Dir}}", dep.Path)
			if err != nil {
				return nil, err
			}
			m.Dir = strings.TrimSpace(dir)
			c, err := moduleComponent(m, nil)
			if err != nil {
				return nil, err
			}
			b.Components = append(b.Components, c)
		}
		refs = append(refs, m.ref())
	}
	return refs, nil
}
