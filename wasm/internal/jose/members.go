package jose

import (
	"encoding/base64"
	"math/big"

	"jwkmint/wasm/internal/key"
)

// Member is one member of a JSON object. Value is a string, a []string, or a
// [][]Member (an array of objects, for "oth").
type Member struct {
	Name  string
	Value any
}

// Members returns the members that are the key itself, in the order of
// RFC 7518 section 6: kty, then crv or the public numbers, then, when private
// is set and the key has them, the private numbers.
//
// Numbers are base64url without padding: those of RSA in as few bytes as they
// take (Base64urlUInt), coordinates and scalars at the curve's full length.
//
// An Oct key has no public form: without private it gives nil.
func Members(m key.Material, private bool) []Member {
	private = private && m.IsPrivate()
	switch m := m.(type) {
	case *key.RSA:
		list := []Member{{"kty", key.KtyRSA}, {"n", uintText(m.N)}, {"e", uintText(m.E)}}
		if !private {
			return list
		}
		list = append(list,
			Member{"d", uintText(m.D)}, Member{"p", uintText(m.P)}, Member{"q", uintText(m.Q)},
			Member{"dp", uintText(m.DP)}, Member{"dq", uintText(m.DQ)}, Member{"qi", uintText(m.QI)})
		if len(m.Others) > 0 {
			others := make([][]Member, len(m.Others))
			for i, o := range m.Others {
				others[i] = []Member{{"r", uintText(o.R)}, {"d", uintText(o.D)}, {"t", uintText(o.T)}}
			}
			list = append(list, Member{"oth", others})
		}
		return list
	case *key.EC:
		list := []Member{{"kty", key.KtyEC}, {"crv", m.Curve}, {"x", bytesText(m.X)}, {"y", bytesText(m.Y)}}
		if private {
			list = append(list, Member{"d", bytesText(m.D)})
		}
		return list
	case *key.OKP:
		list := []Member{{"kty", key.KtyOKP}, {"crv", m.Curve}, {"x", bytesText(m.X)}}
		if private {
			list = append(list, Member{"d", bytesText(m.D)})
		}
		return list
	case *key.Oct:
		if private {
			return []Member{{"kty", key.KtyOct}, {"k", bytesText(m.K)}}
		}
	}
	return nil
}

// bytesText is the base64url of RFC 7515 section 2: no padding, no breaks.
func bytesText(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// uintText is Base64urlUInt (RFC 7518 section 2): the fewest octets, zero as
// one zero octet.
func uintText(n *big.Int) string {
	if n.Sign() == 0 {
		return "AA"
	}
	return bytesText(n.Bytes())
}
