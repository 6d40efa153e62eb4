package api

import (
	"context"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// TestBounds: what a request may hold at most is taken, and one more is refused.
func TestBounds(t *testing.T) {
	convert := func(params dict) func(int) []byte {
		return func(int) []byte { return send(t, testSession(), "convert", params) }
	}
	key := []byte(golden(t, "p256/spki"))
	for name, c := range map[string]struct {
		most int
		code fault.Code
		ask  func(n int) []byte
	}{
		"bytes of JSON": {1 << 20, fault.InputTooLarge, func(n int) []byte {
			text := `{"op":"hello","params":{"protocol":3}}`
			return testSession().Handle(context.Background(), bare(text+strings.Repeat(" ", n-len(text)))).JSON
		}},
		"inputs": {200, fault.BadOption, func(n int) []byte {
			list := []dict{{"input": key}}
			for range n - 1 {
				list = append(list, dict{"input": []byte("nothing")})
			}
			return convert(dict{"inputs": list})(n)
		}},
		"characters of a key ID for all": {1024, fault.BadOption, func(n int) []byte {
			return convert(dict{"input": key, "options": dict{"kid": dict{"mode": "text", "value": strings.Repeat("é", n)}}})(n)
		}},
		"characters of a key's ID": {1024, fault.BadOption, func(n int) []byte {
			return convert(dict{"input": key, "options": dict{"keys": dict{"1": ownKID(strings.Repeat("é", n))}}})(n)
		}},
		"keys at a time": {20, fault.BadOption, func(n int) []byte {
			return send(t, testSession(), "generate", dict{"type": "OKP", "count": n})
		}},
	} {
		if reply := c.ask(c.most); !strings.HasPrefix(string(reply), `{"ok":true`) {
			t.Errorf("%d %s are refused: %.200s", c.most, name, reply)
		}
		refused(t, c.ask(c.most+1), c.code)
	}
}
