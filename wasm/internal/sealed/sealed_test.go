package sealed

import (
	"bytes"
	"testing"

	"jwkmint/wasm/testkit"
)

// RFC 2268 section 5.
func TestRC2(t *testing.T) {
	for _, c := range []struct {
		bits                   int
		key, plain, ciphertext string
	}{
		{63, "0000000000000000", "0000000000000000", "ebb773f993278eff"},
		{64, "ffffffffffffffff", "ffffffffffffffff", "278b27e42e2f0d49"},
		{64, "3000000000000000", "1000000000000001", "30649edf9be7d2c2"},
		{64, "88", "0000000000000000", "61a8a244adacccf0"},
		{64, "88bca90e90875a", "0000000000000000", "6ccf4308974c267f"},
		{64, "88bca90e90875a7f0f79c384627bafb2", "0000000000000000", "1a807d272bbe5db1"},
		{128, "88bca90e90875a7f0f79c384627bafb2", "0000000000000000", "2269552ab0f85ca6"},
		{129, "88bca90e90875a7f0f79c384627bafb216f80a6f85920584c42fceb0be255daf1e", "0000000000000000", "5b78d3a43dfff1f1"},
	} {
		got := make([]byte, 8)
		newRC2(testkit.Hex(t, c.key), c.bits).Decrypt(got, testkit.Hex(t, c.ciphertext))
		if !bytes.Equal(got, testkit.Hex(t, c.plain)) {
			t.Errorf("%d bits, key %s: got %x, want %s", c.bits, c.key, got, c.plain)
		}
	}
}

func TestUnpad(t *testing.T) {
	for _, c := range []struct {
		plain string
		want  int // length, or -1
	}{
		{"", -1},
		{"0102030405060701", 7},
		{"0808080808080808", 0},
		{"0909090909090909", -1},
		{"0102030405060700", -1},
		{"0102030405060302", -1},
		{"0102030405030303", 5},
	} {
		got, ok := unpad(testkit.Hex(t, c.plain), 8)
		if ok != (c.want >= 0) || ok && len(got) != c.want {
			t.Errorf("%s: %x, %v", c.plain, got, ok)
		}
	}
}
