package api

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
)

// TestFlatSignature turns DER into r and s, and nothing else into anything.
func TestFlatSignature(t *testing.T) {
	der := []byte{0x30, 7, 2, 1, 5, 2, 2, 0, 0x80}
	if flat, ok := flatSignature(der, 2); !ok || !bytes.Equal(flat, []byte{0, 5, 0, 0x80}) {
		t.Errorf("got %x", flat)
	}
	for name, bad := range map[string][]byte{
		"empty": {}, "cut": der[:6], "trailing": append(der[:9:9], 0), "negative": {0x30, 6, 2, 1, 5, 2, 1, 0x80}, "zero": {0x30, 6, 2, 1, 0, 2, 1, 5},
		"three numbers": {0x30, 9, 2, 1, 5, 2, 1, 5, 2, 1, 5}, "too long": {0x30, 9, 2, 1, 5, 2, 4, 1, 0, 0, 0},
	} {
		if _, ok := flatSignature(bad, 2); ok {
			t.Errorf("%s: taken", name)
		}
	}
}

// TestSignerAmongMany has more keys than are tried: the one that the header
// names is, wherever it stands.
func TestSignerAmongMany(t *testing.T) {
	const n = maxTried + 30
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
		{maxTried, `{"alg":"ES256"}`, true, "was signed by this key"},
		{maxTried + 1, `{"alg":"ES256"}`, false, "Only 200 of the keys were tried."},
		{1, `{"alg":"ES256","kid":"` + strconv.Itoa(n) + `"}`, true, "that of key " + strconv.Itoa(n)},
	} {
		if r := compareWith(t, s, token(c.signer, c.header)); r.Same != c.same || !strings.Contains(r.Summary, c.summary) || c.same && r.ID != c.signer {
			t.Errorf("signed by %d, %s: same %v, key %d, %s", c.signer, c.header, r.Same, r.ID, r.Summary)
		}
	}
}
