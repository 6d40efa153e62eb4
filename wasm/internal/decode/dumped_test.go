package decode

import (
	"fmt"
	"strings"
	"testing"
)

// TestDumped: what dumps stand for, as Wireshark, xxd and tcpdump write them, is given back
// whatever it is: a request, with what stood in the frame before it.
func TestDumped(t *testing.T) {
	content := "\x45\x00POST /token HTTP/1.1\r\n\r\nclient_assertion=eyJhbGciOiJSUzI1NiJ9.e30.AAAA"
	for name, c := range map[string]struct {
		offset string
		word   int // bytes in a group
	}{
		"Wireshark": {"%04x   ", 1}, "xxd": {"%08x: ", 2}, "tcpdump": {"\t0x%04x:  ", 2},
	} {
		var b strings.Builder
		b.WriteString("10:00:00.000000 IP a.1 > b.2: Flags [P.]\n")
		for at := 0; at < len(content); at += 16 {
			row := content[at:min(len(content), at+16)]
			digits := ""
			for i := 0; i < len(row); i += c.word {
				digits += fmt.Sprintf("%x ", row[i:min(len(row), i+c.word)])
			}
			shown := strings.Map(func(r rune) rune {
				if r < ' ' || r > '~' {
					return '.'
				}
				return r
			}, row)
			fmt.Fprintf(&b, c.offset+"%-48s  %s\n", at, digits, shown)
		}
		if got := string(Dumped([]byte(b.String()))); got != content {
			t.Errorf("%s: %q of\n%s", name, got, b.String())
		}
	}
	if got := Dumped([]byte("0000 no dump\n0010 at all")); got != nil {
		t.Errorf("%q", got)
	}
}
