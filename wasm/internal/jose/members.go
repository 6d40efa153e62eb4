package jose

import (
	"encoding/base64"
	"math/big"

	"github.com/lestrrat-go/jwx/v2/jwa"

	"jwkmint/wasm/internal/key"
)

// Member is one member of a JSON object. Value is a string, a []string, or a
// [][]Member (an array of objects, for "oth").
type Member struct {
	Name  string
	Value any
}

// memberNames are the members that are a key itself, in the order of RFC 7518
// section 6: kty, then crv or the public numbers, then the private ones.
var memberNames = map[string][]string{
	key.KtyRSA: {"n", "e", "d", "p", "q", "dp", "dq", "qi"},
	key.KtyEC:  {"crv", "x", "y", "d"},
	key.KtyOKP: {"crv", "x", "d"},
	key.KtyOct: {"k"},
}

// Members returns the members that are the key itself, in the order of
// RFC 7518 section 6: kty, then crv or the public numbers, then, when private
// is set and the key has them, the private numbers.
//
// An AKP key has its alg where others have crv (RFC 9964 section 3).
//
// Numbers are base64url without padding: those of RSA in as few bytes as they
// take (Base64urlUInt), coordinates and scalars at the curve's full length.
//
// An Oct key has no public form: without private it gives nil.
func Members(m key.Material, private bool) []Member {
	if !private && m.IsPrivate() {
		if m = m.Public(); m == nil {
			return nil
		}
	}
	k, ok := toJWX(m)
	if !ok {
		return ownMembers(m)
	}
	names := memberNames[m.Kty()]
	list := make([]Member, 1, 1+len(names))
	list[0] = Member{"kty", k.KeyType().String()}
	for _, name := range names {
		switch value, _ := k.Get(name); value := value.(type) {
		case []byte:
			list = append(list, Member{name, bytesText(value)})
		case jwa.EllipticCurveAlgorithm:
			list = append(list, Member{name, value.String()})
		}
	}
	return list
}

// ownMembers is Members of what jwx has no type for.
func ownMembers(m key.Material) []Member {
	switch m := m.(type) {
	case *key.RSA:
		list := []Member{{"kty", key.KtyRSA}, {"n", uintText(m.N)}, {"e", uintText(m.E)}}
		if m.D == nil {
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
		if m.D != nil {
			list = append(list, Member{"d", bytesText(m.D)})
		}
		return list
	case *key.OKP:
		crv, x, d := "crv", "x", "d"
		if m.Kty() == key.KtyAKP {
			crv, x, d = "alg", "pub", "priv"
		}
		list := []Member{{"kty", m.Kty()}, {crv, m.Curve}, {x, bytesText(m.X)}}
		if m.D != nil {
			list = append(list, Member{d, bytesText(m.D)})
		}
		return list
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
