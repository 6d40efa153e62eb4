package api

import (
	"strings"
	"testing"
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
