package decode

import (
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/plain"
)

// TestDump: the lines of a dump fit their offsets and the characters beside them.
func TestDump(t *testing.T) {
	const a, b = "30 31 32 33 34 35 36 37  38 39 41 42 43 44 45 46", "47 48 49 4a 4b 4c 4d 4e  4f 50 51 52 53 54 55 56"
	bare := strings.NewReplacer(" ", "")
	both := bare.Replace(a + b)
	for name, c := range map[string]struct{ text, want string }{
		"two lines":                      {"0000 " + a + "\n0010 " + b, both},
		"a tab":                          {"0000\t" + a + "\n0010\t" + b, both},
		"with characters":                {"00000000  " + a + "  |0123456789ABCDEF|\n00000010  " + b + "  |GHIJKLMNOPQRSTUV|\n00000020", both},
		"in angles":                      {"000000 " + a + "  >0123456789ABCDEF<\n000010 47 48  >GH<\n", bare.Replace(a) + "4748"},
		"other characters":               {"000000 " + a + "  >0123456789ABCDEF<\n000010 47 48  >GJ<\n", "malformed"},
		"other characters, plain":        {"0000  " + a + "   0123456789ABCDEF\n0010  47 48                                              GJ\n", "malformed"},
		"not one for each":               {"0000  " + a + "   0123456789ABCDE\n0010  47 48                                              GH I\n", bare.Replace(a) + "4748"},
		"characters that are digits":     {"0000  " + a + "   0123456789ABCDEF\n0010  62 65   be", bare.Replace(a) + "6265"},
		"a long gap in the middle":       {"0000  30 31 32 33      34 35 36 37\n0008  38 39 41 42      43 44 45 46\n0010", bare.Replace(a)},
		"one line":                       {"0000  " + a + "   0123456789ABCDEF\n", bare.Replace(a)},
		"lines between":                  {"0000 " + a + "\n\n0010 " + b + "\n\n", both},
		"what is no character":           {"0000 30 1f 20 7e 7f ff  |0. ~..|", "301f207e7fff"},
		"words below":                    {"0000 " + a + "\n0010 " + b + "\n}\nthat is all", both},
		"another line below":             {"0000 " + a + "\n*\n0020 " + b, "malformed"},
		"an offset that is not the next": {"0000 " + a + "\n0010 " + b + "\n0021 " + a, "malformed"},
		"a line lost":                    {"0000 " + a + "\n0020 " + b, "malformed"},
		"bytes lost in the middle":       {"0000 " + a + "\n0010 47 48\n0020 " + b, "malformed"},
		"bytes lost at the end":          {"0000 " + a + "\n0010 47 48\n0013", "malformed"},
		"an end before the last line":    {"0000 " + a + "\n0010 47 48\n000f", "malformed"},
		"an end where the last line is":  {"0000 " + a + "\n0010 47 48\n0010", "malformed"},
		"an end within the last line":    {"0000 " + a + "\n0010 47 48 49\n0012", "malformed"},
		"more in the last line":          {"0000 " + a + "\n0010 47 4849\n0012", "malformed"},
		"a group that goes on":           {"0000 3031 3233\n0003 3435 3637\n0006", "malformed"},
		"groups run together":            {"0000 30 31 3233 34 35  |0123|\n0004 36", "malformed"},
		"two run together at the end":    {"0000  " + a + "  |0123456789ABCDEF|\n0010  47 4849 4a  |GHIJ|\n0014", "malformed"},
		"an odd group":                   {"0000 " + a + "\n0010 47 4", "odd"},
		"words of hexdump":               {"0000000 3130 3332\n0000004 3534 3736\n0000008", "3031323334353637"},
		"of an odd length":               {"0000000 3130 3332\n0000004 3534 0036\n0000007", "30313233343536"},
		"groups of xxd":                  {"00000000: 3130 3332  1032\n00000004: 3534 3736  5476", "3130333235343736"},
		"with dashes":                    {"0000 - 30 31-32 33   0123\n0004 - 34 35-36      456", "30313233343536"},
		"offsets of three digits":        {"000 " + a + "\n010 " + b, ""},
		"a colon after seven octals":     {"0000000: 30 31 32 33 34 35 36 37\n0000010: 38 39\n0000012", "malformed"},
		"eight octals":                   {"00000000 30 31 32 33 34 35 36 37\n00000010 38 39\n00000012", "malformed"},
		"zeros again":                    {"0000 30 31\n0000 32 33", ""},
		"another offset first":           {"0010 " + a + "\n0020 " + b, ""},
		"an offset alone":                {"0000", ""},
		"offsets alone":                  {"0000\n0010\n0020", ""},
		"no digits":                      {"0000 hello", ""},
		"words above":                    {"a dump\n0000 " + a, ""},
		"nothing":                        {"", ""},
	} {
		data, err := decodeDump([]byte(c.text))
		got := hex.EncodeToString(data)
		if err != nil {
			got = string(fault.CodeOf(err))
		}
		if err == plain.ErrOddHex {
			got = "odd"
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestDumpWritings: bytes in octal, decimal, bits, characters and reversed words, each of
// which is refused where one number, line or end is not as it should be.
func TestDumpWritings(t *testing.T) {
	const data = "\x00\t0~-BEGIN \xff\x80\n-----0123456789abcdefghijklmnopqrs"
	lines := func(offset string, width int, cell func(b string) string, size int) string {
		var out strings.Builder
		for at := 0; at < len(data); at += width {
			fmt.Fprintf(&out, offset, at)
			for i := at; i < min(at+width, len(data)); i += size {
				out.WriteString(cell(data[i : i+size]))
			}
			out.WriteByte('\n')
		}
		return out.String() + strings.TrimRight(fmt.Sprintf(offset, len(data)), ": ") + "\n"
	}
	number := func(format string) func(b string) string {
		return func(b string) string {
			if len(b) == 2 {
				return fmt.Sprintf(format, int(b[0])|int(b[1])<<8)
			}
			return fmt.Sprintf(format, b[0])
		}
	}
	character := func(b string) string {
		switch i := strings.Index("\x00\t\n", b); {
		case i >= 0:
			return "  \\" + "0tn"[i:i+1]
		case b > "~":
			return fmt.Sprintf(" %03o", b[0])
		}
		return "   " + b
	}
	reversed := func(b string) string { return fmt.Sprintf("%x ", string([]byte{b[3], b[2], b[1], b[0]})) }
	for name, c := range map[string]struct{ text, old, wrong string }{
		"octal":               {lines("%07o", 16, number(" %03o"), 1), " 377", " 400"},
		"octal, short":        {lines("%07o", 16, number(" %03o"), 1), " 000", " 00"},
		"octal words":         {lines("%07o", 16, number(" %06o"), 2), " 004400", " 204400"},
		"decimal":             {lines("%07o", 8, number(" %3d"), 1), " 255", " 256"},
		"signed":              {lines("%07o", 16, func(b string) string { return fmt.Sprintf(" %4d", int8(b[0])) }, 1), "-128", "-129"},
		"decimal words":       {lines("%07x", 16, number("  %05d"), 2), "  02304", "  67840"},
		"bits":                {lines("%08x: ", 8, number("%08b "), 1), ": 00000000", ": 0000000"},
		"characters":          {lines("%07o", 16, character, 1), "\\t", "\\q"},
		"characters, octal":   {lines("%07o", 16, character, 1), " 377", " 477"},
		"characters, short":   {lines("%07o", 16, character, 1), " 377", "  77"},
		"characters, shifted": {lines("%07x", 16, character, 1), "   0   ~", "  0   ~"},
		"reversed":            {lines("%08x: ", 16, reversed, 4), ": 7e300900 ", ": 7e3009 "},
		"decimal offsets":     {lines("%07d", 16, number(" %02x"), 1), "\n0000016", "\n0000017"},
		"an end before it":    {lines("%07d", 16, number(" %3d"), 1), "\n0000048", "\n0000047"},
	} {
		if got, err := decodeDump([]byte(c.text)); string(got) != data || err != nil {
			t.Errorf("%s: %q, %v\n%s", name, got, err, c.text)
		}
		damaged := strings.Replace(c.text, c.old, c.wrong, 1)
		if damaged == c.text {
			t.Errorf("%s: nothing was damaged in\n%s", name, c.text)
		}
		if got, err := decodeDump([]byte(damaged)); err == nil && recognised(got) {
			t.Errorf("%s, damaged: %q\n%s", name, got, damaged)
		}
	}
	// The error is that of what it most likely is.
	if _, err := decodeDump([]byte("0000\t30 81 87 02 01 00 30 13 06 07 2a 86 48 ce 3d 02\n0010\t01 0")); err != plain.ErrOddHex {
		t.Errorf("an odd digit: %v", err)
	}
	// A tool that pads its last line, and a terminal that cuts blanks.
	text := lines("%07o", 16, character, 1)
	if got, err := decodeDump([]byte(strings.Replace(text, "\n0000060", "            \n0000060", 1))); string(got) != data || err != nil {
		t.Errorf("padded: %q, %v", got, err)
	}
	cut := lines("%07o", 12, character, 1)
	cut = regexp.MustCompile(` +\n`).ReplaceAllString(cut, "\n")
	if got, err := decodeDump([]byte(cut)); string(got) != data || err != nil {
		t.Errorf("cut: %q, %v\n%s", got, err, cut)
	}
}
