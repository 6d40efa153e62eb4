package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// connects are the packages that can open a connection, and what is there
// for nothing else. A slash at the end stands for whatever lies below.
var connects = []string{
	"net", "net/http/", "net/rpc", "net/rpc/", "net/smtp", "net/textproto", "net/mail", "log/syslog", "crypto/tls", "crypto/tls/", "expvar",
	"os/exec", "plugin", "golang.org/x/net/", "vendor/golang.org/x/net/", "internal/nettrace", "internal/singleflight",
}

// TestNothingLinkedConnects lists the packages of the program, as the build
// links it.
func TestNothingLinkedConnects(t *testing.T) {
	atTop(t)
	packages, err := linkedPackages("./wasm")
	if err != nil {
		t.Fatal(err)
	}
	if len(packages) < 50 || packages[len(packages)-1].ImportPath != "jwkmint/wasm" {
		t.Fatalf("%d packages, the last of them %s", len(packages), packages[len(packages)-1].ImportPath)
	}
	for _, p := range packages {
		for _, c := range connects {
			if p.ImportPath == c || strings.HasSuffix(c, "/") && strings.HasPrefix(p.ImportPath, c) {
				t.Errorf("%s is linked", p.ImportPath)
			}
		}
	}
	for _, r := range replaced {
		i := slices.IndexFunc(packages, func(p linkedPackage) bool { return p.ImportPath == r.path })
		if i < 0 {
			continue // nobody mentions it any more
		}
		ours, err := filepath.Glob(filepath.Join("web", "build", "overlay", r.folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, name := range ours {
			names = append(names, filepath.Base(name))
		}
		if !slices.Equal(packages[i].GoFiles, names) {
			t.Errorf("%s consists of %v, want %v", r.path, packages[i].GoFiles, names)
		}
	}
}

// TestListSeesTheNetwork proves that the list above would name what connects.
func TestListSeesTheNetwork(t *testing.T) {
	atTop(t)
	out, err := goTool(wasmEnv(), "list", "-deps", "./wasm")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"net", "net/http", "crypto/tls", "crypto/x509"} {
		if !slices.Contains(strings.Fields(out), path) {
			t.Errorf("%s is not linked without the overlay either: the overlay is no longer needed for it", path)
		}
	}
}

// TestWhoReachesTheBrowser: a module can do what it imports, and nothing
// else. Go's runtime imports clocks, randomness and a way to write text;
// syscall/js whatever JavaScript can do, and its users are counted.
func TestWhoReachesTheBrowser(t *testing.T) {
	atTop(t)
	packages, err := linkedPackages("./wasm")
	if err != nil {
		t.Fatal(err)
	}
	var users []string
	for _, p := range packages {
		if slices.Contains(p.Imports, "syscall/js") {
			users = append(users, p.ImportPath)
		}
	}
	if !slices.Equal(users, []string{"syscall", "time", "jwkmint/wasm"}) {
		t.Errorf("syscall/js is imported by %v", users)
	}
	for _, name := range importsOf(t, compiled(t, "./wasm")) {
		if !strings.HasPrefix(name, "gojs runtime.") && !strings.HasPrefix(name, "gojs syscall/js.") {
			t.Errorf("the module imports %s", name)
		}
	}
}

// importsOf lists what a module imports (WebAssembly core specification,
// section 5.5.5); they are all functions, in what Go writes.
func importsOf(t *testing.T, module []byte) (names []string) {
	t.Helper()
	r := &wasmReader{rest: module[8:]}
	for len(r.rest) > 0 {
		id, section := r.byte(), &wasmReader{rest: r.bytes(r.uint())}
		if id != 2 {
			continue
		}
		for n := section.uint(); n > 0; n-- {
			from, name, kind := section.bytes(section.uint()), section.bytes(section.uint()), section.byte()
			if section.uint(); kind != 0 || section.err != nil {
				t.Fatalf("import %s %s is of kind %d, %v", from, name, kind, section.err)
			}
			names = append(names, string(from)+" "+string(name))
		}
	}
	if len(names) == 0 {
		t.Fatal("the module imports nothing")
	}
	return names
}

// TestLinkedFunctions reads the names of the functions that are really in the
// program, before they are stripped.
func TestLinkedFunctions(t *testing.T) {
	memory, _, _ := parts(t, compiled(t, "./wasm"))
	table, funcs, err := readFuncs(memory)
	if err != nil {
		t.Fatal(err)
	}
	connecting := regexp.MustCompile(`^(net|crypto/tls|net/textproto)\.|golang\.org/x/net/|^net/http\.\(\*(Transport|Server)|roundTrip|RoundTrip`)
	heavy := regexp.MustCompile(`^(regexp|text/template|encoding/(xml|gob)|log/slog|flag|testing)\.\(`)
	seen := 0
	for _, f := range funcs {
		name, err := table.name(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "jwkmint/wasm/internal/api.") {
			seen++
		}
		if connecting.MatchString(name) {
			t.Errorf("%s is linked", name)
		}
		// Easily imported, and a twentieth of what is downloaded.
		if heavy.MatchString(name) {
			t.Errorf("%s is linked", name)
		}
		if strings.HasPrefix(name, "crypto/x509.Marshal") {
			t.Errorf("%s is linked: something writes keys through jwx's PEM", name)
		}
	}
	if seen < 10 {
		t.Errorf("only %d functions of package api: the names are not read right", seen)
	}
}

// TestJOSEWithoutNetwork signs and verifies with what is linked, and asks for
// what is not.
func TestJOSEWithoutNetwork(t *testing.T) {
	got, code := inNode(t, compiled(t, "./web/build/testdata/jose"))
	want := `RS256 payload
PS384 payload
ES256 payload
EdDSA payload
HS256 payload
fetch has no network
cached has no network
jku has no network
RSA PRIVATE KEY is left out
RSA PUBLIC KEY is left out
EC PRIVATE KEY is left out
PUBLIC KEY is left out
PRIVATE KEY is left out
CERTIFICATE is left out
certificate is left out
made certificate is left out
PEM of EC is left out
PEM of Ed25519 is left out
PEM of RSA is left out
PEM of a public key is left out
PEM of RSA, otherwise is left out
x509 this program reads and writes certificates and PEM by itself
`
	if code != 0 || got != want {
		t.Errorf("ends with %d and prints\n%s\nwant\n%s", code, got, want)
	}
}

// TestNobodyAsksForWhatIsLeftOut: the functions that refuse are there for the
// JOSE library. Called by this tree, they would work in tests alone.
func TestNobodyAsksForWhatIsLeftOut(t *testing.T) {
	atTop(t)
	packages, err := linkedPackages("./wasm")
	if err != nil {
		t.Fatal(err)
	}
	asks := regexp.MustCompile(`\basn1\.(Marshal|Unmarshal)|\.MarshalASN1\(|\burl\.|\bx509\.|\bhttp\.`)
	for _, p := range packages {
		if !strings.HasPrefix(p.ImportPath, "jwkmint/") {
			continue
		}
		for _, name := range p.GoFiles {
			text, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			code := regexp.MustCompile(`//[^\n]*|"[^"\n]*"`).ReplaceAll(text, nil)
			if found := asks.Find(code); found != nil {
				t.Errorf("%s, %s: %s", p.ImportPath, name, found)
			}
		}
	}
}

// TestOverlayRefuses: a toolchain without its sources, or with other ones.
func TestOverlayRefuses(t *testing.T) {
	replace := map[string]string{}
	dir := t.TempDir()
	if err := leaveOut(replace, dir); err == nil {
		t.Error("a package without files is left out without a word")
	}
	if err := putIn(replace, dir, dir); err == nil {
		t.Error("nothing is put in without a word")
	}
	for _, name := range []string{"a.go", "b.s"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := leaveOut(replace, dir); err == nil {
		t.Error("assembly would stay in a package that is left out")
	}
}

// TestNamesAreNotRead lists the packages that ask for what stripTables takes
// away. Each of them only makes text for people of it.
func TestNamesAreNotRead(t *testing.T) {
	atTop(t)
	known := []string{
		"reflect", "internal/reflectlite", // whose method a panic was about
		"internal/bisect",          // prints stacks when debugging says so
		"runtime", "runtime/debug", // see tables.go
	}
	packages, err := linkedPackages("./wasm")
	if err != nil {
		t.Fatal(err)
	}
	asks := regexp.MustCompile(`\bruntime\.(Callers?|CallersFrames|FuncForPC|Stack)\b|\bdebug\.(Stack|PrintStack)\b`)
	for _, p := range packages {
		if slices.Contains(known, p.ImportPath) || slices.ContainsFunc(replaced, func(r struct{ path, folder string }) bool { return r.path == p.ImportPath }) {
			continue
		}
		for _, name := range p.GoFiles {
			text, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			code := regexp.MustCompile(`//[^\n]*`).ReplaceAll(text, nil)
			if found := asks.Find(code); found != nil {
				t.Errorf("%s, %s: %s", p.ImportPath, name, found)
			}
		}
	}
}
