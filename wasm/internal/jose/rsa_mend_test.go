package jose

import (
	"encoding/base64"
	"math/big"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// A private RSA JWK whose n, e and d belong together is whole: what is zero,
// wrong or not reduced beside them comes out as Node has it, with a warning.
func TestMendedRSA(t *testing.T) {
	key := nodeKeys(t)["RSA 2048"]
	number := func(name string) *big.Int {
		raw, err := base64.RawURLEncoding.DecodeString(key.Private[name])
		if err != nil {
			t.Fatal(err)
		}
		return new(big.Int).SetBytes(raw)
	}
	text := func(n *big.Int) string { return base64.RawURLEncoding.EncodeToString(n.Bytes()) }
	one := big.NewInt(1)
	phi := new(big.Int).Mul(new(big.Int).Sub(number("p"), one), new(big.Int).Sub(number("q"), one))
	above := text(new(big.Int).Add(number("d"), new(big.Int).Mul(phi, big.NewInt(2))))
	const zero = "AA"
	for name, c := range map[string]struct {
		change map[string]string
		codes  []string
	}{
		"as it is":             {nil, nil},
		"dp and dq zero":       {map[string]string{"dp": zero, "dq": zero}, []string{"jwk_loose_encoding", "jwk_completed"}},
		"all zero":             {map[string]string{"p": zero, "q": zero, "dp": zero, "dq": zero, "qi": zero}, []string{"jwk_loose_encoding", "jwk_completed"}},
		"one prime zero":       {map[string]string{"q": zero}, []string{"jwk_loose_encoding", "jwk_completed"}},
		"d above n":            {map[string]string{"d": above}, []string{"rsa_private_exponent_reduced"}},
		"d above n, no primes": {map[string]string{"d": above, "p": "", "q": "", "dp": "", "dq": "", "qi": ""}, []string{"rsa_private_exponent_reduced", "jwk_loose_encoding", "jwk_completed"}},
		"dp wrong":             {map[string]string{"dp": text(new(big.Int).Add(number("dp"), big.NewInt(2)))}, []string{"rsa_crt_computed"}},
		"qi zero, dq wrong":    {map[string]string{"qi": zero, "dq": text(new(big.Int).Add(number("dq"), one))}, []string{"rsa_crt_computed", "jwk_loose_encoding", "jwk_completed"}},
	} {
		members := map[string]string{}
		for name, value := range key.Private {
			members[name] = value
		}
		for name, value := range c.change {
			members[name] = value
		}
		k := parseOne(t, jsonText(t, members))
		var codes []string
		for _, note := range k.Notes {
			codes = append(codes, note.Code)
		}
		if !slices.Equal(codes, c.codes) {
			t.Errorf("%s: notes %v, want %v", name, codes, c.codes)
		}
		got := texts(t, Members(k.Material, true))
		for _, member := range []string{"n", "e", "d", "p", "q", "dp", "dq", "qi"} {
			if want := key.Private[member]; got[member] != want && !(member == "d" && c.change["d"] != "") {
				t.Errorf("%s: %s is %s, want %s", name, member, got[member], want)
			}
		}
	}
	// So is one with a prime that is none of its own.
	stray := strings.Replace(string(jsonText(t, key.Private)), `"d":`, `"oth":[{"r":"Aw","d":"AQ","t":"BQ"}],"d":`, 1)
	k := parseOne(t, []byte(stray))
	if got := texts(t, Members(k.Material, true)); len(k.Notes) != 1 || k.Notes[0].Code != "rsa_primes_computed" || got["p"] != key.Private["p"] || got["q"] != key.Private["q"] {
		t.Errorf("a prime too many: %v", k.Notes)
	}
	// What does not belong together stays refused.
	for name, d := range map[string]string{"d of no key": text(new(big.Int).Add(number("d"), big.NewInt(2))), "d zero": zero} {
		members := map[string]string{}
		for name, value := range key.Private {
			members[name] = value
		}
		members["d"] = d
		if _, _, err := Parse(jsonText(t, members)); fault.CodeOf(err) != fault.InvalidKey && fault.CodeOf(err) != fault.KeyMismatch {
			t.Errorf("%s: %v", name, err)
		}
	}
}
