package decode

import (
	"bytes"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// hintOf decodes a vector that is refused and returns its hint.
func hintOf(t *testing.T, name string) (data []byte, hint string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(vectorsDir, name))
	if err != nil {
		t.Fatal(err)
	}
	_, err = Decode(Input{Data: data})
	if err == nil {
		t.Fatalf("%s is not refused", name)
	}
	_, hint = fault.Text(err)
	return data, hint
}

// runHint runs the command of a hint on data and returns the folder it ran in
// and what it said.
func runHint(t *testing.T, hint string, data []byte) (dir string, output []byte, err error) {
	t.Helper()
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("openssl is not installed: its reading of our vectors is not tested here")
	}
	_, command, ok := strings.Cut(hint, ": openssl ")
	if !ok {
		t.Fatalf("the hint %q names no command of openssl", hint)
	}
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "FILE"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("openssl", strings.Fields(command)...)
	cmd.Dir = dir
	output, err = cmd.CombinedOutput()
	return dir, output, err
}

// No refusal of a key tells people to throw it away: what is refused here is
// most often a bad copy of a good key.
func TestHintsKeepKeys(t *testing.T) {
	for _, code := range []fault.Code{fault.InvalidKey, fault.KeyMismatch, fault.Malformed, fault.Truncated, fault.TrailingData} {
		if _, hint := fault.Text(fault.New(code, "")); !strings.Contains(hint, "again") || strings.Contains(hint, "new key") {
			t.Errorf("%s: %q", code, hint)
		}
	}
	for _, dir := range []string{"odd", "hostile"} {
		for name, v := range readIndex(t, filepath.Join(vectorsDir, dir, "expect.json")) {
			if v.Error != string(fault.InvalidKey) && v.Error != string(fault.KeyMismatch) {
				continue
			}
			if _, hint := hintOf(t, filepath.Join(dir, name)); strings.Contains(strings.ToLower(hint), "new key") {
				t.Errorf("%s: %q", name, hint)
			}
		}
	}
}

// What the hint for an RSA key that contradicts itself tells people to run says
// which file is whole.
func TestHintRSACheck(t *testing.T) {
	for _, name := range []string{"odd/rsa-refused-n.pem", "odd/rsa-refused-d.pem", "odd/rsa-refused-e.pem", "hostile/rsa-zero-d.pem"} {
		data, hint := hintOf(t, name)
		if _, said, err := runHint(t, hint, data); err == nil && bytes.Contains(said, []byte("Key is valid")) {
			t.Errorf("%s: %s: %s", name, hint, said)
		}
		whole, err := os.ReadFile(filepath.Join(vectorsDir, "pem/rsa-pkcs1.pem"))
		if err != nil {
			t.Fatal(err)
		}
		if _, said, err := runHint(t, hint, whole); err != nil || !bytes.Contains(said, []byte("Key is valid")) {
			t.Errorf("of a whole key: %s: %s", hint, said)
		}
	}
}

// What the hint for an EC key with another's public half tells people to run
// gives the private half's key.
func TestHintNoPublic(t *testing.T) {
	for _, name := range []string{"hostile/ec-mismatch.pem", "odd/p521-sec1-half-other-plain.pem", "odd/secp256k1-sec1-half-other-plain.pem"} {
		data, hint := hintOf(t, name)
		dir, said, err := runHint(t, hint, data)
		if err != nil {
			t.Errorf("%s: %s: %v\n%s", name, hint, err, said)
			continue
		}
		written, err := os.ReadFile(filepath.Join(dir, "private.pem"))
		if err != nil {
			t.Fatal(err)
		}
		result, err := Decode(Input{Data: written})
		if err != nil || len(result.Keys) != 1 {
			t.Errorf("%s: what the hint gives: %v", name, err)
			continue
		}
		own := result.Keys[0].Material.(*key.EC)
		if !own.IsPrivate() || !bytes.Contains(pemBytes(t, data), own.D) {
			t.Errorf("%s: what the hint gives is another key", name)
		}
	}
}

// What the hint for an EC key that does not say its curve tells people to run
// gives a file that is read.
func TestHintNoCurve(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("openssl is not installed: the parameters that it writes are not read here")
	}
	d := bytes.Repeat([]byte{7}, 32)
	data := pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: append([]byte{0x30, 37, 2, 1, 1, 4, 32}, d...)})
	_, err := Decode(Input{Data: data})
	_, hint := fault.Text(err)
	_, command, ok := strings.Cut(hint, "For P-256: ")
	if !ok {
		t.Fatalf("the hint is %q", hint)
	}
	cmd := exec.Command("sh", "-c", command)
	cmd.Dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(cmd.Dir, "FILE"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, said)
	}
	made, err := os.ReadFile(filepath.Join(cmd.Dir, "key.pem"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Decode(Input{Data: made})
	want, newErr := key.NewEC(key.P256, d)
	if err != nil || newErr != nil || len(r.Keys) != 1 || !key.SamePublic(r.Keys[0].Material, want) {
		t.Errorf("what the hint gives: %v, %v", r, err)
	}
}

func pemBytes(t *testing.T, text []byte) []byte {
	t.Helper()
	b, _, _ := findBlock(text, 0)
	data, _, _, _, err := b.content()
	if err != nil {
		t.Fatal(err)
	}
	return data
}
