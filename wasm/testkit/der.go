package testkit

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// DER is the DER of the contents of a SEQUENCE of numbers and texts: ints
// are INTEGER, strings OCTET STRING, OIDs with a dot before them, lists SEQUENCE.
func DER(t testing.TB, list ...any) cryptobyte.String {
	t.Helper()
	b := cryptobyte.NewBuilder(nil)
	addDER(b, list)
	der, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func addDER(b *cryptobyte.Builder, list []any) {
	for _, item := range list {
		switch item := item.(type) {
		case int:
			b.AddASN1Int64(int64(item))
		case string:
			if dotted, ok := strings.CutPrefix(item, "."); ok {
				var oid []int
				for part := range strings.SplitSeq(dotted, ".") {
					var n int
					fmt.Sscan(part, &n)
					oid = append(oid, n)
				}
				b.AddASN1ObjectIdentifier(oid)
				continue
			}
			b.AddASN1OctetString([]byte(item))
		case []any:
			b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) { addDER(b, item) })
		}
	}
}
