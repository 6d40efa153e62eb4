package e2e

import (
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// scene is how the page is looked at.
type scene struct {
	name          string
	dark          bool
	width, height int64
	// forced: in the system's own few colours, as Windows' contrast themes have them.
	forced bool
}

var scenes = []scene{
	{"light-desktop", false, 1280, 800, false},
	{"dark-desktop", true, 1280, 800, false},
	{"light-phone", false, 360, 740, false},
	{"dark-phone", true, 360, 740, false},
}

// rareScenes are pictures of what few people see: the desktop at 200% zoom,
// and in forced colours.
var (
	inForcedColours = scene{"forced", true, 1280, 800, true}
	rareScenes      = []scene{{"zoomed", false, 640, 400, false}, inForcedColours}
)

// look sets the scene.
func (p *tab) look(s scene) {
	p.t.Helper()
	theme := "light"
	if s.dark {
		theme = "dark"
	}
	forced := "none"
	if s.forced {
		forced = "active"
	}
	p.must(chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: theme}, {Name: "prefers-reduced-motion", Value: "reduce"}, {Name: "forced-colors", Value: forced},
	}}))
	if s.width < 400 {
		p.do(chromedp.EmulateViewport(s.width, s.height, chromedp.EmulateMobile, chromedp.EmulateTouch))
	} else {
		p.do(chromedp.EmulateViewport(s.width, s.height))
	}
	eval[any](p, `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))`)
}
