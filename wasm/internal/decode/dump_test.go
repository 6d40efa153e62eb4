package decode

import (
	"encoding/hex"
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
		"an odd group":                   {"0000 " + a + "\n0010 47 4", "odd"},
		"words of hexdump":               {"0000000 3130 3332\n0000004 3534 3736\n0000008", "3031323334353637"},
		"of an odd length":               {"0000000 3130 3332\n0000004 3534 0036\n0000007", "30313233343536"},
		"words of od":                    {"0000000 030460 031462\n0000004 032464 000066\n0000007", "30313233343536"},
		"too large a word of od":         {"0000000 030460 031462\n0000004 032464 777777\n0000010", "malformed"},
		"groups of xxd":                  {"00000000: 3130 3332  1032\n00000004: 3534 3736  5476", "3130333235343736"},
		"a series of od":                 {"0000000 30 31 32 33 34 35 36 37\n0000010 38 39\n0000012", "30313233343536373839"},
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
