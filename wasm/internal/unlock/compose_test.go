package unlock

import (
	"encoding/json"
	"os"
	"testing"
)

// The forms are those of ICU, in Node.
func TestComposition(t *testing.T) {
	data, err := os.ReadFile("../../testdata/unicode/normalize.json")
	if err != nil {
		t.Fatal(err)
	}
	var rows [][3]string
	if err := json.Unmarshal(data, &rows); err != nil || len(rows) < 2000 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	c := newComposition()
	for _, row := range rows {
		for _, text := range row {
			if got := string(c.composed([]rune(text))); got != row[1] {
				t.Errorf("%+q composed is %+q, want %+q", text, got, row[1])
			}
			if got := string(c.decomposed([]rune(text))); got != row[2] {
				t.Errorf("%+q decomposed is %+q, want %+q", text, got, row[2])
			}
		}
	}
	// Marks that no letter precedes are put in order as well, as unicodedata of
	// Python does.
	for text, want := range map[string]string{"\u0301\u0323": "\u0323\u0301", "\u0323\u0301a\u0301\u0323": "\u0323\u0301a\u0323\u0301"} {
		if got := string(c.decomposed([]rune(text))); got != want {
			t.Errorf("%+q decomposed is %+q, want %+q", text, got, want)
		}
	}
}
