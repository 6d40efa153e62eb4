package e2e

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// has reports whether a program is there, and says in the log what is left
// unproven where it is not.
func has(t testing.TB, program string) bool {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Logf("%s is not installed: what it would read is not proven here", program)
		return false
	}
	return true
}

// output runs a program that must succeed and gives what it prints.
func toolOutput(t testing.TB, stdin string, program string, args ...string) string {
	t.Helper()
	c := exec.Command(program, args...)
	c.Stdin = strings.NewReader(stdin)
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, errs.String())
	}
	return out.String()
}

// saved writes text to a file as a person would save it: for its owner only,
// since ssh-keygen refuses others.
func saved(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// opensslDER is the key in a PEM text as openssl writes it in DER: two texts
// of one key give the same bytes.
func opensslDER(t testing.TB, text string, args ...string) string {
	t.Helper()
	return toolOutput(t, "", "openssl", append([]string{"pkey", "-in", saved(t, "key.pem", text), "-outform", "DER"}, args...)...)
}
