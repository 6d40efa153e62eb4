package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// knownGo is the version of Go that the build knows from within: the layout
// of its tables and who reads them (tables.go), and what its packages consist
// of (overlay.go). Its patch releases do not change those.
const knownGo = "go1.26"

// knownGlue is the SHA-256 of knownGo's lib/wasm/wasm_exec.js. It is the one
// script in the page that is not in this tree, and no go.sum has its hash: a
// toolchain in which somebody changed it would put theirs beside the keys.
// With another version of Go it is taken anew, from the archive that go.dev
// publishes with a checksum.
const knownGlue = "0c949f4996f9a89698e4b5c586de32249c3b69b7baadb64d220073cc04acba14"

// knownToolchain refuses a Go of another version: what it would build might
// be broken, and not look so.
func knownToolchain(version string) error {
	if version == knownGo || strings.HasPrefix(version, knownGo+".") {
		return nil
	}
	return fmt.Errorf("the program is built with %s, and this is %s: set GOTOOLCHAIN to the version in go.mod or to a later patch release of it", knownGo, version)
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

// wasmExec reads the JavaScript that starts a Go program, which belongs to
// one version of the toolchain and is therefore never kept in the tree.
func wasmExec() (string, error) {
	root, err := toolchainRoot()
	if err != nil {
		return "", err
	}
	return readGlue(filepath.Join(root, "lib", "wasm", "wasm_exec.js"))
}

// readGlue reads wasm_exec.js, and refuses one that is not Go's own.
func readGlue(name string) (string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("this Go toolchain has no wasm_exec.js: %w", err)
	}
	sum := sha256.Sum256(text)
	if got := hex.EncodeToString(sum[:]); got != knownGlue {
		return "", fmt.Errorf("%s is not the one of %s: its SHA-256 is %s and should be %s; install Go anew from where you trust it", name, knownGo, got, knownGlue)
	}
	return string(text), nil
}
