package api

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

func compareWith(t *testing.T, s *Session, with string) compareReply {
	t.Helper()
	return ask[compareReply](t, s, "compare", dict{"with": []byte(with)})
}

// differing lists the members of the rows that differ.
func differing(r compareReply) []string {
	var list []string
	for _, row := range r.Rows {
		if !row.Same {
			list = append(list, row.Member)
		}
	}
	return list
}

// TestCompareKeys compares the P-256 key of testdata, use sig, alg ES256 and
// its thumbprint as kid, with what can have been registered.
func TestCompareKeys(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "p256/pkcs8"), nil))
	jwk := golden(t, "p256/jwk")
	thumbprint := s.memo.keys[0].group.thumbprint
	rename := strings.Replace(jwk, `"kid": "`, `"kid": "other-`, 1)
	alien := golden(t, "cert/jwk")
	var alienKID struct{ Kid string }
	if err := json.Unmarshal([]byte(alien), &alienKID); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		with    string
		same    bool
		differ  []string
		summary string
	}{
		"itself":          {jwk, true, nil, "The same key."},
		"PEM":             {golden(t, "p256/spki"), true, nil, "The same key."},
		"private PEM":     {golden(t, "p256/pkcs8"), true, nil, "holds a private key"},
		"private JWK":     {golden(t, "p256/jwk_private"), true, nil, "holds a private key"},
		"SSH line":        {golden(t, "p256/ssh"), true, nil, "The same key."},
		"set":             {`{"keys":[` + golden(t, "ed25519/jwk") + "," + jwk + `]}`, true, nil, "in the set"},
		"other kid":       {rename, true, []string{"kid"}, "another key ID"},
		"other alg":       {strings.Replace(jwk, "ES256", "ECDH-ES", 1), true, []string{"alg"}, "differs in alg"},
		"no alg":          {strings.Replace(jwk, "  \"alg\": \"ES256\",\n", "", 1), true, nil, "The same key."},
		"other use":       {strings.Replace(jwk, `"sig"`, `"enc"`, 1), true, []string{"use"}, "differs in use"},
		"other key":       {alien, false, []string{"x", "y", "kid"}, "both are EC P-256"},
		"same kid":        {strings.Replace(alien, alienKID.Kid, thumbprint, 1), false, []string{"x", "y"}, "under the same key ID"},
		"other type":      {golden(t, "ed25519/spki"), false, []string{"kty", "crv", "x", "y"}, "yours is EC P-256, this one Ed25519"},
		"other set":       {`{"keys":[` + golden(t, "ed25519/jwk") + "," + alien + `]}`, false, []string{"x", "y", "kid"}, "not in this set"},
		"RSA":             {golden(t, "rsa2048/spki"), false, []string{"kty", "crv", "n", "e", "x", "y"}, "this one RSA 2048"},
		"kid":             {thumbprint + "\n", true, nil, "The same key ID"},
		"quoted kid":      {`"` + thumbprint + `"`, true, nil, "The same key ID"},
		"other kid alone": {"2024-signing", false, []string{"kid"}, "not the key ID"},
		"DER-like kid":    {"MIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo4lgOEePzNm0", false, []string{"kid"}, "not the key ID"},
		"fingerprint":     {s.memo.keys[0].fixed.SSH, true, nil, "OpenSSH fingerprint"},
		"thumbprint URI":  {s.memo.keys[0].fixed.ThumbprintURI, true, nil, "RFC 9278"},
		"header":          {`{"alg":"ES256","kid":"` + thumbprint + `"}`, true, nil, "this key's ID and algorithm"},
		"header, alg":     {`{"alg":"RS256","kid":"` + thumbprint + `"}`, true, []string{"alg"}, "another algorithm"},
		"header, kid":     {`{"alg":"ES256","kid":"x"}`, false, []string{"kid"}, "names another key ID"},
		"header, no kid":  {`{"alg":"ES256"}`, false, []string{"kid"}, "names no key ID"},
	} {
		t.Run(name, func(t *testing.T) {
			r := compareWith(t, s, c.with)
			if r.Same != c.same || !slices.Equal(differing(r), c.differ) || !strings.Contains(r.Summary, c.summary) || r.ID != 1 {
				t.Errorf("same %v, differing %v, summary %q", r.Same, differing(r), r.Summary)
			}
		})
	}
	refused(t, send(t, s, "compare", dict{"with": []byte{}}), fault.EmptyInput)
	refused(t, send(t, s, "compare", dict{"with": []byte(golden(t, "p256/pkcs8_encrypted"))}), fault.PassphraseRequired)
	refused(t, send(t, s, "compare", dict{"with": []byte("two\nlines of nothing")}), fault.NoKey)
	refused(t, send(t, s, "compare", dict{"with": "", "options": dict{}}), fault.BadRequest)
}

// TestCompareSecrets checks that a secret is compared but never shown.
func TestCompareSecrets(t *testing.T) {
	s := testSession()
	const jwk = `{"kty":"oct","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","kid":"a"}`
	ask[keysReply](t, s, "convert", input(jwk, dict{"kid": dict{"mode": "keep"}}))
	for with, same := range map[string]bool{jwk: true, strings.Replace(jwk, "AAEC", "BAEC", 1): false} {
		reply := string(send(t, s, "compare", dict{"with": []byte(with)}))
		if strings.Contains(reply, "AwQFBgcI") {
			t.Errorf("the secret is in the reply: %s", reply)
		}
		if r := compareWith(t, s, with); r.Same != same || len(differing(r)) != 0 {
			t.Errorf("same %v, differing %v: %s", r.Same, differing(r), r.Summary)
		}
	}
}

// TestCompareTokens takes tokens that Node's crypto signed.
func TestCompareTokens(t *testing.T) {
	var tokens []struct {
		Alg, Token string
		JWK        json.RawMessage
	}
	if err := json.Unmarshal(readFile(t, "testdata/tokens.json"), &tokens); err != nil || len(tokens) < 14 {
		t.Fatalf("%d tokens: %v", len(tokens), err)
	}
	for i, c := range tokens {
		t.Run(c.Alg, func(t *testing.T) {
			s := testSession()
			options := dict{"alg": c.Alg, "kid": dict{"mode": "text", "value": "the " + c.Alg + " key"}}
			ask[keysReply](t, s, "convert", input(string(c.JWK), options))
			check := func(token string, same bool, summary string) {
				t.Helper()
				if r := compareWith(t, s, token); r.Same != same || !strings.Contains(r.Summary, summary) {
					t.Errorf("same %v: %s", r.Same, r.Summary)
				}
			}
			check(c.Token, true, "signed by this key, and names its key ID")
			check("Authorization: Bearer "+c.Token+"\n", true, "signed by this key, and names its key ID")

			parts := strings.Split(c.Token, ".")
			check(parts[0]+"."+parts[1]+"x."+parts[2], false, "names this key's ID, but was signed by another key")
			flipped := []byte(parts[2])
			if flipped[20]++; flipped[20] == '{' || flipped[20] == '[' || flipped[20] == ':' || flipped[20] == '.' || flipped[20] == '`' {
				flipped[20] = 'A'
			}
			check(parts[0]+"."+parts[1]+"."+string(flipped), false, "signed by another key")
			check(parts[0]+"."+parts[1]+".AAAA", false, "may have been cut")
			check(parts[0]+"."+parts[1]+".A=!", false, "cannot be told")
			check(parts[0]+"."+parts[1]+".", true, "names this key's ID and algorithm")
			check(parts[0]+".AA.AA.AA.AA", true, "names this key's ID and algorithm")

			ask[keysReply](t, s, "render", dict{"options": dict{"alg": c.Alg}})
			check(c.Token, true, "but its header names another key ID")

			other := tokens[(i+1)%len(tokens)]
			if string(other.JWK) != string(c.JWK) {
				if r := compareWith(t, s, other.Token); r.Same {
					t.Errorf("a token of %s: %s", other.Alg, r.Summary)
				}
			}
		})
	}
}

// TestTokenAmongKeys finds the key that signed, whatever the order.
func TestTokenAmongKeys(t *testing.T) {
	var tokens []struct {
		Alg, Token string
		JWK        json.RawMessage
	}
	if err := json.Unmarshal(readFile(t, "testdata/tokens.json"), &tokens); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, c := range tokens {
		all = append(all, string(c.JWK))
	}
	s := testSession()
	ask[keysReply](t, s, "convert", input(`{"keys":[`+strings.Join(all, ",")+`]}`, nil))
	for i, c := range tokens {
		r := compareWith(t, s, c.Token)
		signer := s.memo.keys[i].group.entries[0].id // RSA signs with one key by six algorithms
		if !r.Same || r.ID != signer {
			t.Errorf("%s: key %d, want %d: %s", c.Alg, r.ID, signer, r.Summary)
		}
	}
}

// TestTokenNamesKey: where no key signed the token, the key that its header
// names is answered for, the first of them; without a kid, the first key that
// could have signed.
func TestTokenNamesKey(t *testing.T) {
	var tokens []struct {
		Alg, Token string
		JWK        json.RawMessage
	}
	if err := json.Unmarshal(readFile(t, "testdata/tokens.json"), &tokens); err != nil {
		t.Fatal(err)
	}
	var es256 string
	for _, c := range tokens {
		if c.Alg == "ES256" {
			es256 = strings.Split(c.Token, ".")[2]
		}
	}
	token := func(header string) string {
		return base64.RawURLEncoding.EncodeToString([]byte(header)) + ".e30." + es256
	}
	s := testSession()
	in := golden(t, "rsa2048/spki") + golden(t, "p384/spki") + golden(t, "p256/spki") + golden(t, "ed25519/spki")
	options := func(kids map[string]string) dict {
		keys := dict{}
		for id, kid := range kids {
			keys[id] = ownKID(kid)
		}
		return dict{"kid": dict{"mode": "none"}, "keys": keys}
	}
	ask[keysReply](t, s, "convert", input(in, options(map[string]string{"2": "a", "4": "b"}), "spki"))
	for name, c := range map[string]struct {
		header  string
		id      int
		summary string
	}{
		"of the key that could sign": {`{"alg":"ES256"}`, 3, "was not signed by this key"},
		"of another":                 {`{"alg":"ES256","kid":"a"}`, 2, "names this key's ID, but was signed by another"},
		"of one after it":            {`{"alg":"ES256","kid":"b"}`, 4, "names this key's ID, but was signed by another"},
		"of none":                    {`{"alg":"ES256","kid":"c"}`, 3, "was not signed by this key"},
		"of none, alg of none":       {`{"alg":"ES512","kid":"c"}`, 1, "names another key ID"},
		"no kid, alg of none":        {`{"alg":"ES512"}`, 1, "names no key ID"},
		"of one, alg of none":        {`{"alg":"ES512","kid":"b"}`, 4, "signature was not checked"},
	} {
		if r := compareWith(t, s, token(c.header)); r.ID != c.id || !strings.Contains(r.Summary, c.summary) {
			t.Errorf("a kid %s: key %d, %s", name, r.ID, r.Summary)
		}
	}
	ask[keysReply](t, s, "render", dict{"options": options(map[string]string{"2": "a", "3": "a", "4": "a"}), "forms": []string{"spki"}})
	if r := compareWith(t, s, token(`{"alg":"ES512","kid":"a"}`)); r.ID != 2 {
		t.Errorf("of three with one ID, key %d", r.ID)
	}
}
