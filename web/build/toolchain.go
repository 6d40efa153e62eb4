package main

import (
	"fmt"
	"strings"
)

// knownGo is the version of Go that the build knows from within: the layout
// of its tables and who reads them (tables.go), and what its packages consist
// of (overlay.go). Its patch releases do not change those.
const knownGo = "go1.26"

// knownToolchain refuses a Go of another version: what it would build might
// be broken, and not look so.
func knownToolchain(version string) error {
	if version == knownGo || strings.HasPrefix(version, knownGo+".") {
		return nil
	}
	return fmt.Errorf("the program is built with %s, and this is %s: set GOTOOLCHAIN=%s.0 or a later patch release of it", knownGo, version, knownGo)
}

// toolchainRoot is the GOROOT of the go command that builds the program.
func toolchainRoot() (string, error) {
	out, err := goTool(nil, "env", "GOROOT", "GOVERSION")
	if err != nil {
		return "", err
	}
	root, version, _ := strings.Cut(strings.TrimSpace(out), "\n")
	return root, knownToolchain(version)
}
