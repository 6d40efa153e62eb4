package e2e

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestLighthouse has Lighthouse judge the page as a visitor's phone gets it.
//
// One of its audits is left out: it fetches robots.txt in the page's name,
// and the lock refuses that as it refuses everything. TestPreview reads the
// file instead.
func TestLighthouse(t *testing.T) {
	t.Parallel()
	program := filepath.Join("..", "..", ".cache", "npm", "lighthouse", "node_modules", ".bin", "lighthouse")
	if _, err := os.Stat(program); err != nil || !has(t, "node") {
		t.Skip("Lighthouse is not in .cache/npm: make test fetches it by npm, when there is a network")
	}
	s := startSite(t)
	chrome := "--headless=new"
	if os.Geteuid() == 0 {
		chrome += " --no-sandbox" // Chromium refuses its sandbox to root
	}
	var out []byte
	var err error
	// Its recording now and then fails on a busy machine (NO_NAVSTART: "please run
	// Lighthouse again"), which says nothing of the page.
	for range 3 {
		cmd := exec.Command(program, s.URL+"/", "--quiet", "--output=json", "--chrome-flags="+chrome,
			"--only-categories=performance,accessibility,best-practices,seo", "--skip-audits=robots-txt")
		cmd.Env = append(os.Environ(), "CHROME_PATH="+findChromium())
		cmd.Stderr = os.Stderr
		if out, err = cmd.Output(); err == nil {
			break
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	var report struct {
		Categories map[string]struct {
			Score     float64
			AuditRefs []struct {
				ID     string
				Weight float64
			}
		}
		Audits map[string]struct {
			Score        *float64
			Title        string
			NumericValue float64
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"accessibility", "best-practices", "seo"} {
		category, ok := report.Categories[name]
		if ok && category.Score == 1 {
			continue
		}
		t.Errorf("%s is %v of 1", name, category.Score)
		for _, ref := range category.AuditRefs {
			if audit := report.Audits[ref.ID]; ref.Weight > 0 && audit.Score != nil && *audit.Score < 1 {
				t.Logf("    %s: %s", ref.ID, audit.Title)
			}
		}
	}
	if shift := report.Audits["cumulative-layout-shift"].NumericValue; shift != 0 {
		t.Errorf("layout shift is %v", shift)
	}
	t.Logf("performance %v; blocking time %.0f ms", report.Categories["performance"].Score, report.Audits["total-blocking-time"].NumericValue)
}
