package api

import (
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
