package api

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
)

// TestEncryptedJWK writes keys as JWE and reads them again: one as its JWK,
// several as their set, with all that the JWK says beside the numbers.
func TestEncryptedJWK(t *testing.T) {
	s := testSession()
	mldsa, err := os.ReadFile("../../testdata/vectors/mldsa/44-private.json")
	if err != nil {
		t.Fatal(err)
	}
	both := golden(t, "p256/pkcs8") + golden(t, "ed25519/pkcs8") + string(mldsa)
	ask[keysReply](t, s, "convert", input(both, nil))
	options := dict{"private": true, "encrypt": "grün", "keys": dict{"1": dict{"kid": dict{"mode": "text", "value": "mine"}}}}
	look := func(s *Session, options dict) keysReply {
		return ask[keysReply](t, s, "render", dict{"options": options, "forms": []string{"jwk_encrypted", "jwk_private", "jwks_private"}})
	}
	first := look(s, options)
	for _, c := range []struct {
		sealed, form string
		want         string
	}{
		{first.Keys[0].Outputs["jwk_encrypted"], "jwk_private", first.Keys[0].Outputs["jwk_private"]},
		{first.Keys[1].Outputs["jwk_encrypted"], "jwk_private", first.Keys[1].Outputs["jwk_private"]},
		{first.Keys[2].Outputs["jwk_encrypted"], "jwk_private", first.Keys[2].Outputs["jwk_private"]},
		{first.Outputs["jwk_encrypted"], "jwks_private", first.Outputs["jwks_private"]},
	} {
		other := testSession()
		refused(t, send(t, other, "convert", input(c.sealed, nil)), fault.PassphraseRequired)
		refused(t, send(t, other, "convert", dict{"input": []byte(c.sealed), "passphrase": "grun"}), fault.WrongPassphrase)
		ask[keysReply](t, other, "convert", dict{"input": []byte(c.sealed), "passphrase": "grün"})
		if got := look(other, dict{"private": true, "encrypt": "x", "kid": dict{"mode": "keep"}}); string(got.Outputs[encode.Form(c.form)]) != c.want {
			t.Errorf("%s comes back, want %s", got.Outputs[encode.Form(c.form)], c.want)
		}
	}
	// It stays while nothing in it changes, and changes when something does.
	again := look(s, options)
	if again.Outputs["jwk_encrypted"] != first.Outputs["jwk_encrypted"] || again.Keys[0].Outputs["jwk_encrypted"] != first.Keys[0].Outputs["jwk_encrypted"] {
		t.Error("it changed with nothing that is in it")
	}
	for name, o := range map[string]dict{
		"kid":        {"private": true, "encrypt": "grün", "keys": dict{"1": dict{"kid": dict{"mode": "text", "value": "other"}}}},
		"passphrase": {"private": true, "encrypt": "blau", "keys": dict{"1": dict{"kid": dict{"mode": "text", "value": "mine"}}}},
		"layout":     {"private": true, "encrypt": "grün", "keys": dict{"1": dict{"kid": dict{"mode": "text", "value": "mine"}}}, "compact": true},
	} {
		if got := look(s, o); got.Outputs["jwk_encrypted"] == first.Outputs["jwk_encrypted"] || got.Keys[0].Outputs["jwk_encrypted"] == first.Keys[0].Outputs["jwk_encrypted"] {
			t.Errorf("it stayed the same with another %s", name)
		}
	}
	if text := look(s, dict{"private": true, "encrypt": "x", "oneLine": true}).Outputs["jwk_encrypted"]; strings.Contains(text, "\n") || !json.Valid([]byte(text)) {
		t.Errorf("on one line: %s", text)
	}
	refused(t, send(t, s, "render", dict{"options": dict{"private": true}, "forms": []string{"jwk_encrypted"}}), fault.BadOption)
	refused(t, send(t, s, "render", dict{"options": dict{"encrypt": "x"}, "forms": []string{"jwk_encrypted"}}), fault.BadOption)
}
