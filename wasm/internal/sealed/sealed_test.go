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

func TestPassForms(t *testing.T) {
	for _, c := range []struct {
		pass string
		bmp  []string
	}{
		{"", []string{"0000", ""}},
		{"Beavis", []string{"00420065006100760069007300 00"}},
		{"é", []string{"00e90000", "00c300a90000"}},
		{"🔑", []string{"d83ddd110000", "00f0009f009400910000"}},
		{"\xe9", []string{"00e90000"}},
	} {
		forms := passForms([]byte(c.pass))
		if len(forms) != len(c.bmp) {
			t.Fatalf("%q: %d forms, want %d", c.pass, len(forms), len(c.bmp))
		}
		for i, want := range c.bmp {
			want := testkit.Hex(t, string(bytes.ReplaceAll([]byte(want), []byte(" "), nil)))
			if !bytes.Equal(forms[i].bmp, want) || string(forms[i].bytes) != c.pass {
				t.Errorf("%q: form %d is %x, want %x", c.pass, i, forms[i].bmp, want)
			}
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
