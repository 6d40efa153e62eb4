package plain

import (
	"fmt"
	"strings"
	"testing"
)

// TestColumns: PEM comes out of its column as it went in, and nothing comes out of lines
// that do not all begin there.
func TestColumns(t *testing.T) {
	const pem = "-----BEGIN A-----\nMIIB\nAA==\n-----END A-----\n"
	in := func(before, after string) string {
		return (before + strings.ReplaceAll(strings.TrimSuffix(pem, "\n"), "\n", after+"\n"+before) + after)
	}
	other := strings.Replace(pem, "MIIB", "MIIC", 1)
	side := func(width int, left, right string) (text string) {
		rights := strings.Split(right, "\n")
		for i, line := range strings.Split(strings.TrimSpace(left), "\n") {
			text += fmt.Sprintf("%-*s | %s\n", width, line, append(rights, "", "", "")[i])
		}
		return text
	}
	for text, want := range map[string]string{
		in("ab ", ""): pem, in("é│", ""): pem, in("│", "│x"): pem, in("", " | b"): pem, in("", "│"): pem, in("", "+"): pem, in("", "   +"): pem,
		"x\n" + in("ab ", "") + "\ny\n": pem,
		side(28, pem, other):            pem + other, "x\n" + side(20, pem, other) + "y": pem + other,
		side(28, pem, other[:40]):            "",
		in("a ", "") + "\n" + in("bcd ", ""): pem + pem,
		in(strings.Repeat(" ", 256), ""):     pem, in(strings.Repeat(" ", 257), ""): "",
		pem: "", in("a ", " b") + "\n" + pem: "",
		strings.Replace(in("a ", ""), "a MIIB", "aMIIB", 1):        strings.Replace(pem, "MIIB", "IIB", 1), // which its DER shows
		strings.Replace(in("a ", ""), "a MIIB", "a  MIIB", 1):      "",
		strings.Replace(in("a ", ""), "MIIB", "MI IB", 1):          "",
		strings.Replace(in("a ", ""), "a MIIB", "", 1):             "",
		strings.Replace(in("a ", ""), "a -----END", "-----END", 1): "",
		strings.Replace(in("", "!"), "-!", "-", 1):                 "", in("", "!"): "",
		strings.Replace(in("", "+"), "B+", "B", 1):  "",
		strings.Replace(in("", "+"), "B+", "++", 1): strings.Replace(pem, "MIIB", "MII+", 1),
		"-----BEGIN A-----+\n\n-----END A-----":     "", "-----BEGIN A-----+\n+\n-----END A-----": "",
		strings.Replace(in("1 | ", "+| a"), "-----END A-----+", "-----END A----- ", 1):                                    pem,
		strings.ReplaceAll(strings.Replace(in("1 | ", "+|"), "-----END A-----+", "-----END A----- ", 1), "AA==", "AA== "): pem,
		strings.Replace(in("1 | ", "+| a"), "MIIB+|", "MIIB |", 1):                                                        "",
		"a -----BEGIN A-----\na MIIB\na -----END":                                                                         "", "a -----BEGIN A-----\na -----\n": "", "a -----BEGIN \na MIIB\n": "",
		"a -----BEGIN A-----\na MIIB\n": "", "": "", "a": "",
	} {
		if got := string(withoutColumns([]byte(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
