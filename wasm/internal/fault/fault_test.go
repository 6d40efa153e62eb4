package fault

import (
	"errors"
	"fmt"
	"slices"
	"testing"
)

// TestError: a fault shows its code and detail, and is found in whatever wraps it. Its
// cause is found too, and never shown.
func TestError(t *testing.T) {
	cause := errors.New("secret input")
	f := Wrap(Malformed, "a reason", cause)
	wrapped := fmt.Errorf("around: %w", f)
	for _, c := range []struct {
		err       error
		code      Code
		shown     string
		isMal, in bool // whether it is Malformed, and the cause is in it
	}{
		{f, Malformed, "malformed: a reason", true, true},
		{New(Malformed, ""), Malformed, "malformed", true, false},
		{New(NoKey, ""), NoKey, "no_key", false, false},
		{wrapped, Malformed, "around: malformed: a reason", true, true},
		{cause, Internal, "secret input", false, true},
	} {
		if CodeOf(c.err) != c.code || c.err.Error() != c.shown || errors.Is(c.err, New(Malformed, "other")) != c.isMal || errors.Is(c.err, cause) != c.in {
			t.Errorf("%v: %s", c.err, CodeOf(c.err))
		}
	}
	if CodeOf(nil) != Internal || f.Is(cause) {
		t.Error("what is no fault has another code")
	}
}

// TestText: a fault's own hint replaces the table's, and what is no fault shows nothing
// of itself.
func TestText(t *testing.T) {
	_, usual := Text(New(Malformed, ""))
	if _, hint := Text(New(Malformed, "").WithHint("Do this.")); hint != "Do this." || usual == "" {
		t.Errorf("%q", hint)
	}
	internal, then := Text(New(Internal, ""))
	for _, err := range []error{errors.New("secret input"), New("no such code", ""), nil} {
		if message, hint := Text(err); message != internal || hint != then {
			t.Errorf("%v: %q, %q", err, message, hint)
		}
	}
}

// TestCopies: a fault is a constant to those who give it a hint or choices.
func TestCopies(t *testing.T) {
	f := New(Malformed, "a reason")
	hinted, offered := f.WithHint("hint"), f.WithChoices([]string{"a", "b"})
	if f.Hint != "" || f.Choices != nil || hinted.Hint != "hint" || hinted.Detail != "a reason" || offered.Detail != "a reason" {
		t.Errorf("%+v, %+v, %+v", f, hinted, offered)
	}
	if got := Choices(fmt.Errorf("around: %w", offered)); !slices.Equal(got, []string{"a", "b"}) || Choices(f) != nil || Choices(errors.New("x")) != nil {
		t.Errorf("%v", got)
	}
}
