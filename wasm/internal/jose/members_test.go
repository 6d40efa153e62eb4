package jose

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
)

// object reads JSON members that a test has.
func members(t *testing.T, text string) []key.RawMember {
	t.Helper()
	if !json.Valid([]byte(text)) {
		t.Fatalf("%s is no JSON", text)
	}
	o, err := readObject([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return o.list
}

// TestPublishable: what stands beside a key is shown, unless it is private by its
// name or by what it holds. Beside a private key that goes for long texts too.
func TestPublishable(t *testing.T) {
	pkcs8 := "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v_VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"
	spki := "MCowBQYDK2VwAyEA11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
	encoded := func(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }
	long, short := strings.Repeat("a", 33), strings.Repeat("a", 32)
	for _, c := range []struct {
		member        string
		beside, never bool // secret beside a private key, secret always
	}{
		{`"note":"a few words"`, false, false},
		{`"private":false`, false, false}, {`"private":null`, false, false}, {`"private":1`, false, false},
		{`"private":"x"`, true, true}, {`"myPrivateThing":"x"`, true, true}, {`"client_secret":["x"]`, true, true}, {`"Seed":{}`, true, true},
		{`"passphrase":"x"`, true, true}, {`"dbPassword":"x"`, true, true}, {`"mnemonic":"x"`, true, true},
		{`"sk":"x"`, true, true}, {`"PIN":"x"`, true, true}, {`"skew":"x"`, false, false}, {`"sk":1`, false, false},
		{`"pem":"-----BEGIN PRIVATE KEY-----"`, true, true}, {`"pem":"-----BEGIN PUBLIC KEY-----"`, false, false},
		{`"der":"` + pkcs8 + `"`, true, true}, {`"der":"` + spki + `"`, true, false},
		{`"json":"{\"kty\":\"EC\",\"d\":\"x\"}"`, true, true}, {`"json":"{\"kty\":\"EC\",\"x\":\"d\"}"`, false, false}, {`"json":"{\"d\":\"x\"}"`, false, false},
		{`"json":"[\"{\\\"kty\\\":\\\"oct\\\",\\\"k\\\": \\\"x\\\"}\"]"`, true, true}, {`"text":"a key: {kty: 'OKP', d: 'x'}"`, true, true}, {`"text":"kty=EC&x=d&crv=d="`, false, false},
		{`"text":"KTY=EC D=x"`, false, false}, {`"json":"{\"Kty\":\"EC\",\"D\":\"x\"}"`, true, true}, {`"yaml":"kty: EC\nd: x\n"`, true, true}, {`"json":"\"{\\n  \\\"kty\\\": \\\"EC\\\",\\n\\t\\\"d\\\": \\\"x\\\"}\""`, true, true},
		{`"json":"` + encoded(`{"kty":"EC","d":"x"}`) + `"`, true, true}, {`"json":"` + encoded(`{"kty":"EC"}`) + `"`, false, false},
		{`"in":{"a":[1,{"sk":"x"}]}`, true, true}, {`"in":{"a":[1,{"b":"x"}]}`, false, false}, {`"in":[[],{},"x"]`, false, false}, {`"in":["x","` + long + `"]`, true, false},
		{`"long":"` + long + `"`, true, false}, {`"short":"` + short + `"`, false, false}, {`"spaced":"` + long + ` a"`, false, false}, {`"signs":"` + long + `+/-_=9Z"`, true, false},
		{`"marked":"` + long + `@"`, false, false}, {`"marked":"` + long + `["`, false, false}, {`"marked":"` + long + "`" + `"`, false, false}, {`"marked":"` + long + `{"`, false, false},
	} {
		m := members(t, "{"+c.member+"}")
		for _, secret := range []bool{false, true} {
			public, rest := Publishable(m, map[bool]Numbers{true: {}}[secret])
			want := c.never || secret && c.beside
			if len(rest) > 0 != want || len(public)+len(rest) != 1 || !want && string(public[0].Raw) != string(m[0].Raw) {
				t.Errorf("%s beside a private key (%v): %v, %v", c.member, secret, public, rest)
			}
		}
		if IsSecret(m[0], nil) != c.never {
			t.Errorf("%s is secret: %v", c.member, !c.never)
		}
	}
	// The key's own members hold their places, whatever they are called.
	if public, rest := Publishable([]key.RawMember{{Name: "d"}, {Name: "x5u", Raw: []byte(`"` + long + `"`)}}, Numbers{}); len(public) != 2 || rest != nil {
		t.Errorf("%v, %v", public, rest)
	}
}

// TestSetMembers: what stands beside the keys of a set, and of nothing else.
func TestSetMembers(t *testing.T) {
	deep := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	for text, want := range map[string]string{
		`{"keys":[],"a":1,"b":{"c":[]}}`: `keys= a=1 b={"c":[]} `, ` {"keys":[]} `: "keys= ", `{"a":1}`: "", `{"keys":{}}`: "", `{"keys":null}`: "", `[{"keys":[]}]`: "", `{"keys":[]`: "", "": "",
		`{"kty":"oct","k":"AAAA","keys":[]}`: "", `{"keys":[],"keys":[]}`: "", `"keys"`: "",
		`{"keys":[],"a":` + deep(maxGivenDepth) + `,"b":` + deep(maxGivenDepth+1) + `}`: "keys= a=" + deep(maxGivenDepth) + " ",
	} {
		var got string
		for _, m := range SetMembers([]byte(text)) {
			got += m.Name + "=" + string(m.Raw) + " "
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	for over, want := range []int{2, 1} {
		a := strings.Repeat("a", maxGiven-len(`b""`)+over)
		if list := SetMembers([]byte(`{"keys":[],"b":"` + a + `"}`)); len(list) != want {
			t.Errorf("%d over the bound: %d members", over, len(list))
		}
		half := strings.Repeat("a", (maxGiven-len(`b""c""`))/2)
		if list := SetMembers([]byte(`{"keys":[],"b":"` + half + `","c":"` + half + strings.Repeat("a", over) + `"}`)); len(list) != want+1 {
			t.Errorf("together %d over the bound: %d members", over, len(list))
		}
	}
}

// TestKeptBounds: what came along is kept up to its bounds, and what is over them is
// counted.
func TestKeptBounds(t *testing.T) {
	deep := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	long := strings.Repeat("a", maxGiven-len(`a""`))
	for name, c := range map[string]struct {
		members string
		kept    int
		says    string
	}{
		"as deep as may be": {`"a":` + deep(maxGivenDepth), 1, ""},
		"deeper":            {`"a":` + deep(maxGivenDepth+1) + `,"b":1`, 1, "1 of the members"},
		"as long as may be": {`"a":"` + long + `"`, 1, ""},
		"longer":            {`"a":"` + long + `a"`, 0, "1 of the members"},
		"together longer":   {`"a":"` + long + `","b":1,"c":2`, 1, "2 of the members"},
		"a set inside":      {`"keys":[]`, 0, ""},
		"no set inside":     {`"keys":{}`, 1, ""},
	} {
		k := parseOne(t, []byte(`{"kty":"oct","k":"c2VjcmV0IHNlY3JldA",`+c.members+`}`))
		if len(k.Given.Members) != 2+c.kept {
			t.Errorf("%s: %d members kept", name, len(k.Given.Members)-2)
		}
		if said := len(k.Notes) == 1 && strings.Contains(k.Notes[0].Message, c.says); c.says == "" && len(k.Notes) > 0 || c.says != "" && !said {
			t.Errorf("%s: %v", name, k.Notes)
		}
	}
}

// TestLabels: a key ID is as long as may be, in characters, and has no character that
// is not seen without a word.
func TestLabels(t *testing.T) {
	long := strings.Repeat("é", maxLabel)
	for kid, want := range map[string]string{
		`a`: "", ``: "jwk_member_ignored", long: "", long + "é": "jwk_member_ignored", `a\u0007b`: "kid_unseen_characters", `a\u202eb`: "kid_unseen_characters", `a\u2028b`: "kid_unseen_characters",
		`a\u2029b`: "kid_unseen_characters", `a\ufeffb`: "kid_unseen_characters", `a\u00a0b`: "", `a\nb`: "kid_unseen_characters", "a\\n": "kid_unseen_characters", ` a`: "kid_blanks", "a\u00a0": "kid_blanks", ` `: "kid_blanks", `a b`: "",
	} {
		k := parseOne(t, []byte(`{"kty":"oct","k":"c2VjcmV0IHNlY3JldA","kid":"`+kid+`"}`))
		codes := ""
		for _, n := range k.Notes {
			codes += n.Code
		}
		if codes != want || (k.Given.KID == "") != (kid == "" || want == "jwk_member_ignored") {
			t.Errorf("%.20q: %q, %.20q", kid, codes, k.Given.KID)
		}
	}
}

// TestNames: names in other capitals and Azure's are taken for what they are, but not
// where two would be one.
func TestNames(t *testing.T) {
	const k = `"c2VjcmV0IHNlY3JldA"`
	for text, want := range map[string]string{
		`{"Kty":"oct","K":` + k + `,"X5T#S256":"a","KID":"b"}`:               "kty= k= x5t#S256=\"a\" kid=\"b\" ",
		`{"Kty":"oct","K":` + k + `,"Kid":"a","KID":"b","k":` + k + `}`:      "error",
		`{"Kty":"oct","K":` + k + `,"kid":"a","KID":"b"}`:                    "kty= k= kid=\"a\" KID=\"b\" ",
		`{"kty":"oct","k":` + k + `,"keyOps":["sign"]}`:                      "kty= k= key_ops=[\"sign\"] ",
		`{"kty":"oct","key_ops":null,"k":` + k + `,"keyOps":["sign"]}`:       "kty= k= key_ops=[\"sign\"] ",
		`{"kty":"oct","k":` + k + `,"keyOps":["sign"],"key_ops":["verify"]}`: "kty= k= keyOps=[\"sign\"] key_ops=[\"verify\"] ",
		`{"kty":"oct","k":` + k + `,"keyOps":"sign"}`:                        "kty= k= keyOps=\"sign\" ",
		`{"kty":"oct","k":` + k + `,"key_ops":"sign, verify"}`:               "kty= k= key_ops=\"sign, verify\" ",
		`{"kty":"oct","k":` + k + `,"keyId":"a","key_id":"a"}`:               "kty= k= kid=\"a\" key_id=\"a\" ",
		`{"kty":"oct","k":` + k + `,"keyId":"a","key_id":"b"}`:               "kty= k= keyId=\"a\" key_id=\"b\" ",
		`{"kty":"oct","k":` + k + `,"key_id":"arn:aws:kms:a"}`:               "kty= k= key_id=\"arn:aws:kms:a\" ",
		`{"kty":"oct","k":` + k + `,"KeyId":"projects/a/b"}`:                 "kty= k= KeyId=\"projects/a/b\" ",
	} {
		var got string
		keys, _, err := Parse([]byte(text))
		if err != nil {
			got = "error"
		} else {
			for _, m := range keys[0].Given.Members {
				got += m.Name + "=" + string(m.Raw) + " "
			}
		}
		if got != want {
			t.Errorf("%s: %s, want %s (%v)", text, got, want, err)
		}
	}
}

// TestPolicy: what a key is to be like is no key, but one of its numbers makes it one.
func TestPolicy(t *testing.T) {
	for text, want := range map[string]bool{
		`{"exportable":true,"kty":"RSA","key_size":2048,"reuse_key":false}`: false,
		`{"exportable":true,"kty":"EC","crv":"P-256","reuse_key":false}`:    false,
		`{"kty":"RSA","key_size":2048,"key_ops":["sign"]}`:                  false,
		`{"kty":"RSA","key_size":2048,"n":"AA"}`:                            true,
		`{"kty":"oct","exportable":true,"k":"AA"}`:                          true,
		`{"kty":"AKP","exportable":true,"pub":"AA"}`:                        true,
		`{"kty":"RSA","kid":"a"}`:                                           true, // a JWK that lacks something
	} {
		if got := IsKey(members(t, text)); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestImpliedKty: without kty the other members must leave no doubt, and numbers must
// be long enough for a key.
func TestImpliedKty(t *testing.T) {
	n := strings.Repeat("A", shortest-2) // with its quotes it is as long as the shortest
	for text, want := range map[string]string{
		`{"crv":"P-256","x":"` + n + `"}`: "EC", `{"crv":"Ed25519","x":"` + n + `"}`: "OKP", `{"crv":"prime256v1","x":"` + n + `"}`: "EC", `{"crv":"?","x":"` + n + `"}`: "",
		`{"crv":"P-256","x":"` + n[1:] + `"}`: "", `{"crv":"P-256","x":[1]}`: "EC", `{"crv":1,"x":"` + n + `"}`: "",
		`{"n":"` + n + `","e":"AQAB"}`: "RSA", `{"n":"` + n + `","e":null}`: "", `{"n":"` + n + `"}`: "", `{"n":"` + n[1:] + `","e":"AQAB"}`: "",
		`{"x":"` + n + `","y":"` + n + `","kid":"a"}`: "EC", `{"x":"` + n + `","y":"` + n + `"}`: "", `{"x":"` + n + `","y":"` + n + `","kid":null}`: "",
		`{"x":"` + n + `","y":"` + n + `","e":"a"}`: "", `{"x":"` + n + `","y":"` + n + `","d":"a"}`: "EC",
		`{"pub":"` + n + `","alg":"ML-DSA-44"}`: "AKP", `{"pub":"` + n + `","alg":"ES256"}`: "", `{"k":"` + n + `","alg":"HS256"}`: "oct", `{"k":"` + n + `","alg":"A256GCM"}`: "oct",
		`{"k":"` + n + `","alg":"A128CBC-HS256"}`: "oct", `{"k":"` + n + `","alg":"RS256"}`: "", `{"k":"` + n + `"}`: "", `{"k":"` + n + `","alg":"HS512"}`: "oct", `{"k":"` + n + `","alg":"A128KW"}`: "oct",
	} {
		if got := impliedKty(members(t, text)); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestBeginsAsKey: what a member holds is taken for a whole key by its first octets,
// and no number is.
func TestBeginsAsKey(t *testing.T) {
	der := func(head string, size int) []byte {
		h := []byte(head)
		return append(h, make([]byte, max(0, size-len(h)))...)
	}
	for name, c := range map[string]struct {
		data []byte
		want bool
	}{
		"an SPKI of Ed25519":       {der("\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", 44), true},
		"one that was cut":         {der("\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", 20), true},
		"a version":                {der("\x30\x20\x02\x01\x03\x05", 34), true},
		"a version that is none":   {der("\x30\x20\x02\x01\x04\x05", 34), false},
		"a version and cut":        {der("\x30\x20\x02\x01\x03\x05", 33), false},
		"too short":                {der("\x30\x1f\x02\x01\x03\x05", 33), false},
		"a modulus":                {der("\x30\x40\x02\x20\x7f", 66), true},
		"a number too short":       {der("\x30\x40\x02\x1f\x7f", 66), false},
		"a number too long":        {der("\x30\x40\x02\x40\x7f", 66), false},
		"an algorithm":             {der("\x30\x20\x30\x08\x06\x01", 34), true},
		"a certificate":            {der("\x30\x20\x30\x18\xa0\x01", 34), true},
		"one of version 1":         {der("\x30\x20\x30\x18\x02\x01", 34), true},
		"something else":           {der("\x30\x20\x30\x18\x04\x01", 34), false},
		"as long as the whole":     {der("\x30\x20\x30\x20\x06\x01", 34), false},
		"no SEQUENCE":              {der("\x31\x20\x02\x01\x03\x05", 34), false},
		"another element":          {der("\x30\x20\x04\x01\x03\x05", 34), false},
		"a length of no octets":    {der("\x30\x80\x02\x01\x03\x05", 34), false},
		"a length with a zero":     {der("\x30\x82\x00\x20\x02\x01\x03", 36), false},
		"a length of three octets": {der("\x30\x83\x01\x00\x00\x02\x01\x03", 5+1<<16), true},
		"a length of four octets":  {der("\x30\x84\x00\x01\x00\x00\x02\x01\x03", 6+1<<16), false},
		"nothing":                  {nil, false},
	} {
		if got := beginsAsKey(c.data); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	for text, want := range map[string]bool{
		"MC" + strings.Repeat("A", 38): true, "MC" + strings.Repeat("A", 37): false, "MQ" + strings.Repeat("A", 38): false, "M@" + strings.Repeat("A", 38): false, "MP" + strings.Repeat("A", 38): true,
		"LS0tLS1CRUdJTi" + strings.Repeat("A", 38): true, "LS0tLS1CRUdJTj" + strings.Repeat("A", 38): false, "30" + strings.Repeat("0", 38): true, "31" + strings.Repeat("0", 38): false,
		"TU" + strings.Repeat("A", 38): true, "TFMwdExTM" + strings.Repeat("A", 38): true, "TA" + strings.Repeat("A", 38): false, "AA" + strings.Repeat("A", 38): false,
	} {
		if got := beginsLikeIt(text); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestX5C: what is commonly wrong with the base64 of certificates is mended and said,
// and nothing else is.
func TestX5C(t *testing.T) {
	const der = "+/+wMAD/" // of six octets, in the standard alphabet
	want, _ := base64.StdEncoding.DecodeString(der)
	for text, says := range map[string]string{
		`["+/+wMAD/"]`:            "",
		`["+/+wMAD/","+/+wMAD/"]`: "",
		`["-_-wMAD_"]`:            "x5c was in the base64url alphabet",
		`["+/+w\nMAD/"]`:          "x5c had white space in it",
		`["-_-w MAD_"]`:           "x5c had white space in it; x5c was in the base64url alphabet",
		`"+/+wMAD/"`:              "x5c was a text, not a list",
		`["-----BEGIN CERTIFICATE-----\n+/+w\nMAD/\n-----END CERTIFICATE-----"]`:                                                       "x5c had BEGIN or END lines",
		`["-----BEGIN CERTIFICATE-----+/+wMAD/-----END CERTIFICATE----------BEGIN CERTIFICATE-----+/+wMAD/-----END CERTIFICATE-----"]`: "x5c had BEGIN or END lines",
	} {
		k := parseOne(t, []byte(`{"kty":"oct","k":"c2VjcmV0IHNlY3JldA","x5c":`+text+`}`))
		message := ""
		if len(k.Notes) > 0 {
			message, _ = strings.CutPrefix(k.Notes[0].Message, "This JWK is not written as RFC 7517 and RFC 7518 ask: ")
			message = strings.TrimSuffix(message, ". Strict readers refuse it.")
		}
		if message != says || len(k.Notes) > 1 || len(k.Given.X5C) == 0 || string(k.Given.X5C[0]) != string(want) {
			t.Errorf("%s: %q, %x", text, message, k.Given.X5C)
		}
	}
	k := parseOne(t, []byte(`{"kty":"oct","k":"c2VjcmV0IHNlY3JldA","x5c":["MAA"]}`))
	if len(k.Notes) != 1 || !strings.Contains(k.Notes[0].Message, "x5c was not padded") || len(k.Given.X5C) != 1 {
		t.Errorf("unpadded: %+v", k.Notes)
	}
}

// TestExpandedAKP: a private key in its expanded form gives its public half, and says
// so; a broken one gives nothing. Where alg is missing the length tells.
func TestExpandedAKP(t *testing.T) {
	const name = "ML-DSA-44"
	encode := base64.RawURLEncoding.EncodeToString
	public := mldsa.Public(name, make([]byte, mldsa.SeedSize))
	jwk := func(members string) string { return `{"kty":"AKP","pub":"` + encode(public) + `"` + members + `}` }
	k := parseOne(t, []byte(jwk("")))
	if len(k.Notes) != 1 || !strings.Contains(k.Notes[0].Message, name+" is the only one whose public keys have that length") || k.Material.(*key.OKP).Curve != name {
		t.Errorf("no alg: %+v", k)
	}
	k = parseOne(t, []byte(jwk(`,"alg":"ml_dsa_44"`)))
	if len(k.Notes) != 1 || !strings.Contains(k.Notes[0].Message, "another spelling of "+name) {
		t.Errorf("another spelling: %+v", k.Notes)
	}
	if k = parseOne(t, []byte(jwk(`,"alg":"ML-DSA-44"`))); len(k.Notes) != 0 {
		t.Errorf("the right spelling: %+v", k.Notes)
	}
	if _, _, err := Parse([]byte(`{"kty":"AKP","pub":"AAAA"}`)); fault.CodeOf(err) != fault.Malformed {
		t.Errorf("no alg and another length: %v", err)
	}
	for alg, want := range map[string]string{"SLH-DSA-SHA2-128s": "SLH-DSA", "ML-DSA-44-ES256": "a composite of ML-DSA", "HashML-DSA-44": "HashML-DSA", "X": "an unknown alg"} {
		_, _, err := Parse([]byte(jwk(`,"alg":"` + alg + `"`)))
		if fault.CodeOf(err) != fault.UnsupportedAlgorithm || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", alg, err)
		}
	}
	if _, _, err := Parse([]byte(jwk(`,"alg":"ML-DSA-44","priv":"` + encode(make([]byte, mldsa.ExpandedSize(name))) + `"`))); err == nil {
		t.Error("an expanded key of zeros is read")
	}
}

// TestOthersAsMembers: further primes stand in oth (RFC 7518 section 6.3.2.7), and
// zero is one octet (section 2).
func TestOthersAsMembers(t *testing.T) {
	n := big.NewInt
	m := &key.RSA{N: n(105), E: n(3), D: n(1), P: n(3), Q: n(5), DP: n(1), DQ: n(1), QI: n(2), Others: []key.OtherPrime{{R: n(7), D: n(0), T: n(256)}}}
	list := Members(m, true)
	last := list[len(list)-1]
	if got := fmt.Sprint(last.Name, " ", string(rawValue(last.Value))); got != `oth [{"r":"Bw","d":"AA","t":"AQA"}]` {
		t.Error(got)
	}
	for _, m := range Members(m, false) {
		if m.Name == "oth" || m.Name == "d" {
			t.Errorf("%s is public", m.Name)
		}
	}
}

// TestMayHoldKeys: other keys may be in lists, objects and long texts that are no
// members of the key.
func TestMayHoldKeys(t *testing.T) {
	long := strings.Repeat("a", 54) // 56 with its quotes
	for text, want := range map[string]bool{
		`"a":[]`: true, `"a":{}`: true, `"a":1`: false, `"a":"b"`: false, `"a":"` + long + `"`: true, `"a":"` + long[1:] + `"`: false, `"a":null`: false, `"a":1` + strings.Repeat("0", 60): false,
		`"n":[]`: false, `"x5c":[]`: false, `"key_ops":[]`: false, `"kid":"` + long + `"`: false, `"pub":"` + long + `"`: true,
	} {
		o := &object{list: members(t, "{"+text+"}")}
		if got := o.mayHoldKeys(o.list[0]); got != want || o.holdsMore() != want {
			t.Errorf("%s: %v", text, got)
		}
	}
	akp, err := newObject(members(t, `{"kty":"AKP","pub":"`+long+`","priv":"`+long+`"}`))
	if err != nil || akp.holdsMore() {
		t.Error("the halves of an AKP key hold others")
	}
}
