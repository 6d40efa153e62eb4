package api

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"jwkmint/wasm/internal/signer"
)

// TestSignerAmongMany has more keys than are tried: the one that the header
// names is, wherever it stands.
func TestSignerAmongMany(t *testing.T) {
	const n = signer.MaxTried + 30
	var keys []*ecdsa.PrivateKey
	var jwks []string
	for i := range n {
		k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		point, err := k.PublicKey.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		b64 := base64.RawURLEncoding.EncodeToString
		jwk, _ := json.Marshal(map[string]string{"kty": "EC", "crv": "P-256", "x": b64(point[1:33]), "y": b64(point[33:]), "kid": strconv.Itoa(i + 1)})
		keys, jwks = append(keys, k), append(jwks, string(jwk))
	}
	s := testSession()
	ask[keysReply](t, s, "convert", input(`{"keys":[`+strings.Join(jwks, ",")+`]}`, dict{"kid": dict{"mode": "keep"}}))
	token := func(signer int, header string) string {
		in := base64.RawURLEncoding.EncodeToString([]byte(header)) + ".e30"
		sum := sha256.Sum256([]byte(in))
		r, sn, err := ecdsa.Sign(rand.Reader, keys[signer-1], sum[:])
		if err != nil {
			t.Fatal(err)
		}
		return in + "." + base64.RawURLEncoding.EncodeToString(append(r.FillBytes(make([]byte, 32)), sn.FillBytes(make([]byte, 32))...))
	}
	for _, c := range []struct {
		signer  int
		header  string
		same    bool
		summary string
	}{
		{n, `{"alg":"ES256","kid":"` + strconv.Itoa(n) + `"}`, true, "names its key ID"},
		{signer.MaxTried, `{"alg":"ES256"}`, true, "was signed by this key"},
		{signer.MaxTried + 1, `{"alg":"ES256"}`, false, "Only 200 of the keys were tried."},
		{1, `{"alg":"ES256","kid":"` + strconv.Itoa(n) + `"}`, true, "that of key " + strconv.Itoa(n)},
	} {
		if r := compareWith(t, s, token(c.signer, c.header)); r.Same != c.same || !strings.Contains(r.Summary, c.summary) || c.same && r.ID != c.signer {
			t.Errorf("signed by %d, %s: same %v, key %d, %s", c.signer, c.header, r.Same, r.ID, r.Summary)
		}
	}
}
