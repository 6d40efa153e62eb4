package api

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// TestChanged: whatever of a published key's header is chosen to be another, the key
// counts as changed, and what is chosen to be as it came does not.
func TestChanged(t *testing.T) {
	header := `"kid":"a","use":"sig","alg":"RS256"`
	ops := `"kid":"a","key_ops":["verify"],"alg":"RS256"`
	for _, c := range []struct {
		header  string
		one     dict
		changed bool
	}{
		{header, dict{}, false},
		{header, dict{"use": "sig", "alg": "RS256", "kid": dict{"mode": "text", "value": "a"}}, false},
		{header, dict{"alg": "RS384"}, true},
		{header, dict{"alg": "none"}, true},
		{header, dict{"use": "none"}, true},
		{header, dict{"use": "enc"}, true},
		{header, dict{"kid": dict{"mode": "none"}}, true},
		{header, dict{"kid": dict{"mode": "text", "value": "b"}}, true},
		{header, dict{"keyOps": true}, true},
		{header, dict{"keyOps": false}, false},
		{header, dict{"x5c": true}, false}, // there is no certificate
		{ops, dict{}, false},
		{ops, dict{"keyOps": true}, false},
		{ops, dict{"keyOps": false}, true},
		{ops, dict{"use": "enc"}, true},
		{`"kid":"a"`, dict{"use": "sig"}, true},
		{`"kid":"a"`, dict{"alg": "RS256"}, true},
		{`"alg":"RS256"`, dict{"kid": dict{"mode": "thumbprint"}}, true},
	} {
		s := testSession()
		set := `{"keys":[` + publicJWK(t, "rsa2048", c.header) + `]}`
		r := ask[keysReply](t, s, "convert", input(set, nil))
		r = ask[keysReply](t, s, "render", dict{"options": dict{"keys": dict{fmt.Sprint(r.Keys[0].ID): c.one}}})
		if changed := r.Published != nil && r.Published.Changed == 1; changed != c.changed {
			t.Errorf("%s, %v: %+v", c.header, c.one, r.Published)
		}
	}
}

// TestNotPublished: what holds a private key is nothing that was published, whatever
// it says of itself.
func TestNotPublished(t *testing.T) {
	private := strings.Replace(golden(t, "p256/jwk_private"), "{", `{"kid":"mine",`, 1)
	private = strings.Replace(private, `"kid": "`, `"was": "`, 1)
	for name, text := range map[string]string{
		"a private JWK":    private,
		"a set of one":     `{"keys":[` + private + `]}`,
		"a pair":           `{"keys":[` + publicJWK(t, "p256", `"kid":"mine"`) + `,` + private + `]}`,
		"a JWK and a PEM":  publicJWK(t, "p256", `"kid":"mine"`) + "\n" + golden(t, "ed25519/spki"),
		"a certificate":    golden(t, "cert/certificate"),
		"a PEM of a pair":  golden(t, "p256/pkcs8"),
		"two PEMs":         golden(t, "p256/spki") + golden(t, "p384/spki"),
		"an OpenSSH line":  golden(t, "p256/ssh"),
		"a secret's JWK":   `{"kty":"oct","kid":"mine","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}`,
		"two private JWKs": private + "\n" + strings.Replace(golden(t, "ed25519/jwk_private"), "{", `{"own":1,`, 1),
	} {
		s := testSession()
		ask[keysReply](t, s, "convert", input(text, nil))
		if r := ask[keysReply](t, s, "generate", dict{"type": "OKP", "add": true}); r.Published != nil {
			t.Errorf("%s: %+v", name, r.Published)
		}
	}
}

// TestUseOfOperations: a key that came with key_ops and is to have none gets the use
// that they stood for, and without one that of its algorithm.
func TestUseOfOperations(t *testing.T) {
	for _, c := range []struct{ header, use string }{
		{`"key_ops":["encrypt","wrapKey"]`, "enc"},
		{`"key_ops":["verify"]`, "sig"},
		{`"key_ops":["encrypt"],"use":"enc"`, "enc"},
		{`"key_ops":["of their own"],"alg":"RSA-OAEP"`, "enc"},
		{`"key_ops":["of their own"]`, "sig"},
	} {
		s := testSession()
		r := ask[keysReply](t, s, "convert", input(publicJWK(t, "rsa2048", c.header), nil))
		r = ask[keysReply](t, s, "render", dict{"options": dict{"keys": dict{fmt.Sprint(r.Keys[0].ID): dict{"keyOps": false}}}})
		if k := r.Keys[0]; k.Use != c.use || strings.Contains(k.Outputs["jwk"], "key_ops") || !strings.Contains(k.Outputs["jwk"], `"use": "`+c.use+`"`) {
			t.Errorf("%s: use %q, %s", c.header, k.Use, k.Outputs["jwk"])
		}
	}
}

// TestFirstStands: of JWKs of one key that came in several inputs the first is what is
// written for all, with what it says of itself.
func TestFirstStands(t *testing.T) {
	a, b := publicJWK(t, "p256", `"kid":"a"`, `"from":"one"`), publicJWK(t, "p256", `"kid":"b"`, `"from":"another"`)
	files := []dict{named("key.pem", golden(t, "p256/spki")), named("a.jwk", a), named("b.jwk", b)}
	r := ask[keysReply](t, testSession(), "convert", dict{"inputs": files, "forms": []string{"jwks"}})
	if set := r.Outputs["jwks"]; r.Count != 1 || !strings.Contains(set, `"kid": "a"`) || !strings.Contains(set, `"one"`) || strings.Contains(set, `"b"`) {
		t.Errorf("%d keys: %s", r.Count, set)
	}
	if r.Keys[1].SameAs != r.Keys[0].ID || r.Keys[2].SameAs != r.Keys[0].ID {
		t.Errorf("%d and %d are the same", r.Keys[1].SameAs, r.Keys[2].SameAs)
	}
}

// TestFullList: a list takes as many inputs as it has room for, also of those that
// give nothing, and stays as it was when more come.
func TestFullList(t *testing.T) {
	s := testSession()
	n := 0
	add := func(count int) dict {
		var more []dict
		for range count {
			n++
			more = append(more, named("a", fmt.Sprint("nothing ", n)))
		}
		more[0] = named("b", golden(t, "p256/spki")+strings.Repeat("\n", n)) // one at least must be read
		return dict{"add": true, "inputs": more}
	}
	listed := 0
	for ; listed+200 < 1000; listed += 200 {
		ask[keysReply](t, s, "convert", add(200))
	}
	ask[keysReply](t, s, "convert", add(1))
	refused(t, send(t, s, "convert", add(1000-listed)), fault.TooLarge)
	ask[keysReply](t, s, "convert", add(1000-listed-1))
	refused(t, send(t, s, "convert", add(1)), fault.TooLarge)
	if len(s.memo.list.inputs) != 1000 {
		t.Errorf("%d inputs", len(s.memo.list.inputs))
	}
}

// TestPublishedWords: each piece of advice is there exactly where it is of use.
func TestPublishedWords(t *testing.T) {
	const first, keep, out, copies, renamed = "Publish this set first", "Keep the old key", "Take a key out", "Those who keep a copy", "A key under another ID"
	for _, c := range []struct {
		reply  publishedReply
		counts string
		advice []string
	}{
		{publishedReply{Added: 1, Removed: 2}, "1 added, 2 removed.", []string{first, out}},
		{publishedReply{Added: 1, Unchanged: 1}, "1 added, 1 unchanged.", []string{first, keep}},
		{publishedReply{Added: 2, Changed: 1}, "2 added, 1 changed.", []string{first, keep, copies}},
		{publishedReply{Unchanged: 3, Removed: 1}, "3 unchanged, 1 removed.", []string{out}},
		{publishedReply{Unchanged: 1, Changed: 1}, "1 unchanged, 1 changed.", []string{copies}},
		{publishedReply{Changed: 1, renamed: true}, "1 changed.", []string{copies, renamed}},
	} {
		c.reply.isNew = map[bool]bool{false: c.reply.Added > 0} // all sign
		c.reply.isOld = map[bool]bool{false: c.reply.Unchanged+c.reply.Changed > 0}
		words := c.reply.words()
		if !strings.HasPrefix(words, c.counts+" ") {
			t.Errorf("%+v: %s", c.reply, words)
		}
		for _, advice := range []string{first, keep, out, copies, renamed} {
			if strings.Contains(words, advice) != slices.Contains(c.advice, advice) {
				t.Errorf("%+v: %q in %s", c.reply, advice, words)
			}
		}
	}
}

// TestTextForAll: a text for all keys is the ID of those that came without one, also
// where two JWKs are one key.
func TestTextForAll(t *testing.T) {
	files := []dict{named("a.jwk", publicJWK(t, "p256", `"kid":"a"`)), named("b.jwk", publicJWK(t, "p256", `"alg":"ES256"`)), named("c.jwk", publicJWK(t, "p384", `"kid":"c"`))}
	r := ask[keysReply](t, testSession(), "convert", dict{"inputs": files, "options": dict{"kid": dict{"mode": "text", "value": "mine"}}})
	if r.Count != 2 || r.Keys[0].KID != "a" || r.Keys[1].KID != "mine" || r.Keys[2].KID != "c" {
		t.Errorf("%d keys, %q, %q and %q", r.Count, r.Keys[0].KID, r.Keys[1].KID, r.Keys[2].KID)
	}
}

// TestFirstWish: of what was chosen for several keys that are one in a set the first
// counts, for each of the choices by itself.
func TestFirstWish(t *testing.T) {
	s := testSession()
	r := ask[keysReply](t, s, "convert", dict{"inputs": []dict{named("a.pem", golden(t, "rsa2048/spki")), named("b.pem", golden(t, "rsa2048/pkcs8")), named("c.pem", golden(t, "p384/spki"))}})
	choose := func(first, second dict) *keyReply {
		return ask[keysReply](t, s, "render", dict{"options": dict{"keys": dict{fmt.Sprint(r.Keys[0].ID): first, fmt.Sprint(r.Keys[1].ID): second}}}).Keys[1]
	}
	one := dict{"use": "sig", "alg": "PS256", "kid": dict{"mode": "text", "value": "one"}, "keyOps": false}
	two := dict{"use": "enc", "alg": "RSA-OAEP", "kid": dict{"mode": "text", "value": "two"}, "keyOps": true}
	if k := choose(one, two); k.Use != "sig" || k.Alg != "PS256" || k.KID != "one" || strings.Contains(k.Outputs["jwk"], "key_ops") {
		t.Errorf("the first: %s", k.Outputs["jwk"])
	}
	if k := choose(dict{}, two); k.Use != "" || k.Alg != "RSA-OAEP" || k.KID != "two" || !strings.Contains(k.Outputs["jwk"], "wrapKey") {
		t.Errorf("the second alone: %s", k.Outputs["jwk"])
	}
}

// TestPairIsNoSet: that a set to publish holds private keys is said of JWK Sets alone.
func TestPairIsNoSet(t *testing.T) {
	private := golden(t, "p256/jwk_private")
	for name, c := range map[string]struct {
		text string
		want bool
	}{
		"PEM of both halves":  {golden(t, "p384/spki") + golden(t, "p256/pkcs8"), false},
		"JWKs one by one":     {publicJWK(t, "p384") + "\n" + private, false},
		"a list that is none": {"[" + publicJWK(t, "p384") + "," + private + "]", false},
		"a set of both":       {`{"keys":[` + publicJWK(t, "p384") + "," + private + "]}", true},
		"a set of .NET":       {`{"Keys":[` + publicJWK(t, "p384") + "," + private + "]}", true},
		"one of them in text": {`{"keys":[` + publicJWK(t, "p384") + "," + strconv.Quote(private) + "]}", true},
		"public, then a set":  {"Public\n" + publicJWK(t, "p384") + "\nSet\n" + `{"keys":[` + private + "]}", false},
	} {
		r := ask[keysReply](t, testSession(), "convert", input(c.text, nil))
		if said := slices.Contains(codes(r.Notes), "private_in_set"); said != c.want || len(r.Keys) != 2 {
			t.Errorf("%s: %d keys, %v", name, len(r.Keys), codes(r.Notes))
		}
	}
}
