package api

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"

	"jwkmint/wasm/internal/digest"
	"jwkmint/wasm/internal/fault"
)

const digestVectors = "../../testdata/vectors/digest/"

// digestCase is what a tool or Node says that a text is, for one key; see
// make/digest.mjs beside the vectors.
type digestCase struct {
	Text, What, Says string
	Differs          bool
}

func digestCases(t *testing.T) map[string][]digestCase {
	t.Helper()
	var cases map[string][]digestCase
	if err := json.Unmarshal(readFile(t, digestVectors+"digests.json"), &cases); err != nil || len(cases) < 6 {
		t.Fatalf("%d keys: %v", len(cases), err)
	}
	return cases
}

// TestCompareDigests pastes every digest of six keys in every spelling.
func TestCompareDigests(t *testing.T) {
	total := 0
	for name, list := range digestCases(t) {
		t.Run(name, func(t *testing.T) {
			s := testSession()
			ask[keysReply](t, s, "convert", input(string(readFile(t, digestVectors+name+".pem")), dict{"kid": dict{"mode": "text", "value": "own"}}))
			for _, c := range list {
				total++
				r := compareWith(t, s, c.Text)
				if !r.Same || !strings.Contains(r.Summary, c.What) || !strings.Contains(r.Summary, c.Says) || r.ID != 1 {
					t.Errorf("%q: same %v, %s; want %s", c.Text, r.Same, r.Summary, c.What)
				}
				if (len(differing(r)) > 0) != c.Differs || len(r.Rows) != 1 || r.Rows[0].Member != "digest" {
					t.Errorf("%q: %+v", c.Text, r.Rows)
				}
			}
		})
	}
	if total < 1500 {
		t.Errorf("only %d texts", total)
	}
}

// TestDigestsOfOthers: what is no digest of this key is never called the same,
// nor is it just called another.
func TestDigestsOfOthers(t *testing.T) {
	cases := digestCases(t)
	s := testSession()
	ask[keysReply](t, s, "convert", input(string(readFile(t, digestVectors+"ed25519.pem")), nil))
	for _, c := range cases["p-256"] {
		r := compareWith(t, s, c.Text)
		if r.Same || !r.Unknown || !strings.Contains(r.Summary, "digest") || !strings.Contains(r.Summary, "another key's digest, or a digest of something else") {
			t.Errorf("%q: same %v, %s", c.Text, r.Same, r.Summary)
		}
	}
}

// TestDigestAmongKeys finds the key of a set, and tells a certificate in the
// chain from the key's own.
func TestDigestAmongKeys(t *testing.T) {
	cases := digestCases(t)
	var all string
	names := []string{"rsa", "p-384", "ed25519"}
	for _, name := range names {
		all += string(readFile(t, digestVectors+name+".pem"))
	}
	s := testSession()
	ask[keysReply](t, s, "convert", input(all, dict{"kid": dict{"mode": "none"}}, "spki"))
	for i, name := range names {
		for _, c := range cases[name][:40] {
			if r := compareWith(t, s, c.Text); !r.Same || r.ID != i+1 {
				t.Errorf("%s, %q: same %v, key %d", name, c.Text, r.Same, r.ID)
			}
		}
	}
	chain := chainVector(t, "three.pem")
	s = testSession()
	ask[keysReply](t, s, "convert", input(chain, nil))
	root := s.memo.issuers[1]
	for _, c := range []struct{ text, summary string }{
		{root.fixed.Certificates[0].SHA256, "certificate 3 in its chain"},
		{root.fixed.Thumbprint, "a CA's RFC 7638 thumbprint, which issued a certificate in the chain of yours"},
	} {
		if r := compareWith(t, s, c.text); r.Same || !strings.Contains(r.Summary, c.summary) || r.ID != 1 {
			t.Errorf("same %v: %s", r.Same, r.Summary)
		}
	}
	ask[keysReply](t, s, "render", dict{"options": dict{"issuers": []int{3}}})
	if r := compareWith(t, s, root.fixed.Thumbprint); !r.Same || r.ID != 3 {
		t.Errorf("of an issuer that was added: same %v, key %d", r.Same, r.ID)
	}
}

// TestNames are texts that name a key by its ID, or none.
func TestNames(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "p256/spki"), dict{"kid": dict{"mode": "text", "value": "my-Key"}}))
	for text, c := range map[string]struct {
		same    bool
		summary string
	}{
		"my-Key":                               {true, "The same key ID."},
		`"my-Key"`:                             {true, "The same key ID."},
		`"kid": "my-Key",`:                     {true, "The same key ID."},
		"kid=my-Key":                           {true, "The same key ID."},
		"kid: my-Key\n":                        {true, "The same key ID."},
		"MY-KEY":                               {false, "in other capitals"},
		"2024-signing":                         {false, "A key ID can be any text"},
		"0f8fad5b-d9cb-469f-a165-70867728950e": {false, "A key ID can be any text"},
		strings.Repeat("ab", 20):               {false, "as long as a SHA-1"},
		strings.Repeat("ab", 32):               {false, "as long as a SHA-256"},
		"sha1 Fingerprint=" + strings.Repeat("AB:", 19) + "AB": {false, "No certificate came with your key"},
	} {
		if r := compareWith(t, s, text); r.Same != c.same || r.Unknown == c.same || !strings.Contains(r.Summary, c.summary) {
			t.Errorf("%q: same %v, %s", text, r.Same, r.Summary)
		}
	}
	// An ID that is a digest, and one that looks like one of another key.
	thumbprint := s.memo.keys[0].group.thumbprint
	ask[keysReply](t, s, "render", dict{})
	if r := compareWith(t, s, thumbprint); !r.Same || !strings.Contains(r.Summary, "The same key ID, and it proves the key") || r.Rows[0].Member != "kid" {
		t.Errorf("the thumbprint: %s", r.Summary)
	}
}

// TestDigestsOp lists what is shown of a key and its certificates. Each of the
// values is what a comparison takes it for.
func TestDigestsOp(t *testing.T) {
	for _, name := range []string{"rsa", "p-256", "p-384", "p-521", "ed25519", "secp256k1"} {
		s := testSession()
		ask[keysReply](t, s, "convert", input(string(readFile(t, digestVectors+name+".pem")), dict{"kid": dict{"mode": "none"}}, "spki"))
		rows := ask[digestsReply](t, s, "digests", dict{"id": 1}).Rows
		known := map[string]bool{}
		for _, c := range digestCases(t)[name] {
			known[strings.TrimSpace(c.Text)] = true
		}
		shown := 0
		for _, r := range rows {
			if known[r.Value] || known[strings.ToLower(r.Value)] {
				shown++
			}
			if c := compareWith(t, s, r.Value); !c.Same || r.Name == "" {
				t.Errorf("%s: %s %s is %s", name, r.Name, r.Value, c.Summary)
			}
		}
		if len(rows) < 16 || shown < 12 {
			t.Errorf("%s: %d rows, of which the tools know %d", name, len(rows), shown)
		}
	}
}

// TestDigestsRefused asks for keys that are not there.
func TestDigestsRefused(t *testing.T) {
	s := testSession()
	refused(t, send(t, s, "digests", dict{"id": 1}), fault.BadRequest)
	ask[keysReply](t, s, "convert", input(chainVector(t, "three.pem"), nil))
	for _, id := range []int{0, -1, 4} {
		refused(t, send(t, s, "digests", dict{"id": id}), fault.BadOption)
	}
	refused(t, send(t, s, "digests", dict{"id": 1, "x": 1}), fault.BadRequest)
	own := ask[digestsReply](t, s, "digests", dict{"id": 1}).Rows
	if last := own[len(own)-1]; last.Certificate != 3 {
		t.Errorf("the chain ends with certificate %d", last.Certificate)
	}
	if rows := ask[digestsReply](t, s, "digests", dict{"id": 3}).Rows; len(rows) == 0 || rows[0].Value == own[0].Value {
		t.Error("an issuer's digests are not its own")
	}
}

// TestDigestsOfASecret gives its thumbprints and nothing else.
func TestDigestsOfASecret(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "generate", dict{"type": "oct"})
	if rows := ask[digestsReply](t, s, "digests", dict{"id": 1}).Rows; len(rows) != 3 {
		t.Errorf("got %+v", rows)
	}
}

// TestWhatIs gives the main field what holds no key: the hint says what to do
// with it.
func TestWhatIs(t *testing.T) {
	digests := digestCases(t)["rsa"]
	const token = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0."
	for text, hint := range map[string]string{
		token + strings.Repeat("A", 86):           "under Compare",
		"Authorization: Bearer " + token + "AAAA": "under Compare",
		"eyJhbGciOiJFUzI1NiJ9." + base64.RawURLEncoding.EncodeToString([]byte(`{"cnf":{"jwk":`+publicJWK(t, "p256")+`}}`)) + ".AAAA": "between its two dots",
		"Bearer eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA":                                                             "made for",
		digests[0].Text: "under Compare",
		"2048 MD5:68:84:c1:e9:27:8e:c6:17:ec:c8:0d:cf:fa:1e:0f:0a no comment (RSA)": "fingerprint",
		"https://example.com/.well-known/jwks.json":                                 "opens no connection",
		`{"issuer":"https://example.com","jwks_uri":"https://example.com/jwks"}`:    "behind jwks_uri",
		"Error: error:1E08010C:DECODER routines::unsupported":                       "convert it here",
		`{"error":"invalid_client","error_description":"AADSTS700027: no"}`:         "by its thumbprint",
		`{"error":"not_found"}`:                                     "Mend what it says",
		"jwt malformed" + strings.Repeat(" ", maxDigestText):        "three parts",
		"jwt malformed" + strings.Repeat(" a key", maxDigestText/6): "Paste the whole file",
	} {
		var reply struct{ Error errorReply }
		if err := json.Unmarshal(send(t, testSession(), "convert", input(text, nil)), &reply); err != nil {
			t.Fatal(err)
		}
		if code := reply.Error.Code; code != fault.NoKey && code != fault.NotAKey && code != fault.UnsupportedEncryption || !strings.Contains(reply.Error.Hint, hint) {
			t.Errorf("%q: %+v", text, reply.Error)
		}
		if len(text) > 60 && strings.Contains(reply.Error.Message+reply.Error.Hint, text[20:60]) {
			t.Errorf("%q is quoted", text)
		}
	}
	// What is a key, if a broken one, keeps its own fault.
	cut := golden(t, "p256/pkcs8")[:100]
	refused(t, send(t, testSession(), "convert", input(cut, nil)), fault.Truncated)
}

// TestDigestReading is bounded, whatever is given.
func TestDigestReading(t *testing.T) {
	for _, unit := range []string{"ab", "ab ", "ab:", "a", "AAAA=", "abababababababababababababababababababab ", "\u200e", "%3D", "ABCD:"} {
		if n := len(digest.Read(strings.Repeat(unit, (1<<20)/len(unit)))); n > 64 {
			t.Errorf("%q: %d values", unit, n)
		}
	}
}
