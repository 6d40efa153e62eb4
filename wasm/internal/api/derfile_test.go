package api

import (
	"bytes"
	"encoding/base64"
	"encoding/pem"
	"strings"
	"testing"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
)

// TestDERFile gives each PEM form as the bytes in it, and refuses the others.
func TestDERFile(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "rsa2048/pkcs8")+golden(t, "cert/pkcs8")+golden(t, "cert/certificate"), nil))
	options := dict{"private": true, "encrypt": "x"}
	texts := ask[keysReply](t, s, "render", dict{"options": options, "forms": []string{"spki", "pkcs1_public", "pkcs8", "traditional", "pkcs8_encrypted", "certificate"}})
	for _, k := range texts.Keys {
		for form, text := range k.Outputs {
			params := dict{"options": dict{"private": true, "encrypt": "x", "oneLine": true}, "forms": []string{string(form)}, "key": k.ID}
			reply, attached := askWith[derReply](t, s, "der", params)
			block, _ := pem.Decode([]byte(text))
			if len(attached) != 1 || !bytes.Equal(attached[0], block.Bytes) {
				t.Errorf("%s of key %d: %+v, %d attachments", form, k.ID, reply, len(attached))
			}
		}
	}
	for name, c := range map[string]struct {
		params dict
		code   fault.Code
	}{
		"a JWK":         {dict{"forms": []string{"jwk"}, "key": 1}, fault.NoSuchForm},
		"an SSH line":   {dict{"forms": []string{"ssh"}, "key": 1}, fault.NoSuchForm},
		"an SSH key":    {dict{"forms": []string{"openssh_private"}, "key": 1, "options": dict{"private": true}}, fault.NoSuchForm},
		"base64":        {dict{"forms": []string{"spki_base64"}, "key": 1}, fault.NoSuchForm},
		"no such key":   {dict{"forms": []string{"spki"}, "key": 9}, fault.NoSuchForm},
		"not its form":  {dict{"forms": []string{"pkcs1_public"}, "key": 2}, fault.NoSuchForm},
		"not private":   {dict{"forms": []string{"pkcs8"}, "key": 1}, fault.BadOption},
		"two forms":     {dict{"forms": []string{"spki", "pkcs1_public"}, "key": 1}, fault.BadRequest},
		"no form":       {dict{"key": 1}, fault.BadRequest},
		"no key":        {dict{"forms": []string{"spki"}}, fault.NoSuchForm},
		"a member more": {dict{"forms": []string{"spki"}, "key": 1, "input": 1}, fault.BadRequest},
	} {
		t.Run(name, func(t *testing.T) { refused(t, send(t, s, "der", c.params), c.code) })
	}
	refused(t, send(t, testSession(), "der", dict{"forms": []string{"spki"}, "key": 1}), fault.BadRequest)
}

// TestBase64Forms reads what has no BEGIN and END back, of one key and of several.
func TestBase64Forms(t *testing.T) {
	s := testSession()
	given := golden(t, "rsa2048/pkcs8") + golden(t, "ed25519/pkcs8") + golden(t, "p256/pkcs8")
	first := ask[keysReply](t, s, "convert", input(given, nil))
	made := ask[keysReply](t, s, "render", dict{"options": dict{"private": true}, "forms": []string{"spki_base64", "spki_base64_lines", "pkcs8_base64"}})
	for form, text := range made.Outputs {
		again := ask[keysReply](t, testSession(), "convert", input(text, nil))
		if len(again.Keys) != len(first.Keys) || len(again.Skipped) > 0 {
			t.Errorf("%s: %d keys, %d skipped, of\n%s", form, len(again.Keys), len(again.Skipped), text)
			continue
		}
		for i, k := range again.Keys {
			if k.Thumbprint != first.Keys[i].Thumbprint || k.Private != (form == encode.PKCS8Base64) {
				t.Errorf("%s: key %d comes back as another", form, i+1)
			}
		}
	}
	lines := made.Keys[0].Outputs["spki_base64_lines"]
	if _, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(lines, "\n", "")); err != nil || !strings.HasSuffix(lines, "\n") || strings.Index(lines, "\n") != 64 {
		t.Errorf("%v: %q", err, lines)
	}
}
