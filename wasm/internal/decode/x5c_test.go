package decode

import (
	"os"
	"path/filepath"
	"testing"
)

// TestThumbprintsOfAnother: a digest of another certificate than the key's is not
// among the members that are written again, and neither is one in another spelling.
func TestThumbprintsOfAnother(t *testing.T) {
	right := written(t, "both-right.json", "x5t")
	for name, want := range map[string]string{
		"x5t-hex.json": "", "x5t-hex-colons.json": "", "x5t-base64-of-hex.json": "",
		"x5t-of-renewed.json": "", "x5t-is-sha256.json": "", "x5t-empty.json": "", "x5t-number.json": "", "both-of-renewed.json": "",
		"x5t-null.json": "null", "x5c-and-x5t-of-another-key.json": "", "x5c-of-another-key.json": right,
		"x5t-s256-of-renewed.json": right,
	} {
		if got := written(t, name, "x5t"); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if got := written(t, "x5t-s256-of-renewed.json", "x5t#S256"); got != "" {
		t.Errorf("x5t#S256 of another: %s", got)
	}
}

func written(t *testing.T, file, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(vectorsDir, "certificates", file))
	if err != nil {
		t.Fatal(err)
	}
	result, err := Decode(Input{Data: data})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range result.Keys[0].Given.Members {
		if m.Name == name {
			return string(m.Raw)
		}
	}
	return ""
}
