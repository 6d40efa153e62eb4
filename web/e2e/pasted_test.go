package e2e

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestPastedText pastes one key as people find it.
func TestPastedText(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	want := guide(t)["p256-pkcs8.key"]
	plain := guideFile(t, "p256-pkcs8.key")
	escaped := strings.ReplaceAll(strings.TrimSpace(plain), "\n", `\n`)
	account, err := json.Marshal(map[string]string{"type": "service_account", "private_key_id": "abc", "private_key": plain})
	if err != nil {
		t.Fatal(err)
	}
	secret := "apiVersion: v1\nkind: Secret\nmetadata:\n  name: k\ntype: Opaque\ndata:\n  tls.key: " + base64.StdEncoding.EncodeToString([]byte(plain)) + "\n"
	for name, text := range map[string]string{
		".env value":         `PRIVATE_KEY="` + escaped + `"`,
		"escaped line feeds": escaped,
		"service account":    string(account),
		"Kubernetes Secret":  secret,
		"spaces for breaks":  strings.ReplaceAll(plain, "\n", " "),
		"CRLF":               strings.ReplaceAll(plain, "\n", "\r\n"),
		"byte order mark":    "\ufeff" + plain,
		"indented":           "    " + strings.ReplaceAll(plain, "\n", "\n    "),
		"quoted in mail":     "> " + strings.ReplaceAll(plain, "\n", "\n> "),
		"text around":        "Here is the key:\n\n" + plain + "\nBest regards",
		"code of a chat":     "```\n" + plain + "```\n",
		"VB":                 `Const Key = "` + strings.ReplaceAll(strings.TrimSpace(plain), "\n", `" & vbCrLf & _`+"\n    \"") + `"`,
		"bytes in words":     "It prints:\n\n<Buffer " + strings.TrimSpace(fmt.Sprintf("% x", pemBytes(t, plain))) + ">\n\nThank you",
		"bare base64":        base64.StdEncoding.EncodeToString(pemBytes(t, plain)),
		"JWK":                jwkText(want.Private, map[string]string{"use": "sig"}),
		"JWK Set":            `{"keys":[` + jwkText(want.Private, nil) + `]}`,
	} {
		t.Run(name, func(t *testing.T) {
			p.as(t)
			p.paste(text)
			kid := want.Thumbprint
			if name == "service account" {
				kid = "abc" // as it is called where it came from
			}
			p.waitJWK("kid", kid)
			p.set("include-private", "true")
			if got := p.form("jwk_private"); parseJSON(t, got)["d"] != want.Private["d"] {
				t.Error("the private half is another")
			}
			p.empty()
		})
	}
}
