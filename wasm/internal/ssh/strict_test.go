package ssh

import (
	"os"
	"strings"
	"testing"
)

// The bits that are over in the last character of base64 must be zero: a
// character that was changed shows by them.
func TestBase64IsStrict(t *testing.T) {
	read := func(name string) string {
		text, err := os.ReadFile("../../testdata/vectors/sshpub/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	change := func(text string) string { // the character before the padding
		i := strings.Index(text, "=") - 1
		if i < 0 {
			t.Fatal("no padding")
		}
		return text[:i] + string(text[i]+1) + text[i+1:]
	}
	line, block := read("p256.pub"), read("p521-rfc4716.pub")
	if _, err := ParseLine(line); err != nil {
		t.Fatal(err)
	}
	if _, err := ParseSSH2([]byte(block)); err != nil {
		t.Fatal(err)
	}
	if _, err := ParseLine(change(line)); err == nil {
		t.Error("a line with bits over is read")
	}
	if _, err := ParseSSH2([]byte(change(block))); err == nil {
		t.Error("a block with bits over is read")
	}
}
