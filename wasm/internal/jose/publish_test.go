package jose

import (
	"slices"
	"testing"
)

func TestHalfOps(t *testing.T) {
	for _, c := range []struct {
		given           []string
		public, private []string
	}{
		{nil, nil, nil},
		{[]string{}, []string{}, []string{}},
		{[]string{"sign"}, []string{"verify"}, []string{"sign"}},
		{[]string{"verify"}, []string{"verify"}, []string{"sign"}},
		{[]string{"sign", "verify"}, []string{"verify"}, []string{"sign", "verify"}},
		{[]string{"encrypt", "decrypt", "decrypt"}, []string{"encrypt"}, []string{"encrypt", "decrypt"}},
		{[]string{"decrypt", "unwrapKey"}, []string{"encrypt", "wrapKey"}, []string{"decrypt", "unwrapKey"}},
		{[]string{"deriveKey", "deriveBits"}, []string{}, []string{"deriveKey", "deriveBits"}},
		{[]string{"own", "verify", ""}, []string{"own", "verify"}, []string{"own", "sign"}},
	} {
		if got := HalfOps(c.given, false); !slices.Equal(got, c.public) || (got == nil) != (c.public == nil) {
			t.Errorf("%v, public: %v, want %v", c.given, got, c.public)
		}
		if got := HalfOps(c.given, true); !slices.Equal(got, c.private) || (got == nil) != (c.private == nil) {
			t.Errorf("%v, private: %v, want %v", c.given, got, c.private)
		}
	}
}

func TestDepthOf(t *testing.T) {
	for text, want := range map[string]int{
		`1`: 0, `"[[{"`: 0, `"\"[["`: 0, `[]`: 1, `[[],[{}]]`: 3, `{"a":{"[":[1]},"\\":[]}`: 3, `"\\"`: 0,
	} {
		if got := depthOf([]byte(text)); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}

// TestKept: what came is kept in its order, the key's own members without their
// values, and not as a piece of a larger text.
func TestKept(t *testing.T) {
	text := []byte(`{"a":1,"kty":"oct","kid":"b","k":"c2VjcmV0IHNlY3JldA","d":null,"z":{"y":[]},"x5c":["!"],"alg":3}`)
	k := parseOne(t, text)
	var got string
	for _, m := range k.Given.Members {
		got += m.Name + "=" + string(m.Raw) + " "
	}
	if want := `a=1 kty= kid="b" k= z={"y":[]} `; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	clear(text)
	if string(k.Given.Members[4].Raw) != `{"y":[]}` {
		t.Error("it changed with the text that was pasted")
	}
}
