package api

import (
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// TestSelftest: there is a known key of every kind, and each gives what it should.
func TestSelftest(t *testing.T) {
	left := map[string]bool{}
	for _, k := range kinds() {
		left[k.Name] = true
	}
	s := testSession()
	for step := range len(known()) {
		r := ask[selftestResult](t, s, "selftest", dict{"step": step})
		if r.Left != len(known())-step-1 {
			t.Errorf("after step %d there are %d left", step, r.Left)
		}
		delete(left, r.Kind)
	}
	if len(left) > 0 {
		t.Errorf("no known key of %v", left)
	}
	for _, step := range []int{-1, len(known())} {
		refused(t, send(t, s, "selftest", dict{"step": step}), fault.BadRequest)
	}
}

// TestSelftestNotices gives each known key another answer, and another key.
func TestSelftestNotices(t *testing.T) {
	list := known()
	for i, k := range list {
		next := list[(i+1)%len(list)]
		for name, wrong := range map[string]knownKey{
			"another answer": {k.Kind, k.Input, next.SHA256},
			"no answer":      {k.Kind, k.Input, ""},
			"no key":         {k.Kind, strings.Repeat("A", 40), k.SHA256},
			"another key":    {k.Kind, next.Input, k.SHA256},
		} {
			if wrong.holds(t.Context(), nil) {
				t.Errorf("%s: %s: the self-test passes", k.Kind, name)
			}
		}
	}
}

// TestSelftestForgetsNothing: the keys of the page are remembered beside it.
func TestSelftestForgetsNothing(t *testing.T) {
	s := testSession()
	before := s.memo
	ask[selftestResult](t, s, "selftest", dict{"step": 0})
	if s.memo != before {
		t.Error("the self-test changes what the session remembers")
	}
}
