package api

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/testkit"
)

func TestGenerate(t *testing.T) {
	for _, c := range []struct {
		params     dict
		title, alg string
	}{
		{dict{"type": "RSA", "size": 2048, "engine": "go"}, "RSA 2048", "RS256"},
		{dict{"type": "EC", "curve": "P-256"}, "EC P-256", "ES256"},
		{dict{"type": "EC", "curve": "P-384"}, "EC P-384", "ES384"},
		{dict{"type": "EC", "curve": "P-521"}, "EC P-521", "ES512"},
		{dict{"type": "EC", "curve": "secp256k1"}, "EC secp256k1", "ES256K"},
		{dict{"type": "OKP", "curve": "Ed25519"}, "Ed25519", "EdDSA"},
		{dict{"type": "OKP", "curve": "X25519"}, "X25519", "ECDH-ES"},
		{dict{"type": "oct", "size": 128, "options": dict{"use": "enc", "alg": "A128GCM"}}, "oct 128", "A128GCM"},
		{dict{"type": "oct"}, "oct 256", "HS256"},
		{dict{"type": "oct", "options": dict{"alg": "HS384"}}, "oct 384", "HS384"},
		{dict{"type": "oct", "options": dict{"alg": "HS512"}}, "oct 512", "HS512"},
		{dict{"type": "oct", "options": dict{"use": "enc", "alg": "A192KW"}}, "oct 192", "A192KW"},
		{dict{"type": "oct", "options": dict{"use": "enc", "alg": "A128CBC-HS256"}}, "oct 256", "A128CBC-HS256"},
		{dict{"type": "oct", "options": dict{"use": "enc", "alg": "A192CBC-HS384"}}, "oct 384", "A192CBC-HS384"},
		{dict{"type": "oct", "options": dict{"use": "enc", "alg": "A256CBC-HS512"}}, "oct 512", "A256CBC-HS512"},
	} {
		t.Run(c.title+" "+c.alg, func(t *testing.T) {
			s := testSession()
			r := ask[keysReply](t, s, "generate", c.params)
			if len(r.Keys) != 1 || r.Millis == nil {
				t.Fatalf("%d keys, ms %v", len(r.Keys), r.Millis)
			}
			k := r.Keys[0]
			if k.Title != c.title || k.Alg != c.alg || !k.Private || k.Engine != "Go" || len(k.Warnings) != 0 {
				t.Errorf("got %s, %s, engine %s, warnings %v", k.Title, k.Alg, k.Engine, k.Warnings)
			}
			r = ask[keysReply](t, s, "render", dict{"options": dict{"private": true}, "forms": []string{"jwk_private"}})
			var jwk map[string]string
			if err := json.Unmarshal([]byte(r.Outputs["jwk_private"]), &jwk); err != nil || jwk["kty"] != k.Kty || jwk["d"]+jwk["k"] == "" {
				t.Errorf("the private JWK is not one: %v", err)
			}
			if r.Millis != nil {
				t.Error("render tells a time")
			}
		})
	}
}

// TestHugeCount must not take the time that its count asks for, whatever else
// is wrong or right with the request.
func TestHugeCount(t *testing.T) {
	for _, count := range []int{21, 2_000_000_000, -1} {
		for _, kid := range []dict{nil, {"mode": "text", "value": "one"}} {
			options := dict{}
			if kid != nil {
				options["kid"] = kid
			}
			took := testkit.ProcessorTime(func() {
				refused(t, send(t, testSession(), "generate", dict{"type": "EC", "count": count, "options": options, "forms": []string{"jwk"}}), fault.BadOption)
			})
			if took > 200*time.Millisecond {
				t.Errorf("a count of %d took %v", count, took)
			}
		}
	}
}

func TestGenerateSeveral(t *testing.T) {
	s := testSession()
	r := ask[keysReply](t, s, "generate", dict{"type": "OKP", "count": 20, "forms": []string{"jwks"}})
	seen := map[string]bool{}
	for i, k := range r.Keys {
		if k.ID != i+1 || seen[k.Thumbprint] {
			t.Errorf("key %d has id %d", i+1, k.ID)
		}
		seen[k.Thumbprint] = true
	}
	var set struct{ Keys []map[string]string }
	if err := json.Unmarshal([]byte(r.Outputs["jwks"]), &set); err != nil || len(set.Keys) != 20 {
		t.Errorf("%d keys in the set: %v", len(set.Keys), err)
	}
	refused(t, send(t, s, "generate", dict{"type": "RSA", "size": 8192, "count": 21}), fault.BadOption)
	if s.memo == nil {
		t.Error("the refused request cost the keys")
	}
	own := dict{"kid": dict{"mode": "text", "value": "a"}, "keys": dict{"2": ownKID("b")}}
	ask[keysReply](t, s, "generate", dict{"type": "OKP", "count": 2, "options": own})
}

// TestGenerateSet makes the keys that somebody wants in one set, ready to be
// published.
func TestGenerateSet(t *testing.T) {
	for whom, want := range map[string][]string{
		"smart":    {"RSA 4096 sig RS384", "EC P-384 sig ES384"},
		"singpass": {"EC P-256 sig ES256", "EC P-256 enc ECDH-ES+A256KW"},
	} {
		s := testSession()
		r := ask[keysReply](t, s, "generate", dict{"set": true, "engine": "go", "options": dict{"for": whom}, "forms": []string{"jwks"}})
		var got []string
		for _, k := range r.Keys {
			got = append(got, strings.Join([]string{k.Title, k.Use, k.Alg}, " "))
			if !strings.Contains(r.Outputs["jwks"], k.KID) || !k.Private {
				t.Errorf("%s: key %d is not in the set, or has no private half", whom, k.ID)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v", whom, got)
		}
	}
	for name, params := range map[string]dict{
		"for nobody":         {"set": true},
		"for who wants none": {"set": true, "options": dict{"for": "okta"}},
		"and a type":         {"set": true, "type": "RSA", "size": 2048, "options": dict{"for": "smart"}},
		"and a count":        {"set": true, "count": 2, "options": dict{"for": "smart"}},
	} {
		t.Run(name, func(t *testing.T) { refused(t, send(t, testSession(), "generate", params), fault.BadOption) })
	}
}

// TestGenerateKept: what the page keeps of new keys comes with them, and what is
// asked next is about what is shown.
func TestGenerateKept(t *testing.T) {
	keep := dict{"options": dict{"private": true, "use": "none", "alg": "none", "kid": dict{"mode": "none"}, "compact": true}, "forms": []string{"jwk_private"}}
	s := testSession()
	r := ask[keysReply](t, s, "generate", dict{"type": "EC", "count": 2, "options": dict{"alg": "ES256"}, "forms": []string{"jwk"}, "keep": keep})
	if len(r.Kept) != 2 {
		t.Fatalf("%d kept", len(r.Kept))
	}
	for i, k := range r.Kept {
		var jwk map[string]string
		if err := json.Unmarshal([]byte(k.Outputs["jwk_private"]), &jwk); err != nil || len(jwk) != 5 || jwk["d"] == "" || k.Thumbprint != r.Keys[i].Thumbprint || !k.Made {
			t.Errorf("key %d: %v of %v", i, slices.Sorted(maps.Keys(jwk)), err)
		}
		if strings.Contains(r.Keys[i].Outputs["jwk"], `"d"`) {
			t.Error("the private half is shown")
		}
	}
	made := ask[assertReply](t, s, "assert", dict{"id": 1, "client": "c", "audience": "a"})
	var header map[string]string
	if err := json.Unmarshal([]byte(made.Header), &header); err != nil || header["kid"] != r.Keys[0].KID || header["kid"] == "" {
		t.Errorf("a token says the key ID %q, and the key has %q", header["kid"], r.Keys[0].KID)
	}
	if again := ask[keysReply](t, s, "generate", dict{"type": "EC"}); again.Kept != nil {
		t.Error("kept without being asked")
	}
	// A UUID is made once: what is kept has the one that is shown.
	uuid := dict{"kid": dict{"mode": "uuid"}}
	keep["options"].(dict)["kid"] = uuid["kid"]
	r = ask[keysReply](t, s, "generate", dict{"type": "EC", "options": uuid, "forms": []string{"jwk"}, "keep": keep})
	if kid := r.Keys[0].KID; len(kid) != 36 || !strings.Contains(r.Kept[0].Outputs["jwk_private"], kid) {
		t.Errorf("shown as %q, kept as another", kid)
	}
	before := ask[keysReply](t, s, "render", dict{})
	refused(t, send(t, s, "generate", dict{"type": "EC", "keep": dict{"options": dict{"use": "x"}, "forms": []string{"jwk_private"}}}), fault.BadOption)
	if after := ask[keysReply](t, s, "render", dict{}); after.Keys[0].Thumbprint != before.Keys[0].Thumbprint {
		t.Error("a request that was refused made a key")
	}
}
