package api

import (
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// TestPasted holds what people pasted to compare, and were told was not the
// same, against the key that it is of. openssl, ssh-keygen and Python made the
// files of testdata/pasted.
func TestPasted(t *testing.T) {
	const rsa, ec = "key-rsa.crt", "key-es256.pem"
	for name, c := range map[string]struct{ key, says string }{
		"cert-sha1-hex.txt":              {rsa, "SHA-1 of its certificate (x5t), in hexadecimal"},
		"openssl-fingerprint-line.txt":   {rsa, "SHA-1 of its certificate (x5t), in hexadecimal"},
		"github-app-or-snowflake-fp.txt": {rsa, "SHA-256 of its public key (SPKI), in base64"},
		"ssh-md5.txt":                    {rsa, "OpenSSH fingerprint (MD5)"},
		"thumbprint-hex.txt":             {rsa, "RFC 7638 thumbprint, in hexadecimal"},
		"form-body-with-jwt.txt":         {rsa, "was signed by this key, but its header names another key ID"},
		"jwt-wrapped.txt":                {rsa, "was signed by this key, but its header names another key ID"},
		"jwt-padded-header.txt":          {rsa, "padded with ="},
		"es256-der-signature.txt":        {ec, "in DER, and JOSE wants r and s of 32 bytes each"},
	} {
		s := testSession()
		ask[keysReply](t, s, "convert", input(string(readFile(t, "testdata/pasted/"+c.key)), nil))
		if r := compareWith(t, s, string(readFile(t, "testdata/pasted/"+name))); !r.Same || !strings.Contains(r.Summary, c.says) {
			t.Errorf("%s: same %v, %s", name, r.Same, r.Summary)
		}
	}
}

// TestPastedForKey: what names a key, or where one is, or carries a token, says what can be
// done with it where a key is asked for.
func TestPastedForKey(t *testing.T) {
	for text, want := range map[string]struct {
		code fault.Code
		says string
	}{
		"b9c79aee2bd83d1f2b4ac0f4c3b3b6e5d2a1908f7e6d5c4b3a29181706f5e4d3":    {fault.WhichKey, "a fingerprint or a key ID"},
		"x5t#S256: ucea7ivYPR8rSsD0w7O25dKhkI9-bVxLOikYFwb15NM":               {fault.WhichKey, "a fingerprint or a key ID"},
		"jwks_uri: https://idp.example/jwks":                                  {fault.NoKey, "opens no connection"},
		"The keys are at https://idp.example/jwks, I think":                   {fault.NoKey, "opens no connection"},
		"https://idp.example/jwks\nhttps://idp.example/old-jwks":              {fault.NotAKey, "opens no connection"},
		"Bearer abcdef0123456789abcdef":                                       {fault.NotAKey, "carries a token"},
		"Authorization: Basic Y2xpZW50OnNlY3JldA==":                           {fault.NotAKey, "carries a token"},
		`{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"bearer"}`:     {fault.NotAKey, "carries a token"},
		"root@host:/etc# cat server.key":                                      {fault.NotAKey, "a command"},
		`C:\> type server.key`:                                                {fault.NotAKey, "a command"},
		"python3 -m gen":                                                      {fault.NotAKey, "a command"},
		"npm_a1B2c3D4e5F6g7H8":                                                {fault.NotAKey, "an API key"},
		"# Keys of a@b: mine":                                                 {fault.NoKey, "BEGIN and END"},
		"my-key-2026":                                                         {fault.NoKey, "too short to be a public or private key"},
		"Please send me the public key of your system, so that I can add it.": {fault.NoKey, "BEGIN and END"},
		"%PDF-1.7\n\xb5\xb5\xb5\xb5\x00\x01obj":                               {fault.NoKey, "no kind of key file"},
		"see https://idp.example -----BEGIN PUBLIC KEY----- MFkw":             {fault.Truncated, ""},
	} {
		e := refused(t, send(t, testSession(), "convert", input(text, nil)), want.code)
		if !strings.Contains(e.Message+" "+e.Hint, want.says) || strings.Contains(e.Message, "address") && want.says == "" {
			t.Errorf("%s: %s %s", text, e.Message, e.Hint)
		}
	}
}

// TestDigestBesideSecret: a secret has thumbprints alone, and nothing else is said to have
// been compared.
func TestDigestBesideSecret(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(`{"kty":"oct","k":"FdFYFzERwC2uCBB46pZQi4GG85LujR8obt-KWRBICVQ"}`, nil))
	r := compareWith(t, s, "b9c79aee2bd83d1f2b4ac0f4c3b3b6e5d2a1908f7e6d5c4b3a29181706f5e4d3")
	if !r.Unknown || !strings.Contains(r.Summary, "thumbprints of this secret") || strings.Contains(r.Summary, "SPKI") {
		t.Errorf("%v: %s", r.Unknown, r.Summary)
	}
}
