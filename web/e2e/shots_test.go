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
			p := state.enter(t, s)
			for _, scene := range scenes {
				p.look(scene)
				picture, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
				if err != nil {
					t.Fatal(err)
				}
				name := filepath.Join(dir, state.name+"-"+scene.name+".png")
				if err := os.WriteFile(name, picture, 0o644); err != nil {
					t.Fatal(err)
				}
				if state.name == "result" && scene.name == "light-desktop" {
					if err := os.WriteFile("shot-light.png", picture, 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
		})
	}
}
