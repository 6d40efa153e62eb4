package e2e

import (
	"slices"
	"testing"
)

// TestEveryState looks at every state of the page: whether anything is cut
// off, whether what is to be tapped can be, whether words that are hidden are read out, and whether axe-core finds a
// barrier, in light and dark, on desktop and phone, and in forced colours. It
// shows the most, so it runs first: go test takes the files in order of their names.
func TestEveryState(t *testing.T) {
	script := axe(t)
	if script == "" {
		t.Log("without axe-core, which is not in .cache/npm: make test fetches it by npm, when there is a network")
	}
	for _, state := range pageStates {
		t.Run(state.name, func(t *testing.T) {
			t.Parallel()
			p := state.enter(t, startSite(t))
			if !state.moving && p.state() == "ready" {
				p.settle() // what is looked at is the same in all scenes then
				p.waitFor("the page's last words", `!document.querySelector('#page-hash-full:empty')`)
			}
			nothingCut := func(in scene) {
				for _, c := range eval[[]cut](p, findCuts) {
					t.Errorf("%s (%dx%d): cut off: %s: %s", in.name, in.width, in.height, c.What, c.Why)
				}
			}
			for _, note := range eval[[]string](p, findUnseenNotes) {
				t.Errorf("described by what is hidden: %s", note)
			}
			for _, size := range sizes {
				if slices.ContainsFunc(scenes, func(s scene) bool { return s.width == size.width && s.height == size.height }) {
					continue // it comes below
				}
				p.look(size)
				nothingCut(size)
			}
			for _, scene := range append(scenes[:len(scenes):len(scenes)], inForcedColours) {
				p.look(scene)
				nothingCut(scene)
				if scene.width < 400 && !scene.dark && !state.moving {
					for _, small := range eval[[]string](p, findSmall) {
						t.Errorf("%s: too small to tap: %s", scene.name, small)
					}
				}
				if script == "" {
					continue
				}
				for _, b := range p.barriers(script) {
					t.Errorf("%s: %s: %s", scene.name, b.Rule, b.Help)
					for _, where := range b.Where {
						t.Log("    ", where)
					}
				}
			}
			if script == "" {
				return
			}
			p.pretend("hover", "focus", "focus-visible")
			for _, scene := range []scene{scenes[0], scenes[1], inForcedColours} { // on a phone there is no pointer
				p.look(scene)
				for _, b := range p.faint() {
					t.Errorf("%s, under pointer and focus: %s: %s", scene.name, b.Rule, b.Help)
					for _, where := range b.Where {
						t.Log("    ", where)
					}
				}
			}
		})
	}
}
