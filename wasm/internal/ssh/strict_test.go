package ssh

import (
	"os"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/testkit"
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

// A block that lost a character does not end too early, nor is it of a type that is not
// known: a name has no spaces and control characters.
func TestBlockDamaged(t *testing.T) {
	data, err := os.ReadFile(testkit.Vectors + "/sshpub/p521-rfc4716.pub")
	if err != nil {
		t.Fatal(err)
	}
	block := string(data)
	if !strings.Contains(block, "AAAAE2VjZHNhLX") {
		t.Fatal("another block")
	}
	for from, to := range map[string]string{"AAAAE2Vj": "AAAA*2Vj", "AAAAE2V": "AAAE2V", "E2VjZHNh": "E2VjAHNh", "AAAAE2VjZHNhLX": "AAAAAAAAAAAAAA"} {
		_, err := ParseSSH2([]byte(strings.Replace(block, from, to, 1)))
		if fault.CodeOf(err) != fault.Malformed {
			t.Errorf("%s for %s: %v", to, from, err)
		}
	}
	if _, err := ParseSSH2([]byte(strings.Replace(block, "AAAAE2VjZHNhLX", "AAAAE2VmZHNhLX", 1))); fault.CodeOf(err) != fault.UnsupportedAlgorithm {
		t.Errorf("another name: %v", err)
	}
}

// A number with more zero octets than it needs is read, and named.
func TestPaddedNumber(t *testing.T) {
	for e, want := range map[string]int{"\x01\x00\x01": 0, "\x00\x01\x01": 1, "\x00\x81": 0, "\x00\x00\x81": 1, "\x03": 0} {
		var blob []byte
		for _, field := range []string{"ssh-rsa", e, "\x00\xf1" + strings.Repeat("\x55", 127)} {
			blob = append(append(blob, 0, 0, 0, byte(len(field))), field...)
		}
		k, err := ParseWire(blob)
		if err != nil {
			t.Fatalf("%x: %v", e, err)
		}
		if len(k.Notes) != want || want == 1 && k.Notes[0].Code != "number_padded" {
			t.Errorf("%x: notes %v", e, k.Notes)
		}
	}
}
