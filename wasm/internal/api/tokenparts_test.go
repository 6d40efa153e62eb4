package api

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"math/big"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/digest"
	"jwkmint/wasm/internal/generate"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/signer"
	"jwkmint/wasm/internal/token"
)

// caseOf is a token beside one RSA key with the ID k and the algorithm RS256.
func caseOf(t token.Token, v signer.Verdict) *tokenCase {
	e := &entry{Key: &key.Key{Material: &key.RSA{N: new(big.Int).Lsh(big.NewInt(1), 2047), E: big.NewInt(65537)}}}
	e.group = &group{entries: []*entry{e}}
	w := &writer{keys: []*entry{e}, groups: []*group{e.group}, headers: map[*entry]*header{e: {kid: "k", alg: "RS256"}}, place: map[*entry]int{e: 1}}
	return &tokenCase{Token: t, w: w, e: e, v: v}
}

func none(able int) signer.Verdict { return signer.Verdict{Signer: -1, Able: able, Tried: true} }

// TestTokenWords: what is said first of a token, by who signed it and what its header
// names.
func TestTokenWords(t *testing.T) {
	signed := [][]byte{make([]byte, 256)}
	by := func(how signer.How) signer.Verdict {
		return signer.Verdict{Signer: 0, How: how, Alg: "PS256", Able: -1, Tried: true}
	}
	header := func(kid, alg string) token.Header { return token.Header{KID: kid, Alg: alg} }
	for name, c := range map[string]struct {
		t             token.Token
		v             signer.Verdict
		named         bool
		want          string
		same, unknown bool
		rank          int
	}{
		"signed":                      {token.Token{Header: header("k", "RS256"), Signatures: signed}, by(signer.Rightly), true, "signed by this key, and names its key ID.", true, false, 4},
		"signed, no kid":              {token.Token{Header: header("", "RS256"), Signatures: signed}, by(signer.Rightly), false, "this key. Its header has no kid", true, false, 4},
		"signed, another kid":         {token.Token{Header: header("x", "RS256"), Signatures: signed}, by(signer.Rightly), false, "names another key ID: the other side will not", true, false, 4},
		"signed, other capitals":      {token.Token{Header: header("K", "RS256"), Signatures: signed}, by(signer.Rightly), false, "the capitals differ", true, false, 4},
		"by another algorithm":        {token.Token{Header: header("k", "RS256"), Signatures: signed}, by(signer.ByAnother), true, "signed by PS256, and its header says RS256", true, false, 3},
		"in DER":                      {token.Token{Header: header("k", "ES256"), Signatures: signed}, by(signer.InDER), true, "in DER", true, false, 3},
		"with the public key":         {token.Token{Header: header("k", "HS256"), Signatures: signed}, by(signer.WithPublicKey), true, "confuses the algorithms", false, false, 3},
		"none":                        {token.Token{Header: header("k", "None")}, none(-1), false, "its alg is none, so anybody can have made it.", false, true, 0},
		"none, and named":             {token.Token{Header: header("k", "none")}, none(-1), true, "names this key all the same", true, false, 2},
		"damaged":                     {token.Token{Header: header("k", "RS256"), Damaged: true}, none(-1), true, "it was cut or changed on its way. Its header names", false, true, 2},
		"not by this key":             {token.Token{Header: header("x", "RS256"), Signatures: signed}, none(0), false, "was not signed by this key, or it was changed on its way.", false, false, 1},
		"not by this key, named":      {token.Token{Header: header("k", "RS256"), Signatures: signed}, none(0), true, "names this key's ID, but was signed by another key or changed", false, false, 2},
		"cut":                         {token.Token{Header: header("x", "RS256"), Signatures: [][]byte{make([]byte, 255)}}, none(0), false, "has 255 bytes, and one by this key has 256: it may have been cut", false, true, 1},
		"too long":                    {token.Token{Header: header("x", "RS256"), Signatures: [][]byte{make([]byte, 257)}}, none(0), false, "changed on its way. The signature of this token has 257 bytes", false, false, 1},
		"by a shorter key":            {token.Token{Header: header("k", "RS256"), Signatures: [][]byte{make([]byte, 128)}}, none(0), true, "was signed by another key or changed on its way. The signature of this token has 128 bytes, and one by this key has 256.", false, false, 2},
		"by another curve's":          {token.Token{Header: header("x", "RS256"), Signatures: [][]byte{make([]byte, 64)}}, none(0), false, "changed on its way. The signature of this token has 64 bytes", false, false, 1},
		"a secret's":                  {token.Token{Header: header("k", "HS256"), Signatures: signed}, none(-1), true, "HS256 signs with a shared secret, which this key is not, and none of the texts", false, false, 2},
		"signed, the kid is a number": {token.Token{Header: token.Header{KIDNotText: true, Alg: "RS256"}, Signatures: signed}, by(signer.Rightly), false, "its header's kid is no string", true, false, 4},
		"signed, no alg":              {token.Token{Header: header("k", ""), Signatures: signed}, by(signer.ByAnother), true, "signed by PS256, and its header names no algorithm: it", true, false, 3},
		"with the private key":        {token.Token{Header: header("k", "HS256"), Signatures: signed}, by(signer.WithPrivateKey), true, "cannot verify it", false, false, 3},
		"detached":                    {token.Token{Header: header("k", "RS256"), Signatures: signed, Detached: true}, none(0), true, "its content is missing", false, true, 2},
		"detached, another kid":       {token.Token{Header: header("x", "RS256"), Signatures: signed, Detached: true}, none(0), false, "its content is missing", false, true, 1},
		"detached, another kind":      {token.Token{Header: header("x", "ES256"), Signatures: signed, Detached: true}, none(-1), false, "was not checked", false, false, 0},
		"no alg":                      {token.Token{Header: header("k", ""), Signatures: signed}, none(-1), true, "this key's ID, but no algorithm", false, false, 2},
		"another kind's":              {token.Token{Header: header("k", "ES256"), Signatures: signed}, none(-1), true, "ES256 is none of this key's", false, false, 2},
		"a certificate, another kind": {token.Token{Header: header("x", "ES256"), Signatures: signed}, none(-1), true, "names this key's certificate, but its algorithm", false, false, 2},
		"no kid, another kind":        {token.Token{Header: header("", "ES256"), Signatures: signed}, none(-1), false, "names no key ID. The signature was not checked", false, false, 0},
		"other kid, another kind":     {token.Token{Header: header("x", "ES256"), Signatures: signed}, none(-1), false, "names another key ID. The signature was not checked", false, false, 0},
		"not verified here":           {token.Token{Header: header("x", "RS512"), Signatures: signed}, none(-1), false, "a key such as this, RSA 2048, cannot be verified here", false, true, 0},
		"a header":                    {token.Token{Header: header("k", "RS256"), Parts: 1}, none(-1), true, "this key's ID and algorithm.", true, false, 2},
		"a header, another alg":       {token.Token{Header: header("k", "ES256"), Parts: 1}, none(-1), true, "this key's ID, but another algorithm.", true, false, 2},
		"a header, a certificate":     {token.Token{Header: header("x", "ES256"), Parts: 3}, none(-1), true, "names this key's certificate. The token carries no signature.", true, false, 2},
		"a header without kid":        {token.Token{Header: header("", "ES256"), Parts: 2}, none(-1), false, "names no key ID. The token carries no signature.", false, true, 0},
		"a header with another":       {token.Token{Header: header("x", "ES256"), Parts: 4}, none(-1), false, "another key ID. The token's end is missing, so that no signature was checked.", false, true, 0},
		"not all tried":               {token.Token{Header: header("x", "RS256"), Signatures: signed}, signer.Verdict{Signer: -1, Able: 0}, false, "Only 200 of the keys were tried.", false, true, 1},
	} {
		tc := caseOf(c.t, c.v)
		if c.named {
			tc.named = tc.e
		}
		if got := tc.summary(); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q lacks %q", name, got, c.want)
		} else if strings.Contains(got, "all the same") != (slices.Contains([]string{"none, and named", "damaged", "detached"}, name)) {
			t.Errorf("%s: %q", name, got)
		}
		if tc.same() != c.same || tc.unknown() != c.unknown || tc.rank() != c.rank {
			t.Errorf("%s: same %v, unknown %v, rank %d", name, tc.same(), tc.unknown(), tc.rank())
		}
	}
}

// TestTokenRemarks: what is said beside: of the algorithm, the key in the header, its
// address and how it is written.
func TestTokenRemarks(t *testing.T) {
	ours := &key.Key{Material: &key.OKP{Curve: key.Ed25519, X: make([]byte, 32)}}
	private := &key.Key{Material: &key.OKP{Curve: key.Ed25519, X: make([]byte, 32), D: make([]byte, 32)}}
	for name, c := range map[string]struct {
		change     func(*tokenCase)
		words, not string
	}{
		"nothing":                   {func(c *tokenCase) {}, "", "JWK's"},
		"another alg in the JWK":    {func(c *tokenCase) { c.w.headers[c.e].alg = "RS512" }, "Its alg is RS256 and the JWK's RS512: a side", ""},
		"no alg in the JWK":         {func(c *tokenCase) { c.w.headers[c.e].alg = "" }, "", "JWK's"},
		"two names":                 {func(c *tokenCase) { c.w.headers[c.e].alg, c.Alg = "EdDSA", "Ed25519" }, "two names of one algorithm", ""},
		"EdDSA in the JWK alone":    {func(c *tokenCase) { c.w.headers[c.e].alg, c.Alg = "EdDSA", "ES256" }, "will refuse it", "two names"},
		"EdDSA in the token alone":  {func(c *tokenCase) { c.w.headers[c.e].alg, c.Alg = "ES256", "EdDSA" }, "will refuse it", "two names"},
		"the JWK's, by another":     {func(c *tokenCase) { c.v.How, c.v.Alg, c.w.headers[c.e].alg = signer.ByAnother, "PS256", "PS256" }, "The JWK says PS256 too.", ""},
		"by a secret":               {func(c *tokenCase) { c.v.How, c.Alg = signer.WithPublicKey, "HS256" }, "", "the JWK's"},
		"this very key":             {func(c *tokenCase) { c.own = &key.Key{Material: c.e.Material} }, "carries this very key", ""},
		"another key":               {func(c *tokenCase) { c.own = ours }, "carries another key (jwk)", "which signed it"},
		"another key, which signed": {func(c *tokenCase) { c.own, c.ownBy = ours, true }, "which signed it", ""},
		"a private key":             {func(c *tokenCase) { c.own = private }, "whoever sees the token has it", ""},
		"an address":                {func(c *tokenCase) { c.JKU = "https://a" }, "opens no connection", ""},
		"padded":                    {func(c *tokenCase) { c.Padded = true }, "It is padded with =", "over the text as it should be"},
		"standard":                  {func(c *tokenCase) { c.Standard = true }, "in base64 with + and /", "padding"},
		"standard and padded":       {func(c *tokenCase) { c.Standard, c.Padded, c.v.Plain = true, true, true }, "base64 with padding, and not in base64url: strict sides will refuse it. The signature is over the text as it should be.", ""},
		"a thumbprint, no chain":    {func(c *tokenCase) { c.X5T = "AAAA" }, "Its x5t names a certificate, and none came with this key.", "x5t#S256"},
	} {
		tc := caseOf(token.Token{Header: token.Header{KID: "k", Alg: "RS256"}}, signer.Verdict{Signer: 0, How: signer.Rightly, Able: -1, Tried: true})
		c.change(tc)
		got := tc.summary()
		if !strings.Contains(got, c.words) || c.not != "" && strings.Contains(got, c.not) {
			t.Errorf("%s: %q, want %q, and not %q", name, got, c.words, c.not)
		}
	}
}

// TestSpell: a digest is written as the other one is.
func TestSpell(t *testing.T) {
	b := []byte{0xfb, 0xff}
	for spelling, want := range map[string]string{digest.Base64: "+/8=", digest.Base64URL: "-_8", digest.Hex: "fbff", digest.Base32: "fbff"} {
		if got := spell(b, digest.Value{Spelling: spelling}); got != want {
			t.Errorf("%s: %s", spelling, got)
		}
	}
	if got := spell(nil, digest.Value{Spelling: digest.Hex}); got != "" {
		t.Error(got)
	}
}

// TestOctBits: RFC 7518 says how long the secret of each algorithm is.
func TestOctBits(t *testing.T) {
	for alg, want := range map[string]int{
		"HS256": 256, "HS384": 384, "HS512": 512, "A128KW": 128, "A192GCMKW": 192, "A256GCM": 256, "A128CBC-HS256": 256, "A192CBC-HS384": 384, "A256CBC-HS512": 512, "dir": 0, "": 0, "RS256": 0,
	} {
		if got := octBits(alg); got != want {
			t.Errorf("%s: %d", alg, got)
		}
	}
	s := testSession()
	if _, err := s.make(t.Context(), generate.Request{Type: "EC"}, true, nil); err == nil {
		t.Error("a set for nobody")
	}
}

// TestNamedAtMost: of many members or forms the first are named.
func TestNamedAtMost(t *testing.T) {
	names := func(n int) []string { return strings.Fields(strings.Repeat("a ", n)) }
	for n, more := range map[int]bool{1: false, maxNamed: false, maxNamed + 1: true} {
		got := privateMember(names(n)).Message
		if strings.Contains(got, " and more") != more || strings.Count(got, "a, ") != min(n, maxNamed)-1 {
			t.Errorf("%d: %s", n, got)
		}
		var lack []*entry
		w := &writer{place: map[*entry]int{}}
		for range n {
			lack = append(lack, &entry{fixed: keyReply{Title: "T"}})
		}
		text := w.formMissing("spki", lack).Message
		if strings.Contains(text, "and 1 more") != more || strings.Count(text, "(T)") != min(n, maxNamed) || strings.HasPrefix(text, "Keys ") != (n > 1) {
			t.Errorf("%d: %s", n, text)
		}
	}
}

// TestOneKeysHeader: key_ops and x5c that are chosen for one key alone.
func TestOneKeysHeader(t *testing.T) {
	const jwk = `{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"`
	for text, c := range map[string]struct {
		keyOps        string
		use, operated string
	}{
		jwk + `,"key_ops":["sign"]}`:             {"false", `"use": "sig"`, ""},
		jwk + `,"key_ops":["deriveKey"]}`:        {"false", `"use": "enc"`, ""},
		jwk + `,"use":"sig","key_ops":["sign"]}`: {"false", `"use": "sig"`, ""},
		jwk + `,"use":"sig"}`:                    {"true", ``, `"verify"`},
		jwk + `}`:                                {"true", ``, `"verify"`},
	} {
		var ops bool
		if err := json.Unmarshal([]byte(c.keyOps), &ops); err != nil {
			t.Fatal(err)
		}
		for _, options := range []dict{{"keys": dict{"1": dict{"keyOps": ops}}}} {
			r := ask[keysReply](t, testSession(), "convert", input(text, options, "jwk"))
			got := r.Keys[0].Outputs["jwk"]
			if (strings.Contains(got, `"use"`)) != (c.use != "") || !strings.Contains(got, c.use) || strings.Contains(got, "key_ops") != (c.operated != "") || !strings.Contains(got, c.operated) {
				t.Errorf("%s: %s", text[len(jwk):], got)
			}
		}
	}
	in := golden(t, "cert/pkcs8") + golden(t, "cert/certificate")
	for _, c := range []struct {
		all, one any
		want     bool
	}{{nil, nil, false}, {true, nil, true}, {true, false, false}, {false, true, true}} {
		options, one := dict{}, dict{}
		if c.all != nil {
			options["x5c"] = c.all
		}
		if c.one != nil {
			one["x5c"] = c.one
			options["keys"] = dict{"1": one}
		}
		r := ask[keysReply](t, testSession(), "convert", input(in, options, "jwk"))
		if got := strings.Contains(r.Keys[0].Outputs["jwk"], `"x5c"`); got != c.want {
			t.Errorf("%+v: x5c %v", c, got)
		}
	}
}

// TestTokenCertificate: what x5t and x5t#S256 are of the key's certificate, and in
// which way they are wrong.
func TestTokenCertificate(t *testing.T) {
	raw := []byte("a certificate")
	s1, s256 := sha1.Sum(raw), sha256.Sum256(raw)
	other := sha1.Sum([]byte("another"))
	b64, hexed := base64.RawURLEncoding.EncodeToString, hex.EncodeToString
	for name, c := range map[string]struct {
		header token.Header
		want   string // "" for nothing at all
	}{
		"x5t":                {token.Header{X5T: b64(s1[:])}, ""},
		"x5t#S256":           {token.Header{X5TS256: b64(s256[:])}, ""},
		"both":               {token.Header{X5T: b64(s1[:]), X5TS256: b64(s256[:])}, ""},
		"x5t of SHA-256":     {token.Header{X5T: b64(s256[:])}, "Its x5t is the SHA-256 of its certificate (x5t#S256), and not what that member is for."},
		"x5t#S256 of SHA-1":  {token.Header{X5TS256: b64(s1[:])}, "Its x5t#S256 is the SHA-1 of its certificate (x5t), and not what"},
		"the hexadecimal":    {token.Header{X5T: hexed(s1[:])}, "Its x5t is the digest of this key's certificate, but in hexadecimal"},
		"padded":             {token.Header{X5TS256: base64.URLEncoding.EncodeToString(s256[:])}, "is the digest of this key's certificate, but in"},
		"hexadecimal's text": {token.Header{X5T: b64([]byte(hexed(s1[:])))}, "Its x5t was made of the hexadecimal text"},
		"of another":         {token.Header{X5T: b64(other[:])}, "Its x5t is not that of this key's certificate."},
		"of the base64":      {token.Header{X5T: func() string { s := sha1.Sum([]byte(base64.StdEncoding.EncodeToString(raw))); return b64(s[:]) }()}, "It was made of the base64 text"},
	} {
		tc := caseOf(token.Token{Header: c.header}, none(-1))
		tc.e.Chain = []*key.Certificate{{Raw: raw}}
		if got := tc.aboutCertificate(); (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestTokenNamesDigest: a kid that is a digest of the key is said to be that.
func TestTokenNamesDigest(t *testing.T) {
	raw := []byte("a certificate")
	s1 := sha1.Sum(raw)
	for kid, want := range map[string]string{hex.EncodeToString(s1[:]): "another key ID, the SHA-1 of its certificate (x5t): the other side", "abc": "another key ID: the other side"} {
		tc := caseOf(token.Token{Header: token.Header{KID: kid}}, none(-1))
		tc.e.Chain = []*key.Certificate{{Raw: raw}}
		if got := tc.butNames(); !strings.Contains(got, want) {
			t.Errorf("%s: %q", kid, got)
		}
	}
}
