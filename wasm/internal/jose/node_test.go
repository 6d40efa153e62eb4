package jose

import (
	"bytes"
	"crypto"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/lestrrat-go/jwx/v2/jwk"

	"jwkmint/wasm/internal/key"
)

// node is one key of testdata/keys/keys.json: Node's own JWK export of both
// halves. See make.mjs there.
type node struct {
	Private    map[string]string
	Public     map[string]string
	Thumbprint string
}

func nodeKeys(t testing.TB) map[string]node {
	t.Helper()
	data, err := os.ReadFile("../../testdata/keys/keys.json")
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]node{}
	if err := json.Unmarshal(data, &keys); err != nil || len(keys) < 30 {
		t.Fatalf("%d keys, %v", len(keys), err)
	}
	return keys
}

func jsonText(t testing.TB, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// parseOne reads a single JWK that must be good.
func parseOne(t testing.TB, data []byte) *key.Key {
	t.Helper()
	keys, skipped, err := Parse(data)
	if err != nil || len(keys) != 1 || len(skipped) != 0 {
		t.Fatalf("%d keys, %d skipped, %v", len(keys), len(skipped), err)
	}
	return keys[0]
}

// texts turns members into what Node wrote, so that they can be compared.
func texts(t testing.TB, members []Member) map[string]string {
	t.Helper()
	if members == nil {
		return nil
	}
	m := map[string]string{}
	for _, member := range members {
		if _, twice := m[member.Name]; twice {
			t.Errorf("member %s twice", member.Name)
		}
		m[member.Name] = member.Value.(string)
	}
	return m
}

func same(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for name, value := range a {
		if b[name] != value {
			return false
		}
	}
	return true
}

// TestNode reads every JWK that Node wrote, and writes the same again.
func TestNode(t *testing.T) {
	for name, n := range nodeKeys(t) {
		k := parseOne(t, jsonText(t, n.Private))
		if len(k.Notes) != 0 {
			t.Errorf("%s: %v", name, k.Notes)
		}
		if got := texts(t, Members(k.Material, true)); !same(got, n.Private) {
			t.Errorf("%s: private members %v, want %v", name, got, n.Private)
		}
		if got := texts(t, Members(k.Material, false)); !same(got, n.Public) {
			t.Errorf("%s: public members %v, want %v", name, got, n.Public)
		}
		if got := ThumbprintText(k.Material); got != n.Thumbprint {
			t.Errorf("%s: thumbprint %s, want %s", name, got, n.Thumbprint)
		}
		if n.Public == nil {
			continue
		}
		public := parseOne(t, jsonText(t, n.Public))
		if public.Material.IsPrivate() || !key.SamePublic(public.Material, k.Material) {
			t.Errorf("%s: the public half is read otherwise", name)
		}
		if got := texts(t, Members(public.Material, true)); !same(got, n.Public) {
			t.Errorf("%s: a public key has private members: %v", name, got)
		}
		if got := ThumbprintText(public.Material); got != n.Thumbprint {
			t.Errorf("%s: public thumbprint %s, want %s", name, got, n.Thumbprint)
		}
	}
}

// TestOrder: members come in the order in which RFC 7518 describes them.
func TestOrder(t *testing.T) {
	keys := nodeKeys(t)
	for name, want := range map[string]string{
		"RSA 2048": "kty n e d p q dp dq qi", "EC P-256": "kty crv x y d", "ed25519": "kty crv x d", "oct 256": "kty k",
	} {
		var got []string
		for _, m := range Members(parseOne(t, jsonText(t, keys[name].Private)).Material, true) {
			got = append(got, m.Name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", name, got, want)
		}
	}
}

// TestThumbprintOfJWX: where jwx computes a thumbprint, it is ours.
func TestThumbprintOfJWX(t *testing.T) {
	through := 0
	for name, n := range nodeKeys(t) {
		m := parseOne(t, jsonText(t, n.Private)).Material
		text := thumbprintInput(m)
		var members map[string]string
		if err := json.Unmarshal([]byte(text), &members); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !slices.IsSorted(slices.Collect(orderOf(text))) {
			t.Errorf("%s: the hashed members are not in order", name)
		}
		if strings.Contains(name, "secp256k1") {
			continue // jwx does not know this curve
		}
		through++
		k, err := jwk.ParseKey([]byte(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		sum, err := k.Thumbprint(crypto.SHA256)
		if err != nil || base64.RawURLEncoding.EncodeToString(sum) != n.Thumbprint {
			t.Errorf("%s: jwx gives %x, %v", name, sum, err)
		}
	}
	if through < 15 {
		t.Errorf("jwx computed only %d thumbprints", through)
	}
}

// TestSetOfJWX: jwx reads a set of the keys that it knows, as they are written
// here, and says of them what we do: type, privacy and thumbprint.
func TestSetOfJWX(t *testing.T) {
	var texts []string
	var written []key.Material
	for _, n := range nodeKeys(t) {
		m := parseOne(t, jsonText(t, n.Private)).Material
		if ec, ok := m.(*key.EC); ok && ec.Curve == key.Secp256k1 {
			continue
		}
		for _, half := range []key.Material{m, m.Public()} {
			if half != nil {
				texts = append(texts, string(rawObject(Members(half, true))))
				written = append(written, half)
			}
		}
	}
	set, err := jwk.ParseString(`{"keys":[` + strings.Join(texts, ",") + `]}`)
	if err != nil || set.Len() != len(written) || set.Len() < 40 {
		t.Fatalf("jwx reads %d of %d keys: %v", set.Len(), len(written), err)
	}
	for i, m := range written {
		k, _ := set.Key(i)
		sum, err := k.Thumbprint(crypto.SHA256)
		private, err2 := jwk.IsPrivateKey(k)
		if err != nil || [32]byte(sum) != Thumbprint(m) || k.KeyType().String() != m.Kty() ||
			m.Kty() != key.KtyOct && (err2 != nil || private != m.IsPrivate()) {
			t.Errorf("key %d, %s: %x, private %v; %v, %v", i, m.Kty(), sum, private, err, err2)
		}
	}
}

// TestOwnMembers: what jwx has no type for is written as jwx writes the rest.
func TestOwnMembers(t *testing.T) {
	for name, n := range nodeKeys(t) {
		m := parseOne(t, jsonText(t, n.Private)).Material
		if m.Kty() == key.KtyOct {
			continue
		}
		if got := texts(t, ownMembers(m)); !same(got, n.Private) {
			t.Errorf("%s: %v", name, got)
		}
		if got := texts(t, ownMembers(m.Public())); !same(got, n.Public) {
			t.Errorf("%s: public %v", name, got)
		}
	}
}

// TestThroughJWX: what goes through jwx and what does not.
func TestThroughJWX(t *testing.T) {
	keys := nodeKeys(t)
	rsa := parseOne(t, jsonText(t, keys["RSA 2048"].Private)).Material.(*key.RSA)
	wide := &key.RSA{N: rsa.N, E: new(big.Int).Lsh(big.NewInt(1), 63)}
	widest := &key.RSA{N: rsa.N, E: new(big.Int).Sub(wide.E, big.NewInt(1))}
	three := *rsa
	three.Others = []key.OtherPrime{{R: big.NewInt(3), D: big.NewInt(1), T: big.NewInt(1)}}
	for name, c := range map[string]struct {
		m   key.Material
		jwx bool
	}{
		"RSA":              {rsa, true},
		"a wide exponent":  {widest, true},
		"one bit wider":    {wide, false},
		"three primes":     {&three, false},
		"three, public":    {three.Public(), true},
		"P-521":            {parseOne(t, jsonText(t, keys["EC P-521"].Private)).Material, true},
		"secp256k1":        {parseOne(t, jsonText(t, keys["EC secp256k1"].Private)).Material, false},
		"Ed25519":          {parseOne(t, jsonText(t, keys["ed25519"].Private)).Material, true},
		"X25519":           {parseOne(t, jsonText(t, keys["x25519"].Public)).Material, true},
		"Ed448":            {parseOne(t, jsonText(t, keys["ed448"].Public)).Material, false},
		"X448":             {parseOne(t, jsonText(t, keys["x448"].Private)).Material, false},
		"a secret":         {&key.Oct{K: []byte{1}}, true},
		"an empty secret":  {&key.Oct{}, false},
		"RSA without dp":   {&key.RSA{N: rsa.N, E: rsa.E, D: rsa.D, P: rsa.P, Q: rsa.Q}, true},
		"RSA without p, q": {&key.RSA{N: rsa.N, E: rsa.E, D: rsa.D}, false},
	} {
		if _, ok := toJWX(c.m); ok != c.jwx {
			t.Errorf("%s: %v", name, ok)
		}
	}
	if got := texts(t, Members(widest, false)); got["e"] != "f_________8" {
		t.Errorf("e = 2^63-1 is written %s", got["e"])
	}
}

// orderOf yields the member names of flat JSON as they come.
func orderOf(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		dec := json.NewDecoder(strings.NewReader(text))
		for i := 0; ; i++ {
			token, err := dec.Token()
			if err != nil {
				return
			}
			if s, ok := token.(string); ok && i%2 == 1 && !yield(s) {
				return
			}
		}
	}
}

// TestThumbprintRFC is the example of RFC 7638 section 3.1 and of RFC 8037
// appendix A.3.
func TestThumbprintRFC(t *testing.T) {
	data, err := os.ReadFile("../../testdata/published/keys.json")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs": true, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k": true}
	var list []struct{ JWK json.RawMessage }
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	for _, p := range list {
		delete(want, ThumbprintText(parseOne(t, p.JWK).Material))
	}
	if len(want) != 0 {
		t.Errorf("not found: %v", want)
	}
}

// TestSet reads the same keys as a JWK Set, as an array, one after another,
// and in the wrappers of other standards.
func TestSet(t *testing.T) {
	var list [][]byte
	var prints []string
	for _, n := range nodeKeys(t) {
		list = append(list, jsonText(t, n.Private))
		prints = append(prints, n.Thumbprint)
	}
	joined := bytes.Join(list, []byte(",\n"))
	for name, text := range map[string]string{
		"set":     `{"keys":[` + string(joined) + `]}`,
		"array":   `[` + string(joined) + `]`,
		"lines":   string(bytes.Join(list, []byte("\n"))),
		"jwks":    `{"client_id":"x","jwks":{"keys":[` + string(joined) + `]}}`,
		"spaces":  "\r\n\t " + `{"keys" : [` + string(joined) + `] }` + "\n\n",
		"others":  `{"keys":[` + string(joined) + `],"next":null,"issuer":{"keys":3}}`,
		"null by": `{"keys":[` + string(joined) + `],"kty":null}`,
	} {
		keys, skipped, err := Parse([]byte(text))
		if err != nil || len(skipped) != 0 || len(keys) != len(prints) {
			t.Errorf("%s: %d keys, %d skipped, %v", name, len(keys), len(skipped), err)
			continue
		}
		for i, k := range keys {
			if ThumbprintText(k.Material) != prints[i] {
				t.Errorf("%s: key %d is another", name, i+1)
			}
			if !strings.HasSuffix(k.Source, " from a JWK Set") {
				t.Errorf("%s: source %q", name, k.Source)
			}
		}
	}
	one := parseOne(t, []byte(`{"typ":"dpop+jwt","jwk":`+string(list[0])+`}`))
	if ThumbprintText(one.Material) != prints[0] || strings.Contains(one.Source, "Set") {
		t.Errorf("in a header: %s", one.Source)
	}
}
