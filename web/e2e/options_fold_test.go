package e2e

import "testing"

// TestOptionsFold: where the options are open from the start, a person can fold
// them, and unfold them.
func TestOptionsFold(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, open := range []bool{true, false, true} {
		if p.visible("use") != open {
			t.Errorf("the options are shown: %v, want %v", !open, open)
		}
		eval[any](p, `document.querySelector('#options > summary').click()`)
	}
}
