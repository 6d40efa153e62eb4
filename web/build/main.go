// Command build makes the site: it compiles the Go program to WebAssembly,
// bundles the page, and writes both to web/dist with everything that a host
// needs to serve them. Run it from the top of the source tree:
//
//	go run ./web/build [-out web/dist] [-cache .cache] [-program ./wasm] [-release DIR]
//
// With -release it then packs what is published of a version into DIR.
//
// It needs the Go toolchain and the modules in go.sum, and nothing else. The
// same source and the same toolchain give the same bytes, wherever the tree
// lies and whatever was built before.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// defaultOut is where the server takes the site from.
var defaultOut = filepath.Join("web", "dist")

func main() {
	out := flag.String("out", defaultOut, "directory to write; what an earlier build left there goes")
	cache := flag.String("cache", ".cache", "directory that keeps compressed files between builds; empty for none")
	source := flag.String("program", "./wasm", "package of the Go program; the benchmarks build another one into the same page")
	publish := flag.String("release", "", "directory to write a release to; what an earlier one left there goes")
	flag.Parse()
	if err := build(*source, *out, *cache, *publish); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func build(source, out, cache, publish string) error {
	if err := checkPlace(); err != nil {
		return err
	}
	if publish != "" && (filepath.Clean(out) != defaultOut || source != "./wasm") {
		return fmt.Errorf("a release has the site of %s in it, of this tree's own program: leave -out and -program out", defaultOut)
	}
	program, err := compileProgram(source)
	if err != nil {
		return err
	}
	licenses, err := collectLicenses()
	if err != nil {
		return err
	}
	page, err := bundlePage(program, licenses)
	if err != nil {
		return err
	}
	site := siteFiles(program, page)
	if err := compress(site, cache); err != nil {
		return err
	}
	site["SHA256SUMS"] = sums(site)
	if err := write(out, site); err != nil {
		return err
	}
	report(site, program)
	if publish == "" {
		return nil
	}
	return release(publish, site, program, licenses)
}

// checkPlace refuses to run elsewhere than at the top of the tree, and says
// when the toolchain is not the one that published checksums are made with.
func checkPlace() error {
	mod, err := os.ReadFile("go.mod")
	if err != nil || !bytes.HasPrefix(mod, []byte("module jwkmint\n")) {
		return fmt.Errorf("run this from the top of the source tree: go run ./web/build")
	}
	for line := range strings.Lines(string(mod)) {
		if pinned, ok := strings.CutPrefix(line, "go "); ok {
			if pinned = "go" + strings.TrimSpace(pinned); pinned != runtime.Version() {
				fmt.Fprintf(os.Stderr, "build: note: this is %s; with %s the bytes would be those of the published checksums\n",
					runtime.Version(), pinned)
			}
		}
	}
	return nil
}

// report prints what a visitor downloads.
func report(site files, p *program) {
	total := 0
	for _, name := range []string{"index.html", p.name} {
		raw, br := len(site[name]), len(site[name+".br"])
		total += br
		fmt.Printf("%-32s %9d bytes, %9d with brotli\n", name, raw, br)
	}
	fmt.Printf("%-32s %9s        %9d\n", "over the wire to a working page", "", total)
	fmt.Printf("%-32s %9d bytes\n", standaloneName, len(site[standaloneName]))
}
