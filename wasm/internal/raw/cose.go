package raw

import (
	"bytes"
	"math/big"
	"unicode/utf8"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
)

// COSESet reads a COSE_KeySet (RFC 9052 section 7): a CBOR array of COSE_Keys, each
// read for itself. lost counts those that cannot be read. Both are nothing where there is
// no key among them, and for all that is no such array.
func COSESet(data []byte) (keys []*key.Key, lost int) {
	c := cbor{data}
	kind, n, ok := c.head()
	for ok = ok && kind == 4 && n <= der.MaxParts; ok && n > 0; n-- {
		item := c.rest
		ok = c.skip(0)
		if k := COSE(item[:len(item)-len(c.rest)]); k != nil {
			k.Source += " from a COSE_KeySet"
			keys = append(keys, k)
		} else {
			lost++
		}
	}
	if !ok || len(keys) == 0 || len(c.rest) > 0 {
		return nil, 0
	}
	return keys, lost
}

// COSE reads a COSE_Key (RFC 9052 section 7, RFC 9053 section 7): a CBOR map
// (RFC 8949) with the members of one key. It returns nil for anything else.
func COSE(data []byte) *key.Key {
	c := cbor{data}
	kind, n, ok := c.head()
	const maxMembers = 32 // of a key; an array of millions is none
	if !ok || kind != 5 || n > maxMembers {
		return nil
	}
	odd := false // a parameter of the key (RFC 9052 section 7.1: below zero) is no string
	numbers, strings, seen := map[int64]int64{}, map[int64][]byte{}, map[int64]bool{}
	sign := map[int64]bool{} // y may be its sign alone
	for range n {
		label, ok := c.integer()
		if !ok || seen[label] {
			return nil
		}
		seen[label] = true
		switch major, _, _ := (&cbor{c.rest}).head(); major {
		case 0, 1:
			if numbers[label], ok = c.integer(); !ok {
				return nil
			}
			odd = odd || label < -1
		case 7: // true or false (RFC 9053 section 7.1.1)
			_, value, _ := c.head()
			if value != 20 && value != 21 || label != -3 {
				odd = odd || label < 0
				continue
			}
			sign[label] = true
			strings[label] = []byte{byte(value)}
		case 2:
			if strings[label], ok = c.text(); !ok {
				return nil
			}
		default:
			if !c.skip(0) {
				return nil
			}
			odd = odd || label < 0
		}
	}
	if len(c.rest) > 0 {
		return nil
	}
	curve := map[int64]string{1: key.P256, 2: key.P384, 3: key.P521, 4: key.X25519, 5: key.X448, 6: key.Ed25519, 7: key.Ed448, 8: key.Secp256k1}[numbers[-1]]
	if i := -48 - numbers[3]; numbers[1] == coseAKP && i >= 0 && i < int64(len(mldsa.Names)) {
		curve = mldsa.Names[i] // RFC 9964 section 8
	}
	if y := strings[-3]; sign[-3] {
		strings[-3] = nil
		if numbers[1] == coseEC2 {
			strings[-3] = evenOrOdd(curve, strings[-2], y[0] == 21)
		}
	}
	k := coseKey(numbers[1], curve, strings)
	if k == nil {
		return nil
	}
	kid := strings[2]
	if utf8.Valid(kid) {
		k.Given.KID = string(kid)
	}
	if k.Given.Alg == "" {
		k.Given.Alg = map[int64]string{-7: "ES256", -8: "EdDSA", -35: "ES384", -36: "ES512", -47: "ES256K",
			-37: "PS256", -38: "PS384", -39: "PS512", -257: "RS256", -258: "RS384", -259: "RS512", 4: "", 5: "HS256", 6: "HS384", 7: "HS512"}[numbers[3]]
	}
	odd = odd || !utf8.Valid(kid)
	for label := range strings {
		odd = odd || !isCOSEString(numbers[1], label)
	}
	if odd {
		k.Notes = append(k.Notes, coseLeftOut)
	}
	return k
}

// coseLeftOut is for a string whose label is not one of the key's, or a kid that is
// no text: it may be the private number of a key whose label was damaged, and the
// rest its public half.
var coseLeftOut = key.Warning{
	Code:    "cose_member_left_out",
	Message: "This COSE_Key has a member that a JWK of its kind does not have. It was left out.",
	Action:  "Compare with the original: where the label of a private key is damaged, this is its public half alone.",
}

// isCOSEString reports whether a key of this type has a byte string under the
// label: kid (RFC 9052 table 4), and the numbers of the key.
func isCOSEString(kty, label int64) bool {
	const kid = 2
	switch {
	case label == kid:
		return true
	case kty == coseAKP:
		return label == -1 || label == -2
	case kty == coseOKP:
		return label == -2 || label == -4
	case kty == coseRSA:
		return label >= -8 && label <= -1
	case kty == coseSymmetric:
		return label == -1
	}
	return label >= -4 && label <= -2
}

// The key types of COSE that are read (RFC 9053 table 17, RFC 8230 section 4, RFC
// 9964 section 3).
const coseOKP, coseEC2, coseRSA, coseSymmetric, coseAKP = 1, 2, 3, 4, 7

// evenOrOdd returns the y of a point whose x and sign are known; nil where none
// lies on the curve.
func evenOrOdd(curve string, x []byte, odd bool) []byte {
	form := byte(2)
	if odd {
		form = 3
	}
	k, err := Public(curve, append([]byte{form}, x...), "")
	if err != nil {
		return nil
	}
	point, ok := k.Material.(*key.EC)
	if !ok {
		return nil
	}
	return point.Y
}

// coseNumbers makes an RSA key of the parameters of RFC 8230 table 4, or a secret
// of that of RFC 9053 table 21.
func coseNumbers(kty int64, members map[int64][]byte) *key.Key {
	if kty == coseSymmetric {
		if len(members[-1]) < 16 {
			return nil
		}
		return &key.Key{Material: &key.Oct{K: members[-1]}, Source: "COSE_Key"}
	}
	const most = 4096 // bytes of a number, twice what the largest key has
	number := func(label int64) *big.Int {
		if members[label] == nil || len(members[label]) > most {
			return nil
		}
		return new(big.Int).SetBytes(members[label])
	}
	m := &key.RSA{N: number(-1), E: number(-2), D: number(-3), P: number(-4), Q: number(-5), DP: number(-6), DQ: number(-7), QI: number(-8)}
	if m.N == nil || m.N.BitLen() < 512 || m.E == nil || m.Complete() != nil {
		return nil
	}
	return &key.Key{Material: m, Source: "COSE_Key"}
}

// coseKey makes a key of the parameters of RFC 9053 tables 19 and 20, or of RFC
// 9964 section 3.
func coseKey(kty int64, curve string, members map[int64][]byte) *key.Key {
	x, y, d := int64(-2), int64(-3), int64(-4)
	if kty == coseAKP {
		x, d = -1, -2
	}
	if kty == coseRSA || kty == coseSymmetric {
		return coseNumbers(kty, members)
	}
	public := members[x]
	switch size := key.CurveBytes(curve); {
	case curve == "" || len(public) != size || isOKP(curve) != (kty == coseOKP || kty == coseAKP):
		return nil
	case !isOKP(curve):
		if kty != coseEC2 || len(members[y]) != size {
			return nil
		}
		public = bytes.Join([][]byte{{4}, public, members[y]}, nil)
	}
	k, err := Public(curve, public, "COSE_Key")
	if err != nil {
		return nil
	}
	if members[d] == nil {
		return k
	}
	pair, err := Private(curve, members[d], "COSE_Key")
	if err != nil || !key.SamePublic(pair.Material, k.Material) {
		return nil
	}
	return pair
}
