package jose

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"maps"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// with returns a copy of a JWK with members changed; an empty text removes.
func with(jwk map[string]string, changes ...string) map[string]string {
	jwk = maps.Clone(jwk)
	for i := 0; i < len(changes); i += 2 {
		if changes[i+1] == "" {
			delete(jwk, changes[i])
		} else {
			jwk[changes[i]] = changes[i+1]
		}
	}
	return jwk
}

func TestRefused(t *testing.T) {
	keys := nodeKeys(t)
	edPublic := keys["ed25519"].Public
	rsa, ec, ed, oct := keys["RSA 2048"].Private, keys["EC P-256"].Private, keys["ed25519"].Private, keys["oct 256"].Private
	k1 := keys["EC secp256k1"].Private
	otherEC, p384 := keys["EC P-256, zeros before x"].Private, keys["EC P-384"].Private
	text := func(jwk map[string]string) string { return string(jsonText(t, jwk)) }
	good := text(ec)

	for name, c := range map[string]struct {
		text   string
		code   fault.Code
		detail string // what the detail must contain
	}{
		// Not JSON, or no key in it.
		"empty":             {"", fault.NoKey, ""},
		"space":             {" \n", fault.NoKey, ""},
		"a word":            {"hello", fault.NoKey, ""},
		"a number":          {"12", fault.NoKey, ""},
		"an empty object":   {"{}", fault.NoKey, ""},
		"an empty array":    {"[]", fault.NoKey, ""},
		"an empty set":      {`{"keys":[]}`, fault.NoKey, "empty"},
		"keys of no array":  {`{"keys":{}}`, fault.Malformed, "array"},
		"other JSON":        {`{"name":"x","version":1}`, fault.NoKey, ""},
		"jwk in jwk":        {`{"jwk":{"jwk":` + good + `}}`, fault.NoKey, ""},
		"jwk in jwks":       {`{"jwks":{"jwk":` + good + `}}`, fault.NoKey, ""},
		"jwk in jwk in jwk": {`{"jwk":{"jwk":{"jwk":` + good + `}}}`, fault.NoKey, ""},
		"JWE":               {`{"protected":"e30","ciphertext":"AAAA"}`, fault.UnsupportedEncryption, "JWE"},
		"cut":               {good[:len(good)-1], fault.Truncated, ""},
		"cut in a string":   {good[:40], fault.Truncated, ""},
		"broken":            {`{"kty":}`, fault.Malformed, ""},
		"trailing text":     {good + " and more", fault.TrailingData, ""},
		"not UTF-8":         {`{"kty":"oct","k":"` + "\xff" + `"}`, fault.Malformed, "UTF-8"},
		"too many values":   {strings.Repeat(`{"kty":"x"}`, 10001), fault.TooLarge, "10000"},
		"too many keys":     {"[" + strings.Repeat("{},", 10000) + "{}]", fault.TooLarge, "10000"},
		"deep":              {strings.Repeat("[", 100000), fault.Malformed, ""},

		// The object.
		"kty twice":       {`{"kty":"oct",` + good[1:], fault.Malformed, "two members"},
		"x twice":         {strings.Replace(good, `"x":`, `"x":"AA","x":`, 1), fault.Malformed, "two members"},
		"x twice escaped": {strings.Replace(good, `"x":`, `"\u0078":"AA","x":`, 1), fault.Malformed, "two members"},
		"KTY of no kind":  {`{"KTY":"EC2","CRV":"P-256"}`, fault.NoKey, ""},
		"kty and KTY":     {strings.Replace(good, `"kty"`, `"KTY":"RSA","kty"`, 1) + "!", fault.TrailingData, ""},
		"kty a number":    {`{"kty":1}`, fault.Malformed, "kty"},
		"kty unknown":     {`{"kty":"Secret Kind"}`, fault.UnsupportedAlgorithm, "unknown kty"},
		"kty oct-HSM":     {`{"kty":"oct-HSM","kid":"https://vault.example/keys/a"}`, fault.NotAKey, "HSM"},
		"AKP":             {`{"kty":"AKP","alg":"ML-DSA-65","pub":"AAAA"}`, fault.InvalidKey, "ML-DSA-65"},
		"AKP, unknown":    {`{"kty":"AKP","alg":"Secret Kind","pub":"AAAA"}`, fault.UnsupportedAlgorithm, "unknown alg of kty AKP"},

		// Members missing or of the wrong type.
		"no n":            {text(with(rsa, "n", "")), fault.Malformed, "n is missing"},
		"no p, but q":     {text(with(rsa, "p", "")), fault.InvalidKey, "prime"},
		"no x":            {text(with(ec, "x", "")), fault.Malformed, "x is missing"},
		"no crv":          {text(with(edPublic, "crv", "")), fault.Malformed, "crv"},
		"no crv fits":     {text(with(ec, "crv", "", "x", ec["y"])), fault.Malformed, "crv"},
		"no x in OKP":     {text(with(with(ed, "x", ""), "d", "")), fault.Malformed, "x is missing"},
		"no x, d short":   {text(with(with(ed, "x", ""), "d", ed["d"][:40])), fault.Malformed, "x is missing"},
		"no x, d padded":  {text(with(with(ed, "x", ""), "d", ed["d"]+"=")), fault.Malformed, "x is missing"},
		"no k":            {text(with(oct, "k", "")), fault.Malformed, "k is missing"},
		"k null":          {`{"kty":"oct","k":null}`, fault.Malformed, "k is missing"},
		"k a number":      {`{"kty":"oct","k":1}`, fault.Malformed, "k is not a string"},
		"k an object":     {`{"kty":"oct","k":{"a":1}}`, fault.Malformed, "k is not a string"},
		"k empty":         {`{"kty":"oct","k":""}`, fault.InvalidKey, ""},
		"x of secp256k1 ": {text(with(k1, "x", "")), fault.Malformed, "x is missing"},

		// Curves.
		"P-224":         {text(with(ec, "crv", "P-224")), fault.UnsupportedCurve, "P-224"},
		"brainpool":     {text(with(ec, "crv", "brainpoolP256r1")), fault.UnsupportedCurve, "brainpoolP256r1"},
		"Ed25519 as EC": {text(with(ec, "crv", "Ed25519")), fault.Malformed, "kty OKP"},
		"P-256 as OKP":  {text(with(ed, "crv", "P-256")), fault.Malformed, "kty EC"},
		"another curve": {text(with(ec, "crv", "P-384")), fault.InvalidKey, "on another curve than"},
		"secp256k1":     {text(with(ec, "crv", "secp256k1")), fault.InvalidKey, "on another curve than"},

		// Base64.
		"not base64":           {text(with(ec, "x", "!!!!")), fault.Malformed, "base64url"},
		"a padding inside":     {text(with(oct, "k", oct["k"][:8]+"="+oct["k"][8:])), fault.Malformed, "base64url"},
		"stray bits":           {`{"kty":"oct","k":"AB"}`, fault.Malformed, "base64url"},
		"stray bits, k1":       {text(with(k1, "x", k1["x"][:42]+"_")), fault.Malformed, "base64url"},
		"one letter too many":  {text(with(oct, "k", "AAAAA")), fault.Malformed, "base64url"},
		"k over 8 KiB":         {`{"kty":"oct","k":"` + strings.Repeat("A", 12000) + `"}`, fault.TooLarge, "k"},
		"n over 16384 bits":    {text(with(rsa, "n", strings.Repeat("_", 3000))), fault.TooLarge, ""},
		"n of a million bytes": {text(with(rsa, "n", strings.Repeat("_", 1<<20))), fault.TooLarge, "n"},

		// Lengths: RFC 7518 section 6.2.1 wants coordinates at full length.
		"d of P-384":          {text(with(ec, "d", p384["d"])), fault.InvalidKey, "length"},
		"Ed25519 d, prefix":   {text(with(ed, "d", prefixed(t, ed["d"], 5, 32))), fault.InvalidKey, "length"},
		"Ed25519 d, length":   {text(with(ed, "d", prefixed(t, ed["d"], 4, 31))), fault.InvalidKey, "length"},
		"Ed25519 d, expanded": {text(with(ed, "d", ed["d"]+ed["x"])), fault.Malformed, "base64url"},

		// Numbers that make no key.
		"x and y exchanged":   {text(with(ec, "x", ec["y"], "y", ec["x"])), fault.InvalidKey, "curve"},
		"d of another key":    {text(with(ec, "d", otherEC["d"])), fault.KeyMismatch, ""},
		"d zero":              {text(with(ec, "d", strings.Repeat("A", 43))), fault.InvalidKey, "range"},
		"RSA d of another":    {text(with(rsa, "d", keys["RSA 2041, e = 3"].Private["d"])), fault.KeyMismatch, ""},
		"RSA n zero":          {text(with(keys["RSA 2048"].Public, "n", "AA")), fault.InvalidKey, ""},
		"RSA n empty":         {`{"kty":"RSA","n":"","e":"AQAB"}`, fault.InvalidKey, ""},
		"RSA e of n":          {text(with(keys["RSA 2048"].Public, "e", rsa["n"])), fault.InvalidKey, ""},
		"RSA d alone, wrong":  {text(with(keys["RSA 2048"].Public, "d", rsa["dp"])), fault.KeyMismatch, ""},
		"oth of no array":     {strings.Replace(text(rsa), `"d":`, `"oth":1,"d":`, 1), fault.Malformed, "array"},
		"oth without members": {strings.Replace(text(rsa), `"d":`, `"oth":[{}],"d":`, 1), fault.Malformed, "oth"},
		"oth of broken text":  {strings.Replace(text(rsa), `"d":`, `"oth":[{"r":"!","d":"AQ","t":"AQ"}],"d":`, 1), fault.Malformed, "base64url"},
	} {
		keys, skipped, err := Parse([]byte(c.text))
		if fault.CodeOf(err) != c.code || err == nil || keys != nil || skipped != nil {
			t.Errorf("%s: %v, %d keys, want %s", name, err, len(keys), c.code)
			continue
		}
		message, _ := fault.Text(err)
		if !strings.Contains(message, c.detail) {
			t.Errorf("%s: %q does not say %q", name, message, c.detail)
		}
		for _, secret := range []string{"Secret", "hello", "and more", rsa["d"], ec["d"], ed["d"], oct["k"], ec["x"]} {
			if strings.Contains(message, secret) || strings.Contains(err.Error(), secret) {
				t.Errorf("%s: %q quotes the input", name, message)
			}
		}
	}
}

// prefixed puts octets before a number.
func prefixed(t testing.TB, text string, before ...byte) string {
	t.Helper()
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return bytesText(append(before, b...))
}

// strip removes the zero bytes before a number; pad puts one there.
func strip(t testing.TB, text string) string {
	t.Helper()
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || b[0] != 0 {
		t.Fatal("no zero to strip")
	}
	return base64.RawURLEncoding.EncodeToString(bytes.TrimLeft(b, "\x00"))
}

func pad(t testing.TB, text string) string {
	t.Helper()
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(append([]byte{0}, b...))
}

// TestAccepted: what is written loosely, but can mean only one key.
func TestAccepted(t *testing.T) {
	keys := nodeKeys(t)
	standard := strings.NewReplacer("-", "+", "_", "/")
	loosely := func(jwk map[string]string) map[string]string {
		loose := maps.Clone(jwk)
		for name, text := range jwk {
			if name != "kty" && name != "crv" {
				text = standard.Replace(text)
				loose[name] = text + strings.Repeat("=", (4-len(text)%4)%4)
			}
		}
		return loose
	}
	rsa := keys["RSA 2048"].Private
	alone := map[string]string{"kty": "RSA", "n": rsa["n"], "e": rsa["e"], "d": rsa["d"]}
	for name, c := range map[string]struct {
		jwk  map[string]string
		key  string
		note string
	}{
		"padded RSA":          {loosely(rsa), "RSA 2048", "jwk_loose_encoding"},
		"padded EC":           {loosely(keys["EC P-521"].Private), "EC P-521", "jwk_loose_encoding"},
		"padded secp256k1":    {loosely(keys["EC secp256k1"].Private), "EC secp256k1", "jwk_loose_encoding"},
		"padded Ed448":        {loosely(keys["ed448"].Private), "ed448", "jwk_loose_encoding"},
		"padded oct":          {loosely(keys["oct 256"].Private), "oct 256", "jwk_loose_encoding"},
		"zero before n":       {with(rsa, "n", pad(t, rsa["n"])), "RSA 2048", "jwk_loose_encoding"},
		"zero before e":       {with(rsa, "e", "AAEAAQ"), "RSA 2048", "jwk_loose_encoding"},
		"x without its zeros": {with(keys["EC P-256, zeros before x"].Private, "x", strip(t, keys["EC P-256, zeros before x"].Private["x"])), "EC P-256, zeros before x", "jwk_loose_encoding"},
		"x with one more":     {with(keys["EC P-256"].Private, "x", pad(t, keys["EC P-256"].Private["x"])), "EC P-256", "jwk_loose_encoding"},
		"d with one more":     {with(keys["EC P-256"].Private, "d", pad(t, keys["EC P-256"].Private["d"])), "EC P-256", "jwk_loose_encoding"},
		"kty ec":              {with(keys["EC P-256"].Private, "kty", "ec"), "EC P-256", "jwk_loose_encoding"},
		"kty rsa-hsm":         {with(rsa, "kty", "rsa-hsm"), "RSA 2048", "jwk_loose_encoding"},
		"P-256K":              {with(keys["EC secp256k1"].Private, "crv", "P-256K"), "EC secp256k1", "jwk_loose_encoding"},
		"RSA-HSM":             {with(rsa, "kty", "RSA-HSM"), "RSA 2048", "jwk_loose_encoding"},
		"EC-HSM":              {with(keys["EC P-256"].Private, "kty", "EC-HSM"), "EC P-256", "jwk_loose_encoding"},
		"EC-HSM, P-256K":      {with(keys["EC secp256k1"].Private, "kty", "EC-HSM", "crv", "P-256K"), "EC secp256k1", "jwk_loose_encoding"},
		"oct-HSM":             {with(keys["oct 256"].Private, "kty", "oct-HSM"), "oct 256", "jwk_loose_encoding"},
		"d alone":             {alone, "RSA 2048", "jwk_completed"},
		"without CRT":         {with(rsa, "dp", "", "dq", "", "qi", ""), "RSA 2048", "jwk_completed"},
		"without dp":          {with(rsa, "dp", ""), "RSA 2048", "jwk_completed"},
		"with other things":   {with(rsa, "N", "AAAA", "foo", "bar", "D", "x"), "RSA 2048", ""},
	} {
		k := parseOne(t, jsonText(t, c.jwk))
		var notes []string
		for _, n := range k.Notes {
			notes = append(notes, n.Code)
		}
		if strings.Join(notes, " ") != c.note {
			t.Errorf("%s: notes %v, want %s", name, notes, c.note)
		}
		if got := texts(t, Members(k.Material, true)); !same(got, keys[c.key].Private) {
			t.Errorf("%s: %v, want %v", name, got, keys[c.key].Private)
		}
	}
}

// TestNull: a null is a member that is not there.
func TestNull(t *testing.T) {
	public := string(jsonText(t, nodeKeys(t)["EC P-256"].Public))
	k := parseOne(t, []byte(strings.TrimSuffix(public, "}")+`,"d":null,"kid":null,"key_ops":null,"x5c":null}`))
	if k.Material.IsPrivate() || len(k.Notes) != 0 || k.Given.KID != "" {
		t.Errorf("%+v", k)
	}
}

// TestEmpty: so is a private number that is an empty text, but with the note.
func TestEmpty(t *testing.T) {
	keys := nodeKeys(t)
	for name, members := range map[string]string{
		"EC P-256":     `"d":""`,
		"EC secp256k1": `"d":""`,
		"ed25519":      `"d":""`,
		"RSA 2048":     `"d":"","p":"","q":"","dp":"","dq":"","qi":""`,
		"RSA 4096":     `"p":""`,
	} {
		public := strings.TrimSuffix(string(jsonText(t, keys[name].Public)), "}")
		k := parseOne(t, []byte(public+","+members+"}"))
		if k.Material.IsPrivate() || k.Source != "Public JWK" || !same(texts(t, Members(k.Material, true)), keys[name].Public) {
			t.Errorf("%s: %+v", name, k)
		}
		if len(k.Notes) != 1 || k.Notes[0].Code != "jwk_loose_encoding" {
			t.Errorf("%s: notes %v", name, k.Notes)
		}
	}
	rsa := keys["RSA 2048"].Private
	k := parseOne(t, []byte(`{"kty":"RSA","n":"`+rsa["n"]+`","e":"`+rsa["e"]+`","d":"`+rsa["d"]+`","p":"","q":""}`))
	if !same(texts(t, Members(k.Material, true)), rsa) {
		t.Error("the primes are not computed")
	}
	_, _, err := Parse([]byte(`{"kty":"RSA","n":"` + rsa["n"] + `","e":"AQAB","d":"","p":"` + rsa["p"] + `"}`))
	if fault.CodeOf(err) != fault.Malformed {
		t.Errorf("a prime without d: %v", err)
	}
}

// TestForeign: a member of keys of another type is left out, with a note; an empty one is
// none. What may be a secret is not made light of.
func TestForeign(t *testing.T) {
	keys := nodeKeys(t)
	for _, c := range []struct{ of, members, code, words string }{
		{"RSA 2048", `"x":"","y":"","crv":"","k":""`, "jwk_loose_encoding", "x, y, crv and k were empty texts"},
		{"EC P-256", `"n":"","e":""`, "jwk_loose_encoding", "n and e were empty texts"},
		{"ed25519", `"y":"","e":""`, "jwk_loose_encoding", "y and e were empty texts"},
		{"RSA 2048", `"x":"AAAA"`, "jwk_member_ignored", "x was left out: no member of keys of this type"},
		{"EC P-256", `"n":"AAAA","e":1`, "jwk_member_ignored", "n was left out: no member of keys of this type; e was left out: no member of keys of this type"},
		{"ed25519", `"y":"AAAA"`, "jwk_member_ignored", "y was left out"},
		{"RSA 2048", `"k":"AAAA"`, "", ""},
	} {
		public := strings.TrimSuffix(string(jsonText(t, keys[c.of].Public)), "}")
		k := parseOne(t, []byte(public+","+c.members+"}"))
		if c.code == "" {
			if len(k.Notes) != 0 || !slices.ContainsFunc(k.Given.Members, func(m key.RawMember) bool { return m.Name == "k" }) {
				t.Errorf("%s: %+v", c.members, k)
			}
			continue
		}
		if len(k.Notes) != 1 || k.Notes[0].Code != c.code || !strings.Contains(k.Notes[0].Message, c.words) {
			t.Errorf("%s with %s: %+v", c.of, c.members, k.Notes)
		}
		for _, m := range k.Given.Members {
			if strings.Contains(c.members, `"`+m.Name+`":`) {
				t.Errorf("%s with %s: %s is kept", c.of, c.members, m.Name)
			}
		}
		if !same(texts(t, Members(k.Material, true)), keys[c.of].Public) {
			t.Errorf("%s with %s is another key", c.of, c.members)
		}
	}
}

func TestGiven(t *testing.T) {
	public := strings.TrimSuffix(string(jsonText(t, nodeKeys(t)["EC P-256"].Public)), "}")
	k := parseOne(t, []byte(public+`,"kid":"a\u0041 ü","use":"sig","alg":"ES256","key_ops":["verify"],"x5c":["MAA=","MAE="]}`))
	g := k.Given
	if g.KID != "aA ü" || g.Use != "sig" || g.Alg != "ES256" || !slices.Equal(g.KeyOps, []string{"verify"}) ||
		len(g.X5C) != 2 || !bytes.Equal(g.X5C[1], []byte{0x30, 1}) || len(k.Notes) != 0 {
		t.Errorf("%+v", k)
	}
	for _, member := range []string{`"kid":1.5`, `"kid":["a"]`, `"use":{}`, `"use":["sig","enc"]`, `"alg":7`, `"key_ops":1`, `"key_ops":"own"`, `"key_ops":""`, `"key_ops":"sign, own"`, `"key_ops":[1]`, `"x5c":1`, `"x5c":["MAA=","-----MAA="]`, `"x5c":["MAA=",""]`, `"x5c":["-----X-----MAA="]`, `"x5c":["MAB="]`, `"x5c":["!"]`, `"x5c":[1]`} {
		k := parseOne(t, []byte(public+","+member+"}"))
		g := k.Given
		if len(k.Notes) != 1 || k.Notes[0].Code != "jwk_member_ignored" || g.KID+g.Use+g.Alg != "" || g.KeyOps != nil || g.X5C != nil {
			t.Errorf("%s: %+v", member, k)
		}
	}
}

// TestMembersImplied: what is missing or has another name, and follows from the rest.
func TestMembersImplied(t *testing.T) {
	keys := nodeKeys(t)
	rsa, ec, ed, oct := keys["RSA 2048"], keys["EC P-256"], keys["ed25519"], keys["oct 256"]
	for name, c := range map[string]struct{ jwk, want map[string]string }{
		"no e":               {with(rsa.Public, "e", ""), rsa.Public},
		"no e, private":      {with(rsa.Private, "e", ""), rsa.Private},
		"no d, but p and q":  {with(rsa.Private, "d", ""), rsa.Private},
		"no y, but d":        {with(ec.Private, "y", ""), ec.Private},
		"kty RSA-":           {with(rsa.Private, "kty", "RSA-"), rsa.Private},
		"kty ECDSA":          {with(ec.Public, "kty", "ECDSA"), ec.Public},
		"kty symmetric":      {with(oct.Private, "kty", "symmetric"), oct.Private},
		"kty EC for Ed25519": {with(ed.Public, "kty", "EC"), ed.Public},
		"kty OKP for P-256":  {with(ec.Private, "kty", "OKP"), ec.Private},
		"crv ES256":          {with(ec.Public, "crv", "ES256"), ec.Public},
		"crv anything":       {with(keys["EC secp256k1"].Public, "crv", "anything"), keys["EC secp256k1"].Public},
		"crv EdDSA":          {with(ed.Public, "crv", "EdDSA"), ed.Public},
		"crv URN":            {with(ec.Public, "crv", "urn:oid:1.2.840.10045.3.1.7"), ec.Public},
	} {
		k := parseOne(t, jsonText(t, c.jwk))
		if !same(texts(t, Members(k.Material, k.Material.IsPrivate())), c.want) {
			t.Errorf("%s: another key", name)
		}
		if len(k.Notes) != 1 || k.Notes[0].Code != LooseEncoding {
			t.Errorf("%s: %v", name, k.Notes)
		}
	}
	for name, c := range map[string]struct {
		jwk  map[string]string
		want fault.Code
	}{
		"no e, which is another":      {with(with(keys["RSA 2041, e = 3"].Private, "e", ""), "p", ""), fault.InvalidKey},
		"no d, and p is another's":    {with(with(rsa.Private, "d", ""), "p", keys["RSA 4096"].Private["p"]), fault.Malformed},
		"no d, and p is n":            {with(with(with(rsa.Private, "d", ""), "p", rsa.Private["n"]), "q", "AQ"), fault.Malformed},
		"no d, and no q":              {with(with(rsa.Private, "d", ""), "q", ""), fault.Malformed},
		"no y and no d":               {with(ec.Public, "y", ""), fault.Malformed},
		"no y, and x is another's":    {with(with(ec.Private, "y", ""), "x", ec.Public["y"]), fault.Malformed},
		"crv anything, off its curve": {with(with(ec.Public, "crv", "anything"), "x", ec.Public["y"]), fault.UnsupportedCurve},
		"crv of another curve":        {with(ec.Public, "crv", "P-224"), fault.UnsupportedCurve},
		"crv anything of OKP":         {with(ed.Public, "crv", "anything"), fault.UnsupportedCurve},
		"kty DSA":                     {map[string]string{"kty": "DSA", "y": rsa.Public["n"], "p": rsa.Public["n"], "q": rsa.Public["n"]}, fault.UnsupportedAlgorithm},
		"kty LMS":                     {map[string]string{"kty": "LMS", "k": oct.Private["k"]}, fault.UnsupportedAlgorithm},
	} {
		if _, _, err := Parse(jsonText(t, c.jwk)); fault.CodeOf(err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// TestGivenOtherwise: what is meant by a use, alg or kid that is written otherwise.
func TestGivenOtherwise(t *testing.T) {
	keys := nodeKeys(t)
	for _, c := range []struct{ key, member, use, alg, kid string }{
		{"RSA 2048", `"kid":12345`, "", "", "12345"},
		{"RSA 2048", `"use":"SIG"`, "sig", "", ""},
		{"RSA 2048", `"use":"signature"`, "sig", "", ""},
		{"RSA 2048", `"use":["enc"]`, "enc", "", ""},
		{"RSA 2048", `"alg":["RS384"]`, "", "RS384", ""},
		{"RSA 2048", `"alg":"rs256"`, "", "RS256", ""},
		{"RSA 2048", `"alg":"PS256 "`, "", "PS256", ""},
		{"RSA 2048", `"alg":"RSA_OAEP"`, "", "RSA-OAEP", ""},
		{"RSA 2048", `"alg":"rsa-oaep-256"`, "", "RSA-OAEP-256", ""},
		{"RSA 2048", `"alg":"SHA256withRSA"`, "", "RS256", ""},
		{"RSA 2048", `"alg":"sha512WithRSAEncryption"`, "", "RS512", ""},
		{"RSA 2048", `"alg":"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"`, "", "RS256", ""},
		{"RSA 2048", `"alg":"http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1"`, "", "PS256", ""},
		{"RSA 2048", `"alg":"RSASSA_PKCS1_V1_5_SHA_256"`, "", "RS256", ""},
		{"RSA 2048", `"alg":"RSA_SIGN_PSS_2048_SHA256"`, "", "PS256", ""},
		{"RSA 2048", `"alg":"RSAES_OAEP_SHA_1"`, "", "RSA-OAEP", ""},
		{"RSA 2048", `"alg":"-257"`, "", "RS256", ""},
		{"EC P-256", `"alg":"SHA256withECDSA"`, "", "ES256", ""},
		{"EC secp256k1", `"alg":"ECDSA_SHA_256"`, "", "ES256K", ""},
		{"ed25519", `"alg":"ED25519_SHA_512"`, "", "EdDSA", ""},
		{"ed25519", `"alg":"eddsa"`, "", "EdDSA", ""},
		// These stay.
		{"EC P-384", `"alg":"EC_SIGN_P256_SHA256"`, "", "EC_SIGN_P256_SHA256", ""},
		{"RSA 2048", `"alg":"RSA_SIGN_RAW_PKCS1_2048"`, "", "RSA_SIGN_RAW_PKCS1_2048", ""},
		{"RSA 2048", `"alg":"RSASSA_PSS"`, "", "RSASSA_PSS", ""},
		{"RSA 2048", `"alg":"RSA-SHA1"`, "", "RSA-SHA1", ""},
		{"RSA 2048", `"alg":"RSA-SHA224"`, "", "RSA-SHA224", ""},
		{"RSA 2048", `"alg":"SHA256withSHA512RSA"`, "", "SHA256withSHA512RSA", ""},
		{"RSA 2048", `"alg":"ecdsa-rsa-sha256"`, "", "ecdsa-rsa-sha256", ""},
		{"RSA 2048", `"alg":"RSA 20480 SHA256"`, "", "RSA 20480 SHA256", ""},
		{"RSA 2048", `"use":"tls"`, "tls", "", ""},
	} {
		k := parseOne(t, []byte(strings.TrimSuffix(string(jsonText(t, keys[c.key].Public)), "}")+","+c.member+"}"))
		if k.Given.Use != c.use || k.Given.Alg != c.alg || k.Given.KID != c.kid {
			t.Errorf("%s, %s: %q %q %q", c.key, c.member, k.Given.Use, k.Given.Alg, k.Given.KID)
		}
		if mended := len(k.Notes) == 1 && k.Notes[0].Code == LooseEncoding; mended == strings.HasSuffix(c.member, `:"`+c.use+c.alg+c.kid+`"`) {
			t.Errorf("%s: %v", c.member, k.Notes)
		}
	}
}

// TestSkipped: of several, those that cannot be read are named by their place.
func TestSkipped(t *testing.T) {
	good := string(jsonText(t, nodeKeys(t)["ed25519"].Public))
	keys, skipped, err := Parse([]byte(`{"keys":[{"kty":"XYZ"},` + good + `,5,{"kty":"EC","crv":"P-224","x":"","y":""},` + good + `]}`))
	if err != nil || len(keys) != 2 || len(skipped) != 3 {
		t.Fatalf("%d keys, %d skipped, %v", len(keys), len(skipped), err)
	}
	for i, want := range []struct {
		label string
		code  fault.Code
	}{{"JWK 1", fault.UnsupportedAlgorithm}, {"JWK 3", fault.Malformed}, {"JWK 4", fault.UnsupportedCurve}} {
		if skipped[i].Label != want.label || fault.CodeOf(skipped[i].Err) != want.code {
			t.Errorf("skipped %d: %s %v", i, skipped[i].Label, skipped[i].Err)
		}
	}
	if keys, skipped, err := Parse([]byte(`[{"kty":"XYZ"}]`)); err != nil || keys != nil || len(skipped) != 1 {
		t.Errorf("none good: %d keys, %d skipped, %v", len(keys), len(skipped), err)
	}
}

func TestSource(t *testing.T) {
	keys := nodeKeys(t)
	for want, jwk := range map[string]map[string]string{
		"Private JWK": keys["EC P-256"].Private, "Public JWK": keys["EC P-256"].Public, "Symmetric JWK": keys["oct 256"].Private,
	} {
		if got := parseOne(t, jsonText(t, jwk)).Source; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Every unfinished kind of material has no members.
func TestMembersOfNothing(t *testing.T) {
	if got := Members(&key.Oct{K: []byte{1}}, false); got != nil {
		t.Errorf("the public members of a secret: %v", got)
	}
}

// TestNamed: a note names the members and what was wrong with each, and says
// nothing of those that were right.
func TestNamed(t *testing.T) {
	keys := nodeKeys(t)
	ec := keys["EC P-256"].Private
	short := keys["EC P-521, zeros before x"].Private
	for name, c := range map[string]struct {
		jwk  map[string]string
		said string
	}{
		"one":         {with(ec, "x", pad(t, ec["x"])), "ask: x had superfluous leading zero octets. "},
		"three":       {with(ec, "x", pad(t, ec["x"]), "y", pad(t, ec["y"]), "d", pad(t, ec["d"])), "ask: x, y and d had superfluous leading zero octets. "},
		"two kinds":   {with(short, "x", strip(t, short["x"]), "crv", "secp521r1"), "ask: crv was another name for P-521; x was too short (leading zero octets were missing). "},
		"kty and HSM": {with(keys["RSA 2048"].Public, "kty", "rsa-HSM"), "ask: kty was Azure Key Vault's name for RSA; kty was not in the right capitals. "},
		"padding":     {with(ec, "x", ec["x"]+"=", "y", ec["y"]+"="), "ask: x and y were padded. "},
	} {
		k := parseOne(t, jsonText(t, c.jwk))
		if len(k.Notes) != 1 || !strings.Contains(k.Notes[0].Message, c.said) {
			t.Errorf("%s: %+v, want %q", name, k.Notes, c.said)
		}
	}
	k := parseOne(t, []byte(strings.TrimSuffix(string(jsonText(t, keys["EC P-256"].Public)), "}")+`,"kid":true,"alg":"`+strings.Repeat("a", 1025)+`","x5c":["!"]}`))
	const want = "not kept: kid was left out: not a text; alg was left out: longer than 1,024 characters; x5c was left out: not base64."
	if len(k.Notes) != 1 || !strings.Contains(k.Notes[0].Message, want) {
		t.Errorf("%+v", k.Notes)
	}
}

// TestWhole: what begins as keys and certificates do is told from numbers,
// also when they begin as DER does by chance.
func TestWhole(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		whole bool
	}{
		"a number":                       {nodeKeys(t)["RSA 4096"].Public["n"], false},
		"a SEQUENCE of the right length": {bytesText(append([]byte{0x30, 0x81, 253}, bytes.Repeat([]byte{7}, 253)...)), false},
		"a length with a zero":           {bytesText(append([]byte{0x30, 0x82, 0, 253, 0x30, 13, 6, 9}, bytes.Repeat([]byte{7}, 249)...)), false},
		"an identifier, cut":             {bytesText(append([]byte{0x30, 0x81, 253, 0x30, 13, 6}, bytes.Repeat([]byte{7}, 249)...)), false},
		"an identifier, whole":           {bytesText(append([]byte{0x30, 0x81, 253, 0x30, 13, 6}, bytes.Repeat([]byte{7}, 250)...)), true},
		"that of RSA, cut":               {bytesText(append([]byte("\x30\x82\x01\x22\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01"), 7)) + strings.Repeat("AAAA", 10), true},
		"a version and no more":          {bytesText(append([]byte{0x30, 0x81, 253, 2, 1, 4}, bytes.Repeat([]byte{7}, 250)...)), false},
		"a version":                      {bytesText(append([]byte{0x30, 0x81, 253, 2, 1, 0}, bytes.Repeat([]byte{7}, 250)...)), true},
		"a coordinate":                   {bytesText(append([]byte{0x30, 0x1e, 0x30, 5, 6}, bytes.Repeat([]byte{7}, 27)...)), false},
		"too large":                      {strings.Repeat("-----BEGIN ", 6000), false},
		"BEGIN":                          {"x -----BEGIN PUBLIC KEY-----", true},
		"cut BEGIN in base64":            {"LS0tLS1CRUdJTiBQVUJMSUMgS0VZLS0tLS0KTUlJ", true},
	} {
		if got := whole(c.text) != nil; got != c.whole {
			t.Errorf("%s: %v", name, got)
		}
	}
	// Without a reader for it, a whole key in a member makes no key.
	_, _, err := Parse([]byte(`{"kty":"RSA","n":"-----BEGIN PUBLIC KEY-----","e":"AQAB"}`))
	if fault.CodeOf(err) != fault.Malformed {
		t.Errorf("%v", err)
	}
}

// TestOneCharacter: no character lost from a JWK and none added to it makes
// another key without a word about it.
func TestOneCharacter(t *testing.T) {
	keys := nodeKeys(t)
	for _, name := range []string{"RSA 2048", "EC P-256", "EC secp256k1", "ed25519", "x448"} {
		for _, jwk := range []map[string]string{keys[name].Public, keys[name].Private} {
			text := jsonText(t, jwk)
			right := parseOne(t, text).Material
			try := func(edit string, pos int, text []byte) {
				read, _, err := Parse(text)
				if err != nil || len(read) != 1 {
					return
				}
				k := read[0]
				if !key.SamePublic(k.Material, right) && len(k.Notes)+len(key.Health(k, time.Now())) == 0 {
					t.Errorf("%s, %s at %d: another key, and nothing is said", name, edit, pos)
				}
				if key.SamePublic(k.Material, right) && k.Material.IsPrivate() && !same(texts(t, Members(k.Material, true)), jwk) {
					t.Errorf("%s, %s at %d: other private numbers", name, edit, pos)
				}
			}
			for i := range text {
				try("lost", i, slices.Concat(text[:i], text[i+1:]))
				for _, c := range "AQ9_-+=0 ,\"" {
					try("added", i, slices.Concat(text[:i], []byte(string(c)), text[i:]))
				}
			}
		}
	}
}

// TestTexts: the forms that a number may have, and what only looks like one.
func TestTexts(t *testing.T) {
	keys := nodeKeys(t)
	odd := keys["RSA 2041, e = 3"].Public // 511 digits
	n, err := base64.RawURLEncoding.DecodeString(odd["n"])
	if err != nil {
		t.Fatal(err)
	}
	seed := []byte("0123456789abcdefABCDEF0123456789")
	ed := ed25519.NewKeyFromSeed(seed)
	digits := strings.Repeat("ab12", 19)
	p256, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	point, x := bytesText(p256.PublicKey().Bytes()), bytesText(p256.PublicKey().Bytes()[1:33])
	for name, c := range map[string]struct {
		jwk  string
		want string // a member that must come out
		said string
	}{
		"an odd number of digits": {`{"kty":"RSA","e":"Aw","n":"0x` + new(big.Int).SetBytes(n).Text(16) + `"}`, odd["n"], "n was in hexadecimal"},
		"a digit that is none":    {`{"kty":"RSA","e":"AQAB","n":"` + strings.Repeat("ab12", 50) + "g" + strings.Repeat("cd34", 14) + `567"}`, "", ""},
		"a digit lost":            {`{"kty":"RSA","e":"AQAB","n":"` + strings.Repeat("ab12", 50) + strings.Repeat("cd34", 14) + `567"}`, "", ""},
		"a seed of text":          {`{"kty":"OKP","crv":"Ed25519","x":"` + bytesText(ed[32:]) + `","d":"` + bytesText(seed) + `"}`, bytesText(seed), ""},
		"a key of digits":         {`{"kty":"OKP","crv":"Ed448","x":"` + digits + `"}`, digits, ""},
		"n beside N":              {`{"Kty":"RSA","n":"` + odd["n"] + `","N":"AQAB","E":"Aw"}`, odd["n"], "not in the right capitals"},
		"octets":                  {`{"kty":"oct","k":[0,127,255]}`, "AH__", "k was a list of octets"},
		"signed octets":           {`{"kty":"oct","k":[0,127,-128]}`, "AH-A", "k was a list of octets"},
		"octet 256":               {`{"kty":"oct","k":[0,1,256]}`, "", ""},
		"octet -129":              {`{"kty":"oct","k":[0,1,-129]}`, "", ""},
		"octets of both kinds":    {`{"kty":"oct","k":[200,-1]}`, "", ""},
		"no octets":               {`{"kty":"oct","k":[]}`, "", ""},
		"an object out of order":  {`{"kty":"oct","k":{"1":1,"2":2}}`, "", ""},
		"a Buffer and more":       {`{"kty":"oct","k":{"type":"Buffer","data":[1],"x":1}}`, "", ""},
		"colons in a secret":      {`{"kty":"oct","k":"` + strings.Repeat("ab:", 31) + `ab"}`, bytesText(bytes.Repeat([]byte{0xab}, 32)), "k was in hexadecimal"},
		"too few digits":          {`{"kty":"oct","k":"ab:cd"}`, "", ""},
		"x is the point":          {`{"kty":"EC","crv":"P-256","kid":"a","x":"` + point + `"}`, x, "x was a whole point"},
		"x is a point of P-384":   {`{"kty":"EC","crv":"P-384","x":"` + point + `"}`, "", ""},
		"x is a compressed point": {`{"kty":"EC","crv":"P-256","x":"` + bytesText(append([]byte{2}, make([]byte, 64)...)) + `"}`, "", ""},
		"x is the point, and y":   {`{"kty":"EC","crv":"P-256","x":"` + point + `","y":"` + x + `"}`, "", ""},
		"e is base64 of decimal":  {`{"kty":"RSA","n":"` + odd["n"] + `","e":"NjU1Mzc="}`, "AQAB", "e was base64 of a text"},
		"e is base64 of hex":      {`{"kty":"RSA","n":"` + odd["n"] + `","e":"MDEwMDAx"}`, "AQAB", "e was base64 of a text"},
		"e is base64 of base64":   {`{"kty":"RSA","n":"` + odd["n"] + `","e":"QVFBQgo"}`, "AQAB", "e was base64 of a text"},
		"e is base64 of 65539":    {`{"kty":"RSA","n":"` + odd["n"] + `","e":"NjU1Mzk"}`, "NjU1Mzk", ""},
		"e of hexadecimal 3":      {`{"kty":"RSA","n":"` + odd["n"] + `","e":"0x3"}`, "Aw", "e was in hexadecimal"},
		"e decimal 12, or 18":     {`{"kty":"RSA","n":"` + odd["n"] + `","e":"12"}`, "", ""},
		"e as a JWK has it":       {`{"kty":"RSA","n":"` + odd["n"] + `","e":"1111"}`, "1111", ""},
		"e beside a decimal n":    {`{"kty":"RSA","n":"` + new(big.Int).SetBytes(n).String() + `","e":"0003"}`, "Aw", "were in decimal"},
	} {
		read, _, err := Parse([]byte(c.jwk))
		if c.want == "" {
			if err == nil {
				t.Errorf("%s: read", name)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		said := ""
		for _, note := range read[0].Notes {
			said += note.Message
		}
		if !slices.Contains(slices.Collect(maps.Values(texts(t, Members(read[0].Material, true)))), c.want) ||
			!strings.Contains(said, c.said) || c.said == "" && strings.Contains(said, "not written") {
			t.Errorf("%s: %v, %s", name, texts(t, Members(read[0].Material, true)), said)
		}
	}
}

// TestFromUTF8: what is nothing but ASCII, or has characters beyond Latin-1, is no octets
// that were taken for characters; nor is what is no longer than its curve asks for.
func TestFromUTF8(t *testing.T) {
	for octets, want := range map[string]string{"A!": "A!", "Aé": "A\xe9", "A√": "A√", "A\xe9": "A\xe9"} {
		p := &parser{}
		got, err := p.fromUTF8("n", bytesText([]byte(strings.Repeat(octets, shortest))), shape{})
		if err != nil || got != bytesText([]byte(strings.Repeat(want, shortest))) || (len(p.mended) > 0) != (octets == "Aé") {
			t.Errorf("%q: %s, %v, %v", octets, got, p.mended, err)
		}
	}
	text := bytesText([]byte(strings.Repeat("é", 15)))
	for size, want := range map[int]bool{29: true, 30: false, 32: false} {
		p := &parser{}
		if got, err := p.fromUTF8("x", text, shape{size: size}); err != nil || (got != text) != want {
			t.Errorf("of %d octets: %s, %v", size, got, err)
		}
	}
}
