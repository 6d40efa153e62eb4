package api

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/jose"
)

// TestTokenNamed: a token that names its key by a certificate, or carries it, needs no kid;
// and one by a key that is for encryption will be refused, though that signed it.
func TestTokenNamed(t *testing.T) {
	for name, c := range map[string]struct {
		key, header, says string
		kid               bool // whether there is a row for it
	}{
		"x5t#S256":     {"p256/jwk_private", `{"alg":"ES256","x5t#S256":"LnhqYq6ZFOg3AZrFXJ91S_EgPHcmSX3GXMShaXCKK_0"}`, "was signed by this key. Its x5t#S256", false},
		"its own key":  {"p256/jwk_private", `{"alg":"ES256","jwk":` + golden(t, "p256/jwk") + `}`, "was signed by this key. Its header carries this very key", false},
		"x5c as PEM":   {"p256/jwk_private", `{"alg":"ES256","x5c":["-----BEGIN CERTIFICATE-----"]}`, "Its x5c has no base64", false},
		"x5c a text":   {"p256/jwk_private", `{"alg":"ES256","x5c":"MIIB"}`, "x5c is no list of texts", true},
		"a DID of it":  {"p256/jwk_private", `{"alg":"ES256","kid":"did:jwk:` + b64url(golden(t, "p256/jwk")) + `#0"}`, "its key ID is a DID that is made of it.", true},
		"another DID":  {"p256/jwk_private", `{"alg":"ES256","kid":"did:web:a.example#1"}`, "Its key ID is a DID: the other side", true},
		"nothing":      {"p256/jwk_private", `{"alg":"ES256"}`, "Its header has no kid", true},
		"kid a number": {"p256/jwk_private", `{"alg":"ES256","kid":7,"x5t":"AAAA"}`, "kid is no string", true},
		"encryption":   {"rsa2048/jwk_private", `{"alg":"RS256"}`, "a side that goes by its use will refuse", true},
	} {
		s := testSession()
		ask[keysReply](t, s, "convert", input(golden(t, c.key), nil))
		token, err := jose.Sign([]byte(c.header), []byte("{}"), c.header[8:13], s.memo.keys[0].Material)
		if err != nil {
			t.Fatal(err)
		}
		if name == "encryption" {
			public := golden(t, "rsa2048/jwk")
			ask[keysReply](t, s, "convert", input(strings.Replace(strings.Replace(public, `"sig"`, `"enc"`, 1), `"alg"`, `"was"`, 1), nil))
		}
		r := compareWith(t, s, token)
		if !r.Same || !strings.Contains(r.Summary, c.says) || slices.ContainsFunc(r.Rows, func(row compareRow) bool { return row.Member == "kid" }) != c.kid {
			t.Errorf("%s: %+v", name, r)
		}
		if r := compareWith(t, s, golden(t, "p256/jwk")+"\n"+token); !strings.Contains(r.Summary, "There is a token beside it") {
			t.Errorf("%s, beside a key: %s", name, r.Summary)
		}
	}
}

// TestTokenChain: an x5c that does not begin with the certificate of the key.
func TestTokenChain(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "cert/certificate"), nil))
	own := base64.StdEncoding.EncodeToString(s.memo.keys[0].Chain[0].Raw)
	for x5c, says := range map[string]string{own: "", own[:64] + `\n` + own[64:]: "", "AAAA": "is not that of this key here.", base64.RawURLEncoding.EncodeToString([]byte("???")): "has no base64"} {
		token := b64url(`{"alg":"RS256","x5c":["`+x5c+`"]}`) + ".e30." + b64url(strings.Repeat("x", 256))
		r := compareWith(t, s, token)
		if says != "" && !strings.Contains(r.Summary, says) || says == "" && strings.Contains(r.Summary, "x5c") {
			t.Errorf("%.20s: %s", x5c, r.Summary)
		}
	}
}

// TestNamedWithoutAlg: an algorithm in a header is not another one than that of a JWK that
// says none.
func TestNamedWithoutAlg(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(`{"kty":"OKP","crv":"Ed25519","kid":"a","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}`, nil))
	if r := compareWith(t, s, `{"alg":"EdDSA","kid":"a"}`); !r.Same || !strings.Contains(r.Summary, "names this key's ID. It says an algorithm, and the JWK none.") {
		t.Errorf("%v: %s", r.Same, r.Summary)
	}
}
