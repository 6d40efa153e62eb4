package api

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/mldsa"
	"jwkmint/wasm/testkit"
)

// TestMLDSA makes a key, signs with it, certifies it, and finds it again by what
// came of it.
func TestMLDSA(t *testing.T) {
	for _, alg := range mldsa.Names {
		s := testSession()
		made := ask[keysReply](t, s, "generate", dict{"type": "AKP", "alg": alg, "options": dict{"alg": "none"}, "forms": []string{"jwk"}})
		k := made.Keys[0]
		if k.Title != alg || k.Alg != alg || k.Kty != "AKP" || !slices.Equal(k.Algs, []string{alg}) || !slices.Equal(k.Uses, []string{"sig"}) || k.SSH != "" {
			t.Errorf("%+v", k)
		}
		if len(k.Warnings) != 1 || k.Warnings[0].Code != "alg_unfit" || !strings.Contains(k.Warnings[0].Message, alg) {
			t.Errorf("%s, alg none: %v", alg, k.Warnings)
		}
		var jwk map[string]string
		if err := json.Unmarshal([]byte(k.Outputs["jwk"]), &jwk); err != nil || jwk["alg"] != alg || jwk["use"] != "sig" || jwk["kid"] != k.Thumbprint {
			t.Errorf("%s: %v, %v", alg, jwk, err)
		}
		signed := ask[assertReply](t, s, "assert", dict{"client": "c", "endpoint": "https://server.example/token"})
		if len(signed.Snippets) != 1 || !strings.Contains(signed.Snippets[0].Text, "24.7") {
			t.Errorf("%s: snippets %v", alg, signed.Snippets)
		}
		compare := func(with string) compareReply {
			return ask[compareReply](t, s, "compare", dict{"with": []byte(with)})
		}
		if r := compare(signed.Assertion); !r.Same {
			t.Errorf("%s, its token: %s", alg, r.Summary)
		}
		if r := compare(k.Outputs["jwk"]); !r.Same || !slices.ContainsFunc(r.Rows, func(r compareRow) bool { return r.Member == "pub" && r.Same }) {
			t.Errorf("%s, its JWK: %+v", alg, r)
		}
		if r := compare(k.Thumbprint); !r.Same {
			t.Errorf("%s, its thumbprint: %s", alg, r.Summary)
		}
		other, err := os.ReadFile(filepath.Join(testkit.Vectors, "mldsa", "44-public.json"))
		if err != nil {
			t.Fatal(err)
		}
		if r := compare(string(other)); r.Same {
			t.Errorf("%s: another key is the same: %s", alg, r.Summary)
		}
		certificate, _ := askWith[certifyReply](t, s, "certify", dict{"subject": "CN=pq", "days": 30})
		read := ask[keysReply](t, testSession(), "convert", dict{"input": []byte(certificate.PEM)})
		if c := read.Keys[0]; c.Thumbprint != k.Thumbprint || len(c.Certificates) != 1 || c.Certificates[0].Odd {
			t.Errorf("%s: %+v", alg, c)
		}
	}
	refused(t, send(t, testSession(), "generate", dict{"type": "AKP", "alg": "SLH-DSA-SHA2-128s"}), fault.BadOption)
	refused(t, send(t, testSession(), "generate", dict{"type": "AKP", "size": 65}), fault.BadOption)
	refused(t, send(t, testSession(), "generate", dict{"type": "EC", "alg": "ML-DSA-65"}), fault.BadOption)
	if k := ask[keysReply](t, testSession(), "generate", dict{"type": "AKP"}).Keys[0]; k.Title != "ML-DSA-65" {
		t.Errorf("the usual is %s", k.Title)
	}
}

// TestNamesOfEdDSA: two names of one algorithm are no error.
func TestNamesOfEdDSA(t *testing.T) {
	s := testSession()
	k := ask[keysReply](t, s, "generate", dict{"type": "OKP", "forms": []string{"jwk"}}).Keys[0]
	if k.Alg != "EdDSA" || !slices.Equal(k.Algs, []string{"EdDSA", "Ed25519"}) {
		t.Errorf("%s of %v", k.Alg, k.Algs)
	}
	r := ask[compareReply](t, s, "compare", dict{"with": []byte(strings.Replace(k.Outputs["jwk"], "EdDSA", "Ed25519", 1))})
	if !r.Same || !strings.Contains(r.Summary, "no error") || !strings.Contains(r.Summary, "RFC 9864") {
		t.Errorf("%s", r.Summary)
	}
	r = ask[compareReply](t, s, "compare", dict{"with": []byte(strings.Replace(k.Outputs["jwk"], "EdDSA", "ES256", 1))})
	if !r.Same || strings.Contains(r.Summary, "no error") {
		t.Errorf("another algorithm: %s", r.Summary)
	}
}
