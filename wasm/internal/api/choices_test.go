package api

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
)

// TestChoices: bytes that do not say what they are come back with what they can
// be, and are read as what the person says, and as nothing else.
func TestChoices(t *testing.T) {
	// RFC 8032 section 7.1, test 1.
	const seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
	const public = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
	ask := func(s *Session, p dict) (code fault.Code, choices []string, keys keysReply) {
		var reply struct {
			OK     bool
			Result keysReply
			Error  struct {
				Code    fault.Code
				Choices []choice
			}
		}
		if err := json.Unmarshal(s.Handle(context.Background(), message(t, "convert", p)).JSON, &reply); err != nil {
			t.Fatal(err)
		}
		for _, c := range reply.Error.Choices {
			choices = append(choices, c.As)
			if c.Label == "" {
				t.Errorf("%s has no label", c.As)
			}
		}
		return reply.Error.Code, choices, reply.Result
	}
	s := NewSession(nil)
	code, choices, _ := ask(s, dict{"input": []byte(seed)})
	if code != fault.WhichKey || !slices.Equal(choices, []string{"Ed25519", "Ed25519 public", "X25519", "X25519 public", "P-256", "secp256k1", "oct", "text"}) &&
		!slices.Equal(choices, []string{"Ed25519", "X25519", "X25519 public", "P-256", "secp256k1", "oct", "text"}) {
		t.Errorf("%s with %q", code, choices)
	}
	for as, want := range map[string]string{
		"Ed25519": `"x":"` + public + `"`, "oct": `"k":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"`,
		"text": `"k":"OWQ2MWIxOWRlZmZkNWE2MGJhODQ0YWY0OTJlYzJjYzQ0NDQ5YzU2OTdiMzI2OTE5NzAzYmFjMDMxY2FlN2Y2MA"`,
	} {
		code, _, r := ask(s, dict{"input": []byte(seed), "as": as, "options": dict{"private": true, "compact": true}, "forms": []string{"jwk_private"}})
		if text := r.Outputs[encode.JWKPrivate]; code != "" || !strings.Contains(text, want) {
			t.Errorf("%s: %s %s", as, code, text)
		}
	}
	if code, _, _ := ask(s, dict{"input": []byte(seed), "as": "P-384"}); code != fault.BadOption {
		t.Errorf("P-384: %s", code)
	}
	if code, choices, _ := ask(s, dict{"input": []byte("my-very-secret-client-secret-value-32b")}); code != fault.NoKey || !slices.Equal(choices, []string{"text"}) {
		t.Errorf("a text: %s with %q", code, choices)
	}
	if code, choices, _ := ask(s, dict{"input": []byte("two\nlines")}); code != fault.NoKey || len(choices) != 0 {
		t.Errorf("lines: %s with %q", code, choices)
	}
	if code, choices, _ := ask(s, dict{"input": []byte(strings.Repeat("x", 1025))}); code != fault.NoKey || len(choices) != 0 {
		t.Errorf("a long text: %s with %q", code, choices)
	}
}
