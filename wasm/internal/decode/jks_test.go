package decode

import (
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/testkit"
)

// What tells Java's stores apart, and from what only begins like one.
func TestJavaStore(t *testing.T) {
	bcfks := func(oid string) string {
		return string(testkit.DER(t, []any{[]any{[]any{oid}, "keys"}, []any{1}}))
	}
	head := "\x00\x00\x00\x14" + strings.Repeat("s", 20) + "\x00\x00\x04\x00"
	for _, c := range []struct{ data, want string }{
		{"\xfe\xed\xfe\xed\x00\x00\x00\x02\x00\x00\x00\x01", "JKS"},
		{"\xce\xce\xce\xce\x00\x00\x00\x02\x00\x00\x00\x01", "JCEKS"},
		{"\x00\x00\x00\x02" + head + "\x04\x00\x03key", "BKS"},
		{"\x00\x00\x00\x01" + head + "\x04\x00\x03key", "BKS"},
		{"\x00\x00\x00\x01" + head + "\x05\x00\x03key", "UBER"},
		{"\x00\x00\x00\x01" + head + "\x00\x00\x03key", "UBER"},
		{"\x00\x00\x00\x01" + head + "\x04\x9f\x03key", "UBER"},
		{"\x00\x00\x00\x03" + head + "\x04\x00\x03key", ""},
		{"\x00\x00\x00\x01" + head, ""},
		{bcfks(".1.2.840.113549.1.5.13"), "BCFKS"},
		{bcfks(".1.2.840.113549.1.5.12"), ""},
		{"", ""},
	} {
		err := javaStore([]byte(c.data))
		if c.want == "" {
			if err != nil {
				t.Errorf("%q: %v", c.data, err)
			}
			continue
		}
		_, hint := fault.Text(err)
		if err == nil || !strings.HasSuffix(err.Error(), ", "+c.want) || !strings.HasPrefix(hint, keytoolHint) {
			t.Errorf("%q: %v, want %s", c.data, err, c.want)
		}
		if c.want != "JKS" && !strings.Contains(hint, "-srcstoretype "+c.want) {
			t.Errorf("%s: the hint is %s", c.want, hint)
		}
	}
}
