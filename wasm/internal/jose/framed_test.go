package jose

import (
	"bytes"
	"encoding/asn1"
	"encoding/base64"
	"encoding/binary"
	"math/big"
	"slices"
	"testing"
)

// Numbers that stand in the frames of DER or SSH are read as those that they are.
func TestFramed(t *testing.T) {
	key := nodeKeys(t)["RSA 2048"]
	octets := func(name string) []byte {
		raw, err := base64.RawURLEncoding.DecodeString(key.Private[name])
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	der := func(value any) []byte {
		raw, err := asn1.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	frames := map[string]func(name string) []byte{
		"INTEGER":      func(name string) []byte { return der(new(big.Int).SetBytes(octets(name))) },
		"OCTET STRING": func(name string) []byte { return der(octets(name)) },
		"mpint": func(name string) []byte {
			return append(binary.BigEndian.AppendUint32(nil, uint32(len(octets(name))+1)), append([]byte{0}, octets(name)...)...)
		},
	}
	for frame, of := range frames {
		for _, framed := range [][]string{{"n"}, {"e"}, {"n", "e"}, {"n", "e", "d", "p", "q", "dp", "dq", "qi"}} {
			if frame != "INTEGER" && slices.Equal(framed, []string{"e"}) {
				continue // "e" alone is known in its usual forms
			}
			members := map[string]string{}
			for name, value := range key.Private {
				members[name] = value
			}
			for _, name := range framed {
				members[name] = base64.RawURLEncoding.EncodeToString(of(name))
			}
			k := parseOne(t, jsonText(t, members))
			if len(k.Notes) != 1 || k.Notes[0].Code != LooseEncoding {
				t.Errorf("%s of %v: notes %v", frame, framed, k.Notes)
			}
			got := texts(t, Members(k.Material, true))
			for _, name := range []string{"n", "e", "d", "p", "q", "dp", "dq", "qi"} {
				if got[name] != key.Private[name] {
					t.Errorf("%s of %v: %s is another", frame, framed, name)
				}
			}
		}
	}

	// A whole public key in the BIT STRING that SPKI has around it.
	inner := der(struct{ N, E *big.Int }{new(big.Int).SetBytes(octets("n")), big.NewInt(65537)})
	text := base64.RawURLEncoding.EncodeToString(der(asn1.BitString{Bytes: inner, BitLength: 8 * len(inner)}))
	if !mayBeWhole([]byte(`"` + text + `"`)) {
		t.Error("a BIT STRING is not looked at")
	}
	if !bytes.Equal(whole(text), inner) {
		t.Error("what a BIT STRING holds was not found")
	}
}
