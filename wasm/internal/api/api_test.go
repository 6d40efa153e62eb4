package api

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// testSession is a session whose clock stands still.
func testSession() *Session {
	s := NewSession(nil)
	s.now = func() time.Time {
		return time.Date(2026, 11, 23, 9, 15, 0, 0, time.FixedZone("somewhere", 3600))
	}
	return s
}

// dict is a JSON object in a request.
type dict map[string]any

// message is a request; bytes among the params become attachments, as the
// page's worker does it.
func message(tb testing.TB, op string, params dict) Message {
	tb.Helper()
	var m Message
	var number func(params dict) dict
	number = func(params dict) dict {
		numbered := dict{}
		for name, value := range params {
			switch v := value.(type) {
			case []byte:
				value = len(m.Attachments)
				m.Attachments = append(m.Attachments, v)
			case []dict:
				list := []dict{}
				for _, part := range v {
					list = append(list, number(part))
				}
				value = list
			}
			numbered[name] = value
		}
		return numbered
	}
	var err error
	if m.JSON, err = json.Marshal(dict{"op": op, "params": number(params)}); err != nil {
		tb.Fatal(err)
	}
	return m
}

// bare is a request without attachments, as it stands.
func bare(text string) Message { return Message{JSON: []byte(text)} }

// send asks with params and gives the raw reply.
func send(t *testing.T, s *Session, op string, params dict) []byte {
	t.Helper()
	return s.Handle(context.Background(), message(t, op, params)).JSON
}

// ask demands success and reads the result into one of type T.
func ask[T any](t *testing.T, s *Session, op string, params dict) T {
	t.Helper()
	return accepted[T](t, op, send(t, s, op, params))
}

func accepted[T any](t *testing.T, op string, text []byte) T {
	t.Helper()
	var reply struct {
		OK     bool
		Result T
		Error  *errorReply
	}
	if err := json.Unmarshal(text, &reply); err != nil {
		t.Fatal(err)
	}
	if !reply.OK {
		t.Fatalf("%s: %s: %s", op, reply.Error.Code, reply.Error.Message)
	}
	return reply.Result
}

// refused demands the error code.
func refused(t *testing.T, reply []byte, code fault.Code) errorReply {
	t.Helper()
	var r struct {
		OK     bool
		Result json.RawMessage
		Error  errorReply
	}
	if err := json.Unmarshal(reply, &r); err != nil {
		t.Fatal(err)
	}
	if r.OK || r.Result != nil {
		t.Errorf("not refused; want %s", code)
	} else if r.Error.Code != code {
		t.Errorf("refused with %s (%s), want %s", r.Error.Code, r.Error.Message, code)
	} else if r.Error.Message == "" || r.Error.Hint == "" {
		t.Errorf("%s lacks words", code)
	}
	return r.Error
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// golden is a file of package encode's testdata, written by other programs.
func golden(t *testing.T, name string) string {
	t.Helper()
	text, err := goldenBytes(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func goldenBytes(name string) ([]byte, error) { return os.ReadFile("../encode/testdata/" + name) }

// input makes params of convert.
func input(text string, options dict, forms ...string) dict {
	p := dict{"input": []byte(text)}
	if options != nil {
		p["options"] = options
	}
	if forms != nil {
		p["forms"] = forms
	}
	return p
}

// ownKID is a text as the key ID of a single key.
func ownKID(kid string) dict { return dict{"kid": dict{"mode": "text", "value": kid}} }

func codes(warnings []key.Warning) []string {
	var list []string
	for _, w := range warnings {
		list = append(list, w.Code)
	}
	return list
}

func TestHello(t *testing.T) {
	r := ask[helloResult](t, testSession(), "hello", dict{"protocol": Protocol})
	if r.Protocol != Protocol || r.Version != Version || !strings.HasPrefix(r.Go, "go1.") || r.Subtle {
		t.Errorf("got %+v", r)
	}
	refused(t, send(t, testSession(), "hello", dict{"protocol": Protocol - 1}), fault.BadRequest)
	refused(t, send(t, testSession(), "hello", dict{}), fault.BadRequest)
}

// TestConvertGolden demands what other programs wrote, through the whole way
// from a request to a reply.
func TestConvertGolden(t *testing.T) {
	for _, name := range []string{"rsa2048", "rsa3primes", "p256", "p384", "p521", "secp256k1", "ed25519", "x25519", "cert"} {
		t.Run(name, func(t *testing.T) {
			forms := []string{"jwk", "jwks", "spki", "jwk_private", "jwks_private", "pkcs8"}
			in := golden(t, name+"/pkcs8")
			if name == "cert" {
				in += golden(t, name+"/certificate")
			}
			r := ask[keysReply](t, testSession(), "convert",
				input(in, dict{"private": true, "x5c": true, "use": ""}, forms...))
			for _, form := range forms {
				if want := golden(t, name+"/"+form); r.Keys[0].Outputs[encode.Form(form)] != want {
					t.Errorf("%s: got\n%s\nwant\n%s", form, r.Keys[0].Outputs[encode.Form(form)], want)
				} else if name != "cert" && r.Outputs[encode.Form(form)] != want {
					t.Errorf("%s: the document is not the one key", form)
				}
			}
		})
	}
}

func TestKeyReply(t *testing.T) {
	in := golden(t, "cert/pkcs8") + golden(t, "cert/certificate")
	r := ask[keysReply](t, testSession(), "convert", input(in, nil))
	if len(r.Keys) != 1 || len(r.Issuers) != 1 {
		t.Fatalf("%d keys and %d issuers, want the leaf and the root", len(r.Keys), len(r.Issuers))
	}
	k := r.Keys[0]
	var jwk struct {
		Kid   string
		Sum   string `json:"x5t#S256"`
		X, Y  string
		Chain []string `json:"x5c"`
	}
	if err := json.Unmarshal([]byte(golden(t, "cert/jwk")), &jwk); err != nil {
		t.Fatal(err)
	}
	if k.ID != 1 || k.Kty != "EC" || k.Curve != "P-256" || k.Bits != 256 || k.Title != "EC P-256" || !k.Private ||
		k.Thumbprint != jwk.Kid || k.KID != jwk.Kid || k.Use != "sig" || k.Alg != "ES256" || k.SameAs != 0 ||
		k.ThumbprintURI != "urn:ietf:params:oauth:jwk-thumbprint:sha-256:"+jwk.Kid ||
		!strings.HasPrefix(k.SSH, "SHA256:") || strings.Count(k.Art, "\n") != 10 ||
		!slices.Equal(k.Uses, []string{"sig", "enc"}) || !slices.Equal(k.Algs, []string{"ES256"}) {
		t.Errorf("got %+v", k)
	}
	if len(k.Certificates) != 2 {
		t.Fatalf("%d certificates", len(k.Certificates))
	}
	c := k.Certificates[0]
	if c.Subject != "CN=leaf.example" || c.Issuer != "CN=Test root" || c.SHA256 != jwk.Sum || c.Odd ||
		!strings.HasSuffix(c.NotBefore, "Z") || c.NotAfter <= c.NotBefore {
		t.Errorf("got %+v", c)
	}
	for form, want := range map[encode.Form]bool{encode.JWK: true, encode.SPKI: true, encode.PKCS8: false} {
		if _, ok := k.Outputs[form]; ok != want {
			t.Errorf("output %s: %v by default", form, ok)
		}
	}
	if both := ask[keysReply](t, testSession(), "convert", input(in, nil, "certificate")); both.Outputs["certificate"] != golden(t, "cert/certificate") {
		t.Error("a certificate is there twice, or missing")
	}
}

func TestCertificateState(t *testing.T) {
	from := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	to := from.AddDate(1, 0, 0)
	for when, want := range map[time.Time]string{
		from.Add(-time.Second): "future", from: "valid", to: "valid", to.Add(time.Second): "expired",
	} {
		if got := describeCertificate(&key.Certificate{NotBefore: from, NotAfter: to}, when).State; got != want {
			t.Errorf("%v: %s, want %s", when, got, want)
		}
	}
	if got := describeCertificate(&key.Certificate{Odd: true}, from); got.State != "" || got.NotBefore != "" || !got.Odd {
		t.Errorf("an odd one is %+v", got)
	}
}

// TestSameKeys checks the numbering of equal keys and what is written once.
func TestSameKeys(t *testing.T) {
	public, private := golden(t, "p256/spki"), golden(t, "p256/pkcs8")
	other := golden(t, "ed25519/spki")
	s := testSession()
	r := ask[keysReply](t, s, "convert", input(public+private+other+public, dict{"private": true}, "jwks", "spki", "pkcs8"))
	var same []int
	for _, k := range r.Keys {
		same = append(same, k.SameAs)
	}
	if !slices.Equal(same, []int{0, 1, 0, 1}) {
		t.Errorf("sameAs is %v", same)
	}
	if r.Outputs["spki"] != public+other {
		t.Errorf("spki is\n%s", r.Outputs["spki"])
	}
	if r.Outputs["pkcs8"] != private {
		t.Error("the private key behind an equal public one is not found")
	}
	if n := strings.Count(r.Outputs["jwks"], `"kty"`); n != 2 {
		t.Errorf("%d keys in the set", n)
	}
	if len(r.Notes) != 1 || r.Notes[0].Code != "form_missing" || !strings.Contains(r.Notes[0].Message, "3 (Ed25519)") {
		t.Errorf("notes are %+v", r.Notes)
	}
	if r := ask[keysReply](t, s, "convert", input(public+private, nil, "jwk")); strings.Contains(r.Outputs["jwk"], `"keys"`) {
		t.Error("one key in two forms came as a set")
	}
}

func TestOctKeys(t *testing.T) {
	s := testSession()
	const jwk = `{"kty":"oct","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}`
	r := ask[keysReply](t, s, "convert", input(jwk, nil))
	if len(r.Outputs) != 0 || len(r.Keys[0].Outputs) != 0 {
		t.Error("a secret was written by default")
	}
	e := refused(t, send(t, s, "render", dict{"forms": []string{"jwk"}}), fault.NoSuchForm)
	if !strings.Contains(e.Hint, "Private JWK, Private JWK Set") {
		t.Errorf("the hint is %q", e.Hint)
	}
	refused(t, send(t, s, "render", dict{"forms": []string{"jwk_private"}}), fault.BadOption)
	r = ask[keysReply](t, s, "render", dict{"forms": []string{"jwk_private"}, "options": dict{"private": true, "compact": true, "kid": dict{"mode": "none"}}})
	if want := `{"kty":"oct","use":"sig","alg":"HS256","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}`; r.Outputs["jwk_private"] != want {
		t.Errorf("got %s", r.Outputs["jwk_private"])
	}
}

func TestLayouts(t *testing.T) {
	in := golden(t, "ed25519/pkcs8") + golden(t, "p256/pkcs8")
	r := ask[keysReply](t, testSession(), "convert", input(in, dict{"oneLine": true, "private": true}, "jwks", "spki", "ssh", "pkcs8", "openssh_private"))
	for form, text := range r.Outputs {
		if strings.Contains(text, "\n") {
			t.Errorf("%s is not one line", form)
		}
	}
	if got := strings.ReplaceAll(r.Outputs["spki"], `\n`, "\n"); got != golden(t, "ed25519/spki")+golden(t, "p256/spki") {
		t.Error("the line does not give the PEM back")
	}
	if got := strings.Split(r.Outputs["ssh"], `\n`); len(got) != 2 || !strings.HasPrefix(got[1], "ecdsa-sha2-nistp256 ") {
		t.Errorf("ssh is %s", r.Outputs["ssh"])
	}
	r = ask[keysReply](t, testSession(), "convert", input(in, dict{"compact": true}, "jwks", "spki"))
	if strings.Contains(r.Outputs["jwks"], "\n") || !strings.Contains(r.Outputs["spki"], "\n") {
		t.Error("compact is for JSON only")
	}
}

func TestSkipped(t *testing.T) {
	in := "-----BEGIN DH PARAMETERS-----\nMAYCAQUCAQI=\n-----END DH PARAMETERS-----\n" + golden(t, "p256/spki")
	r := ask[keysReply](t, testSession(), "convert", input(in, nil))
	if len(r.Keys) != 1 || len(r.Skipped) != 1 || r.Skipped[0].Code != fault.NotAKey ||
		r.Skipped[0].Label == "" || r.Skipped[0].Reason == "" || r.Skipped[0].Hint == "" {
		t.Errorf("got %+v", r.Skipped)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	refused(t, testSession().Handle(ctx, bare(`{"op":"generate","params":{"type":"EC"}}`)).JSON, fault.Cancelled)
}
