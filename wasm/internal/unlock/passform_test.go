package unlock

import (
	"bytes"
	"strings"
	"testing"
)

func TestPassForms(t *testing.T) {
	const (
		composed, decomposed = "c3a9", "65cc81" // é in UTF-8
		narrow               = "e9"
	)
	for _, c := range []struct {
		pass        string
		bytes, wide string // in hexadecimal, in order
	}{
		{"Beavis", "426561766973", "0042006500610076006900730000"},
		{"é", composed + " " + decomposed + " " + narrow, "00e90000 006503010000 00c300a90000 006500cc00810000"},
		{"e\u0301", decomposed + " " + composed + " " + narrow, "006503010000 00e90000 006500cc00810000 00c300a90000"},
		{"€", "e282ac 80", "20ac0000 00e2008200ac0000 00800000"},
		{"\u0081\u0085", "c281c285 8185", "008100850000 00c2008100c200850000"},
		{"✓", "e29c93", "27130000 00e2009c00930000"},
		{"🔑", "f09f9491", "d83ddd110000 00f0009f009400910000"},
		{"\xe9", narrow, "00e90000"}, // no UTF-8: as it is
		{"", "-", "0000 -"},
	} {
		f := newPassForms([]byte(c.pass))
		checkForms(t, c.pass, f.bytes, c.bytes)
		checkForms(t, c.pass, f.wide, c.wide)
	}
	if f := newPassForms(nil); len(f.bytes)+len(f.wide) != 0 {
		t.Errorf("no passphrase has the forms %x, %x", f.bytes, f.wide)
	}
}

func checkForms(t *testing.T, pass string, got [][]byte, want string) {
	t.Helper()
	list := strings.Fields(want)
	if len(got) != len(list) {
		t.Errorf("%+q: %x, want %s", pass, got, want)
		return
	}
	for i, form := range list {
		if !bytes.Equal(got[i], fromHex(t, strings.TrimPrefix(form, "-"))) {
			t.Errorf("%+q: form %d is %x, want %s", pass, i, got[i], form)
		}
	}
}

// A form that opened something is tried first from then on.
func TestPassFormFirst(t *testing.T) {
	f := newPassForms([]byte("é"))
	f.first(false, 2)
	checkForms(t, "é", f.bytes, "e9 c3a9 65cc81")
	f.first(false, 0)
	f.first(false, 1)
	checkForms(t, "é", f.bytes, "c3a9 e9 65cc81")
	checkForms(t, "é", f.wide, "00e90000 006503010000 00c300a90000 006500cc00810000")
}

// Windows-1252 as Python's codec has it, with Latin-1 for its five gaps.
func TestWindows1252(t *testing.T) {
	const high = "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
		"\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178"
	for i, r := range []rune(high) {
		if got, ok := windows1252([]rune{r}); !ok || len(got) != 1 || int(got[0]) != 0x80+i {
			t.Errorf("%+q is %x", r, got)
		}
	}
	for r := rune(0); r < 0x100; r++ {
		got, ok := windows1252([]rune{r})
		if !ok || len(got) != 1 || rune(got[0]) != r {
			t.Errorf("%+q is %x", r, got)
		}
	}
	if got, ok := windows1252([]rune("aĀ")); ok {
		t.Errorf("Ā is %x", got)
	}
	if got, ok := windows1252([]rune("\ufffd")); ok {
		t.Errorf("U+FFFD is %x", got)
	}
}

// TestPassFormList: a derivation over UTF-16 gets its own forms.
func TestPassFormList(t *testing.T) {
	f := newPassForms([]byte("é"))
	checkForms(t, "é", f.list(false), "c3a9 65cc81 e9")
	checkForms(t, "é", f.list(true), "00e90000 006503010000 00c300a90000 006500cc00810000")
}
