package decode

import (
	"bytes"
	"testing"
	"time"

	"jwkmint/wasm/internal/raw"
	"jwkmint/wasm/testkit"
)

// Base58 takes quadratic time: a text of words as long as they may be is read as
// fast as any, and one long word is not read at all.
func TestMultikeysOfLongWords(t *testing.T) {
	word := append([]byte("z"), bytes.Repeat([]byte("9"), 6690)...)
	text := bytes.Repeat(append(word, '\n'), 1000)
	took := testkit.ProcessorTime(func() {
		if found := raw.Multikeys(text); found != nil {
			t.Fatal("a key of nines")
		}
	})
	if took > 20*time.Second {
		t.Errorf("7 MB took %v", took)
	}
	text = bytes.Repeat([]byte("9z"), 1<<22)
	if took := testkit.ProcessorTime(func() { raw.Multikeys(text) }); took > 20*time.Second {
		t.Errorf("one word of 8 MB took %v", took)
	}
}
