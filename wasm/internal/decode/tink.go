package decode

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/raw"
)

// tinkKeyset is a cleartext keyset of Tink in JSON (tink.proto).
type tinkKeyset struct {
	Key []struct {
		KeyData struct {
			TypeURL string `json:"typeUrl"`
			Value   string `json:"value"`
		} `json:"keyData"`
		Status string `json:"status"`
		ID     uint32 `json:"keyId"`
		Prefix string `json:"outputPrefixType"`
	} `json:"key"`
}

const tinkType = "google.crypto.tink."

// tink reads the JWT keys of a cleartext keyset of Tink in JSON: each has a type
// and a protocol buffer (jwt_rsa_ssa_pkcs1.proto, jwt_rsa_ssa_pss.proto,
// jwt_ecdsa.proto, jwt_hmac.proto, jwt_ml_dsa.proto). Those that cannot be read are named.
func (r *reader) tink(text []byte) {
	var set tinkKeyset
	if !bytes.Contains(text, []byte(tinkType+"Jwt")) {
		return
	}
	start, end, _ := r.nextJSON(text, "{")
	if (json.Unmarshal(text[start:end], &set) != nil || len(set.Key) == 0) && bytes.Contains(text, []byte("keyData")) {
		r.skip("Tink keyset", malformed("a keyset of Tink"))
	}
	for i, k := range set.Key {
		label := "Tink key " + strconv.Itoa(i+1)
		value, err := base64.StdEncoding.Strict().DecodeString(k.KeyData.Value)
		_, kind, ok := strings.Cut(k.KeyData.TypeURL, tinkType)
		if !ok || !strings.HasPrefix(kind, "Jwt") {
			r.skip(label, errTink)
			continue
		}
		var made *key.Key
		if err == nil && !strings.ContainsAny(k.KeyData.Value, "\r\n") {
			made = tinkKey(kind, protoFields(value))
		}
		switch {
		case made == nil:
			r.skip(label, malformed("a key of Tink"))
			continue
		case len(made.Given.KID) > maxTinkKID || !utf8.ValidString(made.Given.KID):
			r.skip(label, fault.New(fault.TooLarge, "the key ID of a key of Tink"))
			continue
		}
		made.Source = "Tink keyset"
		if made.Given.KID == "" && k.Prefix == "TINK" {
			made.Given.KID = base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint32(nil, k.ID))
		}
		if k.Status != "" && k.Status != "ENABLED" {
			made.Notes = append(made.Notes, key.Warning{
				Code:    "tink_key_disabled",
				Message: "Tink does not use this key: it is switched off in its keyset.",
				Action:  "Register another key of the keyset, or switch this one on first.",
			})
		}
		checked, err := key.Checked(made, nil)
		r.add(label, checked, err)
	}
}

var (
	errTink          = notAKey("a key of Tink that is not for JWTs", "Tink makes keys with a JWK form of its templates for JWT alone: JWT_ES256, for example.")
	errTinkEncrypted = fault.New(fault.UnsupportedEncryption, "an encrypted keyset of Tink").
				WithHint("Have the program that uses it write its public keys as a JWK Set: JwkSetConverter in Java, jwt.JWKSetFromPublicKeysetHandle in Go.")
)

// tinkAlgs are the algorithms by their numbers in Tink's enumerations, from 1 on.
var tinkAlgs = [...]struct {
	family string
	algs   []string
}{
	{"JwtRsaSsaPkcs1", []string{"RS256", "RS384", "RS512"}},
	{"JwtRsaSsaPss", []string{"PS256", "PS384", "PS512"}},
	{"JwtEcdsa", []string{"ES256", "ES384", "ES512"}},
	{"JwtHmac", []string{"HS256", "HS384", "HS512"}},
	{"JwtMlDsa", []string{"ML-DSA-44", "ML-DSA-65", "ML-DSA-87"}},
}

// maxTinkKID bounds a key ID in bytes, as that of a JWK is: it comes back in every
// form of the key.
const maxTinkKID = 1024

func tinkKey(kind string, f map[uint64][]byte) *key.Key {
	family, private := strings.CutSuffix(kind, "PrivateKey")
	public := f
	switch {
	case private && family == "JwtMlDsa":
		public = protoFields(f[3])
	case private:
		public = protoFields(f[2])
	default:
		family = strings.TrimSuffix(strings.TrimSuffix(kind, "PublicKey"), "Key")
	}
	if public == nil { // no protocol buffer
		return nil
	}
	k := &key.Key{}
	for _, row := range tinkAlgs {
		if n := protoNumber(public[2]) - 1; row.family == family && n < uint64(len(row.algs)) {
			k.Given.Alg = row.algs[n]
		}
	}
	customKID := uint64(5) // of public keys
	if family == "JwtHmac" || family == "JwtMlDsa" {
		customKID = 4
	}
	k.Given.KID = string(protoFields(public[customKID])[1])
	integer := func(of map[uint64][]byte, field uint64) *big.Int { return new(big.Int).SetBytes(of[field]) }
	switch family {
	case "JwtRsaSsaPkcs1", "JwtRsaSsaPss":
		m := &key.RSA{N: integer(public, 3), E: integer(public, 4)}
		if private {
			m.D, m.P, m.Q = integer(f, 3), integer(f, 4), integer(f, 5)
			m.DP, m.DQ, m.QI = integer(f, 6), integer(f, 7), integer(f, 8)
		}
		k.Material = m
	case "JwtMlDsa":
		m := &key.OKP{Curve: k.Given.Alg, X: public[3]}
		if private {
			if m.D = f[2]; m.D == nil { // a damaged tag hides it, and what is left is whole
				return nil
			}
		}
		k.Material = m
	case "JwtEcdsa":
		curve := map[string]string{"ES256": key.P256, "ES384": key.P384, "ES512": key.P521}[k.Given.Alg]
		size := key.CurveBytes(curve)
		x, okX := raw.Fixed(public[3], size)
		y, okY := raw.Fixed(public[4], size)
		m := &key.EC{Curve: curve, X: x, Y: y}
		if private {
			var okD bool
			if m.D, okD = raw.Fixed(f[3], size); !okD {
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
