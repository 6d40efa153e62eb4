package doctor

import (
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/testkit"
)

func sha384Of(b []byte) []byte { s := sha512.Sum384(b); return s[:] }
func sha512Of(b []byte) []byte { s := sha512.Sum512(b); return s[:] }

func wrap(text string, width int, end string) string {
	var lines []string
	for len(text) > width {
		lines, text = append(lines, text[:width]), text[width:]
	}
	return strings.Join(append(lines, text), end)
}

// TestRead finds the token wherever it stands, whole.
func TestRead(t *testing.T) {
	token := healthy(t, "RSA 2048", "RS256").compact()
	short := healthy(t, "EC P-256", "ES256").compact()
	for name, text := range map[string]string{
		"by itself":               token,
		"with white space":        " \n" + token + "\n\n",
		"a short one":             short,
		"in a header":             "Authorization: Bearer " + token + "\r\nContent-Type: text/plain\r\n",
		"in a form":               "grant_type=client_credentials&client_assertion=" + token + "&scope=a",
		"in a form, encoded":      "client_assertion=" + url.QueryEscape(token) + "&scope=a",
		"in a command":            "curl 'https://as.example' \\\n  --data-urlencode 'client_assertion=" + token + "' \\\n  -d 'scope=a'",
		"in JSON":                 `{"client_assertion":"` + token + `","x":1}`,
		"in quotes":               `'` + token + `'`,
		"on lines of 76":          wrap(token, 76, "\n"),
		"on lines of 64, CRLF":    wrap(token, 64, "\r\n") + "\r\n",
		"indented":                wrap(token, 60, "\n    "),
		"with \\n":                wrap(token, 64, `\n`),
		"in quotes, over lines":   `"` + wrap(token, 64, "\n") + `",`,
		"after another word":      "eyJ is how it begins: " + token,
		"before an answer":        token + "\ninvalid_client\n401",
		"on lines, before one":    wrap(token, 76, "\n") + "\ninvalid_client\n401",
		"a header on lines":       wrap("Authorization: Bearer "+token, 76, "\n"),
		"after a broken one":      "eyJhbGciOiJub25lIn0.eyJ " + token,
		"in a log":                "2026-11-23 POST /token eyJhbGc " + token + " 401",
		"behind a header alone":   "eyJhbGciOiJSUzI1NiJ9\n\n" + token,
		"Python's bytes, encoded": "client_assertion=b%27" + token + "%27&scope=a",
		"in quotes, encoded":      "client_assertion=%22" + token + "%22",
		"with a full stop after":  token + ".",
	} {
		got, ok := Read([]byte(text), nil)
		want := token
		if name == "a short one" {
			want = short
		}
		// Lines that follow could be of the signature: it is tried with and without.
		if !ok {
			t.Errorf("%s: not found", name)
		} else if input, signature := want[:strings.LastIndexByte(want, '.')], want[strings.LastIndexByte(want, '.')+1:]; string(got.Inputs[0]) != input ||
			!slices.ContainsFunc(got.Signatures, func(s []byte) bool { return base64.RawURLEncoding.EncodeToString(s) == signature }) {
			t.Errorf("%s: another was found: %s", name, got.Inputs[0])
		} else if got.Padded || got.Standard {
			t.Errorf("%s: is said to be in another base64", name)
		}
	}
}

// TestReadOne: of several tokens the client's assertion is taken.
func TestReadOne(t *testing.T) {
	p := healthy(t, "EC P-256", "ES256")
	token := p.compact()
	made := func(key string, header, claims dict) string {
		other := healthy(t, key, map[string]string{"ed25519": "EdDSA", "EC P-256": "ES256"}[key])
		delete(other.header, "kid")
		maps.Copy(other.header, header)
		other.claims = claims
		return other.compact()
	}
	proof := made("EC P-256", dict{"typ": "dpop+jwt"}, dict{"htm": "POST", "htu": "https://as.example/token", "jti": "x"})
	idToken := made("ed25519", dict{"kid": "op"}, dict{"iss": "https://as.example", "sub": "u", "aud": "c"})
	access := made("ed25519", dict{"typ": "at+jwt"}, dict{"iss": "c", "sub": "u"})
	plain := made("EC P-256", nil, dict{"iss": "c", "sub": "c"})
	typed := made("ed25519", dict{"typ": "client-authentication+jwt"}, dict{"iss": "c"})
	own := made("EC P-256", dict{"kid": "k1"}, dict{"iss": "consumer", "sub": "user"})
	for name, c := range map[string]struct{ text, want string }{
		"a proof before":             {"DPoP: " + proof + "\r\n\r\ngrant_type=client_credentials&client_assertion=" + token, token},
		"a proof before, no name":    {proof + "\n" + token, token},
		"a proof alone":              {"client_assertion: none. DPoP: " + proof, proof},
		"an ID token named too":      {"id_token=" + token + "&client_assertion_type=x&client_assertion=" + idToken, idToken},
		"as a grant":                 {"id_token=" + token + "&assertion=" + idToken, idToken},
		"as a secret":                {"id_token=" + token + "&client_secret=" + idToken, idToken},
		"JSON":                       {`{"id_token":"` + token + `","client_assertion": "` + idToken + `"}`, idToken},
		"encoded":                    {"id_token%3D" + token + "%26client_assertion%3D" + idToken, idToken},
		"parts of a form":            {token + "\nname=\"client_assertion\"\r\n\r\n" + idToken + "\r\n--", idToken},
		"a broken one after a name":  {"client_assertion=eyJhbGciOiJub25lIn0.eyJ " + idToken + " " + token, token},
		"one that is none":           {"client_assertion=eyJx.y.z " + idToken + " " + token, token},
		"no token after a name":      {"client_assertion=$TOKEN " + idToken + " " + token, token},
		"an ID token":                {idToken + "\n" + token, token},
		"an ID token, and no key":    {idToken + "\n" + plain, plain},
		"an access token":            {access + "\n" + token, token},
		"one of another type":        {proof + " " + access, access},
		"one of the right type":      {token + "\n" + typed, typed},
		"one that names a key":       {idToken + "\n" + own, own},
		"the first of two that do":   {token + "\n" + token + "x", token},
		"behind many names":          {strings.Repeat("client_assertion=x ", maxNamed) + idToken + " client_assertion=" + token, token},
		"behind many names, another": {strings.Repeat("client_assertion=x ", maxNamed) + token + " client_assertion=" + idToken, token},
	} {
		got, ok := Read([]byte(c.text), p.c.Keys)
		if !ok || string(got.Inputs[0]) != c.want[:strings.LastIndexByte(c.want, '.')] {
			t.Errorf("%s: another was read", name)
		}
	}
}

// TestReadLoose: base64 that is not that of tokens is read, and told.
func TestReadLoose(t *testing.T) {
	token := healthy(t, "RSA 2048", "RS256").compact()
	parts := strings.Split(token, ".")
	for i, part := range parts {
		raw, err := base64.RawURLEncoding.DecodeString(part)
		if err != nil {
			t.Fatal(err)
		}
		parts[i] = base64.StdEncoding.EncodeToString(raw)
	}
	got, ok := Read([]byte("Bearer "+strings.Join(parts, ".")), nil)
	if !ok || !got.Padded {
		t.Fatal("padded base64 is not found, or not told")
	}
	if Diagnose(Case{Token: got, Now: now}).Findings[0].Code != "base64" {
		t.Error("the padding is not named")
	}
}

func TestReadNothing(t *testing.T) {
	for _, text := range []string{"", "eyJ", "eyJhbGciOiJub25lIn0", "a.b.c", "eyJhbGciOiJub25lIn0.bm90IEpTT04.AAAA", "eyJ.eyJ.eyJ",
		"eyJhbGciOiJub25lIn0..", "eyJhbGciOiJub25lIn0.e30.AA.BB.CC"} {
		if got, ok := Read([]byte(text), nil); ok {
			t.Errorf("%q: found %s", text, got.HeaderText)
		}
	}
}

// TestReadLinear: what a hostile text costs grows as it does.
func TestReadLinear(t *testing.T) {
	for name, piece := range map[string]string{
		"beginnings":             "eyJ",
		"beginnings with spaces": "eyJ ",
		"beginnings on lines":    "eyJ\n",
		"words on lines":         "eyJhbGciOiJub25lIn0\nAAAA\n\n",
		"dots":                   "eyJ.",
		"escapes":                `eyJ\n`,
		"names":                  "client_assertion=eyJ ",
	} {
		testkit.Linear(t, name, 1<<20, func(size int) []byte {
			return []byte(strings.Repeat(piece, size/len(piece)))
		}, func(text []byte) { Read(text, nil) })
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("Bearer eyJhbGciOiJub25lIn0.e30.AA"))
	f.Add([]byte("eyJhbGciOiJub25lIn0.eyJleHAiOjFlOTk5LCJhdWQiOltudWxsXX0.AAAA"))
	f.Add([]byte(`{"typ":"dpop+jwt","alg":"ES256","jwk":{}} {"htm":"POST","htu":"?"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		read, _ := Read(text, nil)
		for _, token := range []*Token{read, ReadOdd(text, nil)} {
			if token == nil {
				continue
			}
			if d := Diagnose(Case{Token: token, Now: now}); len(d.Findings) == 0 {
				t.Error("nothing is said")
			}
		}
	})
}

// TestReadDamaged: a token that is not as it should go over the wire is read,
// and it is said what is wrong.
func TestReadDamaged(t *testing.T) {
	p := healthy(t, "EC P-256", "ES256")
	parts := strings.Split(p.compact(), ".")
	for name, c := range map[string]struct{ text, code string }{
		"cut signature":           {parts[0] + "." + parts[1] + "." + parts[2][:len(parts[2])-1], "signature_damaged"},
		"cut signature, by bytes": {parts[0] + "." + parts[1] + "." + parts[2][:len(parts[2])-8], "signature_cut"},
		"in two pieces, one line": {`t = "` + parts[0] + "." + parts[1] + "." + parts[2][:20] + `" + "` + parts[2][20:] + `"; f("a")`, ""},
		"of another curve":        {parts[0] + "." + parts[1] + "." + strings.Repeat("A", 128), "other_key"},
		"shortened":               {parts[0] + "." + parts[1] + "." + parts[2][:64] + "...", "signature_cut"}, // to the length of another key's
		"no signature":            {parts[0] + "." + parts[1] + ".", "signature_missing"},
		"JSON form":               {`{"protected":"` + parts[0] + `","payload":"` + parts[1] + `","signature":"` + parts[2] + `"}`, "not_compact"},
	} {
		token, ok := Read([]byte(c.text), nil)
		if !ok {
			t.Errorf("%s: not read", name)
			continue
		}
		p.c.Token = token
		if d := Diagnose(p.c); codes(d) != c.code+"!" && (c.code != "" || codes(d) != "nothing_grave") {
			t.Errorf("%s: %s", name, codes(d))
		}
	}
}

// TestRepeated: a name that stands twice is none that all servers refuse.
func TestRepeated(t *testing.T) {
	p := healthy(t, "EC P-256", "ES256")
	claims, err := json.Marshal(p.claims)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ header, claims, want string }{
		"once":               {`{"alg":"ES256","kid":"k1"}`, string(claims), "nothing_grave"},
		"in the header":      {`{"alg":"ES256","kid":"k2","kid":"k1"}`, string(claims), "name_twice nothing_grave"},
		"in the claims":      {`{"alg":"ES256","kid":"k1"}`, `{"sub":"d",` + string(claims[1:]), "name_twice nothing_grave"},
		"in a claim's value": {`{"alg":"ES256","kid":"k1"}`, `{"a":{"b":1,"b":2},` + string(claims[1:]), "nothing_grave"},
	} {
		text, err := jose.Sign([]byte(c.header), []byte(c.claims), "ES256", p.key)
		if err != nil {
			t.Fatal(err)
		}
		token, ok := Read([]byte(text), nil)
		if !ok {
			t.Fatalf("%s: not read", name)
		}
		p.c.Token = token
		if got := codes(Diagnose(p.c)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
