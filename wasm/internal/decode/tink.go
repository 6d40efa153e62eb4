package decode

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"math/big"
	"strings"

	"jwkmint/wasm/internal/key"
)

// readTink reads the JWT keys of a cleartext keyset of Tink in JSON: each has a
// type and a protocol buffer (jwt_rsa_ssa_pkcs1.proto, jwt_rsa_ssa_pss.proto,
// jwt_ecdsa.proto, jwt_hmac.proto).
func readTink(text []byte) []*key.Key {
	var set struct {
		Key []struct {
			KeyData struct {
				TypeURL string `json:"typeUrl"`
				Value   string `json:"value"`
			} `json:"keyData"`
			Prefix string `json:"outputPrefixType"`
			ID     uint32 `json:"keyId"`
		} `json:"key"`
	}
	if !bytes.Contains(text, []byte("google.crypto.tink.Jwt")) || json.Unmarshal(text, &set) != nil {
		return nil
	}
	var found []*key.Key
	for _, k := range set.Key {
		value, err := base64.StdEncoding.DecodeString(k.KeyData.Value)
		_, kind, ok := strings.Cut(k.KeyData.TypeURL, "google.crypto.tink.")
		if err != nil || !ok {
			continue
		}
		if made := tinkKey(kind, protoFields(value)); made != nil {
			made.Source = "Tink keyset"
			if k.Prefix == "TINK" { // with RAW there is no key ID
				made.Given.KID = base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint32(nil, k.ID))
			}
			if _, err := key.Checked(made, nil); err == nil {
				found = append(found, made)
			}
		}
	}
	return found
}

// The algorithms by their numbers in Tink's enumerations.
var tinkAlgs = map[string][]string{
	"JwtRsaSsaPkcs1": {"", "RS256", "RS384", "RS512"},
	"JwtRsaSsaPss":   {"", "PS256", "PS384", "PS512"},
	"JwtEcdsa":       {"", "ES256", "ES384", "ES512"},
	"JwtHmac":        {"", "HS256", "HS384", "HS512"},
}

func tinkKey(kind string, f map[uint64][]byte) *key.Key {
	family, private := strings.CutSuffix(kind, "PrivateKey")
	public := f
	if private {
		public = protoFields(f[2])
	} else if family = strings.TrimSuffix(kind, "PublicKey"); family == kind {
		family = strings.TrimSuffix(kind, "Key")
	}
	k := &key.Key{}
	algs, number := tinkAlgs[family], protoNumber(public[2])
	if number > 0 && number < uint64(len(algs)) {
		k.Given.Alg = algs[number]
	}
	integer := func(of map[uint64][]byte, field uint64) *big.Int { return new(big.Int).SetBytes(of[field]) }
	switch family {
	case "JwtRsaSsaPkcs1", "JwtRsaSsaPss":
		m := &key.RSA{N: integer(public, 3), E: integer(public, 4)}
		if private {
			m.D, m.P, m.Q = integer(f, 3), integer(f, 4), integer(f, 5)
			m.DP, m.DQ, m.QI = integer(f, 6), integer(f, 7), integer(f, 8)
		}
		k.Material = m
	case "JwtEcdsa":
		curve := map[string]string{"ES256": key.P256, "ES384": key.P384, "ES512": key.P521}[k.Given.Alg]
		size := key.CurveBytes(curve)
		x, okX := fixed(public[3], size)
		y, okY := fixed(public[4], size)
		m := &key.EC{Curve: curve, X: x, Y: y}
		if private {
			var okD bool
			if m.D, okD = fixed(f[3], size); !okD {
				return nil
			}
		}
		if curve == "" || !okX || !okY {
			return nil
		}
		k.Material = m
	case "JwtHmac":
		if len(f[3]) == 0 {
			return nil
		}
		k.Material = &key.Oct{K: f[3]}
	default:
		return nil
	}
	return k
}

// protoFields are the fields of a protocol buffer by number: contents, or the
// bytes of a varint; nil when it is none.
func protoFields(message []byte) map[uint64][]byte {
	fields := map[uint64][]byte{}
	for len(message) > 0 {
		tag, n := binary.Uvarint(message)
		if n <= 0 {
			return nil
		}
		message = message[n:]
		value, n := binary.Uvarint(message)
		if n <= 0 {
			return nil
		}
		switch tag & 7 {
		case 0:
			fields[tag>>3] = message[:n]
			message = message[n:]
		case 2:
			if message = message[n:]; value > uint64(len(message)) {
				return nil
			}
			fields[tag>>3] = message[:value]
			message = message[value:]
		default:
			return nil
		}
	}
	return fields
}

func protoNumber(varint []byte) uint64 {
	n, _ := binary.Uvarint(varint)
	return n
}
