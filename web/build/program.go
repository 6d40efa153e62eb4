package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

// program is the compiled Go program.
type program struct {
	wasm   []byte
	digest [sha256.Size]byte
	name   string // jwkmint-<first 16 hexadecimal digits of the digest>.wasm
	glue   string // wasm_exec.js of the toolchain that compiled it
	state  *frozen
}

func (p *program) hex() string { return hex.EncodeToString(p.digest[:]) }

// integrity is the digest as the integrity option of fetch wants it (SRI).
func (p *program) integrity() string {
	return "sha256-" + base64.StdEncoding.EncodeToString(p.digest[:])
}

// compileProgram builds a package, ./wasm, for the browser.
//
//	-overlay            no package that could open a connection (overlay.go), no
//	                    table that can be computed (derived.go), and nothing
//	                    that cannot be reached (edits.go)
//	-trimpath           no path of this machine in the file
//	-buildvcs=false     nor the state of a git work tree
//	-s -w               no symbol table and no DWARF: the browser uses neither
//	-buildid=           no build ID, which depends on where it was built
//	-gcflags=all=-l     no inlining, but in hot packages: 8 % less to download
//	-X …api.Version     what hello answers
func compileProgram(source string) (*program, error) {
	linked, err := compileModule(source)
	if err != nil {
		return nil, err
	}
	wasm, state, err := finish(linked)
	if err != nil {
		return nil, err
	}
	glue, err := wasmExec()
	if err != nil {
		return nil, err
	}
	p := &program{wasm: wasm, digest: sha256.Sum256(wasm), glue: glue, state: state}
	p.name = "jwkmint-" + p.hex()[:16] + ".wasm"
	return p, nil
}

// finish makes of what the linker wrote what browsers get: smaller, and
// started.
func finish(linked []byte) ([]byte, *frozen, error) {
	packed, err := rewriteData(linked, shrinkTables)
	if err != nil {
		return nil, nil, fmt.Errorf("making the program smaller: %w", err)
	}
	started, state, err := freeze(packed)
	if err != nil {
		return nil, nil, fmt.Errorf("starting the program: %w", err)
	}
	rest, err := withoutStart(started, linked)
	if err != nil {
		return nil, nil, fmt.Errorf("leaving out what only starts the program: %w", err)
	}
	wasm, err := shorten(rest)
	if err != nil {
		return nil, nil, fmt.Errorf("saying it in fewer words: %w", err)
	}
	return wasm, state, nil
}

// compileModule is the program as Go's linker leaves it.
func compileModule(source string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "jwkmint-build-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	overlay, err := writeOverlay(dir)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dir, "jwkmint.wasm")
	args := []string{"build", "-overlay=" + overlay, "-trimpath", "-buildvcs=false", "-gcflags=all=-l"}
	for _, pattern := range hot {
		args = append(args, "-gcflags="+pattern+"=")
	}
	args = append(args, "-ldflags=-s -w -buildid= -X jwkmint/wasm/internal/api.Version="+Version, "-o", file, source)
	if _, err := goTool(wasmEnv(), args...); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
}

// hot are the packages whose small functions are inlined all the same: the
// arithmetic and the hashes, which would else spend most of their time on
// calls. It takes 30 kB, and makes RSA keys six times as fast, for one.
var hot = []string{
	"math/big", "math/bits", "encoding/binary", "internal/byteorder", "crypto/internal/fips140deps/byteorder",
	"crypto/internal/constanttime", "crypto/internal/fips140/subtle",
	"crypto/internal/fips140/bigmod", "filippo.io/bigmod", // RSA; curve 448 and secp256k1
	"crypto/internal/fips140/nistec/...", "crypto/internal/fips140/edwards25519/...",
	"crypto/internal/fips140/sha256", "crypto/internal/fips140/sha512", // PBKDF2
	"golang.org/x/crypto/scrypt", "golang.org/x/crypto/argon2", "golang.org/x/crypto/blake2b", "golang.org/x/crypto/blowfish",
}

// wasmEnv is the environment of every go command that concerns the browser's
// program: what a person's own settings could change about it is fixed. Its collector is
// that of the releases before Go 1.26: the new one is for many processors, and 8 kB more.
func wasmEnv() []string {
	return append(steadyEnv(), "GOOS=js", "GOARCH=wasm", "GOWASM=", "GOEXPERIMENT=nogreenteagc")
}

// steadyEnv is the same for whatever platform.
func steadyEnv() []string {
	return []string{"CGO_ENABLED=0", "GOEXPERIMENT=", "GOFLAGS=-mod=readonly", "GOWORK=off", "GOFIPS140=off"}
}

// goTool runs the go command and returns what it prints.
func goTool(env []string, args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Env = append(slices.Clone(os.Environ()), env...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w", args[0], err)
	}
	return string(out), nil
}
