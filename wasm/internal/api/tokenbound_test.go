package api

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestTokenBound: an access token that another key signed is bound to a key by its cnf,
// of which that of DPoP has the key's own thumbprint (RFC 9449 section 6.1) and that of
// mutual TLS its certificate's (RFC 8705 section 3.1).
func TestTokenBound(t *testing.T) {
	s := testSession()
	all := ask[keysReply](t, s, "convert", dict{"input": []byte(golden(t, "p384/pkcs8") + golden(t, "rsa2048/spki") + golden(t, "cert/certificate"))})
	if len(all.Keys) != 3 {
		t.Fatalf("%d keys", len(all.Keys))
	}
	// As Node's jose and openssl x509 have them.
	const p384, rsa, certificate = "Avq84UBbIK89dYjLsQHAYDrVU1r4eqhKE7UyNjkyTE8", "4uIvl4xx2ZrPhqUpro9d0lLNKTI603yX5D-quCHCMw0", "LnhqYq6ZFOg3AZrFXJ91S_EgPHcmSX3GXMShaXCKK_0"
	for name, c := range map[string]struct {
		cnf   dict
		bound int // the number of the key, from 1
	}{
		"the first key":       {dict{"jkt": p384}, 1},
		"the second key":      {dict{"jkt": rsa, "jwk": dict{"kty": "RSA"}}, 2},
		"the whole key":       {dict{"jwk": json.RawMessage(golden(t, "p384/jwk"))}, 1},
		"a thumbprint first":  {dict{"jkt": p384, "jwk": json.RawMessage(golden(t, "p256/jwk"))}, 1},
		"another whole key":   {dict{"jwk": json.RawMessage(golden(t, "p256/jwk"))}, 0},
		"another key":         {dict{"jkt": "WTKTcgbDtvzDszEq03XH6Smwg-eNGsWPn1qw8hTG8x4"}, 0},
		"the certificate":     {dict{"x5t#S256": certificate}, 3},
		"another certificate": {dict{"x5t#S256": rsa}, 0},
	} {
		claims, err := json.Marshal(dict{"iss": "https://as.example", "sub": "u", "cnf": c.cnf})
		if err != nil {
			t.Fatal(err)
		}
		token := b64url(`{"alg":"ES256","typ":"at+jwt"}`) + "." + b64url(string(claims)) + "." + b64url(strings.Repeat("x", 64))
		got := ask[compareReply](t, s, "compare", dict{"with": []byte(token)})
		if got.Same != (c.bound > 0) || strings.Contains(got.Summary, "It is bound to this key") != got.Same || got.Same && got.ID != all.Keys[c.bound-1].ID {
			t.Errorf("%s: %+v", name, got)
		}
		if strings.Contains(got.Summary, "bound to a key that is not any of your 3 keys.") != (strings.HasPrefix(name, "another") && strings.HasSuffix(name, "key")) {
			t.Errorf("%s: %s", name, got.Summary)
		}
	}
}

// TestTokenBoundAmongOthers: of several tokens one that is bound to a key here comes before
// one that a key here could have signed and did not; and of one without a signature it is
// not said that somebody signs it.
func TestTokenBoundAmongOthers(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", dict{"input": []byte(golden(t, "p384/spki"))})
	const claims = `{"cnf":{"jkt":"Avq84UBbIK89dYjLsQHAYDrVU1r4eqhKE7UyNjkyTE8"}}`
	token := func(header, claims, signature string) string {
		return b64url(header) + "." + b64url(claims) + "." + b64url(signature)
	}
	other := token(`{"alg":"ES384"}`, `{"nonce":"n"}`, strings.Repeat("x", 96))
	bound := token(`{"alg":"ES256"}`, claims, strings.Repeat("x", 64))
	got := ask[compareReply](t, s, "compare", dict{"with": []byte("id_token=" + other + "\naccess_token=" + bound)})
	if !got.Same || !strings.Contains(got.Summary, "number 2.") || !strings.Contains(got.Summary, "its issuer signs it.") {
		t.Errorf("two tokens: %+v", got)
	}
	got = ask[compareReply](t, s, "compare", dict{"with": []byte(token(`{"alg":"none"}`, claims, ""))})
	if !got.Same || !strings.Contains(got.Summary, "It is bound to this key") || strings.Contains(got.Summary, "its issuer") {
		t.Errorf("not signed: %+v", got)
	}
}
