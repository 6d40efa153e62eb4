package raw

import (
	"encoding/hex"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// The vectors of the specification of libp2p, Peer Ids and Keys.
const (
	libP2PEd    = "080112407e0830617c4a7de83925dfb2694556b12936c477a0e1feb2e148ec9da60fee7d1ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e"
	libP2PEdPub = "080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e"
	libP2PK1    = "0802122053DADF1D5A164D6B4ACDB15E24AA4C5B1D3461BDBD42ABEDB0A4404D56CED8FB"
	libP2PEC    = "08031279307702010104203E5B1FE9712E6C314942A750BD67485DE3C1EFE85B1BFB520AE8F9AE3DFA4A4CA00A06082A8648CE3D030107A14403420004DE3D300FA36AE0E8F5D530899D83ABAB44ABF3161F162A4BC901D8E6ECDA020E8B6D5F8DA30525E71D6851510C098E5C47C646A597FB4DCEC034E9F77C409E62"
	libP2PECPub = "0803125b3059301306072a8648ce3d020106082a8648ce3d03010703420004de3d300fa36ae0e8f5d530899d83abab44abf3161f162a4bc901d8e6ecda020e8b6d5f8da30525e71d6851510c098e5c47c646a597fb4dcec034e9f77c409e62"
)

// TestLibP2P: the type and the length must be right, and the halves fit.
func TestLibP2P(t *testing.T) {
	for text, want := range map[string]string{
		libP2PEd:                          "OKP private 1ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e",
		libP2PEdPub:                       "OKP public 1ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e libp2p_unproven",
		libP2PEC:                          "EC private de3d300fa36ae0e8f5d530899d83abab44abf3161f162a4bc901d8e6ecda020e",
		libP2PECPub:                       "EC public de3d300fa36ae0e8f5d530899d83abab44abf3161f162a4bc901d8e6ecda020e",
		libP2PK1:                          "none",
		libP2PEd[:len(libP2PEd)-2] + "7f": string(fault.KeyMismatch),
		strings.Replace(libP2PEC, "0803", "0801", 1):            "none",
		strings.Replace(libP2PEd, "0801", "0803", 1):            "none",
		strings.Replace(libP2PEC, "0803", "0804", 1):            "none",
		strings.Replace(libP2PEC, "127930", "127a30", 1) + "00": "none", // an octet behind the DER
		"08011221" + libP2PEdPub[8:] + "00":                     "none", // one octet more than a key has
		"0800123030" + strings.Repeat("00", 46):                 "none",
		"08031211300f06092a864886f70d010703a0023000":            string(fault.UnsupportedFormat), // enveloped data
		libP2PEd[2:]:                 "none",
		libP2PEd[:len(libP2PEd)-2]:   "none",
		libP2PEd + "00":              "none",
		"1801" + libP2PEd[4:]:        "none",
		"0801" + "1a" + libP2PEd[6:]: "none",
		"08011200":                   "none",
		"080112":                     "none",
		"":                           "none",
	} {
		data, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		got := "none"
		if IsLibP2P(data) {
			k, err := key.Checked(LibP2P(data))
			if got = string(fault.CodeOf(err)); err == nil {
				half := map[bool]string{true: " private ", false: " public "}[k.Material.IsPrivate()]
				switch m := k.Material.(type) {
				case *key.OKP:
					got = m.Kty() + half + hex.EncodeToString(m.X)
					for _, n := range k.Notes {
						got += " " + n.Code
					}
				case *key.EC:
					got = m.Kty() + half + hex.EncodeToString(m.X)
				}
			}
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
