package decode

import (
	"testing"

	"jwkmint/wasm/internal/key"
)

// TestParameters: numbers under the names of .NET or Java are a key whatever stands
// beside them, and none where one of them is there twice.
func TestParameters(t *testing.T) {
	n := `"` + xmlModulus(t) + `"`
	for text, kty := range map[string]string{
		`{"Modulus":` + n + `,"Exponent":"AQAB"}`:                                                                key.KtyRSA,
		`{"Id":1,"Name":"a","Tags":[],"Modulus":` + n + `,"Exponent":"AQAB"}`:                                    key.KtyRSA,
		`{"D":null,"DP":null,"DQ":null,"Exponent":"AQAB","InverseQ":null,"Modulus":` + n + `,"P":null,"Q":null}`: key.KtyRSA,
		`{"d":null,"D":null,"Exponent":"AQAB","Modulus":` + n + `}`:                                              key.KtyRSA,
		`{"x":1,"y":2,"Modulus":` + n + `,"Exponent":"AQAB"}`:                                                    key.KtyRSA,
		`{"modulus":` + n + `,"Modulus":` + n + `,"Exponent":"AQAB"}`:                                            "",
		`{"Modulus":` + n + `,"Exponent":"AQAB","public_exponent":"Aw"}`:                                         "",
		`{"Modulus":` + n + `}`: "",
		`{"Exponent":"AQAB"}`:   "",
	} {
		result, err := Decode(Input{Data: []byte(text)})
		if kty == "" {
			if err == nil {
				t.Errorf("%.60s: %d keys", text, len(result.Keys))
			}
			continue
		}
		if err != nil || len(result.Keys) != 1 || result.Keys[0].Material.Kty() != kty {
			t.Errorf("%.60s: %v", text, err)
		}
	}
}
