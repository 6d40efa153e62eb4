package signer

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"math/big"
	"testing"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/token"
)

const input = "eyJ9.e30"

func digest(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return sum[:]
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// signers are keys of the standard library, which signs the tokens here.
type signers struct {
	rsa  *rsa.PrivateKey
	ec   *ecdsa.PrivateKey
	ed   ed25519.PrivateKey
	keys []*key.Key // their public halves
}

func newSigners(t *testing.T) signers {
	r := must[*rsa.PrivateKey](t)(rsa.GenerateKey(rand.Reader, 2048))
	e := must[*ecdsa.PrivateKey](t)(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	point := must[[]byte](t)(e.PublicKey.Bytes())
	public, ed, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return signers{r, e, ed, []*key.Key{
		{Material: &key.RSA{N: r.N, E: big.NewInt(int64(r.E))}},
		{Material: &key.EC{Curve: key.P256, X: point[1:33], Y: point[33:]}},
		{Material: &key.OKP{Curve: key.Ed25519, X: public}},
	}}
}

// flat is an ECDSA signature as RFC 7518 section 3.4 has it.
func (s signers) flat(t *testing.T, text string) []byte {
	r, sn, err := ecdsa.Sign(rand.Reader, s.ec, digest(text))
	if err != nil {
		t.Fatal(err)
	}
	return append(r.FillBytes(make([]byte, 32)), sn.FillBytes(make([]byte, 32))...)
}

// TestFind: who signed, and how, whichever key it is and whatever the header says.
func TestFind(t *testing.T) {
	s := newSigners(t)
	const secret = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
	s.keys = append(s.keys, &key.Key{Material: &key.Oct{K: []byte(secret)}})
	bytesOf := must[[]byte](t)
	sign := func(k crypto.Signer, text string, options crypto.SignerOpts) []byte {
		return bytesOf(k.Sign(rand.Reader, digest(text), options))
	}
	mac := func(secret []byte) []byte {
		h := hmac.New(sha256.New, secret)
		h.Write([]byte(input))
		return h.Sum(nil)
	}
	rs256 := sign(s.rsa, input, crypto.SHA256)
	pss := &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash, Hash: crypto.SHA256}
	flat := s.flat(t, input)
	der := sign(s.ec, input, crypto.SHA256)
	spki := bytesOf(x509.MarshalPKIXPublicKey(&s.rsa.PublicKey))
	text := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: spki})
	pss20 := &rsa.PSSOptions{SaltLength: 20, Hash: crypto.SHA256}
	pssMost := &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthAuto, Hash: crypto.SHA256}
	odd := func(signer int, how How, alg string) Verdict {
		return Verdict{Signer: signer, How: how, Alg: alg, Able: -1, Tried: true}
	}
	sum384, sum1 := sha512.Sum384([]byte(input)), sha1.Sum([]byte(input))
	ec384 := bytesOf(s.ec.Sign(rand.Reader, sum384[:], crypto.SHA384))
	rsa1 := bytesOf(s.rsa.Sign(rand.Reader, sum1[:], crypto.SHA1))
	withText := func(name string) Verdict { return odd(0, WithPublicKey, name) }
	second := func(v Verdict) Verdict { v.At = 1; return v }
	rightly := func(signer int) Verdict { return Verdict{Signer: signer, How: Rightly, Able: -1, Tried: true} }
	none := func(able int) Verdict { return Verdict{Signer: -1, Able: able, Tried: true} }
	for name, c := range map[string]struct {
		alg        string
		signatures [][]byte
		want       Verdict
	}{
		"RSA":                      {"RS256", [][]byte{rs256}, rightly(0)},
		"EC":                       {"ES256", [][]byte{flat}, rightly(1)},
		"Ed25519":                  {"EdDSA", [][]byte{ed25519.Sign(s.ed, []byte(input))}, rightly(2)},
		"the whole of several":     {"RS256", [][]byte{rs256[:200], rs256, append(rs256[:256:256], 1)}, second(rightly(0))},
		"several, EC":              {"ES256", [][]byte{flat[:48], flat}, second(rightly(1))},
		"in DER":                   {"ES256", [][]byte{der}, Verdict{Signer: 1, How: InDER, Able: -1, Tried: true}},
		"PSS, and not PKCS#1":      {"RS256", [][]byte{sign(s.rsa, input, pss)}, Verdict{Signer: 0, How: ByAnother, Alg: "PS256", Able: -1, Tried: true}},
		"another key's algorithm":  {"ES256", [][]byte{rs256}, Verdict{Signer: 0, How: ByAnother, Alg: "RS256", Able: -1, Tried: true}},
		"another curve's":          {"ES384", [][]byte{flat}, Verdict{Signer: 1, How: ByAnother, Alg: "ES256", Able: -1, Tried: true}},
		"another curve's, in DER":  {"ES384", [][]byte{der}, Verdict{Signer: 1, How: ByAnother, Alg: "ES256", Able: -1, Tried: true}},
		"salt of 20 bytes":         {"PS256", [][]byte{sign(s.rsa, input, pss20)}, odd(0, OtherSalt, "PS256")},
		"the longest salt":         {"PS256", [][]byte{sign(s.rsa, input, pssMost)}, odd(0, OtherSalt, "PS256")},
		"SHA-384, in DER":          {"ES256", [][]byte{ec384}, odd(1, OtherDigest, "SHA-384")},
		"SHA-1":                    {"RS256", [][]byte{rsa1}, odd(0, OtherDigest, "SHA-1")},
		"as hexadecimal":           {"ES256", [][]byte{[]byte(hex.EncodeToString(flat))}, odd(1, AsText, "")},
		"as base64":                {"RS256", [][]byte{[]byte(base64.StdEncoding.EncodeToString(rs256))}, odd(0, AsText, "")},
		"DER, as hexadecimal":      {"ES256", [][]byte{[]byte(hex.EncodeToString(der))}, odd(1, AsText, "")},
		"HMAC":                     {"HS256", [][]byte{mac([]byte(secret))}, rightly(3)},
		"HMAC, text of the key":    {"HS256", [][]byte{mac([]byte(base64.StdEncoding.EncodeToString([]byte(secret))))}, odd(3, WithSecretText, "")},
		"HMAC, digits of the key":  {"HS256", [][]byte{mac([]byte(hex.EncodeToString([]byte(secret))))}, odd(3, WithSecretText, "")},
		"HMAC, what it stands for": {"HS256", [][]byte{mac(must[[]byte](t)(hex.DecodeString(secret)))}, odd(3, WithSecretText, "")},
		"HMAC with the PEM":        {"HS256", [][]byte{mac(text)}, withText("the PEM text of the public key")},
		"HMAC, no line break":      {"HS256", [][]byte{mac(text[:len(text)-1])}, withText("the PEM text of the public key")},
		"HMAC with the DER":        {"HS256", [][]byte{mac(spki)}, withText("the DER of the public key")},
		"HMAC with PKCS#1":         {"HS256", [][]byte{mac(x509.MarshalPKCS1PublicKey(&s.rsa.PublicKey))}, withText("the DER of the public key in PKCS#1")},
		"HMAC with nothing":        {"HS256", [][]byte{mac(nil)}, none(3)},
		"HMAC with a secret":       {"HS256", [][]byte{mac([]byte("a secret"))}, none(3)},
		"no signature":             {"RS256", nil, none(-1)},
		"of another text":          {"RS256", [][]byte{sign(s.rsa, "other", crypto.SHA256)}, none(0)},
		"of another text, EC":      {"ES256", [][]byte{s.flat(t, "other")}, none(1)},
		"of another text, in DER":  {"ES256", [][]byte{sign(s.ec, "other", crypto.SHA256)}, none(1)},
		"cut":                      {"RS256", [][]byte{rs256[:255]}, none(0)},
		"several, and all cut":     {"RS256", [][]byte{rs256[:200], rs256[:255]}, none(0)},
		"nobody's algorithm":       {"ES512", [][]byte{make([]byte, 132)}, none(-1)},
	} {
		tok := token.Token{Header: token.Header{Alg: c.alg}, Inputs: [][]byte{[]byte(input)}, Signatures: c.signatures}
		if got := Find(tok, s.keys, nil); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
		// What was really signed is the second reading of what was written with padding.
		tok.Inputs = [][]byte{[]byte("eyJ9==.e30="), []byte(input)}
		c.want.Plain = c.want.How == Rightly || c.want.How == InDER
		if got := Find(tok, s.keys, nil); got != c.want {
			t.Errorf("%s, padded: %+v, want %+v", name, got, c.want)
		}
	}
}

// TestFindAmongMany: only so many keys are tried, the named first, and fewer for
// what was signed otherwise than the header says.
func TestFindAmongMany(t *testing.T) {
	s := newSigners(t)
	many := func(n int, last *key.Key) []*key.Key {
		keys := make([]*key.Key, n, n+1)
		for i := range keys {
			keys[i] = s.keys[2]
		}
		return append(keys, last)
	}
	flat, other := s.flat(t, input), newSigners(t).keys[1]
	for name, c := range map[string]struct {
		alg   string
		keys  []*key.Key
		first []int
		want  Verdict
	}{
		"the last that is tried":    {"ES256", many(MaxTried-1, s.keys[1]), nil, Verdict{Signer: MaxTried - 1, How: Rightly, Able: -1, Tried: true}},
		"one more":                  {"ES256", many(MaxTried, s.keys[1]), nil, Verdict{Signer: -1, Able: -1}},
		"one more, and it is named": {"ES256", many(MaxTried, s.keys[1]), []int{3, MaxTried}, Verdict{Signer: MaxTried, How: Rightly, Able: -1, Tried: true}},
		"the first that could have": {"ES256", []*key.Key{other, other, other}, nil, Verdict{Signer: -1, Able: 0, Tried: true}},
		"the last that is twisted":  {"ES384", many(maxTwisted-1, s.keys[1]), nil, Verdict{Signer: maxTwisted - 1, How: ByAnother, Alg: "ES256", Able: -1, Tried: true}},
		"one more to twist":         {"ES384", many(maxTwisted, s.keys[1]), nil, Verdict{Signer: -1, Able: -1, Tried: true}},
	} {
		tok := token.Token{Header: token.Header{Alg: c.alg}, Inputs: [][]byte{[]byte(input)}, Signatures: [][]byte{flat}}
		if got := Find(tok, c.keys, c.first); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
	// Of what has no signature nothing is left untried.
	unsigned := token.Token{Header: token.Header{Alg: "ES256"}, Inputs: [][]byte{[]byte(input)}}
	if got := Find(unsigned, many(MaxTried, s.keys[1]), nil); got != (Verdict{Signer: -1, Able: -1, Tried: true}) {
		t.Errorf("no signature: %+v", got)
	}
}

// TestTrials: of a token that has many ends, each as long as a signature, so many are
// tried.
func TestTrials(t *testing.T) {
	s := newSigners(t)
	signed := ed25519.Sign(s.ed, []byte(input+"\n"))
	find := func(before int) Verdict {
		signatures := make([][]byte, before, before+1)
		for i := range signatures {
			signatures[i] = make([]byte, len(signed))
		}
		return Find(token.Token{Header: token.Header{Alg: "EdDSA"}, Inputs: [][]byte{[]byte(input)}, Signatures: append(signatures, signed)}, s.keys[2:], nil)
	}
	for before, how := range map[int]How{0: WithLineBreak, 10: WithLineBreak, maxTrials / 4: Unsigned} {
		if v := find(before); v.How != how || how != Unsigned && v.At != before {
			t.Errorf("behind %d others: %+v", before, v)
		}
	}
}

// TestShortened: each of the numbers of ECDSA may lack two bytes at most, and is not
// guessed where more are missing.
func TestShortened(t *testing.T) {
	m := newSigners(t).keys[1].Material
	for size, want := range map[int]int{61: 0, 62: 3, 63: 2, 64: 1, 65: 0} {
		list := writings(m, bytes.Repeat([]byte{1}, size))
		if len(list) != want {
			t.Errorf("%d bytes: %d writings", size, len(list))
		}
		for _, w := range list {
			if len(w.signature) != 64 {
				t.Errorf("%d bytes become %d", size, len(w.signature))
			}
		}
	}
}

// TestSize: RFC 8017 section 8.2.1, RFC 7518 section 3.4, RFC 8032 section 5.1.6, FIPS 204 table 2.
func TestSize(t *testing.T) {
	for name, c := range map[string]struct {
		m    key.Material
		want int
	}{
		"RSA 2048":  {&key.RSA{N: new(big.Int).Lsh(big.NewInt(1), 2047)}, 256},
		"RSA 2049":  {&key.RSA{N: new(big.Int).Lsh(big.NewInt(1), 2048)}, 257},
		"P-256":     {&key.EC{Curve: key.P256}, 64},
		"P-521":     {&key.EC{Curve: key.P521}, 132},
		"Ed25519":   {&key.OKP{Curve: key.Ed25519}, 64},
		"ML-DSA-44": {&key.OKP{Curve: "ML-DSA-44"}, 2420},
		"ML-DSA-65": {&key.OKP{Curve: "ML-DSA-65"}, 3309},
		"ML-DSA-87": {&key.OKP{Curve: "ML-DSA-87"}, 4627},
		"a secret":  {&key.Oct{K: []byte("secret")}, 0},
	} {
		if got := Size(c.m); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}
