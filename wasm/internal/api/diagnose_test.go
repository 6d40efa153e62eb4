package api

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// xxd is a text as xxd dumps it, without the characters.
func xxd(text string) string {
	var b strings.Builder
	for at := 0; at < len(text); at += 16 {
		fmt.Fprintf(&b, "%08x: % x\n", at, text[at:min(len(text), at+16)])
	}
	return b.String()
}

func findings(d diagnoseReply) string {
	var list []string
	for _, f := range d.Findings {
		list = append(list, f.Code)
	}
	return strings.Join(list, " ")
}

// TestDiagnose: a token made here is all right beside the key it was made with,
// remembered or registered, and is not beside another.
func TestDiagnose(t *testing.T) {
	s := testSession()
	all := ask[keysReply](t, s, "generate", dict{"type": "EC", "curve": "P-384", "forms": []string{"jwk", "jwks", "spki"}})
	token := ask[assertReply](t, s, "assert", dict{"client": "c", "audience": "https://as.example"}).Assertion
	known := dict{"token": []byte("Authorization: Bearer " + token), "client": "c", "issuer": " https://as.example "}
	with := func(changes dict) dict {
		p := dict{}
		for _, part := range []dict{known, changes} {
			for name, value := range part {
				p[name] = value
			}
		}
		return p
	}
	d := ask[diagnoseReply](t, s, "diagnose", known)
	if findings(d) != "nothing_grave" || d.Signer != all.Keys[0].Thumbprint || len(d.Unchecked) > 0 || !strings.Contains(d.Claims, `"aud": "https://as.example"`) {
		t.Errorf("%+v", d)
	}
	laid := d.Header + "." + d.Claims
	if d := ask[diagnoseReply](t, s, "diagnose", with(dict{"token": []byte(laid)})); d.Signer != "" || len(d.Unchecked) != 1 || d.Header+"."+d.Claims != laid {
		t.Errorf("laid open: %+v", d)
	}
	other := ask[keysReply](t, testSession(), "generate", dict{"type": "EC", "curve": "P-384"}).Outputs["jwk"]
	for name, c := range map[string]struct {
		params dict
		want   string
	}{
		"the set":              {dict{"registered": []byte(all.Outputs["jwks"])}, "nothing_grave"},
		"the PEM":              {dict{"registered": []byte(all.Outputs["spki"])}, "nothing_grave"},
		"another key":          {dict{"registered": []byte(other)}, "other_key kid_unknown"},
		"the answer":           {dict{"error": `{"error":"invalid_scope"}`}, "server nothing_grave"},
		"the answer beside it": {dict{"token": []byte(`{"error":"invalid_scope"} for ` + token)}, "server nothing_grave"},
		"half a request":       {dict{"token": []byte("grant_type=client_credentials&client_assertion=" + token)}, "assertion_type nothing_grave"},
		"for SMART":            {dict{"for": "smart", "endpoint": "https://as.example/token"}, "aud_other_one typ"},
		"a slash":              {dict{"issuer": "https://as.example/"}, "aud_nearly"},
		"in UTF-16":            {dict{"token": utf16le(token)}, "nothing_grave"},
		"each part coloured":   {dict{"token": []byte("<span>" + strings.ReplaceAll(token, ".", "</span><b>.</b><span>") + "</span>")}, "nothing_grave"},
		"in a mail":            {dict{"token": []byte("client_assertion=3D" + token[:50] + "=\n" + lines(token[50:], 70, "=\n") + "\n")}, "nothing_grave"},
		"in base64":            {dict{"token": []byte("assertion: " + base64.StdEncoding.EncodeToString([]byte(token)))}, "encoded_twice nothing_grave"},
		"in a dump":            {dict{"token": []byte(xxd("POST / HTTP/1.1\r\n\r\nclient_assertion=" + token))}, "nothing_grave"},
		"laid open":            {dict{"token": []byte(laid)}, "nothing_grave"},
		"on a screen":          {dict{"token": []byte("\x1b[31m" + token[:50] + "\x1b[0m\x1b[32m" + token[50:] + "\x1b[0m")}, "nothing_grave"},
	} {
		if got := findings(ask[diagnoseReply](t, s, "diagnose", with(c.params))); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	for answer, want := range map[string]int{`{"error":"the moon is full"}`: 1, `{"error":"invalid_client"}`: 0, " ": 0} {
		if d := ask[diagnoseReply](t, s, "diagnose", with(dict{"error": answer})); len(d.Unchecked) != want || want > 0 && !strings.HasPrefix(d.Unchecked[0], "What the server answered:") {
			t.Errorf("%s: not looked at %q", answer, d.Unchecked)
		}
	}
	fresh := ask[diagnoseReply](t, testSession(), "diagnose", known)
	if findings(fresh) != "nothing_grave" || len(fresh.Unchecked) != 1 {
		t.Errorf("without keys: %+v", fresh)
	}
	refused(t, send(t, s, "diagnose", with(dict{"token": []byte(" ")})), fault.EmptyInput)
	refused(t, send(t, s, "diagnose", with(dict{"token": []byte("a.b.c")})), fault.NoToken)
	nested := b64url(`{"alg":"RS256","cty":"JWT"}`) + "." + b64url(token) + ".AAAA"
	if r := refused(t, send(t, s, "diagnose", with(dict{"token": []byte(nested)})), fault.NoToken); !strings.Contains(r.Message, "in which another was signed") {
		t.Errorf("a token in a token: %s", r.Message)
	}
	if r := refused(t, send(t, s, "diagnose", with(dict{"token": []byte(token[:strings.LastIndexByte(token, '.')])})), fault.NoToken); !strings.Contains(r.Message, "its signature, is not there") {
		t.Errorf("without its signature: %s", r.Message)
	}
	for text, want := range map[string]struct {
		code         fault.Code
		detail, hint string
	}{
		"https://as.example/jwks":                             {fault.NotAKey, "(what is registered: this is an address)", "Open the address yourself"},
		`{"issuer":"a","jwks_uri":"https://as.example/jwks"}`: {fault.NotAKey, "(what is registered: this describes a server", "stands behind jwks_uri"},
		token:                      {fault.NotAKey, "(what is registered: this is a token)", "Paste the key there"},
		"k1":                       {fault.NoKey, "(what is registered)", ""},
		`{"kty":"RSA","e":"AQAB"}`: {fault.Malformed, "(what is registered: the member n is missing)", ""},
	} {
		e := refused(t, send(t, s, "diagnose", with(dict{"registered": []byte(text)})), want.code)
		if !strings.Contains(e.Message, want.detail) || !strings.Contains(e.Hint, want.hint) {
			t.Errorf("%.20s: %s %s", text, e.Message, e.Hint)
		}
	}
	refused(t, send(t, s, "diagnose", with(dict{"for": "nobody"})), fault.BadOption)
	refused(t, send(t, s, "diagnose", dict{}), fault.EmptyInput)
}

// TestDiagnoseShows: what is shown of a token is made safe, and of one that is
// absurdly long nothing is.
func TestDiagnoseShows(t *testing.T) {
	encode := func(header, claims string) []byte { return []byte(b64url(header) + "." + b64url(claims) + ".AAAA") }
	d := ask[diagnoseReply](t, testSession(), "diagnose", dict{"token": encode(`{"alg":"RS256"}`, "{\"sub\":\"\u202ea\",\"n\":1.50}")})
	if strings.Contains(d.Claims, "\u202e") || !strings.Contains(d.Claims, "\uFFFDa") || !strings.Contains(d.Claims, `"n": 1.50`) {
		t.Errorf("claims %q", d.Claims)
	}
	for size, shown := range map[int]bool{64 << 10: true, 64<<10 + 1: false} {
		claims := `{"sub":"` + strings.Repeat("x", size-len(`{"sub":""}`)) + `"}`
		d = ask[diagnoseReply](t, testSession(), "diagnose", dict{"token": encode(`{"alg":"RS256"}`, claims)})
		if (d.Claims == "(too long to show)") == shown || shown && len(d.Claims) < size {
			t.Errorf("of claims of %d bytes, %d are shown", size, len(d.Claims))
		}
	}
}

func b64url(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }

func utf16le(text string) []byte {
	out := []byte{0xff, 0xfe}
	for i := range len(text) {
		out = append(out, text[i], 0)
	}
	return out
}

func lines(text string, width int, end string) string {
	var out strings.Builder
	for ; len(text) > width; text = text[width:] {
		out.WriteString(text[:width] + end)
	}
	return out.String() + text
}
