package api

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
)

func TestBadRequests(t *testing.T) {
	for _, request := range []string{
		``, ` `, `null`, `[]`, `"hello"`, `{`, `{"op"`, `{"op":"hello","params":{"protocol":3}`,
		`{"op":"hello","params":{"protocol":3}} {}`,
		`{"op":"hello","params":{"protocol":3}}x`,
		`{"op":"hello","op":"hello","params":{"protocol":3}}`,
		`{"op":"hello","params":{"protocol":3},"params":{"protocol":3}}`,
		`{"op":"hello","params":{"protocol":3,"protocol":3}}`,
		`{"op":"hello","params":{"protocol":3,"pr\u006ftocol":2}}`,
		`{"OP":"hello","params":{"protocol":3}}`,
		`{"op":"hello","Params":{"protocol":3}}`,
		`{"op":"hello","params":{"Protocol":1}}`,
		`{"op":"hello","params":{"protocol":3,"more":1}}`,
		`{"op":"hello","params":{"protocol":3},"more":1}`,
		`{"op":"hello","params":{"protocol":3},}`,
		`{"op":"hello",,"params":{"protocol":3}}`,
		`{,"op":"hello","params":{"protocol":3}}`,
		`{"op":"hello" "params":{"protocol":3}}`,
		`{"op" "hello","params":{"protocol":3}}`,
		`{"op":"hello","params":{"protocol":3]}`,
		`{"op":"hello","params":{"protocol":3}`,
		`{"op":"hello","params":{"protocol":02}}`,
		`{"op":"hello","params":{"protocol":3 2}}`,
		`{"op":"hello","params":{"protocol":}}`,
		`{"op":"hello","params":{"protocol`,
		`{"op":"hello","params":{"protocol":3,"x\`,
		`{"op":"hel\qlo","params":{"protocol":3}}`,
		`{"op\u00":"hello","params":{"protocol":3}}`,
		"{\"op\":\"hello\",\"params\":{\"protocol\":2},\"a\nb\":1}",
		"\uFEFF" + `{"op":"hello","params":{"protocol":3}}`,
		`{"op":"convert","params":{"input":0,"forms":["jwk"}}`,
		`{"op":"convert","params":{"input":0,"forms":["jwk",]}}`,
		`{"op":"convert","params":{"input":0,"options":{"private":tru}}}`,
		`{"op":"convert","params":{"input":0,"options":["]"}}}`,
		`{"op":"hello","params":{"protocol":"2"}}`,
		`{"op":"hello","params":{"protocol":3.5}}`,
		`{"op":"hello","params":{"protocol":null}}`,
		`{"op":"hello","params":null}`,
		`{"op":"hello","params":[]}`,
		`{"op":"hello"}`,
		`{"op":null,"params":{}}`,
		`{"op":1,"params":{}}`,
		`{"op":"","params":{}}`,
		`{"op":"nothing","params":{}}`,
		`{"op":"convert","params":{"input":"QUJD"}}`,
		`{"op":"convert","params":{"input":0.5}}`,
		`{"op":"convert","params":{"input":1}}`,
		`{"op":"convert","params":{"input":-1}}`,
		`{"op":"convert","params":{"input":99999999999999999999}}`,
		`{"op":"convert","params":{"input":0,"options":null}}`,
		`{"op":"convert","params":{"input":0,"options":{"kid":"x"}}}`,
		`{"op":"convert","params":{"input":0,"options":{"kid":{"mode":"none","more":1}}}}`,
		`{"op":"convert","params":{"input":0,"options":{"keys":{"1":2}}}}`,
		`{"op":"convert","params":{"input":0,"options":{"private":"true"}}}`,
		`{"op":"convert","params":{"input":0,"options":{"Private":true}}}`,
		`{"op":"convert","params":{"input":0,"options":{"more":1}}}`,
		`{"op":"convert","params":{"input":0,"forms":"jwk"}}`,
		`{"op":"convert","params":{"input":0,"forms":[1]}}`,
		`{"op":"convert","params":{"input":0,"forms":[null]}}`,
		`{"op":"convert","params":{"input":0,"forms":null}}`,
		`{"op":"generate","params":{"type":"EC","size":"256"}}`,
		`{"op":"archive","params":{"forms":["jwk"]}}`,
		`{"op":"render","params":{}}`,
		`{"op":"archive","params":{}}`,
		`{"op":"compare","params":{"with":"QQ=="}}`,
	} {
		t.Run(request, func(t *testing.T) {
			m := bare(request)
			if strings.Contains(request, `"input":0`) {
				m.Attachments = [][]byte{[]byte("ABC")} // it is not the reason
			}
			refused(t, testSession().Handle(context.Background(), m).JSON, fault.BadRequest)
		})
	}
	spaced := "\t{ \"op\" :\n\"hello\" , \"params\" : { \"protocol\" : 3 } }\r\n"
	if reply := testSession().Handle(context.Background(), bare(spaced)).JSON; !strings.HasPrefix(string(reply), `{"ok":true`) {
		t.Errorf("white space is refused: %s", reply)
	}
}

func TestBadOptions(t *testing.T) {
	long := strings.Repeat("k", 1025)
	for name, params := range map[string]dict{
		"use":              {"options": dict{"use": "sign"}},
		"alg":              {"options": dict{"alg": "rs256"}},
		"old alg":          {"options": dict{"alg": "RSA1_5"}},
		"kid mode":         {"options": dict{"kid": dict{"mode": "Thumbprint"}}},
		"long kid":         {"options": dict{"kid": dict{"mode": "text", "value": long}}},
		"long own kid":     {"options": dict{"keys": dict{"1": ownKID(long)}}},
		"keys zero":        {"options": dict{"keys": dict{"0": ownKID("a")}}},
		"keys leading":     {"options": dict{"keys": dict{"01": ownKID("a")}}},
		"keys name":        {"options": dict{"keys": dict{"one": ownKID("a")}}},
		"use of one":       {"options": dict{"keys": dict{"1": dict{"use": "both"}}}},
		"alg of one":       {"options": dict{"keys": dict{"1": dict{"alg": "XS256"}}}},
		"kid mode of one":  {"options": dict{"keys": dict{"1": dict{"kid": dict{"mode": "sha1"}}}}},
		"long encrypt":     {"options": dict{"encrypt": long}},
		"form":             {"forms": []string{"der"}},
		"form twice":       {"forms": []string{"jwk", "jwk"}},
		"private form":     {"forms": []string{"jwk_private"}},
		"pkcs8":            {"forms": []string{"pkcs8"}, "options": dict{"private": false}},
		"no passphrase":    {"forms": []string{"pkcs8_encrypted"}, "options": dict{"private": true}},
		"public encrypted": {"forms": []string{"pkcs8_encrypted"}, "options": dict{"encrypt": "x"}},
	} {
		t.Run(name, func(t *testing.T) {
			params["input"] = []byte(golden(t, "p256/pkcs8"))
			refused(t, send(t, testSession(), "convert", params), fault.BadOption)
		})
	}
	for name, params := range map[string]dict{
		"type":   {"type": "DSA"},
		"none":   {},
		"size":   {"type": "RSA", "size": 1024},
		"odd":    {"type": "RSA", "size": 2049},
		"huge":   {"type": "RSA", "size": 16384},
		"curve":  {"type": "EC", "curve": "P-224"},
		"count":  {"type": "EC", "count": 21},
		"engine": {"type": "RSA", "engine": "fast"},
	} {
		t.Run("generate "+name, func(t *testing.T) {
			refused(t, send(t, testSession(), "generate", params), fault.BadOption)
		})
	}
	refused(t, send(t, testSession(), "generate", dict{"type": "RSA", "engine": "subtle"}), fault.EngineUnavailable)
}

func TestTooLarge(t *testing.T) {
	big := make([]byte, 16<<20+1)
	refused(t, send(t, testSession(), "convert", dict{"input": big}), fault.InputTooLarge)
	refused(t, send(t, testSession(), "convert", dict{"input": append(big, make([]byte, 2<<20)...)}), fault.InputTooLarge)
	for i := range big {
		big[i] = ' '
	}
	refused(t, send(t, testSession(), "convert", dict{"input": big[1:]}), fault.EmptyInput)
}

// TestAttachments: bytes come as they are, each is named once, and none comes
// that nothing names.
func TestAttachments(t *testing.T) {
	pem := []byte(golden(t, "p256/pkcs8"))
	for _, c := range []struct {
		json string
		list [][]byte
		code fault.Code
	}{
		{`{"op":"convert","params":{"input":0}}`, [][]byte{pem}, ""},
		{`{"op":"convert","params":{}}`, nil, fault.EmptyInput},
		{`{"op":"convert","params":{"input":0}}`, nil, fault.BadRequest},
		{`{"op":"convert","params":{"input":0}}`, [][]byte{nil}, fault.EmptyInput},
		{`{"op":"convert","params":{"input":0}}`, [][]byte{pem, pem}, fault.BadRequest},
		{`{"op":"convert","params":{}}`, [][]byte{pem}, fault.BadRequest},
		{`{"op":"convert","params":{"input":1}}`, [][]byte{pem}, fault.BadRequest},
		{`{"op":"convert","params":{"input":0,"name":0}}`, [][]byte{pem}, fault.BadRequest},
		{`{"op":"hello","params":{"protocol":3}}`, [][]byte{pem}, fault.BadRequest},
		{`{"op":"generate","params":{"type":"EC"}}`, [][]byte{pem}, fault.BadRequest},
	} {
		reply := testSession().Handle(context.Background(), Message{[]byte(c.json), c.list})
		if c.code != "" {
			refused(t, reply.JSON, c.code)
		} else if accepted[keysReply](t, c.json, reply.JSON); reply.Attachments != nil {
			t.Errorf("%s is answered with attachments", c.json)
		}
	}
}

// TestKinds: every algorithm of the table is one that the options take, and
// the usual one of each kind is what a key of that kind gets.
func TestKinds(t *testing.T) {
	s := testSession()
	for _, k := range ask[helloResult](t, s, "hello", dict{"protocol": Protocol}).Kinds {
		for _, alg := range append(slices.Clone(k.Sig), k.Enc...) {
			if !knownAlgorithm(alg) {
				t.Errorf("%s: %s is offered and refused", k.Name, alg)
			}
		}
		params := dict{"type": k.Name, "size": 2048}
		switch {
		case strings.HasPrefix(k.Name, "P-"), k.Name == "secp256k1":
			params = dict{"type": "EC", "curve": k.Name}
		case strings.HasSuffix(k.Name, "25519"):
			params = dict{"type": "OKP", "curve": k.Name}
		case strings.HasPrefix(k.Name, "ML-DSA"):
			params = dict{"type": "AKP", "alg": k.Name}
		case k.Name == "oct", strings.HasSuffix(k.Name, "448"):
			continue // goes by size; is not made here
		}
		made := ask[keysReply](t, s, "generate", params).Keys[0]
		if want := append(slices.Clone(k.Sig), k.Enc...)[0]; made.Alg != want {
			t.Errorf("%s: usual is %s, want %s", k.Name, made.Alg, want)
		}
	}
}

// FuzzObject compares parseObject with encoding/json: what that takes for an
// object has the same members, but none twice, and nothing else passes.
func FuzzObject(f *testing.F) {
	for _, seed := range []string{
		`{}`, ` { } `, `{"a":1}`, `{"a":"\\\"}","b":[{"]":"["},2],"c":{}}`, "{\"a\" : true ,\n\"\\u0062\":null}", `{"a":{"b":"}"}}x`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		o, err := parseObject(data)
		var want map[string]json.RawMessage
		if json.Unmarshal(data, &want) != nil || want == nil {
			if err == nil {
				t.Fatal("what is no JSON object passes")
			}
			return
		}
		if err != nil {
			if fault.CodeOf(err) != fault.BadRequest || !strings.Contains(err.Error(), "twice") {
				t.Fatalf("JSON is refused: %v", err)
			}
			return
		}
		if len(o.members) != len(want) {
			t.Fatalf("%d members, want %d", len(o.members), len(want))
		}
		for name, value := range want {
			if string(o.members[name]) != string(value) {
				t.Fatalf("cut %q, want %q", o.members[name], value)
			}
		}
	})
}

// TestUseAndAlg checks what is written for what was asked, and the warning
// where the two differ.
func TestUseAndAlg(t *testing.T) {
	const unfitUse, unfitAlg = "use_unfit", "alg_unfit"
	for _, c := range []struct {
		key      string
		options  dict
		use, alg string
		warnings []string
	}{
		{"rsa2048", dict{}, "sig", "RS256", nil},
		{"rsa2048", dict{"use": "enc"}, "enc", "RSA-OAEP-256", nil},
		{"rsa2048", dict{"use": "none"}, "", "RS256", nil},
		{"rsa2048", dict{"use": "none", "alg": "RSA-OAEP"}, "", "RSA-OAEP", nil},
		{"rsa2048", dict{"use": "none", "alg": "none"}, "", "", nil},
		{"rsa2048", dict{"alg": "PS512"}, "sig", "PS512", nil},
		{"rsa2048", dict{"alg": "none"}, "sig", "", nil},
		{"rsa2048", dict{"alg": "RSA-OAEP"}, "enc", "RSA-OAEP", nil},
		{"rsa2048", dict{"use": "sig", "alg": "RSA-OAEP"}, "sig", "RS256", []string{unfitAlg}},
		{"rsa2048", dict{"alg": "ES256"}, "sig", "RS256", []string{unfitAlg}},
		{"p384", dict{"alg": "ES256"}, "sig", "ES384", []string{unfitAlg}},
		{"p384", dict{"use": "enc", "alg": "ECDH-ES+A256KW"}, "enc", "ECDH-ES+A256KW", nil},
		{"secp256k1", dict{"use": "enc"}, "sig", "ES256K", []string{unfitUse}},
		{"ed25519", dict{"use": "enc"}, "sig", "EdDSA", []string{unfitUse}},
		{"ed25519", dict{"alg": "Ed25519"}, "sig", "Ed25519", nil},
		{"x25519", dict{}, "enc", "ECDH-ES", nil},
		{"x25519", dict{"use": ""}, "enc", "ECDH-ES", nil},
		{"x25519", dict{"use": "sig"}, "enc", "ECDH-ES", []string{unfitUse}},
		{"x25519", dict{"use": "sig", "alg": "EdDSA"}, "enc", "ECDH-ES", []string{unfitUse, unfitAlg}},
		{"rsa2048", dict{"keyOps": true}, "", "RS256", nil},
	} {
		r := ask[keysReply](t, testSession(), "convert", input(golden(t, c.key+"/spki"), c.options))
		k := r.Keys[0]
		if k.Use != c.use || k.Alg != c.alg || !slices.Equal(codes(k.Warnings), c.warnings) {
			t.Errorf("%s %v: use %q, alg %q, warnings %v", c.key, c.options, k.Use, k.Alg, codes(k.Warnings))
		}
		for name, value := range map[string]string{"use": c.use, "alg": c.alg} {
			want := `"` + name + `": "` + value + `"`
			if has := strings.Contains(k.Outputs[encode.JWK], `"`+name+`":`); has != (value != "") || has && !strings.Contains(k.Outputs[encode.JWK], want) {
				t.Errorf("%s %v: the JWK does not say %s", c.key, c.options, want)
			}
		}
	}
}

func TestKeyOps(t *testing.T) {
	for _, c := range []struct {
		options dict
		form    string
		want    string
	}{
		{dict{"keyOps": true}, "jwk", `"key_ops":["verify"],"alg":"RS256",`},
		{dict{"keyOps": true}, "jwk_private", `"key_ops":["sign"],"alg":"RS256",`},
		{dict{"keyOps": true, "use": "enc"}, "jwk", `"key_ops":["encrypt","wrapKey"],"alg":"RSA-OAEP-256",`},
		{dict{"keyOps": true, "use": "none", "alg": "none"}, "jwk", `"key_ops":["verify"],`},
		{dict{"keyOps": true, "use": "none", "alg": "RSA-OAEP"}, "jwk_private", `"key_ops":["decrypt","unwrapKey"],"alg":"RSA-OAEP",`},
		{dict{"keyOps": true, "alg": "RSA-OAEP"}, "jwk", `"key_ops":["encrypt","wrapKey"],"alg":"RSA-OAEP",`},
		{dict{"keyOps": true, "use": "enc", "alg": "PS256"}, "jwk", `"key_ops":["verify"],"alg":"PS256",`},
		{dict{"keyOps": true, "use": "enc", "alg": "none"}, "jwk", `"key_ops":["encrypt","wrapKey"],`},
		{dict{}, "jwk", `"use":"sig","alg":"RS256",`},
	} {
		c.options["compact"], c.options["private"] = true, true
		c.options["kid"] = dict{"mode": "none"}
		r := ask[keysReply](t, testSession(), "convert", input(golden(t, "rsa2048/pkcs8"), c.options, c.form))
		if want := `{"kty":"RSA",` + c.want + `"n":`; !strings.HasPrefix(r.Outputs[encode.Form(c.form)], want) {
			t.Errorf("%v: got %.80s, want %s", c.options, r.Outputs[encode.Form(c.form)], want)
		}
	}
}

func TestKIDs(t *testing.T) {
	in := golden(t, "p256/spki") + golden(t, "ed25519/spki") + golden(t, "p256/pkcs8")
	kids := func(r keysReply) []string {
		var list []string
		for _, k := range r.Keys {
			list = append(list, k.KID)
		}
		return list
	}
	s := testSession()
	r := ask[keysReply](t, s, "convert", input(in, nil))
	if k := kids(r); k[0] != r.Keys[0].Thumbprint || k[1] != r.Keys[1].Thumbprint || k[2] != k[0] {
		t.Errorf("thumbprints: %v", k)
	}
	set := func(options dict) keysReply {
		return ask[keysReply](t, s, "render", dict{"options": options, "forms": []string{"jwks"}})
	}
	mode := func(m string) dict { return dict{"kid": dict{"mode": m}} }

	if k := kids(set(mode("date"))); !slices.Equal(k, []string{"2026-11-23T08-15-00Z", "2026-11-23T08-15-00Z-2", "2026-11-23T08-15-00Z"}) {
		t.Errorf("dates: %v", k)
	}
	first := kids(set(mode("uuid")))
	if len(first[0]) != 36 || first[0][14] != '4' || first[0] == first[1] || first[0] != first[2] {
		t.Errorf("UUIDs: %v", first)
	}
	if again := kids(set(mode("uuid"))); !slices.Equal(first, again) {
		t.Error("the UUID changed with a second look")
	}
	if fresh := kids(ask[keysReply](t, s, "convert", input(in+"\n", mode("uuid")))); fresh[0] == first[0] {
		t.Error("another input has the UUID of the one before")
	}
	if k := kids(set(mode("none"))); !slices.Equal(k, []string{"", "", ""}) {
		t.Errorf("none: %v", k)
	}

	// One text for two keys would make a set ambiguous; equal keys are one.
	text := dict{"kid": dict{"mode": "text", "value": "mine"}}
	r = set(text)
	if k := kids(r); !slices.Equal(k, []string{"mine-1", "mine-2", "mine-1"}) || !slices.Equal(codes(r.Notes), []string{"kid_numbered"}) {
		t.Errorf("one text: %v, %v", k, codes(r.Notes))
	}
	if r := ask[keysReply](t, s, "render", dict{"options": text, "forms": []string{"spki"}}); r.Outputs["spki"] == "" {
		t.Error("PEM is refused for its key IDs")
	}
	number := func(i int) string { return strconv.Itoa(r.Keys[i].ID) }
	text["keys"] = dict{number(1): ownKID("other"), "99": ownKID("nobody's"), number(0): ownKID("")}
	if k := kids(set(text)); !slices.Equal(k, []string{"mine", "other", "mine"}) {
		t.Errorf("own: %v", k)
	}

	jwk := strings.Replace(golden(t, "ed25519/jwk"), `"kid": "`, `"kid": "given `, 1)
	r = ask[keysReply](t, s, "convert", input(jwk, mode("keep")))
	if k := r.Keys[0]; !strings.HasPrefix(k.KID, "given ") || k.GivenKID != k.KID {
		t.Errorf("keep: %q, given %q", k.KID, k.GivenKID)
	}
	r = ask[keysReply](t, s, "convert", input(golden(t, "ed25519/spki"), mode("keep")))
	if k := r.Keys[0]; k.KID != k.Thumbprint {
		t.Errorf("keep without one: %q", k.KID)
	}
}

func TestGivenDiffers(t *testing.T) {
	jwk := golden(t, "x25519/jwk") // use enc, alg ECDH-ES
	for _, c := range []struct {
		options dict
		warned  bool
	}{
		{dict{}, false},
		{dict{"use": "none"}, true},
		{dict{"alg": "ECDH-ES+A128KW"}, true},
	} {
		r := ask[keysReply](t, testSession(), "convert", input(jwk, c.options))
		if got := slices.Contains(codes(r.Keys[0].Warnings), "given_differs"); got != c.warned {
			t.Errorf("%v: warned %v", c.options, got)
		}
	}
}

// TestGivenKeyOps: key_ops tell a use as well as "use" does, and a key may
// not change from encryption to signing without a word.
func TestGivenKeyOps(t *testing.T) {
	keys := map[string]dict{}
	for _, name := range []string{"p256", "rsa2048", "x25519"} {
		r := ask[keysReply](t, testSession(), "convert", input(golden(t, name+"/spki"), dict{"use": "none", "alg": "none", "kid": dict{"mode": "none"}}))
		var jwk dict
		if err := json.Unmarshal([]byte(r.Outputs[encode.JWK]), &jwk); err != nil {
			t.Fatal(err)
		}
		keys[name] = jwk
	}
	for _, c := range []struct {
		key     string
		ops     []string
		options dict
		warned  bool
	}{
		{"p256", []string{"deriveKey", "deriveBits"}, dict{}, false},
		{"p256", []string{"deriveKey", "deriveBits"}, dict{"use": "sig"}, true},
		{"p256", []string{"deriveBits"}, dict{"use": "enc"}, false},
		{"p256", []string{"verify"}, dict{}, false},
		{"p256", []string{"sign", "verify"}, dict{"keyOps": true}, false},
		{"p256", []string{"verify"}, dict{"use": "enc"}, true},
		{"p256", []string{"verify"}, dict{"use": "none"}, false}, // they stay
		{"rsa2048", []string{"encrypt", "wrapKey"}, dict{}, false},
		{"rsa2048", []string{"encrypt", "wrapKey"}, dict{"alg": "PS256"}, true},
		{"rsa2048", []string{"wrapKey"}, dict{"use": "enc"}, false},
		{"rsa2048", []string{"encrypt", "verify"}, dict{}, false},
		{"rsa2048", []string{"encrypt", "of their own"}, dict{}, false},
		{"rsa2048", []string{"encrypt", "of their own"}, dict{"use": "sig"}, true},
		{"rsa2048", []string{"of their own"}, dict{}, false},
		{"rsa2048", []string{}, dict{}, false},
		{"x25519", []string{"deriveBits"}, dict{}, false},
	} {
		jwk := maps.Clone(keys[c.key])
		jwk["key_ops"] = c.ops
		text, err := json.Marshal(jwk)
		if err != nil {
			t.Fatal(err)
		}
		r := ask[keysReply](t, testSession(), "convert", input(string(text), c.options))
		if got := slices.Contains(codes(r.Keys[0].Warnings), "given_differs"); got != c.warned {
			t.Errorf("%s, %v, %v: warned %v", c.key, c.ops, c.options, got)
		}
	}
}

// TestLabels: the page's list has the same words.
func TestLabels(t *testing.T) {
	page, err := os.ReadFile("../../../web/js/ui/options/formats.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range encode.All {
		if want := string(form) + `: { label: "` + labels[form] + `",`; labels[form] == "" || !strings.Contains(string(page), want) {
			t.Errorf("the page does not have %s", want)
		}
	}
}

// TestKeyIDOfAnotherSession: a UUID or date that a page had in one session is said in
// the next, for its key alone, and stays.
func TestKeyIDOfAnotherSession(t *testing.T) {
	both := input(golden(t, "p256/pkcs8")+golden(t, "p384/pkcs8"), nil)
	for _, mode := range []string{kidUUID, kidDate} {
		s, all := testSession(), dict{"options": dict{"kid": dict{"mode": mode, "value": "of none"}}}
		first := ask[keysReply](t, s, "convert", both)
		if ids := first.Keys[0].KIDModes; slices.ContainsFunc(ids, func(m kidMode) bool { return m.Mode == mode }) {
			t.Errorf("%s: one that nobody asked for: %v", mode, ids)
		}
		r := ask[keysReply](t, s, "render", all)
		had := r.Keys[1].KID
		if ids := r.Keys[1].KIDModes; had == "of none" || !slices.ContainsFunc(ids, func(m kidMode) bool { return m.Mode == mode && m.Value == had }) {
			t.Errorf("%s: %s is not among %v", mode, had, ids)
		}
		s = testSession()
		ask[keysReply](t, s, "convert", both)
		second := ask[keysReply](t, s, "render", all) // which makes others
		ask[keysReply](t, s, "render", dict{"options": dict{"keys": dict{strconv.Itoa(second.Keys[1].ID): dict{"kid": dict{"mode": mode, "value": "had"}}}}})
		if r := ask[keysReply](t, s, "render", all); r.Keys[1].KID != "had" || r.Keys[0].KID == "had" || r.Keys[0].KID == "of none" {
			t.Errorf("%s: then they are %s and %s", mode, r.Keys[0].KID, r.Keys[1].KID)
		}
	}
}
