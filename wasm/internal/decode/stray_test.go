package decode

import (
	"strings"
	"testing"
)

// TestPrivateMembers: a private number beside a public JWK is noticed, however it is
// written.
func TestPrivateMembers(t *testing.T) {
	number := strings.Repeat("aB3-_", 8)
	for text, want := range map[string]bool{
		`"d":"` + number + `"`: true, `"d" : "` + number: true, `d=` + number: true, `d => '` + number: true, `\"d\":\"` + number: true,
		`\u0022d\u0022:\u0022` + number: true, "d:\n" + number: true, `"priv":"` + number + `"`: true, `, d: ` + number: true,
		`"d":"` + number[1:] + `"`: false, `"id":"` + number + `"`: false, `"kid":"` + number: false, `"D":"` + number: false, `"d"` + number: false,
		`"d":"` + number[:20] + "." + number[20:]: false, `"äd":"` + number: false, "": false, ":": false, "d=": false, "=": false,
		`"x":"` + number + `","d":"` + number: true,
	} {
		if got := hasPrivateMember([]byte(text)); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
