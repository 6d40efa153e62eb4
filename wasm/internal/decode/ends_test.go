package decode

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// An END line is whole with as many dashes on either side as the BEGIN line has, of five
// at most; where it has less, or is missing, the key is read with a warning.
func TestEnds(t *testing.T) {
	pem, err := os.ReadFile(filepath.Join(vectorsDir, "text", "crlf.pem"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.TrimSpace(strings.ReplaceAll(string(pem), "\r", ""))
	body, _, _ := strings.Cut(text, "\n-----END")
	_, body, _ = strings.Cut(body, "\n")
	const ssh2 = "AAAAC3NzaC1lZDI1NTE5AAAAIDhJayFqZS6MoKqgDRRyJiYgt4XHjbM1hL8Ei5jkWVQb"
	for _, c := range []struct{ begin, body, end, note string }{
		{"-----BEGIN PRIVATE KEY-----", body, "-----END PRIVATE KEY-----", ""},
		{"-----BEGIN PRIVATE KEY-----", body, "------END PRIVATE KEY------", ""},
		{"-----BEGIN PRIVATE KEY-----", body, "----END PRIVATE KEY-----", "pem_end_mangled"},
		{"-----BEGIN PRIVATE KEY-----", body, "-----END PRIVATE KEY----", "pem_end_mangled"},
		{"---BEGIN PRIVATE KEY---", body, "---END PRIVATE KEY---", ""},
		{"---BEGIN PRIVATE KEY---", body, "--END PRIVATE KEY---", "pem_end_mangled"},
		{"---- BEGIN SSH2 PUBLIC KEY ----", ssh2, "---- END SSH2 PUBLIC KEY ----", ""},
		{"---- BEGIN SSH2 PUBLIC KEY ----", ssh2, "---- END SSH2 PUBLIC KEY ---", "pem_end_mangled"},
		{"---- BEGIN SSH2 PUBLIC KEY ----", ssh2, "---- END SSH2 KEY ----", "pem_end_mangled"},
		{"---- BEGIN SSH2 PUBLIC KEY ----", ssh2, "", "pem_end_missing"},
	} {
		r, err := Decode(Input{Data: []byte(c.begin + "\n" + c.body + "\n" + c.end)})
		if err != nil || len(r.Keys) != 1 {
			t.Errorf("%s, %q: %v", c.begin, c.end, err)
			continue
		}
		var want, got []string
		if c.note != "" {
			want = []string{c.note}
		}
		for _, note := range r.Keys[0].Notes {
			got = append(got, note.Code)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s, %q: notes %v, want %v", c.begin, c.end, got, want)
		}
	}
}
