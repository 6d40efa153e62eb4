package e2e

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestShots takes a picture of every state in every scene, into .cache/shots,
// and the README's own picture. It is for people to look at: make shots.
func TestShots(t *testing.T) {
	if os.Getenv("SHOTS") == "" {
		t.Skip("pictures are taken by: make shots")
	}
	dir := filepath.Join("..", "..", ".cache", "shots")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	s := startSite(t)
	for _, state := range pageStates {
		t.Run(state.name, func(t *testing.T) {
			for _, size := range [][]scene{scenes[:2], scenes[2:], rareScenes} { // desktop, phone: some things are decided as the page loads
				p := state.enterAt(t, s, size[0])
				p.allow("request after the lock") // of the other pictures' tabs
				for _, scene := range size {
					p.look(scene)
					// The place of a scrollbar stays, though no picture shows one.
					eval[any](p, `void (document.documentElement.style.scrollbarGutter = 'auto')`)
					shoot := chromedp.CaptureScreenshot()
					if scene.width < 400 {
						shoot = chromedp.FullScreenshot(100) // as far as a thumb scrolls
					}
					picture, err := chromedp.Run(p.ctx, shoot)
					if err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(filepath.Join(dir, state.name+"-"+scene.name+".png"), picture, 0o644); err != nil {
						t.Fatal(err)
					}
					if state.name == "result" && scene.name == "light-desktop" {
						if err := os.WriteFile("shot-light.png", picture, 0o644); err != nil {
							t.Fatal(err)
						}
					}
				}
			}
		})
	}
}
