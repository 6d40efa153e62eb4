package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/testkit"
)

// publicJWK is a public JWK of the test data, on one line and with more members.
func publicJWK(t *testing.T, name string, members ...string) string {
	t.Helper()
	return withHeader(t, name, strings.Join(members, ","))
}

// TestPublishedStay: what standards print and services publish comes out as it
// came, member for member, with nothing chosen.
func TestPublishedStay(t *testing.T) {
	texts := map[string]string{}
	files, err := filepath.Glob("../../testdata/jwks/public/*.json")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		texts[filepath.Base(file)] = string(readFile(t, file))
	}
	texts["members beside the keys"] = `{"issuer":"https://x","keys":[` + publicJWK(t, "p256", `"kid":"a"`) + `,` + publicJWK(t, "rsa2048", `"kid":"b"`) + `],"exp":1.50,"meta":{"b":[1,"é"],"a":null}}`
	texts["one key, members beside it"] = `{"keys":[` + publicJWK(t, "p256", `"kid":"a"`) + `],"version":3}`
	texts["times"] = `{"keys":[` + publicJWK(t, "ed25519", `"exp":1790000000`, `"nbf":1`, `"iat":1690000000.5`, `"ext":true`, `"revoked":{"revoked_at":1,"reason":"superseded"}`) + `]}`
	texts["one key for two algorithms"] = `{"keys":[` + publicJWK(t, "rsa2048", `"alg":"RS256"`, `"kid":"a"`) + `,` + publicJWK(t, "rsa2048", `"alg":"PS256"`, `"kid":"b"`) + `]}`
	texts["one key under two IDs"] = `{"keys":[` + publicJWK(t, "p256", `"kid":"old"`) + `,` + publicJWK(t, "p384", `"kid":"x"`) + `,` + publicJWK(t, "p256", `"kid":"new"`) + `]}`
	texts["key_ops of both halves"] = `{"keys":[` + publicJWK(t, "p256", `"key_ops":["sign","verify","sign"]`) + `]}`
	texts["an alg of nobody's"] = `{"keys":[` + publicJWK(t, "p256", `"alg":"ESXYZ"`, `"use":"both"`, `"key_ops":[]`) + `]}`
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			form := encode.JWK
			if strings.Contains(text, `"keys"`) {
				form = encode.JWKS
			}
			s := testSession()
			r := ask[keysReply](t, s, "convert", input(text, nil, string(form)))
			if got, want := testkit.Canonical(t, r.Outputs[form]), testkit.Canonical(t, text); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if r.Published != nil {
				t.Errorf("nothing was changed: %+v", r.Published)
			}
			// Another key beside it changes nothing of those.
			if form == encode.JWKS {
				r = ask[keysReply](t, s, "convert", dict{"input": []byte(golden(t, "p521/spki")), "add": true, "forms": []string{"jwks"}})
				var before, after struct{ Keys []json.RawMessage }
				if json.Unmarshal([]byte(text), &before) != nil || json.Unmarshal([]byte(r.Outputs[form]), &after) != nil || len(after.Keys) != len(before.Keys)+1 {
					t.Fatalf("%d keys of %d", len(after.Keys), len(before.Keys))
				}
				for i, was := range before.Keys {
					if testkit.Canonical(t, string(was)) != testkit.Canonical(t, string(after.Keys[i])) {
						t.Errorf("key %d is\n%s", i+1, after.Keys[i])
					}
				}
				if p := r.Published; p == nil || p.Added != 1 || p.Unchanged != len(before.Keys) || p.Changed+p.Removed != 0 || !strings.HasPrefix(p.Sentence, fmt.Sprintf("1 added, %d unchanged.", len(before.Keys))) {
					t.Errorf("published: %+v", p)
				}
			}
		})
	}
}

// A key that is there to encrypt to signs nothing, and no token that it signed expires.
func TestRotationOfUses(t *testing.T) {
	set := `{"keys":[` + publicJWK(t, "p256", `"use":"sig"`, `"alg":"ES256"`) + `,` + publicJWK(t, "x25519", `"use":"enc"`, `"alg":"ECDH-ES"`) + `]}`
	onlySigns := `{"keys":[` + publicJWK(t, "p256", `"use":"sig"`, `"alg":"ES256"`) + `]}`
	const signs, signed, encrypts, encrypted = "sign with the new key", "the last token that it signed", "Who encrypts to you", "encrypted to the old one"
	for _, c := range []struct {
		about, set string
		make       dict
		want       []string
	}{
		{"signs", set, dict{"type": "EC"}, []string{signs, signed}},
		{"encrypts", set, dict{"type": "OKP", "curve": "X25519"}, []string{encrypts, encrypted}},
		{"encrypts, the first to", onlySigns, dict{"type": "OKP", "curve": "X25519"}, []string{encrypts}},
		{"chosen to encrypt", onlySigns, dict{"type": "EC", "options": dict{"use": "enc"}}, []string{encrypts}},
		{"chosen to encrypt, by key_ops", onlySigns, dict{"type": "EC", "options": dict{"use": "enc", "keyOps": true}}, []string{encrypts}},
	} {
		s := testSession()
		ask[keysReply](t, s, "convert", input(c.set, nil))
		c.make["add"] = true
		r := ask[keysReply](t, s, "generate", c.make)
		for _, words := range []string{signs, signed, encrypts, encrypted} {
			if got := strings.Contains(r.Published.Sentence, words); got != slices.Contains(c.want, words) {
				t.Errorf("%s: %q", c.about, r.Published.Sentence)
				break
			}
		}
	}
}

// TestRotation goes through the life of a key in a published set.
func TestRotation(t *testing.T) {
	set := `{"keys":[` + publicJWK(t, "p256", `"kid":"2024"`, `"use":"sig"`, `"alg":"ES256"`) + `,` + publicJWK(t, "rsa2048", `"kid":"2023"`) + `]}`
	s := testSession()
	r := ask[keysReply](t, s, "convert", input(set, nil))
	old := idsOf(r)
	counts := func(p *publishedReply) string {
		if p == nil {
			return "as it was"
		}
		return fmt.Sprint(p.Added, p.Unchanged, p.Changed, p.Removed)
	}
	r = ask[keysReply](t, s, "generate", dict{"type": "EC", "add": true, "options": dict{"kid": dict{"mode": "text", "value": "2025"}}, "forms": []string{"jwks"}})
	if counts(r.Published) != "1 2 0 0" || r.Keys[2].KID != "2025" || r.Keys[0].KID != "2024" || !strings.Contains(r.Published.Sentence, "Keep the old key") {
		t.Errorf("%s, %+v", counts(r.Published), r.Published)
	}
	// The set to publish is public; its private half is an error there.
	if strings.Contains(r.Outputs["jwks"], `"d"`) || len(r.Notes) > 0 {
		t.Errorf("notes %v", codes(r.Notes))
	}
	r = ask[keysReply](t, s, "render", dict{"options": dict{"private": true}, "forms": []string{"jwks_private"}})
	if i := slices.Index(codes(r.Notes), "private_published"); i < 0 || !r.Notes[i].Grave {
		t.Errorf("notes %+v", r.Notes)
	}
	made := r.Keys[2].ID
	for _, c := range []struct {
		about string
		op    string
		with  dict
		want  string
	}{
		{"order alone", "arrange", dict{"keys": []int{made, old[1], old[0]}}, "1 2 0 0"},
		{"the old one goes", "arrange", dict{"keys": []int{made, old[0]}}, "1 1 0 1"},
		{"another ID", "render", dict{"options": dict{"keys": dict{fmt.Sprint(old[0]): ownKID("x")}}}, "1 0 1 1"},
		{"the new one goes", "arrange", dict{"keys": []int{old[0]}}, "0 1 0 1"},
		{"the new one is back", "undo", dict{}, "1 1 0 1"},
	} {
		if r = ask[keysReply](t, s, c.op, c.with); counts(r.Published) != c.want {
			t.Errorf("%s: %s, want %s", c.about, counts(r.Published), c.want)
		}
	}

	// Of another use it is still the key of that ID.
	r = ask[keysReply](t, s, "render", dict{"options": dict{"keys": dict{fmt.Sprint(old[0]): dict{"use": "enc"}}}})
	if counts(r.Published) != "1 0 1 1" || strings.Contains(r.Published.Sentence, "another ID") {
		t.Errorf("another use: %+v", r.Published)
	}
	r = ask[keysReply](t, s, "render", dict{"options": dict{"keys": dict{fmt.Sprint(old[0]): ownKID("x")}}})
	if !strings.Contains(r.Published.Sentence, "another ID") {
		t.Errorf("another ID: %+v", r.Published)
	}

	// The private half of a published key is that key, under its ID.
	r = ask[keysReply](t, s, "convert", dict{"inputs": []dict{named("p256.pem", golden(t, "p256/pkcs8")), named("jwks.json", set)}, "forms": []string{"jwks", "jwk_private"}, "options": dict{"private": true}})
	if r.Count != 2 || counts(r.Published) != "as it was" || r.Keys[0].KID != "2024" || r.Keys[0].Alg != "ES256" || r.Keys[1].SameAs != r.Keys[0].ID {
		t.Errorf("count %d, %s, kid %s", r.Count, counts(r.Published), r.Keys[0].KID)
	}
	if testkit.Canonical(t, r.Outputs["jwks"]) != testkit.Canonical(t, set) {
		t.Errorf("got %s", r.Outputs["jwks"])
	}
	if !strings.Contains(r.Keys[0].Outputs["jwk_private"], `"kid": "2024"`) {
		t.Errorf("got %s", r.Keys[0].Outputs["jwk_private"])
	}
	// A key made first, and then the set.
	ask[keysReply](t, s, "generate", dict{"type": "OKP"})
	if r = ask[keysReply](t, s, "convert", dict{"input": []byte(set), "add": true}); counts(r.Published) != "1 2 0 0" {
		t.Errorf("the set came second: %s", counts(r.Published))
	}
	// Keys of files alone are published nowhere.
	ask[keysReply](t, s, "convert", input(golden(t, "p256/spki"), nil))
	if r = ask[keysReply](t, s, "generate", dict{"type": "OKP", "add": true}); r.Published != nil {
		t.Errorf("published: %+v", r.Published)
	}
}

// TestLeaks: what is private in a set that is public is said in red, and is not
// in what is written.
func TestLeaks(t *testing.T) {
	var private map[string]any
	if err := json.Unmarshal([]byte(golden(t, "ed25519/jwk_private")), &private); err != nil {
		t.Fatal(err)
	}
	text, _ := json.Marshal(private)
	const secret = `"k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"`
	for _, c := range []struct {
		about, in, code, leak string
	}{
		{"a private key", `{"keys":[` + publicJWK(t, "p256") + `,` + string(text) + `]}`, "private_in_set", private["d"].(string)},
		{"a secret", `{"keys":[` + publicJWK(t, "p256") + `,{"kty":"oct",` + secret + `}]}`, "private_in_set", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"},
		{"a member of the set", `{"keys":[` + publicJWK(t, "p256") + `],"client_secret":"hunter2hunter2"}`, "private_member", "hunter2"},
		{"a member of a key", `{"keys":[` + publicJWK(t, "p256", `"password":"hunter2hunter2"`) + `]}`, "private_member", "hunter2"},
		{"a key of an unknown kind", `{"keys":[` + publicJWK(t, "p256") + `,{"kty":"FUTURE","kid":"f"}]}`, "set_incomplete", "FUTURE"},
		{"two under one ID", `{"keys":[` + publicJWK(t, "p256", `"kid":"a"`) + `,` + publicJWK(t, "p384", `"kid":"a"`) + `]}`, "duplicate_kid", ""},
		{"private keys alone", `{"keys":[` + string(text) + `]}`, "", private["d"].(string)},
		{"public keys alone", `{"keys":[` + publicJWK(t, "p256", `"kid":"a"`) + `,` + publicJWK(t, "p384", `"kid":"b"`) + `]}`, "", ""},
	} {
		r := ask[keysReply](t, testSession(), "convert", input(c.in, nil, "jwks"))
		var grave []string
		for _, n := range slices.Concat(r.Notes, r.Keys[0].Warnings) {
			if n.Grave {
				grave = append(grave, n.Code)
			}
		}
		if strings.Join(grave, " ") != c.code {
			t.Errorf("%s: grave are %v, want %s", c.about, grave, c.code)
		}
		if c.leak != "" && strings.Contains(r.Outputs["jwks"], c.leak) {
			t.Errorf("%s is in what is written", c.about)
		}
	}
	// What a private JWK loses in its public form is listed.
	r := ask[keysReply](t, testSession(), "convert", input(strings.TrimSuffix(string(text), "}")+`,"exp":5,"client_secret":"hunter2hunter2"}`, nil))
	if g := r.Keys[0].Given; !slices.Contains(g.LeftOut, "d") || !slices.Contains(g.LeftOut, "client_secret") || !slices.Equal(g.Members, []string{"exp"}) {
		t.Errorf("given %+v", g)
	}
}

// TestListScale: lists, headers and key IDs take time in proportion to their
// number.
func TestListScale(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	set := func(kid func(int) string) func(int) []byte {
		return func(n int) []byte {
			var b bytes.Buffer
			b.WriteString(`{"keys":[`)
			for i := range n {
				if i > 0 {
					b.WriteByte(',')
				}
				fmt.Fprintf(&b, `{"kty":"oct","k":"%042dA","kid":"%s"}`, i, kid(i))
			}
			b.WriteString(`]}`)
			return b.Bytes()
		}
	}
	same := func(n int) []byte {
		jwk := publicJWK(t, "ed25519")
		var list []string
		for i := range n {
			list = append(list, strings.TrimSuffix(jwk, "}")+fmt.Sprintf(`,"kid":"%d"}`, i))
		}
		return []byte(`{"keys":[` + strings.Join(list, ",") + `]}`)
	}
	const most = 4000
	text := dict{"options": dict{"private": true, "kid": dict{"mode": "text", "value": "k"}, "rewrite": true}, "forms": []string{"jwks_private"}}
	run := func(in []byte) {
		s := testSession()
		r := ask[keysReply](t, s, "convert", dict{"input": in, "forms": []string{}})
		ask[keysReply](t, s, "render", text)
		ids := idsOf(r)
		slices.Reverse(ids)
		ask[keysReply](t, s, "arrange", dict{"keys": ids, "forms": []string{}})
		ask[keysReply](t, s, "convert", dict{"input": []byte(golden(t, "p256/pkcs8")), "add": true, "forms": []string{}})
		ask[keysReply](t, s, "convert", dict{"input": []byte(golden(t, "p256/spki")), "forms": []string{}})
	}
	testkit.Linear(t, "different keys", most, set(strconv.Itoa), run)
	testkit.Linear(t, "one key ID", most, set(func(int) string { return "x" }), run)
	text["options"], text["forms"] = dict{}, []string{"jwks"}
	testkit.Linear(t, "one key", most, same, run)
}

// TestVariants: a set may list one key twice, for two algorithms; a copy of either,
// and the private half, are no third.
func TestVariants(t *testing.T) {
	a, b := publicJWK(t, "rsa2048", `"alg":"RS256"`, `"kid":"a"`), publicJWK(t, "rsa2048", `"alg":"PS256"`, `"kid":"b"`)
	s := testSession()
	r := ask[keysReply](t, s, "convert", input(`{"keys":[`+a+`,`+b+`,`+b+`]}`, nil))
	if r.Count != 2 || len(r.Keys) != 3 || r.Keys[1].SameAs != 0 || r.Keys[2].SameAs != 2 || !slices.Equal(codes(r.Notes), []string{"key_twice"}) {
		t.Errorf("count %d, %v", r.Count, codes(r.Notes))
	}
	r = ask[keysReply](t, s, "convert", dict{"input": []byte(golden(t, "rsa2048/jwk_private")), "add": true})
	if r.Count != 2 || r.Keys[3].SameAs != 1 {
		t.Errorf("count %d with the private half", r.Count)
	}
	// In one input, but a pair: one key, unless the set has each half under a name of its own.
	for count, public := range map[int]string{1: publicJWK(t, "rsa2048"), 2: b} {
		r = ask[keysReply](t, s, "convert", input(`{"keys":[`+golden(t, "rsa2048/jwk_private")+`,`+public+`]}`, nil))
		if r.Count != count || slices.Contains(codes(r.Notes), "key_twice") != (count == 2) || slices.Contains(codes(r.Notes), "key_merged") {
			t.Errorf("count %d of a pair, not %d: %v", r.Count, count, codes(r.Notes))
		}
	}
}

// TestHalvesOfSet: of two halves in a set that are one key, neither's key ID is lost.
func TestHalvesOfSet(t *testing.T) {
	var private dict
	if err := json.Unmarshal([]byte(golden(t, "rsa2048/jwk_private")), &private); err != nil {
		t.Fatal(err)
	}
	delete(private, "kid")
	bare, err := json.Marshal(private)
	if err != nil {
		t.Fatal(err)
	}
	named := publicJWK(t, "rsa2048", `"kid":"b"`)
	for _, set := range []string{string(bare) + "," + named, named + "," + string(bare)} {
		r := ask[keysReply](t, testSession(), "convert", input(`{"keys":[`+set+`]}`, nil))
		if r.Count != 1 || !strings.Contains(r.Outputs["jwk"], `"kid": "b"`) {
			t.Errorf("%d keys, %s", r.Count, r.Outputs["jwk"])
		}
	}
}

// TestPublishedJWK: a list that began with a public JWK is held against it, and
// one that was added is not.
func TestPublishedJWK(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(publicJWK(t, "p256", `"kid":"a"`), nil))
	r := ask[keysReply](t, s, "convert", dict{"input": []byte(publicJWK(t, "p384", `"kid":"b"`)), "add": true})
	if p := r.Published; p == nil || p.Added != 1 || p.Unchanged != 1 || p.Removed != 0 {
		t.Errorf("published: %+v", p)
	}
}

// TestCertificateStays: one that was made for a key stays its own when others come.
func TestCertificateStays(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "generate", dict{"type": "EC"})
	made := ask[certifyReply](t, s, "certify", dict{"subject": "CN=mine"})
	r := ask[keysReply](t, s, "generate", dict{"type": "OKP", "add": true, "forms": []string{"certificate"}})
	if len(r.Keys[0].Certificates) != 1 || r.Outputs["certificate"] != made.PEM {
		t.Error("the certificate is gone")
	}
}

// TestBareNumbers: a JWK that says nothing beside its numbers is no form in which
// a key is published: it gets what a PEM of the same key gets.
func TestBareNumbers(t *testing.T) {
	bare := publicJWK(t, "p256")
	r := ask[keysReply](t, testSession(), "convert", input(bare, nil))
	if k := r.Keys[0]; k.Use != "sig" || k.Alg != "ES256" || k.KID != k.Thumbprint || r.Published != nil {
		t.Errorf("use %q, alg %q, kid %q, published %v", k.Use, k.Alg, k.KID, r.Published)
	}
	for name, text := range map[string]string{
		"in a set":      `{"keys":[` + bare + `]}`,
		"with a kid":    publicJWK(t, "p256", `"kid":"a"`),
		"with key_ops":  publicJWK(t, "p256", `"key_ops":[]`),
		"with an alg":   publicJWK(t, "p256", `"alg":"ES256"`),
		"with a use":    publicJWK(t, "p256", `"use":"sig"`),
		"in it, an RSA": `{"keys":[` + publicJWK(t, "rsa2048") + `]}`,
	} {
		form := encode.JWK
		if strings.Contains(text, `"keys"`) {
			form = encode.JWKS
		}
		r := ask[keysReply](t, testSession(), "convert", input(text, nil, string(form)))
		if testkit.Canonical(t, r.Outputs[form]) != testkit.Canonical(t, text) {
			t.Errorf("%s: %s", name, r.Outputs[form])
		}
	}
}
