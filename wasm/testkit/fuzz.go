package testkit

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/unlock"
)

// Vectors is where the vectors are, seen from a package in wasm/internal.
const Vectors = "../../testdata/vectors"

// quickest returns the processor's time that run takes, at its best of three
// when it takes over limit: other tests of this process may have run beside it.
func quickest(run func(), limit time.Duration) time.Duration {
	var best time.Duration
	for i := range 3 {
		if took := ProcessorTime(run); i == 0 || took < best {
			best = took
		}
		if best <= limit {
			break
		}
	}
	return best
}

// FuzzPassphrase opens the vectors that serve as seeds, so that fuzzing gets
// behind the encryption.
const FuzzPassphrase = "correct horse"

// FuzzPassphrases are none, the empty one, the usual one, and one of many forms.
var FuzzPassphrases = [][]byte{nil, {}, []byte(FuzzPassphrase), []byte("na\u00efve \u20ac")}

// Seeds calls add for every vector of the given areas that is small enough to
// mutate well.
func Seeds(f *testing.F, add func(data []byte), areas ...string) {
	f.Helper()
	for _, area := range areas {
		files, err := filepath.Glob(filepath.Join(Vectors, area, "*"))
		if err != nil || len(files) == 0 {
			f.Fatalf("no seeds in %s: %v", area, err)
		}
		for _, name := range files {
			switch filepath.Ext(name) {
			case ".json", ".sh", ".mjs":
				continue
			}
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			if len(data) < 4096 {
				add(data)
			}
		}
	}
}

// CheckFuzz runs one case and checks what must hold for every input: an error
// is a fault that quotes neither input nor passphrase, and it does not take
// long.
func CheckFuzz(t *testing.T, input []byte, run func() error) {
	t.Helper()
	var err error
	if took := quickest(func() { err = run() }, time.Second); took > time.Second {
		t.Errorf("took %v", took)
	}
	if err == nil {
		return
	}
	if fault.CodeOf(err) == fault.Internal {
		t.Fatalf("not a fault: %v", err)
	}
	message, hint := fault.Text(err)
	text := err.Error() + " " + message + " " + hint
	if strings.Contains(text, FuzzPassphrase) {
		t.Error("the passphrase is in the error")
	}
	const window = 16
	for i := 0; i+window <= len(text); i++ {
		if strings.Contains(string(input), text[i:i+window]) {
			t.Fatalf("input is in the error: %q", text[i:i+window])
		}
	}
}

// Hex decodes what a test says in hexadecimal.
func Hex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// CheapLimits lowers the limits so far that no derivation takes noticeable
// time; a wrong estimate of a cost then shows as a slow case.
func CheapLimits(f *testing.F) {
	usual := unlock.Limits
	unlock.Limits = unlock.Costs{HMACs: 5000, Hashes: 10000, BcryptRounds: 1, Memory: 1 << 20, Traffic: 8 << 20}
	f.Cleanup(func() { unlock.Limits = usual })
}
