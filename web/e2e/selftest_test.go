package e2e

import (
	"strings"
	"testing"
)

// TestSelftest: the lock's panel tells that known keys were converted rightly.
func TestSelftest(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.waitFor("the self-test to pass", `document.getElementById('self-test').textContent.startsWith('Self-test passed')`)
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
}

// TestSelftestFails: a page whose engine makes something else of a known key
// takes none, and shows nothing of what came out before.
func TestSelftestFails(t *testing.T) {
	t.Parallel()
	for name, change := range map[string][2]string{
		"at the first key": {`ask("selftest", { step }`, `ask("selftest", { step: -1 }`},
		"at a later one":   {`ask("selftest", { step }`, `ask("selftest", { step: step < 5 ? step : -1 }`},
	} {
		t.Run(name, func(t *testing.T) {
			files := siteWith(t, func(script string) string {
				if strings.Count(script, change[0]) != 1 {
					t.Fatal("the self-test is not where the test looks for it")
				}
				return strings.Replace(script, change[0], change[1], 1)
			})
			p := blank(t, startServer(t, serveAsWeDo(t, files)))
			p.goTo(p.site.URL + "/")
			p.waitFatal("does not compute right")
			if p.visible("output") || p.visible("result") {
				t.Error("what came out before is still shown")
			}
		})
	}
}
