package api

import (
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// TestCompareBroken: our key ID on a JWK that cannot be read proves nothing, nor does
// it on what is no header of a token.
func TestCompareBroken(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "p256/pkcs8"), nil))
	thumbprint := s.memo.keys[0].group.thumbprint
	jwk := strings.Join(strings.Fields(golden(t, "p256/jwk")), "")
	without := func(name string) string {
		before, after, ok := strings.Cut(jwk, `"`+name+`":"`)
		if !ok {
			t.Fatalf("no %s", name)
		}
		_, after, _ = strings.Cut(after, `"`)
		return before + strings.TrimPrefix(after, ",")
	}
	swapped := strings.NewReplacer(`"x":`, `"y":`, `"y":`, `"x":`).Replace(jwk)
	other := golden(t, "ed25519/jwk")
	const unread = "stands on a JWK that cannot be read"
	for name, c := range map[string]struct {
		with          string
		same, unknown bool
		summary       string
	}{
		"y is missing":       {without("y"), false, true, unread},
		"a number was cut":   {strings.Replace(jwk, `","y"`, `=...","y"`, 1), false, true, unread},
		"x and y swapped":    {swapped, false, true, unread},
		"another curve":      {strings.Replace(jwk, "P-256", "P-384", 1), false, true, unread},
		"cut":                {jwk[:len(jwk)-9], false, true, unread},
		"cut, without kty":   {`{"alg":"ES256","kid":"` + thumbprint + `","x":"MKBCTNIcKUSDii`, false, true, unread},
		"in a set":           {`{"keys":[` + without("x") + `]}`, false, true, unread},
		"in a set of two":    {`{"keys":[` + without("x") + `,` + other + `]}`, false, true, unread},
		"a set of ours":      {`{"keys":[` + without("x") + `,` + jwk + `]}`, true, false, "The same key"},
		"another's unread":   {`{"keys":[` + strings.Replace(without("x"), thumbprint, "k2", 1) + `,` + other + `]}`, false, true, "something in it cannot be, and may be your key"},
		"one with no JWK":    {`{"keys":[{"kty":"EC","crv":"brainpoolP256r1","x":"AA","y":"AA"},` + other + `]}`, false, false, "Another key"},
		"kid alone":          {`{"kid":"` + thumbprint + `"}`, true, false, "The same key ID, and it proves the key"},
		"kid of an answer":   {`{"id":"cred_x","kid":"` + thumbprint + `","alg":"ES256","credential_type":"public_key"}`, true, false, "The same key ID, and it proves the key"},
		"kid of another":     {`{"id":"cred_x","kid":"k7","alg":"ES256"}`, false, true, "not the key ID of your key"},
		"a header":           {`{"alg":"ES256","kid":"` + thumbprint + `"}`, true, false, "The header names this key's ID and algorithm."},
		"a header with more": {`{"alg":"ES256","typ":"JWT","kid":"` + thumbprint + `","signer":"a"}`, true, false, "The header names this key's ID and algorithm."},
		"a header, no alg":   {`{"typ":"JWT","kid":"` + thumbprint + `"}`, true, false, "The header names this key's ID, but no algorithm."},
		"an empty set":       {`{"keys": [ ]}`, false, false, "This JWK Set has no key"},
		"an address":         {"https://example.com/.well-known/jwks.json", false, true, "This is an address"},
	} {
		r := compareWith(t, s, c.with)
		if r.Same != c.same || r.Unknown != c.unknown || !strings.Contains(r.Summary, c.summary) {
			t.Errorf("%s: same %v, unknown %v: %s", name, r.Same, r.Unknown, r.Summary)
		}
		if c.summary == unread && (len(r.Rows) != 1 || r.Rows[0].Theirs != thumbprint) {
			t.Errorf("%s: %+v", name, r.Rows)
		}
	}
	for with, code := range map[string]fault.Code{
		strings.Replace(without("y"), thumbprint, "k2", 1): fault.Malformed,
		`{"alg":"ES256","kid":"k2","x5c":["AA"]}`:          fault.NoKey,
	} {
		refused(t, send(t, s, "compare", dict{"with": []byte(with)}), code)
	}
}

// TestCompareWithNothing: what holds no key is not taken for a key ID; the answer says
// what it is.
func TestCompareWithNothing(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "p256/pkcs8"), nil))
	for with, words := range map[string]string{
		`{"issuer": "https://op", "jwks_uri": "https://op/jwks"}`:               "behind jwks_uri",
		`<!DOCTYPE html><html><head><title>404 Not Found</title></head></html>`: "a web page",
		"\n<html>\n<body>ab12ab12ab12ab12ab12ab12ab12ab12</body></html>":        "a web page",
		`{"error":"unauthorized","message":"Full authentication is required"}`:  "a server's answer",
		`{"errors":[{"title":"no"}],"id":"ab12ab12"}`:                           "a server's answer",
		`{"status":"ok"}`: "No key was found",
	} {
		if reply := string(send(t, s, "compare", dict{"with": []byte(with)})); !strings.HasPrefix(reply, `{"ok":false`) || !strings.Contains(reply, words) {
			t.Errorf("%s: %s", with, reply)
		}
	}
}
