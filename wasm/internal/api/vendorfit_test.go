package api

import (
	"bytes"
	"encoding/base64"
	"slices"
	"strings"
	"testing"
)

// TestVendorFit: what a system does not take of a key is said, also of a JWK that
// names no algorithm, and such a key has no text that registers it.
func TestVendorFit(t *testing.T) {
	small := openssl(t, "", "genrsa", "1024")
	large := `{"kty":"RSA","n":"` + base64.RawURLEncoding.EncodeToString(bytes.Repeat([]byte{0xc1}, 4104/8)) + `","e":"AQAB"}` // 4,096 bits and one byte
	rsa := golden(t, "rsa2048/pkcs8")
	set := func(name string, members ...string) string {
		return `{"keys":[` + publicJWK(t, name, members...) + `]}`
	}
	const none = "which is not what this JWK says."
	for name, c := range map[string]struct {
		text, whom, alg string
		says            string // of vendor_unfit, and behind | what it has done; "" for none
		registers       bool
	}{
		"RSA that says nothing for Apple":       {set("rsa2048"), "apple", "", "takes ES256, " + none + "|Make a key for that.", false},
		"P-256 that says nothing for Apple":     {set("p256"), "apple", "", "", false},
		"for encryption, Snowflake":             {set("rsa2048", `"use":"enc"`), "snowflake", "", "takes RS256, " + none + "|Choose the use sig, and RS256.", false},
		"says nothing, Snowflake":               {set("rsa2048"), "snowflake", "", "", true},
		"for encryption, Singpass":              {set("p256", `"use":"enc"`), "singpass", "", "", false},
		"RSA for Singpass":                      {rsa, "singpass", "", none + "|Make a key for one of these.", false},
		"any for Keycloak":                      {set("rsa2048", `"use":"enc"`), "keycloak", "", "", false},
		"too small for Snowflake":               {small, "snowflake", "", "Snowflake takes RSA keys of 2048 bits at least, which this key is not.|Make a key of such a size.", false},
		"too small for Auth0":                   {small, "auth0", "", "Auth0 takes RSA keys of 2048 to 4096 bits, which this key is not.", false},
		"too large for Auth0":                   {large, "auth0", "", "Auth0 takes RSA keys of 2048 to 4096 bits, which this key is not.", false},
		"too small for Login.gov":               {small, "login-gov", "", "2048 bits at least", false},
		"large enough for Login.gov":            {large, "login-gov", "", "", false},
		"no size is known of what Google takes": {small, "google", "", "", false},
		"another algorithm":                     {rsa, "snowflake", "RS512", "takes RS256, " + none + "|Choose RS256 in the options.", false},
		"one that older pages name":             {openssl(t, rsa, "req", "-x509", "-key", "/dev/stdin", "-subj", "/CN=x"), "entra", "RS256", "takes PS256, " + none + "|Choose PS256 in the options.", false},
	} {
		options := dict{"for": c.whom}
		if c.alg != "" {
			options["alg"] = c.alg
		}
		key := ask[keysReply](t, testSession(), "convert", input(c.text, options)).Keys[0]
		got := ""
		for _, w := range key.Warnings {
			if w.Code == "vendor_unfit" {
				got += w.Message + "|" + w.Action
			}
		}
		if (got == "") != (c.says == "") || !strings.Contains(got, c.says) || (key.Register != nil) != c.registers {
			t.Errorf("%s: %q, registered by %v", name, got, key.Register)
		}
	}
}

// TestVendorKID: a JWK without a key ID is said to lack it where the system finds keys by it.
func TestVendorKID(t *testing.T) {
	bare := `{"keys":[` + publicJWK(t, "p384") + `]}`
	for name, c := range map[string]struct {
		text, whom string
		kid        string // mode
		said       bool
	}{
		"SMART":                 {bare, "smart", "", true},
		"Singpass":              {bare, "singpass", "", true},
		"SMART, one was chosen": {bare, "smart", "thumbprint", false},
		"one came":              {`{"keys":[` + publicJWK(t, "p384", `"kid":"a"`) + `]}`, "smart", "", false},
		"none was chosen":       {golden(t, "p384/pkcs8"), "okta", "none", true},
		"a PEM gets one":        {golden(t, "p384/pkcs8"), "okta", "", false},
		"Google gives its own":  {bare, "google", "", false},
		"Snowflake wants none":  {bare, "snowflake", "", false},
		"nobody":                {bare, "", "", false},
	} {
		options := dict{"for": c.whom, "kid": dict{"mode": c.kid}}
		key := ask[keysReply](t, testSession(), "convert", input(c.text, options)).Keys[0]
		if got := slices.Contains(codes(key.Warnings), "vendor_kid"); got != c.said {
			t.Errorf("%s: said %v", name, got)
		}
	}
}
