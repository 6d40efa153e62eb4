package fault

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestCodesDocumented checks that the table of README.md and the code's
// own table name the same codes, each with its words.
func TestCodesDocumented(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var documented []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z_]+)` \\| (.+) \\|$").FindAllStringSubmatch(string(readme), -1) {
		documented = append(documented, m[1])
	}
	var known []string
	for code := range table {
		known = append(known, string(code))
		message, hint := Text(New(code, ""))
		for _, text := range []string{message, hint} {
			if len(text) < 8 || text != strings.TrimSpace(text) {
				t.Errorf("%s: %q is no sentence", code, text)
			}
		}
		if !strings.HasSuffix(message, ".") {
			t.Errorf("%s: %q has no full stop", code, message)
		}
		if got, _ := Text(New(code, "a reason")); got != strings.TrimSuffix(message, ".")+" (a reason)." {
			t.Errorf("%s: with a detail it reads %q", code, got)
		}
	}
	slices.Sort(documented)
	slices.Sort(known)
	if !slices.Equal(documented, known) {
		t.Errorf("documented %v\nknown      %v", documented, known)
	}
}
