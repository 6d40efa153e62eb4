package api

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/encode"
)

// TestContradictions: what came and cannot be meant so stays, with a warning; each
// thing is said once.
func TestContradictions(t *testing.T) {
	const both, private, twice, unfit = "jwk_contradicts_itself", "key_ops_private", "key_ops_twice", "given_alg_unfit"
	type list = []string
	for _, c := range []struct {
		key     string
		members dict
		options dict
		want    list
		says    string // part of the first warning
	}{
		{"rsa2048", dict{"use": "enc", "alg": "RS256"}, nil, list{both}, "by its alg RS256 it is for signatures, by its use enc for encryption."},
		{"rsa2048", dict{"use": "sig", "alg": "RSA-OAEP"}, nil, list{both}, "by its use sig it is for signatures, by its alg RSA-OAEP for encryption."},
		{"p256", dict{"use": "sig", "alg": "ECDH-ES"}, nil, list{both}, ""},
		{"ed25519", dict{"use": "enc", "alg": "EdDSA"}, nil, list{both}, "its alg EdDSA"},
		{"ed25519", dict{"use": "enc"}, nil, list{both}, "its curve Ed25519"},
		{"x25519", dict{"use": "sig"}, nil, list{both}, "its curve X25519"},
		{"x25519", dict{"key_ops": list{"verify"}}, nil, list{both}, "by its key_ops (verify) it is for signatures, by its curve X25519"},
		{"rsa2048", dict{"use": "sig", "key_ops": list{"encrypt"}}, nil, list{both}, ""},
		{"rsa2048", dict{"use": "sig", "key_ops": list{"wrapKey"}}, nil, list{both}, ""},
		{"p256", dict{"use": "sig", "key_ops": list{"deriveKey"}}, nil, list{both}, ""},
		{"rsa2048", dict{"use": "enc", "key_ops": list{"verify"}}, nil, list{both}, ""},
		{"rsa2048", dict{"use": "sig", "key_ops": list{"verify", "encrypt", "wrapKey"}}, nil, list{both}, "by its use sig and key_ops (verify) it is for signatures, by its key_ops (encrypt, wrapKey) for encryption."},
		{"rsa2048", dict{"alg": "RS256", "key_ops": list{"encrypt"}}, nil, list{both}, ""},
		{"rsa2048", dict{"alg": "RSA-OAEP", "key_ops": list{"verify"}}, nil, list{both}, ""},
		{"rsa2048", dict{"key_ops": list{"verify", "sign"}}, nil, list{private}, "can do: sign."},
		{"rsa2048", dict{"key_ops": list{"decrypt", "unwrapKey", "encrypt"}}, nil, list{private}, "can do: decrypt and unwrapKey."},
		{"rsa2048", dict{"use": "enc", "key_ops": list{"sign"}}, nil, list{both, private}, ""},
		{"rsa2048", dict{"key_ops": list{"verify", "verify"}}, nil, list{twice}, ""},
		{"rsa2048", dict{"key_ops": list{"sign", "sign"}}, nil, list{private, twice}, "can do: sign."},
		{"rsa2048", dict{"key_ops": list{"their own", "their own"}}, nil, list{twice}, ""},
		// An alg of another key is said already.
		{"p256", dict{"use": "enc", "alg": "RS256"}, nil, list{unfit}, ""},
		{"rsa2048", dict{"use": "sig", "alg": "RSA1_5"}, nil, list{unfit}, ""},
		// These agree, or nobody knows.
		{"rsa2048", dict{"use": "sig", "alg": "PS256", "key_ops": list{"verify"}}, nil, nil, ""},
		{"rsa2048", dict{"use": "enc", "alg": "RSA-OAEP", "key_ops": list{"encrypt", "wrapKey"}}, nil, nil, ""},
		{"p256", dict{"use": "enc", "key_ops": list{}}, nil, nil, ""},
		{"p256", dict{"use": "enc", "key_ops": list{"deriveBits"}}, nil, nil, ""}, // of the public half too, by some
		{"rsa2048", dict{"key_ops": list{"encrypt", "verify"}}, nil, nil, ""},
		{"rsa2048", dict{"use": "sig", "key_ops": list{"their own"}}, nil, nil, ""},
		{"rsa2048", dict{"use": "tls", "alg": "RS256"}, nil, nil, ""},
		// What was chosen in its place agrees.
		{"rsa2048", dict{"use": "enc", "alg": "RS256"}, dict{"use": "sig"}, list{"given_differs"}, ""},
		{"rsa2048", dict{"use": "sig", "key_ops": list{"verify"}}, dict{"use": "enc"}, list{"given_differs"}, ""},
		{"rsa2048", dict{"use": "sig", "key_ops": list{"encrypt", "encrypt"}}, dict{"keys": dict{"1": dict{"keyOps": false}}}, nil, ""},
	} {
		r := ask[keysReply](t, testSession(), "convert", input(golden(t, c.key+"/spki"), dict{"use": "none", "alg": "none", "kid": dict{"mode": "none"}}))
		var jwk dict
		if err := json.Unmarshal([]byte(r.Outputs[encode.JWK]), &jwk); err != nil {
			t.Fatal(err)
		}
		maps.Copy(jwk, c.members)
		text, err := json.Marshal(jwk)
		if err != nil {
			t.Fatal(err)
		}
		k := ask[keysReply](t, testSession(), "convert", input(string(text), c.options)).Keys[0]
		if got := codes(k.Warnings); !slices.Equal(got, c.want) || len(got) > 0 && !strings.Contains(k.Warnings[0].Message, c.says) {
			t.Errorf("%s %v: %v", c.key, c.members, k.Warnings)
		}
		var written dict
		if err := json.Unmarshal([]byte(k.Outputs[encode.JWK]), &written); err != nil {
			t.Fatal(err)
		}
		for name := range c.members {
			came, _ := json.Marshal(c.members[name])
			stayed, _ := json.Marshal(written[name])
			if c.options == nil && string(came) != string(stayed) {
				t.Errorf("%s %v: %s became %s", c.key, c.members, name, stayed)
			}
		}
	}
}

// TestSecretKeyOps: a secret has no halves, so that its operations stay to the letter.
func TestSecretKeyOps(t *testing.T) {
	for members, want := range map[string][]string{
		`"key_ops":["sign","verify"]`:                           nil,
		`"key_ops":["unwrapKey","wrapKey"],"alg":"A256KW"`:      nil,
		`"use":"enc","alg":"HS256"`:                             {"jwk_contradicts_itself"},
		`"use":"sig","key_ops":["encrypt","decrypt","encrypt"]`: {"jwk_contradicts_itself", "key_ops_twice"},
	} {
		jwk := `{"kty":"oct","k":"JZT_6v5905hUTyUrMejup1ZcRAR4fsHVBMCjPQkjrtU",` + members
		k := ask[keysReply](t, testSession(), "convert", input(jwk+"}", dict{"private": true, "compact": true}, "jwk_private")).Keys[0]
		if got := codes(k.Warnings); !slices.Equal(got, append(want, "private_shown")) {
			t.Errorf("%s: %v", members, k.Warnings)
		}
		if !strings.HasPrefix(k.Outputs[encode.JWKPrivate], jwk) {
			t.Errorf("%s became %s", members, k.Outputs[encode.JWKPrivate])
		}
	}
}

// TestContradictionsPrivate: what the operations of a private JWK become in its public
// form is right there.
func TestContradictionsPrivate(t *testing.T) {
	jwk := golden(t, "rsa2048/jwk_private")
	for ops, want := range map[string][]string{
		`"use": "sig", "key_ops": ["sign"]`:         nil,
		`"use": "sig", "key_ops": ["sign", "sign"]`: {"key_ops_twice"},
		`"use": "enc", "key_ops": ["sign"]`:         {"jwk_contradicts_itself"},
	} {
		k := ask[keysReply](t, testSession(), "convert", input(strings.Replace(jwk, `"use": "sig"`, ops, 1), nil)).Keys[0]
		if got := codes(k.Warnings); !slices.Equal(got, want) {
			t.Errorf("%s: %v", ops, k.Warnings)
		}
	}
}
