package api

import (
	"os"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
)

func chainVector(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile("../../testdata/vectors/chain/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestIssuers gives a leaf, its intermediate and the root: one key, in whatever
// is written; the CAs' keys come when they are asked for.
func TestIssuers(t *testing.T) {
	s := testSession()
	in := chainVector(t, "three-reversed.pem") // root, intermediate, leaf
	all := []string{"jwk", "jwks", "spki", "certificate"}
	r := ask[keysReply](t, s, "convert", input(in, dict{"x5c": true}, all...))
	if len(r.Keys) != 1 || r.Keys[0].ID != 1 || len(r.Keys[0].Certificates) != 3 {
		t.Fatalf("%d keys", len(r.Keys))
	}
	if n := strings.Count(r.Outputs["jwks"], `"kty"`); n != 1 {
		t.Errorf("%d keys in the set", n)
	}
	if n := strings.Count(r.Outputs["spki"], "BEGIN"); n != 1 {
		t.Errorf("%d keys in PEM", n)
	}
	if n := strings.Count(r.Outputs["certificate"], "BEGIN"); n != 3 {
		t.Errorf("%d certificates", n)
	}
	if len(r.Issuers) != 2 {
		t.Fatalf("%d issuers", len(r.Issuers))
	}
	for i, want := range []struct {
		subject, title string
		chain          int
	}{{"CN=Root", "EC P-384", 1}, {"CN=Middle", "EC P-256", 2}} {
		got := r.Issuers[i]
		if got.ID != i+2 || got.Title != want.title || got.Added || !slices.Equal(got.Of, []int{1}) ||
			len(got.Certificates) != want.chain || got.Certificates[0].Subject != want.subject || len(got.Thumbprint) != 43 {
			t.Errorf("got %+v", got)
		}
	}

	// The intermediate, and a number that is none.
	r = ask[keysReply](t, s, "render", dict{"options": dict{"issuers": []int{3, 9, 1}, "keys": dict{"3": ownKID("the CA")}}, "forms": all})
	if len(r.Keys) != 2 || r.Keys[1].ID != 3 || r.Keys[1].KID != "the CA" || r.Keys[1].Thumbprint != r.Issuers[1].Thumbprint {
		t.Fatalf("got %+v", r.Keys)
	}
	if r.Issuers[0].Added || !r.Issuers[1].Added {
		t.Errorf("added: %v, %v", r.Issuers[0].Added, r.Issuers[1].Added)
	}
	if n := strings.Count(r.Outputs["jwk"], `"kty"`); n != 2 {
		t.Errorf("%d keys in the set", n)
	}
	// The archive and the comparison go by the same choice.
	middle := r.Keys[1].Outputs[encode.SPKI]
	files := func(issuers ...int) []string {
		return ask[archiveReply](t, s, "archive", dict{"options": dict{"issuers": append([]int{}, issuers...)}}).Files
	}
	if got := files(3); !slices.Equal(got, []string{"public-1.key", "jwk-1.json", "certificate-1.pem", "certificate-1.cer", "public-3.key", "jwk-3.json", "certificate-3.pem", "certificate-3.cer", "jwks.json", "README.txt"}) {
		t.Errorf("files %v", got)
	}
	if got := files(); !slices.Equal(got, []string{"public.key", "jwk.json", "certificate.pem", "certificate.cer", "jwks.json", "README.txt"}) {
		t.Errorf("files %v", got)
	}
	if !compareWith(t, s, middle).Same {
		t.Error("an issuer that was added is not compared")
	}
	ask[keysReply](t, s, "render", dict{})
	if compareWith(t, s, middle).Same {
		t.Error("an issuer that was not added is compared")
	}

	for _, bad := range []any{[]int{0}, []int{-1}, []any{"1"}, []any{1.5}, []any{nil}, true, 2} {
		got := send(t, s, "render", dict{"options": dict{"issuers": bad}})
		if code := fault.BadRequest; !strings.Contains(string(got), string(code)) && !strings.Contains(string(got), string(fault.BadOption)) {
			t.Errorf("issuers %v: %s", bad, got)
		}
	}
}

// TestIssuersOfOneKey has the certificates of one CA twice: with one of them
// added, it is no key's double.
func TestIssuersOfOneKey(t *testing.T) {
	s := testSession()
	r := ask[keysReply](t, s, "convert", input(chainVector(t, "cross-all.pem"), dict{"issuers": []int{4}}))
	// The leaf; the two cross certificates; the roots. 4 is the root of the
	// leaf's chain, whose key 2 has too.
	if len(r.Keys) != 2 || r.Keys[1].ID != 4 || r.Keys[1].SameAs != 0 {
		t.Fatalf("got %+v", r.Keys)
	}
	r = ask[keysReply](t, s, "render", dict{"options": dict{"issuers": []int{2, 4}}})
	if len(r.Keys) != 3 || r.Keys[1].ID != 2 || r.Keys[1].SameAs != 0 || r.Keys[2].ID != 4 || r.Keys[2].SameAs != 2 {
		t.Fatalf("got %+v", r.Keys)
	}
	if n := strings.Count(r.Outputs[encode.JWK], `"kty"`); n != 2 {
		t.Errorf("%d keys in the set", n)
	}
	if !slices.Equal(r.Issuers[2].Of, []int{1}) || len(r.Issuers[0].Of) != 0 {
		t.Errorf("%v and %v", r.Issuers[2].Of, r.Issuers[0].Of)
	}
}

// TestPFXIsOneKey opens a PFX with its chain.
func TestPFXIsOneKey(t *testing.T) {
	for _, name := range []string{"chain.p12", "cross.p12"} {
		r := ask[keysReply](t, testSession(), "convert", dict{
			"input": []byte(chainVector(t, name)), "passphrase": "secret",
			"forms": []string{"jwk_private", "jwk"}, "options": dict{"private": true, "x5c": true},
		})
		if len(r.Keys) != 1 || !r.Keys[0].Private || len(r.Issuers) < 2 || strings.Contains(r.Outputs[encode.JWK], `"keys"`) {
			t.Errorf("%s: %d keys, %d issuers", name, len(r.Keys), len(r.Issuers))
		}
	}
}
