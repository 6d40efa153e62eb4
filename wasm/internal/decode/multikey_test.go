package decode

import (
	"bytes"
	"testing"
	"time"

	"jwkmint/wasm/testkit"
)

// Base58 takes quadratic time: a text of words as long as they may be is read as
// fast as any, and one long word is not read at all.
func TestMultikeysOfLongWords(t *testing.T) {
	word := append([]byte("z"), bytes.Repeat([]byte("9"), 6690)...)
	text := bytes.Repeat(append(word, '\n'), 1000)
	took := testkit.ProcessorTime(func() {
		if found := readMultikeys(text); found != nil {
			t.Fatal("a key of nines")
		}
	})
	if took > 20*time.Second {
		t.Errorf("7 MB took %v", took)
	}
	text = bytes.Repeat([]byte("9z"), 1<<22)
	if took := testkit.ProcessorTime(func() { readMultikeys(text) }); took > 20*time.Second {
		t.Errorf("one word of 8 MB took %v", took)
	}
}

func TestBase58(t *testing.T) {
	for text, want := range map[string]string{ // of draft-msporny-base58
		"2NEpo7TZRRrLZSi2U":  "Hello World!",
		"111233QC4":          "\x00\x00\x00\x28\x7f\xb4\xcd",
		"1":                  "\x00",
		"1l":                 "",
		"2NEpo7TZRRrLZSi2U-": "",
		"USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z": "The quick brown fox jumps over the lazy dog.",
	} {
		if got := base58([]byte(text)); string(got) != want {
			t.Errorf("%s: %x", text, got)
		}
	}
}
