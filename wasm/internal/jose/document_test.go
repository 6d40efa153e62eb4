package jose

import (
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// TestDocuments: which JWKs a text of JSON holds, whether they came as several, and
// whether something is left in which others may be.
func TestDocuments(t *testing.T) {
	const k = `{"kty":"oct","k":"c2VjcmV0IHNlY3JldA"}`
	with := func(member string) string { return strings.TrimSuffix(k, "}") + "," + member + "}" }
	long := `"` + strings.Repeat("a", 60) + `"`
	for text, c := range map[string]struct {
		keys           int
		several, whole bool
	}{
		k:                                       {1, false, true},
		k + " " + k:                             {2, true, true},
		"[" + k + "]":                           {1, true, true},
		"[]":                                    {0, true, true},
		`{"keys":[` + k + `]}`:                  {1, true, true},
		`{"keys":[` + k + `],"a":"b"}`:          {1, true, false}, // a text may be a key
		`{"keys":[` + k + `],"a":1,"b":null}`:   {1, true, true},
		`{"keys":[` + k + `],"a":[]}`:           {1, true, false},
		`{"jwk":` + k + `}`:                     {1, false, true},
		`{"jwk":` + k + `,"a":{}}`:              {1, false, false},
		`{"jwks":{"keys":[` + k + `]},"a":1}`:   {1, true, true},
		`{"jwks":{"keys":[` + k + `]},"a":"b"}`: {1, true, false},
		`{"jwks":[` + k + "," + k + `]}`:        {2, true, true},
		with(`"keys":[` + k + `]`):              {2, true, true},
		with(`"keys":{}`):                       {1, false, false},
		with(`"keys":[],"a":1`):                 {1, true, true},
		with(`"other":[1]`):                     {1, false, false},
		with(`"other":` + long):                 {1, false, false},
		with(`"other":1`):                       {1, false, true},
		`{"keys":[` + with(`"other":{}`) + `]}`: {1, true, false},
		`{"keys":[1,` + k + `]}`:                {2, true, true},
	} {
		d, err := readDocument([]byte(text))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if len(d.keys) != c.keys || d.several != c.several || d.more == c.whole {
			t.Errorf("%s: %d keys, several %v, more %v", text, len(d.keys), d.several, d.more)
		}
	}
	for n, want := range map[int]bool{maxKeys: false, maxKeys + 1: true} {
		_, err := readDocument([]byte("[" + strings.TrimSuffix(strings.Repeat("{},", n), ",") + "]"))
		if got := fault.CodeOf(err) == fault.TooLarge; got != want {
			t.Errorf("%d keys: %v", n, err)
		}
		_, err = readDocument([]byte(with(`"keys":[` + strings.TrimSuffix(strings.Repeat("{},", n-1), ",") + "]")))
		if got := fault.CodeOf(err) == fault.TooLarge; got != want {
			t.Errorf("%d keys with that around them: %v", n, err)
		}
	}
}
