package e2e

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// oidcKeys are the keys that are registered, and by what they sign.
var oidcKeys = []struct{ file, alg string }{
	{"rsa4096-pkcs8.key", "RS256"}, {"rsa4096-pkcs8.key", "PS256"}, {"p256-pkcs8.key", "ES256"},
	{"p384-leading-zero-d-pkcs8.key", "ES384"}, {"ed25519-pkcs8.key", "EdDSA"},
}

// registerAll pastes each key and gives the clients that register the JWK which
// the page then shows.
func registerAll(t *testing.T, p *tab) []oidcClient {
	t.Helper()
	var clients []oidcClient
	for _, k := range oidcKeys {
		p.showKey(guideFile(t, k.file), k.alg)
		var jwk map[string]any
		if err := json.Unmarshal([]byte(p.output()), &jwk); err != nil {
			t.Fatal(err)
		}
		clients = append(clients, oidcClient{ID: "client-" + k.alg, JWKS: map[string]any{"keys": []any{jwk}}, Alg: k.alg})
	}
	return clients
}

// showKey pastes a private key and waits for its JWK with that algorithm.
func (p *tab) showKey(pem, alg string) {
	p.t.Helper()
	p.paste(pem)
	p.waitOutput(`"kty"`)
	p.choice("alg", alg)
	p.waitJWK("alg", alg)
}

// makeToken fills in the form and gives the token and the command for bash.
func (p *tab) makeToken(client, audience, endpoint string, more map[string]string) (token, command string) {
	p.t.Helper()
	p.unfold("token")
	call[any](p, `() => { document.getElementById('token-assertion').textContent = ''; }`)
	p.set("token-client", client)
	p.set("token-audience", audience)
	p.set("token-endpoint", endpoint)
	for id, value := range more {
		p.set(id, value)
	}
	p.click("token-make")
	p.waitFor("the token", `document.getElementById('token-made').checkVisibility() && document.getElementById('token-assertion').textContent`)
	return p.text("token-assertion"), p.text("token-curl")
}

// runInBash runs the command as a person would paste it, and reads the answer.
func runInBash(t *testing.T, command string) map[string]any {
	t.Helper()
	cmd := exec.Command("bash", "--norc")
	cmd.Stdin = strings.NewReader(command + "\n")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var answer map[string]any
	if err := json.Unmarshal(out, &answer); err != nil {
		t.Fatalf("the server answers %q", out)
	}
	return answer
}

// diagnosis pastes the refused token and gives the codes of what the page finds.
func (p *tab) diagnosis(token, answer, registered, issuer, endpoint, client string) string {
	p.t.Helper()
	p.unfold("doctor")
	call[any](p, `() => { document.getElementById('doctor-result').replaceChildren(); }`)
	for id, value := range map[string]string{"token": token, "error": answer, "registered": registered, "issuer": issuer, "endpoint": endpoint, "client": client} {
		p.set("doctor-"+id, value)
	}
	p.click("doctor-go")
	p.waitFor("the diagnosis", `document.querySelector('#doctor-result .verdict')`)
	return eval[string](p, `[...document.querySelectorAll('#doctor-result .grave')].map((item) => item.dataset.code).join(' ')`)
}

// TestRegistration goes the whole way with a real server: the JWK that the page
// shows is registered, the command that it shows is pasted into bash, and an
// access token comes back. Then one thing at a time is wrong: the server refuses,
// and the page names the cause.
func TestRegistration(t *testing.T) {
	t.Parallel()
	oidcFolder(t)
	if !has(t, "curl") {
		t.Skip("curl is not installed")
	}
	p := open(t, startSite(t), "")
	clients := registerAll(t, p)
	issuer := startOIDC(t, clients)
	endpoint := issuer + "/token"
	for i, k := range oidcKeys {
		t.Run(k.alg, func(t *testing.T) {
			p.as(t)
			p.showKey(guideFile(t, k.file), k.alg)
			token, command := p.makeToken(clients[i].ID, issuer, endpoint, map[string]string{"token-scope": "api:read"})
			answer := runInBash(t, command)
			if s, _ := answer["access_token"].(string); s == "" || answer["scope"] != "api:read" {
				t.Errorf("the server answers %v", answer)
			}
			if again := runInBash(t, command); again["error"] != "invalid_client" {
				t.Errorf("the same token a second time: %v", again)
			}
			registered, err := json.Marshal(clients[i].JWKS)
			if err != nil {
				t.Fatal(err)
			}
			if got := p.diagnosis(token, "", string(registered), issuer, endpoint, clients[i].ID); got != "" {
				t.Errorf("of a token that was accepted the page says %s", got)
			}
			refusedFor := func(name, want, audience string, more map[string]string, wait time.Duration) {
				t.Helper()
				token, command := p.makeToken(clients[i].ID, audience, endpoint, more)
				time.Sleep(wait)
				answer := runInBash(t, command)
				if answer["error"] != "invalid_client" {
					t.Errorf("%s: the server answers %v", name, answer)
				}
				said, err := json.Marshal(answer)
				if err != nil {
					t.Fatal(err)
				}
				if got := p.diagnosis(token, string(said), string(registered), issuer, endpoint, clients[i].ID); got != want {
					t.Errorf("%s: the page says %q, want %q", name, got, want)
				}
			}
			refusedFor("a slash too many", "aud_nearly", issuer+"/", nil, 0)
			refusedFor("too old", "expired", issuer, map[string]string{"token-lifetime": "1"}, 2*time.Second)
			p.set("token-lifetime", "300")
			p.choice("kid-mode", "text")
			p.set("kid", "another")
			p.waitJWK("kid", "another")
			refusedFor("another key ID", "kid_unknown", issuer, nil, 0)
			p.choice("kid-mode", "thumbprint")
		})
	}
	t.Run("another key", func(t *testing.T) {
		p.as(t)
		jwk := clients[2].JWKS.(map[string]any)["keys"].([]any)[0].(map[string]any)
		p.showKey(guideFile(t, "p256-leading-zero-x-pkcs8.key"), "ES256")
		p.choice("kid-mode", "text")
		p.set("kid", jwk["kid"].(string))
		p.waitJWK("kid", jwk["kid"].(string))
		token, command := p.makeToken(clients[2].ID, issuer, endpoint, nil)
		if answer := runInBash(t, command); answer["error"] != "invalid_client" {
			t.Errorf("the server answers %v", answer)
		}
		registered, err := json.Marshal(jwk)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.diagnosis(token, "", string(registered), issuer, endpoint, clients[2].ID); got != "other_key" {
			t.Errorf("the page says %q", got)
		}
	})
}
