package api

import (
	"strings"
	"testing"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/vendors"
)

// TestHelloVendors: each system can be shown, and its forms are forms of this
// protocol.
func TestHelloVendors(t *testing.T) {
	all := ask[helloResult](t, testSession(), "hello", dict{"protocol": Protocol})
	if len(all.Vendors) != len(vendors.All) {
		t.Fatalf("%d of %d", len(all.Vendors), len(vendors.All))
	}
	known := map[string]bool{}
	for _, f := range encode.All {
		known[string(f)] = true
	}
	for _, v := range all.Vendors {
		for _, f := range v.Forms {
			if !known[f.Form] || f.Label == "" {
				t.Errorf("%s: no form %+v", v.ID, f)
			}
		}
		if v.Client == "" || v.Audience == "" || v.Lifetime < 60 || len(v.Sources) == 0 {
			t.Errorf("%+v", v)
		}
	}
}

// TestFor: the usual algorithm is the vendor's, what the person chose stays,
// and what the vendor does not take is said.
func TestFor(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "generate", dict{"type": "RSA", "size": 2048})
	for _, c := range []struct {
		whom, alg, use string
		want, warning  string
	}{
		{"", "", "", "RS256", ""},
		{"entra", "", "", "PS256", ""},
		{"smart", "", "", "RS384", ""},
		{"entra", "RS256", "", "RS256", "vendor_unfit"},
		{"okta", "PS256", "", "PS256", "vendor_unfit"},
		{"generic", "PS512", "", "PS512", ""},
		{"singpass", "", "", "RS256", "vendor_unfit"},
	} {
		got := ask[keysReply](t, s, "render", dict{"options": dict{"for": c.whom, "alg": c.alg, "use": c.use}}).Keys[0]
		var codes []string
		for _, w := range got.Warnings {
			codes = append(codes, w.Code)
		}
		if got.Alg != c.want || strings.Join(codes, " ") != c.warning {
			t.Errorf("%+v: %s, %v", c, got.Alg, codes)
		}
	}
	refused(t, send(t, s, "render", dict{"options": dict{"for": "nobody"}}), fault.BadOption)
	ask[keysReply](t, s, "generate", dict{"type": "EC"})
	if got := ask[keysReply](t, s, "render", dict{"options": dict{"for": "singpass", "use": "enc"}}).Keys[0]; got.Alg != "ECDH-ES+A256KW" || len(got.Warnings) > 0 {
		t.Errorf("Singpass: %s, %v", got.Alg, got.Warnings)
	}
}

// TestAssertNotes: where the token does not fit the JWK that it is registered by, the
// notes say what the diagnosis finds.
func TestAssertNotes(t *testing.T) {
	for name, c := range map[string]struct {
		key, from, to, whom string
		notes, findings     string
	}{
		"all right":       {"rsa2048", "", "", "okta", "", "nothing_grave"},
		"use enc":         {"rsa2048", `"use": "sig"`, `"use": "enc"`, "okta", "jwk_not_for_signing", "use_enc"},
		"key_ops":         {"rsa2048", `"use": "sig"`, `"key_ops": ["decrypt"]`, "okta", "jwk_not_for_signing", "use_enc"},
		"both":            {"rsa2048", `"use": "sig"`, `"use": "enc", "key_ops": ["sign"]`, "", "jwk_not_for_signing", "use_enc"},
		"no public ones":  {"p256", `"use": "sig"`, `"key_ops": ["deriveKey"]`, "okta", "", "nothing_grave"}, // as the public JWK has them
		"alg RSA-OAEP":    {"rsa2048", `"alg": "RS256"`, `"alg": "RSA-OAEP"`, "okta", "jwk_other_alg", "alg_differs"},
		"ES384 on P-256":  {"p256", `"alg": "ES256"`, `"alg": "ES384"`, "okta", "jwk_other_alg", "alg_differs"},
		"the other name":  {"ed25519", `"alg": "EdDSA"`, `"alg": "Ed25519"`, "", "", "nothing_grave"},
		"no kid":          {"rsa2048", `"kid"`, `"name"`, "okta", "kid_missing", "kid_missing"},
		"no kid, generic": {"rsa2048", `"kid"`, `"name"`, "", "kid_missing", "nothing_grave"}, // one key is all there is to choose from
	} {
		s := testSession()
		jwk := strings.Replace(golden(t, c.key+"/jwk_private"), c.from, c.to, 1)
		if (jwk == golden(t, c.key+"/jwk_private")) != (c.from == "") {
			t.Fatalf("%s: nothing is changed", name)
		}
		options := dict{"for": c.whom}
		if strings.Contains(name, "no kid") {
			options["kid"] = dict{"mode": "none"}
		}
		ask[keysReply](t, s, "convert", input(jwk, options))
		made := ask[assertReply](t, s, "assert", dict{"client": "c", "audience": "https://as.example"})
		if got := strings.Join(codes(made.Notes), " "); got != c.notes {
			t.Errorf("%s: notes %s, want %s", name, got, c.notes)
		}
		d := ask[diagnoseReply](t, s, "diagnose", dict{"token": []byte(made.Assertion), "for": c.whom, "client": "c"})
		if got := findings(d); got != c.findings {
			t.Errorf("%s: %s, want %s", name, got, c.findings)
		}
	}
}

// TestAssert: the token is signed by the key, algorithm and key ID of the last
// answer.
func TestAssert(t *testing.T) {
	s := testSession()
	refused(t, send(t, s, "assert", dict{"client": "c", "audience": "a"}), fault.BadRequest)
	ask[keysReply](t, s, "convert", dict{"input": []byte(golden(t, "rsa2048/spki") + golden(t, "p256/pkcs8") + golden(t, "rsa2048/pkcs8"))})
	made := ask[assertReply](t, s, "assert", dict{"client": "c", "audience": "a"})
	if made.ID != 2 || !strings.Contains(made.Header, `"alg": "ES256"`) {
		t.Errorf("signed by key %d: %s", made.ID, made.Header)
	}
	if !strings.Contains(made.Claims, `"iat": 1795421700`) || !strings.Contains(made.Claims, `"exp": 1795422000`) {
		t.Errorf("the clock is not the session's: %s", made.Claims)
	}
	if again := ask[assertReply](t, s, "assert", dict{"client": "c", "audience": "a"}); again.Claims == made.Claims {
		t.Error("two tokens have one jti")
	}
	ask[keysReply](t, s, "render", dict{"options": dict{"alg": "PS384", "keys": dict{"3": ownKID("own")}}})
	made = ask[assertReply](t, s, "assert", dict{"id": 3, "client": "c", "audience": "a", "lifetime": 60})
	if !strings.Contains(made.Header, `"alg": "PS384"`) || !strings.Contains(made.Header, `"kid": "own"`) || !strings.Contains(made.Claims, `"exp": 1795421760`) {
		t.Errorf("%s %s", made.Header, made.Claims)
	}
	ask[keysReply](t, s, "render", dict{"options": dict{"use": "enc", "for": "entra"}})
	if made = ask[assertReply](t, s, "assert", dict{"id": 3, "client": "c", "audience": "a"}); !strings.Contains(made.Header, `"alg": "PS256"`) {
		t.Errorf("an encryption key signs by %s", made.Header)
	}
	refused(t, send(t, s, "assert", dict{"id": 1, "client": "c", "audience": "a"}), fault.CannotSign)
	refused(t, send(t, s, "assert", dict{"id": 9, "client": "c", "audience": "a"}), fault.BadOption)
	refused(t, send(t, s, "assert", dict{"client": "", "audience": "a"}), fault.Missing)
	refused(t, send(t, s, "assert", dict{"client": "c", "audience": "a", "lifetime": 1 << 40}), fault.BadOption)
	refused(t, send(t, s, "assert", dict{"client": "c", "audience": "a", "lifetime": -1}), fault.BadOption)
	refused(t, send(t, s, "assert", dict{"client": "c", "audience": "a", "x5c": true}), fault.BadOption)
	refused(t, send(t, s, "assert", dict{"client": "c", "audience": "a", "other": 1}), fault.BadRequest)
	ask[keysReply](t, s, "generate", dict{"type": "oct", "size": 256})
	refused(t, send(t, s, "assert", dict{"client": "c", "audience": "a"}), fault.CannotSign)
}
