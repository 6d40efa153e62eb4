package token

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestInJSONBounds: what is nested more than anybody's JSON is not looked through to
// its end.
func TestInJSONBounds(t *testing.T) {
	jws := `{"payload":"e30","protected":"` + b64(header) + `","signature":"AAAA"}`
	quote := func(text string, times int) string {
		for range times {
			quoted, err := json.Marshal(text)
			if err != nil {
				t.Fatal(err)
			}
			text = string(quoted)
		}
		return text
	}
	for name, c := range map[string]struct {
		text string
		want int
	}{
		"far behind":           {`{"payload":"` + strings.Repeat("A", maxObject-len(jws)) + `",` + jws[len(`{"payload":"e30",`):], 1},
		"farther":              {`{"payload":"` + strings.Repeat("A", maxObject) + `",` + jws[len(`{"payload":"e30",`):], 0},
		"long":                 {jws[:len(jws)-1] + `,"a":"` + strings.Repeat("A", maxObject-200) + `"}`, 1},
		"too long":             {jws[:len(jws)-1] + `,"a":"` + strings.Repeat("A", maxObject) + `"}`, 0},
		"behind other names":   {strings.Repeat(`"signature" `, maxNamed-1) + jws, 1},
		"behind more":          {strings.Repeat(`"signature" `, maxNamed) + jws, 0},
		"in strings":           {quote(jws, maxQuoted), 1},
		"in more strings":      {quote(jws, maxQuoted+1), 0},
		"as many as are read":  {strings.Repeat(jws, maxTokens), maxTokens},
		"more":                 {strings.Repeat(jws, maxTokens+1), maxTokens},
		"closed too often":     {"}}" + jws, 1},
		"an open quote before": {"he said \"\n" + jws, 1},
		"an escaped quote":     {`{"a":"\"{","jws":` + jws + "}", 1},
		"of something else":    {`{"protected":"` + b64(`{"a":1}`) + `","signature":"AAAA"}`, 0},
	} {
		if got := inJSON(c.text); len(got) != c.want {
			t.Errorf("%s: %d tokens, want %d", name, len(got), c.want)
		}
	}
	both := Find([]byte(jws + " and " + b64(header) + ".e30.AAAA"))
	if len(both) != 2 || !both[0].JSON || both[1].JSON {
		t.Errorf("in both forms: %+v", both)
	}
}

// TestUnencoded: of a payload that is signed as it is, the text is what was signed
// (RFC 7797), and one that was encoded all the same is what it stands for.
func TestUnencoded(t *testing.T) {
	head := b64(`{"alg":"RS256","b64":false,"crit":["b64"]}`)
	for payload, want := range map[string]string{`{"a":"="}`: `{"a":"="}`, b64(`{"a":1}`): `{"a":1}`} {
		text, err := json.Marshal(map[string]string{"protected": head, "payload": payload, "signature": "AAAA"})
		if err != nil {
			t.Fatal(err)
		}
		list := Find(text)
		if len(list) != 1 || string(list[0].Payload) != want || string(list[0].Inputs[0]) != head+"."+payload || list[0].Padded {
			t.Errorf("%s: %+v", payload, list)
		}
	}
}
