package doctor

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
)

// TestReadOdd: a token in base64, the header and the claims of one as debuggers, libraries
// and forums show them, and what is neither.
func TestReadOdd(t *testing.T) {
	const header, claims = `{"alg":"RS256","kid":"k1"}`, `{"iss":"c","sub":"c","exp":1}`
	for name, c := range map[string]struct {
		text         string
		head, claims bool
	}{
		"jwt.io":            {"HEADER:\n" + header + "\nPAYLOAD:\n" + claims + "\nVERIFY SIGNATURE", true, true},
		".NET":              {header + "." + claims, true, true},
		"complete":          {`{"header":` + header + `,"payload":` + claims + `,"signature":"x"}`, true, true},
		"Python":            {`{'header': {'alg': 'RS256'}, 'payload': {'iss': 'c', 'sub': 'c'}}`, true, true},
		"Python, None":      {`{'iss': 'c', 'sub': 'c', 'nbf': None, 'admin': True}`, false, true},
		"Ruby":              {`[{"iss"=>"c", "sub"=>"c"}, {"alg"=>"RS256"}]`, true, true},
		"Ruby 3.4":          {`{"iss" => "c", "sub" => nil, "exp" => 1}`, false, true},
		"source code":       {`jwt.sign({"iss":"c","sub":"c"}, key, {"expiresIn":"5m"})`, false, false},
		"a forum":           {"{\n“iss”: “c”,\n“sub”: “c”\n}", false, true},
		"the second half":   {claims, false, true},
		"a proof":           {`{"htm":"POST","htu":"https://as.example/"}`, false, true},
		"beside a cut one":  {"eyJhbGciOiJSUzI1NiJ9.eyJp... " + claims, false, true},
		"beside another":    {"eyJhbGciOiJSUzI1NiJ9.aGVsbG8.AAAA " + claims, false, false},
		"in base64":         {base64.StdEncoding.EncodeToString([]byte(b64([]byte(header)) + "." + b64([]byte(claims)) + ".AAAA")), true, true},
		"in another":        {b64([]byte(header)) + "." + b64([]byte(b64([]byte(header))+"."+b64([]byte(claims))+".AAAA")) + ".AAAA", false, false},
		"a header":          {header, false, false},
		"one claim":         {`{"iss":"c"}`, false, false},
		"introspection":     {`{"active":true,"iss":"c","sub":"c"}`, false, false},
		"a JWK":             {`{"kty":"RSA","alg":"RS256"}` + claims, false, true},
		"the last of many":  {strings.Repeat("{", maxObjects-1) + claims, false, true},
		"one too many":      {strings.Repeat("{", maxObjects) + claims, false, false},
		"as long as may be": {claims + strings.Repeat(" ", maxLaid-len(claims)), false, true},
		"longer":            {claims + strings.Repeat(" ", maxLaid-len(claims)+1), false, false},
	} {
		got := ReadOdd([]byte(c.text), nil)
		if (got != nil) != c.claims || got != nil && ((got.Members != nil) != c.head || got.Encoded != (name == "in base64") || got.Laid == got.Encoded) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestLaidText: what is a word of Python outside of a text is none in it.
func TestLaidText(t *testing.T) {
	got := ReadOdd([]byte(`{'iss': 'https://TrueNorth.example/None', 'sub': 'a=>b', 'nbf': None}`), nil)
	if got == nil || got.Claims["iss"] != "https://TrueNorth.example/None" || got.Claims["sub"] != "a=>b" || got.Claims["nbf"] != nil {
		t.Errorf("%+v", got)
	}
}

// TestLaid: what holds of claims and of a header is said of those, and that nobody saw the
// signature; nothing of a header that is not there.
func TestLaid(t *testing.T) {
	for name, c := range map[string]struct {
		change    func(*patient)
		bare      bool // without the header
		want      string
		unchecked string
	}{
		"all right":        {func(*patient) {}, false, "nothing_grave", "The signature: paste"},
		"no header":        {func(*patient) {}, true, "nothing_grave", "The header and the signature: paste"},
		"another kid":      {func(p *patient) { p.header["kid"] = "k2" }, false, "kid_unknown!", "The signature: paste"},
		"another audience": {func(p *patient) { p.claims["aud"] = "https://as.example/" }, true, "aud_nearly!", "The header"},
		"an ID token":      {func(p *patient) { p.claims["sub"] = "u"; p.claims["nonce"] = "n" }, false, "other_kind!", ""},
		"a proof": {func(p *patient) {
			p.header["typ"], p.claims = "dpop+jwt", dict{"htm": "POST", "htu": "https://as.example/token", "jti": "x", "iat": now.Unix()}
		}, false, "jwk_missing!", ""},
		"a proof without its header": {func(p *patient) {
			p.claims = dict{"htm": "POST", "htu": "https://as.example/token", "jti": "x", "iat": now.Unix()}
		}, true, "nothing_grave", "The header and the signature: paste"},
		"a proof with its key": {func(p *patient) {
			p.header["typ"], p.header["jwk"] = "dpop+jwt", jwkOf(p.t, p.key, false)
			p.claims = dict{"htm": "POST", "htu": "https://as.example/token", "jti": "x", "iat": now.Unix()}
		}, false, "nothing_grave", "The signature: paste"},
	} {
		p := healthy(t, "EC P-256", "ES256")
		c.change(p)
		header, err := json.Marshal(p.header)
		if err != nil {
			t.Fatal(err)
		}
		claims, err := json.Marshal(p.claims)
		if err != nil {
			t.Fatal(err)
		}
		text := string(claims)
		if !c.bare {
			text = string(header) + "." + text
		}
		if p.c.Token = ReadOdd([]byte(text), nil); p.c.Token == nil {
			t.Errorf("%s: no token", name)
			continue
		}
		d := Diagnose(p.c)
		said := strings.Join(d.Unchecked, " ")
		if got := codes(d); got != c.want || d.Signer != -1 || !strings.HasPrefix(said, c.unchecked) || (said == "") != (c.unchecked == "") {
			t.Errorf("%s: %s, want %s; %q", name, got, c.want, said)
		}
	}
}
