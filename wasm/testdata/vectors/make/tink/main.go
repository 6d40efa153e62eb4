// Keysets of Tink with keys for JWTs, by Tink itself, into the folder that is given:
//
//	go run . ../../tink
//
// What is expected of a public key, its kid and its algorithm is what Tink says as
// a JWK Set; the private numbers are those that its own types give.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/insecuresecretdataaccess"
	"github.com/tink-crypto/tink-go/v2/jwt"
	"github.com/tink-crypto/tink-go/v2/jwt/jwtecdsa"
	"github.com/tink-crypto/tink-go/v2/jwt/jwthmac"
	"github.com/tink-crypto/tink-go/v2/jwt/jwtmldsa"
	"github.com/tink-crypto/tink-go/v2/jwt/jwtrsassapkcs1"
	"github.com/tink-crypto/tink-go/v2/jwt/jwtrsassapss"
	"github.com/tink-crypto/tink-go/v2/keyset"
	tinkpb "github.com/tink-crypto/tink-go/v2/proto/tink_go_proto"
	"github.com/tink-crypto/tink-go/v2/secretdata"
)

type expected struct {
	Thumbprint string   `json:"thumbprint"`
	Private    string   `json:"private,omitempty"`
	KID        string   `json:"kid"`
	Source     string   `json:"source"`
	Notes      []string `json:"notes,omitempty"`
}

type vector struct {
	About   string     `json:"about,omitempty"`
	Keys    []expected `json:"keys,omitempty"`
	Skipped []string   `json:"skipped,omitempty"`
	Error   string     `json:"error,omitempty"`
	Detail  string     `json:"detail,omitempty"`
}

var (
	folder string
	cases  = map[string]vector{}
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func digest(members map[string]string) string {
	sum := sha256.Sum256(must(json.Marshal(members))) // a map is written in the order of its names
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

func only(jwk map[string]any, names ...string) map[string]string {
	out := map[string]string{}
	for _, name := range names {
		if text, ok := jwk[name].(string); ok {
			out[name] = text
		}
	}
	return out
}

func thumbprint(jwk map[string]any) string {
	return digest(only(jwk, map[string][]string{"RSA": {"e", "kty", "n"}, "EC": {"crv", "kty", "x", "y"}, "oct": {"k", "kty"}}[jwk["kty"].(string)]...))
}

// jwks are the public keys of a keyset as Tink writes them.
func jwks(handle *keyset.Handle) []map[string]any {
	var set struct{ Keys []map[string]any }
	if err := json.Unmarshal(must(jwt.JWKSetFromPublicKeysetHandle(handle)), &set); err != nil {
		panic(err)
	}
	return set.Keys
}

func text(s secretdata.Bytes) string {
	return base64.RawURLEncoding.EncodeToString(s.Data(insecuresecretdataaccess.Token{}))
}

// private adds the private numbers of an entry to its public JWK, and returns the
// digest that README.md defines.
func private(jwk map[string]any, entry *keyset.Entry) string {
	switch k := entry.Key().(type) {
	case *jwtecdsa.PrivateKey:
		jwk["d"] = text(k.PrivateKeyValue())
	case interface {
		D() secretdata.Bytes
		P() secretdata.Bytes
		Q() secretdata.Bytes
		DP() secretdata.Bytes
		DQ() secretdata.Bytes
		QInv() secretdata.Bytes
	}:
		for name, number := range map[string]secretdata.Bytes{"d": k.D(), "p": k.P(), "q": k.Q(), "dp": k.DP(), "dq": k.DQ(), "qi": k.QInv()} {
			jwk[name] = text(number)
		}
	case *jwthmac.Key:
		jwk["kty"], jwk["k"] = "oct", text(k.KeyBytes())
		if kid, ok := k.KID(); ok {
			jwk["kid"] = kid
		}
	default:
		panic("no private key")
	}
	return digest(only(jwk, "crv", "d", "dp", "dq", "e", "k", "kty", "n", "p", "q", "qi", "x", "y"))
}

var (
	_ = (*jwtrsassapkcs1.PrivateKey)(nil)
	_ = (*jwtrsassapss.PrivateKey)(nil)
)

func written(handle *keyset.Handle) []byte {
	var out bytes.Buffer
	if err := insecurecleartextkeyset.Write(handle, keyset.NewJSONWriter(&out)); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func put(name string, data []byte, v vector) {
	if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
		panic(err)
	}
	cases[name] = v
}

func kid(jwk map[string]any) string {
	name, _ := jwk["kid"].(string)
	return name
}

// pair writes a private keyset and its public one.
func pair(name string, handle *keyset.Handle) {
	public := must(handle.Public())
	var both, half []expected
	for i, jwk := range jwks(public) {
		e := expected{Thumbprint: thumbprint(jwk), KID: kid(jwk), Source: "Tink keyset"}
		half = append(half, e)
		e.Private = private(jwk, must(handle.Entry(i)))
		both = append(both, e)
	}
	put(name+"-private.json", written(handle), vector{Keys: both})
	put(name+"-public.json", written(public), vector{Keys: half})
}

func main() {
	folder = os.Args[1]
	for _, old := range must(filepath.Glob(filepath.Join(folder, "*"))) {
		os.Remove(old)
	}
	newSet := func(t *tinkpb.KeyTemplate) *keyset.Handle { return must(keyset.NewHandle(t)) }
	pair("es256", newSet(jwt.ES256Template()))
	pair("es256-raw", newSet(jwt.RawES256Template()))
	pair("es384", newSet(jwt.ES384Template()))
	pair("es512", newSet(jwt.ES512Template()))
	pair("rs256", newSet(jwt.RS256_2048_F4_Key_Template()))
	pair("ps256-raw", newSet(jwt.RawPS256_2048_F4_Key_Template()))
	for name, t := range map[string]*tinkpb.KeyTemplate{"hs256": jwt.HS256Template(), "hs512-raw": jwt.RawHS512Template()} {
		handle := newSet(t)
		jwk := map[string]any{}
		e := expected{Private: private(jwk, must(handle.Entry(0))), Source: "Tink keyset"}
		e.Thumbprint, e.KID = thumbprint(jwk), kid(jwk)
		put(name+".json", written(handle), vector{Keys: []expected{e}})
	}

	manager := keyset.NewManager()
	ids := []uint32{}
	for _, t := range []*tinkpb.KeyTemplate{jwt.ES256Template(), jwt.RS256_2048_F4_Key_Template(), jwt.RawES384Template()} {
		ids = append(ids, must(manager.Add(t)))
	}
	if err := manager.SetPrimary(ids[0]); err != nil {
		panic(err)
	}
	several := must(manager.Handle())
	pair("several", several)

	// One of them switched off: Tink leaves it out of its JWK Set.
	off := cases["several-public.json"]
	off.Keys = slices.Clone(off.Keys)
	off.Keys[1].Notes = []string{"tink_key_disabled"}
	if err := manager.Disable(ids[1]); err != nil {
		panic(err)
	}
	disabled := must(must(manager.Handle()).Public())
	if len(jwks(disabled)) != 2 {
		panic("Tink counts keys that are switched off")
	}
	put("disabled-public.json", written(disabled), off)

	// One of them damaged, which is named; the others are read.
	broken := map[string]any{}
	if err := json.Unmarshal(written(must(several.Public())), &broken); err != nil {
		panic(err)
	}
	data := broken["key"].([]any)[1].(map[string]any)["keyData"].(map[string]any)
	data["value"] = data["value"].(string)[:100]
	v := cases["several-public.json"]
	v.Keys, v.Skipped = []expected{v.Keys[0], v.Keys[2]}, []string{"malformed"}
	put("one-damaged.json", must(json.Marshal(broken)), v)

	// A kid of one's own, as Tink makes it of a JWK Set.
	set := `{"keys":[` + string(must(json.Marshal(func() map[string]any {
		jwk := jwks(must(several.Public()))[0]
		jwk["kid"] = "my own"
		return jwk
	}()))) + `]}`
	own := must(jwt.JWKSetToPublicKeysetHandle([]byte(set)))
	jwk := jwks(own)[0]
	put("custom-kid.json", written(own), vector{Keys: []expected{{Thumbprint: thumbprint(jwk), KID: "my own", Source: "Tink keyset"}}})

	// ML-DSA, which Tink does not write as a JWK yet: its own types say all of it.
	for _, a := range []struct {
		name      string
		algorithm jwtmldsa.Algorithm
	}{{"ML-DSA-44", jwtmldsa.MLDSA44}, {"ML-DSA-87", jwtmldsa.MLDSA87}} {
		one := keyset.NewManager()
		id := must(one.AddNewKeyFromParameters(must(jwtmldsa.NewParameters(jwtmldsa.Base64EncodedKeyIDAsKID, a.algorithm))))
		if err := one.SetPrimary(id); err != nil {
			panic(err)
		}
		handle := must(one.Handle())
		k := must(handle.Entry(0)).Key().(*jwtmldsa.PrivateKey)
		public := must(k.PublicKey()).(*jwtmldsa.PublicKey)
		name, _ := public.KID()
		jwk := map[string]string{"kty": "AKP", "alg": a.name, "pub": base64.RawURLEncoding.EncodeToString(public.KeyBytes())}
		e := expected{Thumbprint: digest(jwk), KID: name, Source: "Tink keyset"}
		put(a.name+"-public.json", written(must(handle.Public())), vector{Keys: []expected{e}})
		jwk["priv"] = text(k.PrivateKeyValue())
		e.Private = digest(jwk)
		put(a.name+"-private.json", written(handle), vector{Keys: []expected{e}})
	}

	// What has no key for a JWT, and what is encrypted.
	put("aead.json", written(newSet(aead.AES256GCMKeyTemplate())), vector{Error: "not_a_key", Detail: "Tink"})
	var sealed bytes.Buffer
	master := must(aead.New(newSet(aead.AES256GCMKeyTemplate())))
	if err := several.Write(keyset.NewJSONWriter(&sealed), master); err != nil {
		panic(err)
	}
	put("encrypted.json", sealed.Bytes(), vector{Error: "unsupported_encryption", Detail: "Tink"})

	text := must(json.MarshalIndent(cases, "", "  "))
	if err := os.WriteFile(filepath.Join(folder, "expect.json"), append(text, '\n'), 0o644); err != nil {
		panic(err)
	}
}
