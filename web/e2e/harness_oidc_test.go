package e2e

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// oidcClient is a client that the authorization server knows.
type oidcClient struct {
	ID   string `json:"client_id"`
	JWKS any    `json:"jwks"`
	Alg  string `json:"alg"`
}

// oidcFolder is where npm.sh installs oidc-provider; the test is skipped where
// that is not there.
func oidcFolder(t *testing.T) string {
	t.Helper()
	folder, err := filepath.Abs("../../.cache/npm/oidc")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(folder, "installed.json")); err != nil || !has(t, "node") {
		t.Skip("oidc-provider is not in .cache/npm: make packages installs it, where npm is there")
	}
	return folder
}

// startOIDC starts oidc-provider, a certified OpenID provider, on loopback, and
// gives its issuer.
func startOIDC(t *testing.T, clients []oidcClient) string {
	t.Helper()
	cmd := exec.Command("node", "oidc/server.mjs", oidcFolder(t))
	var errs strings.Builder
	cmd.Stderr = &errs
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		cmd.Wait()
	})
	if err := json.NewEncoder(in).Encode(clients); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if issuer := lines.Text(); strings.HasPrefix(issuer, "http://127.0.0.1:") {
			go func() {
				for lines.Scan() {
				}
			}()
			return issuer
		}
	}
	in.Close()
	cmd.Wait()
	t.Fatalf("the server did not start: %s", errs.String())
	return ""
}
