package api

import (
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/digest"
	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
)

// TestLooksLikeKID: a key ID is one line; of what looks like a broken key it is a
// short one.
func TestLooksLikeKID(t *testing.T) {
	short, long := strings.Repeat("é", 128), strings.Repeat("é", 1024)
	for _, c := range []struct {
		text string
		code fault.Code
		want bool
	}{
		{"a", fault.NoKey, true}, {long, fault.NoKey, true}, {long + "a", fault.NoKey, false}, {"a\nb", fault.NoKey, false}, {"a\rb", fault.NoKey, false}, {"a\xff", fault.NoKey, false},
		{short, fault.Malformed, true}, {short + "a", fault.Malformed, false}, {short, fault.Truncated, true}, {short, fault.TrailingData, true}, {short, fault.NotAKey, true},
		{short, fault.UnsupportedFormat, true}, {"a", fault.PassphraseRequired, false}, {"a", fault.TooLarge, false},
	} {
		if got := looksLikeKID(c.text, c.code); got != c.want {
			t.Errorf("%.20q, %s: %v", c.text, c.code, got)
		}
	}
	for text, want := range map[string]string{
		"abc": "abc", ` "abc", `: "abc", "kid: abc": "abc", `"kid":"abc"`: "abc", "KID = 'abc';": "abc", "kidney": "kidney", "kid": "kid", "kid abc": "kid abc", `kid":`: "kid\":", `{"a":1,"kid":"a\/b"}`: "a/b", `{"akid":"x","kid": "y"}`: "y", "a=1&kid=b&c=2": "b", "alg: x\nkid: y\nuse: z": "y", `[{"kid":2}]`: "2", `{"kid":"a`: "a", "`abc`": "abc", "a b": "a b",
		"IDX10503: Signature validation failed. The token's kid is: 'k1', but": "k1",
		"the kid is missing": "the kid is missing",
	} {
		if got := kidsIn(text)[0]; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestLongestDigest: the longest of the values counts, and a UUID is none of them.
func TestLongestDigest(t *testing.T) {
	value := func(n int, text string) digest.Value { return digest.Value{Bytes: make([]byte, n), Text: text} }
	uuid := "123e4567-e89b-12d3-a456-426614174000"
	for _, c := range []struct {
		list []digest.Value
		want int
	}{
		{nil, 0}, {[]digest.Value{value(20, "a")}, 20}, {[]digest.Value{value(20, "a"), value(32, "b"), value(16, "c")}, 32}, {[]digest.Value{value(21, "a")}, 0}, {[]digest.Value{value(16, uuid)}, 0},
		{[]digest.Value{value(16, strings.ReplaceAll(uuid, "-", ":"))}, 16}, {[]digest.Value{value(16, uuid[1:])}, 16}, {[]digest.Value{value(32, "a"), value(48, uuid)}, 32},
	} {
		if got := longest(c.list); len(got.Bytes) != c.want {
			t.Errorf("%+v: %d, want %d", c.list, len(got.Bytes), c.want)
		}
	}
	for i := range uuid {
		if uuid[i] == '-' && isUUID(uuid[:i]+"x"+uuid[i+1:]) {
			t.Errorf("without its dash at %d it is a UUID", i)
		}
	}
}

// TestCuts: what is shown, and what names a file, is cut at its bound.
func TestCuts(t *testing.T) {
	if got := shownAlg(strings.Repeat("a", 20)); got != strings.Repeat("a", 20) {
		t.Error(got)
	}
	if got := shownAlg(strings.Repeat("a", 21)); got != strings.Repeat("a", 20)+"…" {
		t.Error(got)
	}
	for kid, want := range map[string]string{
		"": "jwkmint.zip", "é/..\\": "jwkmint.zip", "aZ09-_": "jwkmint-aZ09-_.zip", "a/b:c@[`{": "jwkmint-abc.zip",
		strings.Repeat("a", 64): "jwkmint-" + strings.Repeat("a", 64) + ".zip", strings.Repeat("a", 65): "jwkmint-" + strings.Repeat("a", 64) + ".zip",
	} {
		if got := archiveName(kid); got != want {
			t.Errorf("%q: %s, want %s", kid, got, want)
		}
	}
	for n, want := range map[int]string{0: "", 1: "é", 2: "éa", 3: "éab", 4: "éab"} {
		if got := cut("éab", n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.FixedZone("", 3600))
	for number, want := range map[int]string{1: "2026-01-02T02-04-05Z", 2: "2026-01-02T02-04-05Z-2", 0: "2026-01-02T02-04-05Z"} {
		if got := dateKID(at, number); got != want {
			t.Errorf("%d: %s, want %s", number, got, want)
		}
	}
	if one, many := kidNumbered("a", "a").Message, kidNumbered("a-1", "a-3").Message; !strings.Contains(one, "this one is a.") || !strings.Contains(many, "they are a-1 to a-3") {
		t.Errorf("%s %s", one, many)
	}
}

// TestInputDigest: each part of an input makes it another, and so does whether a
// passphrase was given.
func TestInputDigest(t *testing.T) {
	seen := map[[32]byte]int{}
	for i, d := range [][32]byte{
		inputDigest(nil, "", "", nil), inputDigest(nil, "", "", []byte{}), inputDigest([]byte("a"), "", "", nil), inputDigest(nil, "a", "", nil), inputDigest(nil, "", "a", nil),
		inputDigest(nil, "", "", []byte("a")), inputDigest([]byte("a"), "b", "", nil), inputDigest([]byte("ab"), "", "", nil),
	} {
		if other, ok := seen[d]; ok {
			t.Errorf("%d is %d", i, other)
		}
		seen[d] = i
	}
}

// TestUseOf: key_ops come to one use, or to none.
func TestUseOf(t *testing.T) {
	for ops, want := range map[string]string{
		"": "", "sign": jose.UseSig, "verify": jose.UseSig, "sign verify": jose.UseSig, "encrypt": jose.UseEnc, "decrypt wrapKey unwrapKey deriveKey deriveBits": jose.UseEnc,
		"sign encrypt": "", "encrypt sign": "", "other": "", "other verify": jose.UseSig, "verify other": jose.UseSig,
	} {
		if got := useOf(strings.Fields(ops)); got != want {
			t.Errorf("%s: %q, want %q", ops, got, want)
		}
	}
}

// TestWarningWords: a warning names what it is about.
func TestWarningWords(t *testing.T) {
	for text, words := range map[string][]string{
		useUnfit(jose.UseSig).Message: {"signing only"}, useUnfit(jose.UseEnc).Message: {"encryption only"}, algUnfit("").Message: {"names none"}, algUnfit("RS256").Message: {"says RS256 instead"},
		privateShown("oct").Message: {"secret key"}, privateShown("RSA").Message: {"private key"}, algNeeded("ML-DSA-44").Message: {"it says ML-DSA-44"},
	} {
		for _, word := range words {
			if !strings.Contains(text, word) {
				t.Errorf("%q lacks %q", text, word)
			}
		}
	}
	for form, want := range map[encode.Form]bool{encode.SPKI: true, encode.PKCS8: true, encode.JWK: false, encode.JWKS: false, encode.JWKPrivate: false, encode.Certificate: false} {
		if plainRSA(form) != want {
			t.Errorf("%s: %v", form, !want)
		}
	}
}

// TestErrorOfAll: of several faults the first that a passphrase mends, else the first.
func TestErrorOfAll(t *testing.T) {
	of := func(codes ...fault.Code) fault.Code {
		var list []*source
		for _, code := range codes {
			list = append(list, &source{err: fault.New(code, "")})
		}
		return fault.CodeOf(errorOfAll(list))
	}
	for _, c := range []struct {
		got, want fault.Code
	}{
		{of(fault.NoKey, fault.Malformed), fault.NoKey}, {of(fault.NoKey, fault.PassphraseRequired), fault.PassphraseRequired}, {of(fault.NoKey, fault.WrongPassphrase, fault.PassphraseRequired), fault.WrongPassphrase},
		{of(fault.PassphraseRequired, fault.WrongPassphrase), fault.PassphraseRequired},
	} {
		if c.got != c.want {
			t.Errorf("%s, want %s", c.got, c.want)
		}
	}
}

// TestListCheck: a list is as long as it may be, and not longer.
func TestListCheck(t *testing.T) {
	inputs := func(n, keys, data int) *list {
		l := &list{}
		for i := range n {
			in := &source{result: &decode.Result{}}
			if i == 0 {
				in.ids, in.data = make([]int, keys), make([]byte, data)
			}
			l.inputs = append(l.inputs, listed{source: in})
		}
		return l
	}
	for name, c := range map[string]struct {
		l    *list
		want fault.Code
	}{
		"empty":               {inputs(0, 0, 0), ""},
		"as many inputs":      {inputs(1000, 0, 0), ""},
		"too many inputs":     {inputs(1000+1, 0, 0), fault.TooLarge},
		"as many keys":        {inputs(1, 10000, 0), ""},
		"too many keys":       {inputs(2, 10000+1, 0), fault.TooLarge},
		"as much that failed": {inputs(1, 0, 64<<20), ""},
		"too much":            {inputs(1, 0, 64<<20+1), fault.InputTooLarge},
	} {
		if err := c.l.check(); c.want == "" && err != nil || c.want != "" && fault.CodeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}
