package decode

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/fault"
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

// TestLostDID: a did:key that was cut is listed, alone and beside a whole one.
func TestLostDID(t *testing.T) {
	const whole = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
	for text, want := range map[string][2]int{ // keys, and what was left out
		whole: {1, 0}, whole + "\n" + whole[:40] + "\n": {1, 1}, whole[:50] + "\n" + whole: {1, 1},
		whole + "#" + whole[len("did:key:"):]: {1, 0}, whole + " and did:key:z6Mk…": {1, 0}, whole[:50]: {0, 1},
		"did:key:u7QGLbiCRijFWLCNKKTw749ndfmVB_LrRjzgCB5oeQ6T9cg": {1, 0}, // in base64url
		whole + " did:key:z" + strings.Repeat("9", 300):           {1, 0}, // longer than is looked at
	} {
		r, err := Decode(Input{Data: []byte(text)})
		if want[0] == 0 {
			if fault.CodeOf(err) != fault.Malformed {
				t.Errorf("%s: %+v, %v", text, r, err)
			}
		} else if err != nil || len(r.Keys) != want[0] || len(r.Skipped) != want[1] {
			t.Errorf("%s: %+v, %v", text, r, err)
		}
	}
}
