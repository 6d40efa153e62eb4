package decode

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/plain"
)

func TestIsArmored(t *testing.T) {
	const block = "-----BEGIN PUBLIC KEY-----\nMFkw\nEwY=\n-----END PUBLIC KEY-----\n"
	for text, want := range map[string]bool{
		block:         true,
		block + block: true,
		"\n" + strings.ReplaceAll(block, "\n", "\r\n") + "\n\n": true,
		strings.TrimSpace(block):                                true,

		"":                                     false,
		"MFkw\n":                               false,
		"MFkw\n" + block:                       false,
		"a word\n" + block:                     false,
		block + "kid: a":                       false,
		block + "-----BEGIN PUBLIC KEY":        false,
		block + "-----BEGIN PUBLIC KEY-----\n": false,
		block + "-----END PUBLIC KEY-----\n":   false,
		strings.Replace(block, "MFkw", "d: MFkw", 1):              false,
		strings.Replace(block, "MFkw", "MF_w", 1):                 false,
		strings.Replace(block, "END PUBLIC", "END RSA PUBLIC", 1): false,
		strings.Replace(block, "BEGIN", "begin", 1):               false,
		strings.ReplaceAll(block, "\n", `\n`):                     false,
		strings.ReplaceAll(block, "\n", " "):                      false,
	} {
		if got := isArmored([]byte(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// TestArmorSkips: where a block was read in vain, there is more to try.
func TestArmorSkips(t *testing.T) {
	text, err := os.ReadFile("../../testdata/guide/p256-pkcs8.key")
	if err != nil {
		t.Fatal(err)
	}
	for tail, want := range map[string]bool{"": true, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n": false} {
		r := &reader{rescans: newRescanBudget(len(text))}
		if got := r.armor(append(text, tail...)); got != want || got != (len(r.parts) == 1) {
			t.Errorf("with %q: %v, %d keys", tail, got, len(r.parts))
		}
	}
}

// TestArmorTellsAll reads each file of PEM alone in every way there is, and finds no more
// than in the blocks.
func TestArmorTellsAll(t *testing.T) {
	now := time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC)
	told := 0
	read := func(text []byte, by func(*reader) bool) (*reader, bool) {
		r := &reader{now: now, rescans: newRescanBudget(len(text))}
		return r, by(r)
	}
	err := filepath.WalkDir("../../testdata", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil || len(text) > maxInside {
			return err
		}
		text = plain.Bared(text)
		quick, ok := read(text, func(r *reader) bool { return r.armor(text) })
		if !ok {
			return nil
		}
		told++
		whole, _ := read(text, func(r *reader) bool { r.unarmored(text); return true })
		if !reflect.DeepEqual(quick.parts, whole.parts) || !reflect.DeepEqual(quick.skipped, whole.skipped) {
			t.Errorf("%s: says more when it is read in every way", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if told < 300 {
		t.Errorf("only %d files of PEM alone", told)
	}
	t.Logf("%d files of PEM alone", told)
}
