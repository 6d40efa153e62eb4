package encode

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// keptEntries are the keys of a text as they came.
func keptEntries(t testing.TB, text []byte) []*Entry {
	t.Helper()
	result, err := decode.Decode(decode.Input{Data: text})
	if err != nil || len(result.Skipped) != 0 {
		t.Fatalf("%v, %v", err, result)
	}
	var list []*Entry
	for _, k := range result.Keys {
		list = append(list, asItCame(k))
	}
	return list
}

func asItCame(k *key.Key) *Entry {
	g := k.Given
	return &Entry{Key: k, Use: g.Use, Alg: g.Alg, KID: g.KID, KeyOps: g.KeyOps, X5C: g.X5C != nil, Keep: true}
}

// TestKeep: what standards print and services publish comes out as it went in,
// and so do the members in their order.
func TestKeep(t *testing.T) {
	const dir = "../../testdata/jwks/"
	files, err := filepath.Glob(dir + "*/*.json")
	if err != nil || len(files) < 28 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimPrefix(file, dir), func(t *testing.T) {
			text := readFile(t, file)
			private := strings.Contains(file, "/private/")
			entries := keptEntries(t, []byte(text))
			for _, layout := range []Layout{Pretty, Compact} {
				var got string
				if strings.Contains(text, `"keys"`) {
					got, err = Set(entries, private, layout)
				} else {
					got, err = entries[0].JWK(private, layout)
				}
				if err != nil {
					t.Fatal(err)
				}
				if testkit.Canonical(t, got) != testkit.Canonical(t, text) {
					t.Errorf("got\n%s\nwant\n%s", testkit.Canonical(t, got), testkit.Canonical(t, text))
				}
				if want := namesOf(t, text); !slices.Equal(namesOf(t, got), want) {
					t.Errorf("members %v, want %v", namesOf(t, got), want)
				}
				if layout == Pretty && strings.HasPrefix(text, "{\n") && got+"\n" != text {
					t.Errorf("got\n%s\nwant to the letter\n%s", got, text)
				}
				if i := strings.IndexFunc(got, func(r rune) bool { return r != '\n' && mustEscape(r) }); i >= 0 {
					t.Errorf("%q is not escaped", got[i:min(i+4, len(got))])
				}
			}
			for _, e := range entries {
				if e.Key.Material.Kty() != key.KtyOct && !private && len(e.LeftOut(private)) != 0 {
					t.Errorf("left out: %v", e.LeftOut(private))
				}
			}
		})
	}
}

// namesOf are the names of all members of JSON, as they come.
func namesOf(t testing.TB, text string) (names []string) {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(text))
	var walk func()
	walk = func() {
		token, err := dec.Token()
		if err != nil {
			t.Fatal(err)
		}
		switch token {
		case json.Delim('{'):
			for dec.More() {
				name, _ := dec.Token()
				names = append(names, name.(string))
				walk()
			}
			dec.Token()
		case json.Delim('['):
			for dec.More() {
				walk()
			}
			dec.Token()
		}
	}
	walk()
	return names
}

const keptJWK = `{"kid":"a","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","own":1,"use":"sig","kty":"OKP","alg":"EdDSA","key_ops":["verify"],"crv":"Ed25519"}`

// TestKeepChanges: what the entry says takes the place of what came, what it
// does not say goes, and what did not come stands at the end.
func TestKeepChanges(t *testing.T) {
	const x = `"x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"`
	for name, c := range map[string]struct {
		jwk    string
		change func(*Entry)
		want   string
	}{
		"nothing":    {keptJWK, func(e *Entry) {}, keptJWK},
		"another ID": {keptJWK, func(e *Entry) { e.KID = "b" }, strings.Replace(keptJWK, `"kid":"a"`, `"kid":"b"`, 1)},
		"no ID":      {keptJWK, func(e *Entry) { e.KID = "" }, strings.Replace(keptJWK, `"kid":"a",`, ``, 1)},
		"no ops":     {keptJWK, func(e *Entry) { e.KeyOps = nil }, strings.Replace(keptJWK, `"key_ops":["verify"],`, ``, 1)},
		"ops":        {keptJWK, func(e *Entry) { e.KeyOps = []string{"sign"} }, strings.Replace(keptJWK, `["verify"]`, `["sign"]`, 1)},
		"alg":        {keptJWK, func(e *Entry) { e.Alg = "Ed25519" }, strings.Replace(keptJWK, `EdDSA`, `Ed25519`, 1)},
		"new": {`{"kty":"OKP","iat":1,"crv":"Ed25519",` + x + `}`, func(e *Entry) { e.Use, e.Alg, e.KID, e.KeyOps = "sig", "EdDSA", "b", []string{} },
			`{"kty":"OKP","iat":1,"crv":"Ed25519",` + x + `,"use":"sig","key_ops":[],"alg":"EdDSA","kid":"b"}`},
		"null": {`{"kid":null,"use":null,"kty":"OKP","crv":"Ed25519",` + x + `,"d":null,"x5c":null}`, func(e *Entry) { e.Use = "sig" },
			`{"kid":null,"use":"sig","kty":"OKP","crv":"Ed25519",` + x + `,"x5c":null}`},
		"mended":    {`{"crv":"ED25519","own":true,"x":"11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="}`, func(e *Entry) {}, `{"crv":"Ed25519","own":true,` + x + `,"kty":"OKP"}`},
		"ignored":   {`{"kty":"OKP","kid":1.5,"crv":"Ed25519",` + x + `,"alg":{}}`, func(e *Entry) {}, `{"kty":"OKP","crv":"Ed25519",` + x + `}`},
		"a set in":  {`{"kty":"OKP","crv":"Ed25519",` + x + `,"keys":[]}`, func(e *Entry) {}, `{"kty":"OKP","crv":"Ed25519",` + x + `}`},
		"not kept":  {keptJWK, func(e *Entry) { e.Keep = false }, `{"kty":"OKP","key_ops":["verify"],"alg":"EdDSA","kid":"a","crv":"Ed25519",` + x + `}`},
		"too deep":  {`{"kty":"OKP","crv":"Ed25519",` + x + `,"a":` + strings.Repeat("[", 17) + strings.Repeat("]", 17) + `,"b":` + strings.Repeat("[", 16) + strings.Repeat("]", 16) + `}`, func(e *Entry) {}, `{"kty":"OKP","crv":"Ed25519",` + x + `,"b":` + strings.Repeat("[", 16) + strings.Repeat("]", 16) + `}`},
		"too large": {`{"kty":"OKP","crv":"Ed25519",` + x + `,"a":"` + strings.Repeat("a ", 32<<10) + `","b":"` + strings.Repeat("b ", 16<<10) + `","c":2}`, func(e *Entry) {}, `{"kty":"OKP","crv":"Ed25519",` + x + `,"b":"` + strings.Repeat("b ", 16<<10) + `","c":2}`},
	} {
		e := keptEntries(t, []byte(c.jwk))[0]
		c.change(e)
		if got, err := e.JWK(false, Compact); err != nil || got != c.want {
			t.Errorf("%s: got\n%.400s\n%v, want\n%.400s", name, got, err, c.want)
		}
		if said := slices.ContainsFunc(e.Key.Notes, func(n key.Warning) bool { return n.Code == "jwk_member_ignored" }); said != (strings.HasPrefix(name, "too ") || name == "ignored") {
			t.Errorf("%s: notes %v", name, e.Key.Notes)
		}
	}
}

// TestKeepX5C: the certificates of a JWK stay as they came while its first is
// the key's, and with others x5t and x5t#S256 are those of the others.
func TestKeepX5C(t *testing.T) {
	text := readFile(t, "../../testdata/jwks/public/keycloak.json")
	e := keptEntries(t, []byte(text))[0]
	write := func() map[string]any {
		t.Helper()
		got, err := e.JWK(false, Compact)
		var jwk map[string]any
		if err != nil || json.Unmarshal([]byte(got), &jwk) != nil || len(namesOf(t, got)) != len(jwk) {
			t.Fatal(got, err)
		}
		return jwk
	}
	kept := write()
	e.X5C = false
	if jwk := write(); jwk["x5c"] != nil || jwk["x5t#S256"] != kept["x5t#S256"] || jwk["x5t"] != kept["x5t"] {
		t.Errorf("without x5c: %v", jwk)
	}
	e.X5C = true
	other := *e.Key.Chain[0]
	other.Raw = append(bytes.Clone(other.Raw), 0)
	issuer := e.Key.Chain[0]
	e.Key.Chain = append(e.Key.Chain, issuer)
	if jwk := write(); len(jwk["x5c"].([]any)) != 1 {
		t.Errorf("the chain grew: %v", jwk["x5c"])
	}
	e.Key.Chain = []*key.Certificate{&other, issuer}
	jwk := write()
	if len(jwk["x5c"].([]any)) != 2 || jwk["x5t"] != CertificateSHA1(&other) || jwk["x5t#S256"] != CertificateThumbprint(&other) {
		t.Errorf("another certificate: %v", jwk)
	}
	e.Key.Chain = nil
	if jwk := write(); jwk["x5c"] != nil {
		t.Errorf("certificates that are none of the key: %v", jwk)
	}
}

// TestKeepOtherCertificate: the certificate of a JWK that brought none is written at
// its end, with its thumbprint.
func TestKeepOtherCertificate(t *testing.T) {
	e := keptEntries(t, []byte(keptJWK))[0]
	e.X5C = true
	if got, err := e.JWK(false, Compact); err != nil || got != keptJWK {
		t.Errorf("no certificate: %s, %v", got, err)
	}
	e.Key.Chain = []*key.Certificate{{Raw: []byte("a certificate")}}
	// From node: createHash('sha256').update('a certificate').digest('base64url').
	want := strings.TrimSuffix(keptJWK, "}") + `,"x5c":["YSBjZXJ0aWZpY2F0ZQ=="],"x5t#S256":"gazXYhQPppKhQoItL75NxvVLyqUB9oqzflru0Lr-TZk"}`
	if got, err := e.JWK(false, Compact); err != nil || got != want {
		t.Errorf("%s, %v, want %s", got, err, want)
	}
}

// TestPublishable: the public form of a private JWK shows none of what may be
// secret, and says what it lacks.
func TestPublishable(t *testing.T) {
	pkcs8 := readFile(t, "testdata/ed25519/pkcs8")
	spki := readFile(t, "testdata/ed25519/spki")
	body := func(pem string) string { return strings.Join(strings.Split(strings.TrimSpace(pem), "\n")[1:2], "") }
	jwk := readFile(t, "testdata/x25519/jwk_private")
	long := "wTq1VHMivyip4NvwDldpnEjjPwVEph1XE_WfT6x_jec"
	for name, c := range map[string]struct {
		value   any
		name    string
		private bool // left out of a private JWK's public form
		public  bool // left out of a public JWK's
	}{
		"a number":              {12, "exp", false, false},
		"a word":                {"team-a", "owner", false, false},
		"a sentence":            {strings.Repeat("word ", 20), "about", false, false},
		"a URL":                 {"https://example.org/" + long, "issuer", false, false},
		"an address of a user":  {"0123456789abcdef0123456789abcdef", "tenant", false, false},
		"yes":                   {true, "private", false, false},
		"a policy":              {"none", "privacy_policy", false, false},
		"a secret by its name":  {"x y", "clientSecret", true, true},
		"a password":            {"x", "Password", true, true},
		"a seed":                {[]any{1, 2}, "seed", true, true},
		"D":                     {"x", "D", true, true},
		"priv":                  {"x", "priv", true, true},
		"something long":        {long, "data", true, false},
		"it in a list":          {[]any{1, map[string]any{"a": long}}, "data", true, false},
		"d in an object":        {map[string]any{"a": []any{map[string]any{"d": "x"}}}, "next", true, true},
		"a private PEM":         {pkcs8, "pem", true, true},
		"it with escapes":       {strings.ReplaceAll(pkcs8, "\n", `\n`), "pem", true, true},
		"a private PEM, base64": {"LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1DNENBUUF3QlFZREsyVndCQ0lFSU45L0I4bz0KLS0tLS1FTkQgUFJJVkFURSBLRVktLS0tLQo=", "file", true, true},
		"a private DER":         {body(pkcs8), "der", true, true},
		"a public PEM":          {spki, "pem", false, false},
		"an empty object":       {map[string]any{}, "a", false, false},
		"deep inside":           {map[string]any{"a": map[string]any{"b": []any{[]any{map[string]any{"qi": "x"}}}}}, "a", true, true},
	} {
		for _, private := range []bool{true, false} {
			var members map[string]any
			if err := json.Unmarshal([]byte(jwk), &members); err != nil {
				t.Fatal(err)
			}
			if !private {
				delete(members, "d")
			}
			delete(members, "x5c")
			members[c.name] = c.value
			text, err := json.Marshal(members)
			if err != nil {
				t.Fatal(err)
			}
			result, err := decode.Decode(decode.Input{Data: text})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			e := asItCame(result.Keys[0])
			got, err := e.JWK(false, Compact)
			if err != nil {
				t.Fatal(err)
			}
			var written map[string]any
			if err := json.Unmarshal([]byte(got), &written); err != nil {
				t.Fatal(err)
			}
			_, shown := written[c.name]
			hidden := private && c.private || !private && c.public
			if shown == hidden {
				t.Errorf("%s, private %v: shown %v", name, private, shown)
			}
			var want []string
			if private {
				want = append(want, "d")
			}
			if hidden {
				want = append(want, c.name)
			}
			if left := e.LeftOut(false); !slices.Equal(left, want) {
				t.Errorf("%s, private %v: left out %v, want %v", name, private, left, want)
			}
			if len(e.LeftOut(true)) != 0 {
				t.Errorf("%s: left out of the private form: %v", name, e.LeftOut(true))
			}
			if private {
				if got, err := e.JWK(true, Compact); err != nil || testkit.Canonical(t, got) != testkit.Canonical(t, string(text)) {
					t.Errorf("%s: the private form is %s, %v", name, got, err)
				}
			}
		}
	}
}
