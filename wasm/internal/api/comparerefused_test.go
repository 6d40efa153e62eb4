package api

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestCompareRefused: what another key in place of ours comes to depends on what ours is
// for, and of several members that differ the first is named: a key of another type has
// other members.
func TestCompareRefused(t *testing.T) {
	const signed, encrypted = "tokens signed with yours will be refused.", "what is encrypted to that key yours does not decrypt."
	const x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" // of RFC 8037 appendix A.2
	okp := func(curve, x, kid string) string {
		return `{"kty":"OKP","crv":"` + curve + `","x":"` + x + `","kid":"` + kid + `"}`
	}
	var ec struct{ X string }
	if err := json.Unmarshal([]byte(golden(t, "p256/jwk")), &ec); err != nil {
		t.Fatal(err)
	}
	rsa := golden(t, "rsa2048/jwk")
	for name, c := range map[string]struct{ ours, theirs, want string }{
		"Ed25519":             {okp("Ed25519", x, "a"), okp("X25519", x, "b"), "its crv is another: " + signed},
		"X25519":              {okp("X25519", x, "a"), okp("Ed25519", x, "b"), "its crv is another: " + encrypted},
		"the same ID":         {okp("X25519", x, "a"), okp("X25519", ec.X, "a"), "under the same key ID: " + encrypted},
		"nearly":              {okp("X25519", x, "a"), okp("X25519", "22"+x[2:], "b"), "If it is registered so, " + encrypted},
		"RSA, for encryption": {strings.Replace(strings.Replace(rsa, `"sig"`, `"enc"`, 1), "RS256", "RSA-OAEP", 1), strings.Replace(rsa, `"AQAB"`, `"Aw"`, 1), "its e is another: " + encrypted},
		"another type":        {okp("X25519", ec.X, "a"), golden(t, "p256/jwk"), "its kty is another: " + encrypted},
		"in a set":            {`{"keys":[` + okp("X25519", x, "a") + "," + rsa + "]}", `{"keys":[` + okp("X25519", ec.X, "a") + "," + rsa + "]}", "of a missing one there: " + encrypted + " Keys in it that are not here: 1."},
	} {
		s := testSession()
		ask[keysReply](t, s, "convert", input(c.ours, nil))
		if r := compareWith(t, s, c.theirs); !strings.HasSuffix(r.Summary, c.want) {
			t.Errorf("%s: %s", name, r.Summary)
		}
	}
}
