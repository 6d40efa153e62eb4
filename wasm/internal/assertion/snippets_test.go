package assertion

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// root is the tree's top folder.
const root = "../../.."

// goCases are those in which the Go program is built and run.
var goCases = []string{"EdDSA", "entra"}

// TestSnippets runs every program, for keys of every kind and with texts that
// mean something in its language, and demands of what it prints what is shown.
func TestSnippets(t *testing.T) {
	nasty := "it's \"q\" \\n ${x} {y} `z` %s \\u0041 é 😀 </script>"
	algorithms := []struct{ key, alg string }{
		{"RSA 2048", "RS256"}, {"RSA 2048", "PS384"}, {"EC P-256", "ES256"}, {"EC P-384", "ES384"}, {"EC P-521", "ES512"},
		{"ed25519", "EdDSA"}, {"ed25519", "Ed25519"}, {"EC secp256k1", "ES256K"},
	}
	for _, a := range algorithms {
		t.Run(a.alg, func(t *testing.T) {
			t.Parallel()
			with := ask(t, "generic")
			with.Key, with.Alg, with.Client, with.KeyID = privateKey(t, a.key), a.alg, nasty, nasty
			runSnippets(t, with)
		})
	}
	for _, vendor := range []string{"entra", "salesforce", "google", "github", "apple"} {
		t.Run(vendor, func(t *testing.T) {
			t.Parallel()
			with := ask(t, vendor)
			certified(t, with.Key)
			with.X5C = true
			runSnippets(t, with)
		})
	}
}

func runSnippets(t *testing.T, a Ask) {
	dir := t.TempDir()
	pem, err := encode.PEM(a.Key, encode.PKCS8)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "private.key"), []byte(pem), 0o600); err != nil {
		t.Fatal(err)
	}
	made := make1(t, a)
	want := 3
	if a.Alg == key.Ed25519 || a.Alg == "ES256K" {
		want = 1
	}
	if len(made.Snippets) != want {
		t.Errorf("%d programs", len(made.Snippets))
	}
	for _, s := range made.Snippets {
		t.Run(s.File, func(t *testing.T) {
			if err := os.WriteFile(filepath.Join(dir, s.File), []byte(s.Text), 0o644); err != nil {
				t.Fatal(err)
			}
			before := time.Now().Unix()
			token := runSnippet(t, dir, s.File)
			checkMade(t, a, token, made, before)
			if again := runSnippet(t, dir, s.File); strings.Contains(made.Claims, "jti") && claimsOf(t, again)["jti"] == claimsOf(t, token)["jti"] {
				t.Error("the second token has the jti of the first")
			}
		})
	}
}

func runSnippet(t *testing.T, dir, file string) string {
	t.Helper()
	var cmd *exec.Cmd
	switch filepath.Ext(file) {
	case ".mjs":
		need(t, "node")
		testkit.Jose.Install(t, root, dir)
		cmd = exec.Command("node", file)
		cmd.Dir = dir
	case ".py":
		need(t, "/usr/bin/python3")
		if !hasPyJWT() {
			t.Skip("PyJWT is not installed (Debian: python3-jwt)")
		}
		cmd = exec.Command("/usr/bin/python3", file)
		cmd.Dir = dir
	case ".go":
		if alg := filepath.Base(filepath.Dir(t.Name())); !slices.Contains(goCases, alg) {
			t.Skip("building it takes long: two kinds of keys, one with a certificate, do")
		}
		// Built here, where go.mod is, and run there, where the key is.
		program := filepath.Join(dir, "assertion")
		if _, err := os.Stat(program); err != nil {
			if out, err := exec.Command("go", "build", "-o", program, filepath.Join(dir, file)).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
		}
		cmd = exec.Command(program)
		cmd.Dir = dir
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return strings.TrimSpace(string(out))
}

var hasPyJWT = sync.OnceValue(func() bool {
	return exec.Command("/usr/bin/python3", "-c", "import jwt, cryptography").Run() == nil
})

func need(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not installed", program)
	}
}

func claimsOf(t *testing.T, token string) map[string]any {
	t.Helper()
	return object(t, strings.Split(token, ".")[1])
}

func object(t *testing.T, part string) map[string]any {
	t.Helper()
	text, err := base64.RawURLEncoding.DecodeString(part)
	if err != nil {
		t.Fatal(err)
	}
	var o map[string]any
	if err := json.Unmarshal(text, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// checkMade demands a token like the one made here: but for the time, counted
// from when the program ran, and jti.
func checkMade(t *testing.T, a Ask, token string, made *Assertion, before int64) {
	t.Helper()
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		t.Fatalf("it prints %q", token)
	}
	want := strings.Split(made.Token, ".")
	if got, want := object(t, parts[0]), object(t, want[0]); !reflect.DeepEqual(got, want) {
		t.Errorf("header\n got %v\nwant %v", got, want)
	}
	got, wanted := object(t, parts[1]), object(t, want[1])
	for name, value := range wanted {
		number, isTime := value.(float64)
		switch {
		case isTime:
			now, _ := got[name].(float64)
			if late := int64(now) - before - (int64(number) - a.Now.Unix()); late < 0 || late > 60 {
				t.Errorf("%s is %d seconds off", name, late)
			}
		case name == "jti":
			if id, _ := got[name].(string); len(id) < 20 {
				t.Errorf("jti is %v", got[name])
			}
		case got[name] != value:
			t.Errorf("%s is %q, want %q", name, got[name], value)
		}
	}
	if len(got) != len(wanted) {
		t.Errorf("claims %v, want %v", got, wanted)
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := jose.Verify(a.Key.Material.Public(), a.Alg, []byte(parts[0]+"."+parts[1]), signature); !ok {
		t.Errorf("the signature is not valid: %v", err)
	}
}
