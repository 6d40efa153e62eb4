package fault

import "testing"

// TestInWords: names stand in a sentence as people list them.
func TestInWords(t *testing.T) {
	for want, names := range map[string][]string{
		"": nil, "a": {"a"}, "a and b": {"a", "b"}, "a, b and c": {"a", "b", "c"}, "a, b, c and x5t#256": {"a", "b", "c", "x5t#256"},
	} {
		if got := InWords(names); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
