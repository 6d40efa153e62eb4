package decode

import (
	"bytes"
	"crypto/ecdh"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/raw"
)

// TestMisnamed: a private number under a name that is not known is not passed over, nor
// published, in whatever digits it is.
func TestMisnamed(t *testing.T) {
	for _, name := range []string{"p256", "p384", "p521", "secp256k1", "ed25519", "x25519", "rsa"} {
		members := map[string]string{}
		if err := json.Unmarshal(readVector(t, "jwk/"+name+"-private.json"), &members); err != nil {
			t.Fatal(err)
		}
		for _, private := range []string{"d", "p", "q", "dp", "dq"} {
			if members[private] != "" {
				testMisnamed(t, name+" "+private, members, private)
			}
		}
	}
	seed := map[string]string{}
	if err := json.Unmarshal(readVector(t, "mldsa/44-jwk-without-alg.json"), &seed); err != nil {
		t.Fatal(err)
	}
	testMisnamed(t, "ML-DSA-44", seed, "priv")
}

// TestMisnamedBoth: libsodium's private key is the seed with the public half behind it.
func TestMisnamedBoth(t *testing.T) {
	members := map[string]string{}
	if err := json.Unmarshal(readVector(t, "jwk/ed25519-private.json"), &members); err != nil {
		t.Fatal(err)
	}
	d, _ := base64.RawURLEncoding.DecodeString(members["d"])
	x, _ := base64.RawURLEncoding.DecodeString(members["x"])
	both := append(d, x...)
	for _, text := range []string{base64.StdEncoding.EncodeToString(both), base64.RawURLEncoding.EncodeToString(both), fmt.Sprintf("%x", both)} {
		text = strings.Replace(string(readVector(t, "jwk/ed25519-public.json")), "{", `{"xx":"`+text+`",`, 1)
		r, err := Decode(Input{Data: []byte(text)})
		if err != nil || len(r.Keys) != 1 || !slices.Contains(r.Keys[0].Notes, privateMisnamed) || len(r.Keys[0].Given.Members) > 0 && r.Keys[0].Given.Members[0].Name == "xx" {
			t.Errorf("%s: %+v, %v", text, r, err)
		}
	}
}

// TestMisnamedShort: the private exponent of an RSA key can have fewer bytes than its modulus.
func TestMisnamedShort(t *testing.T) {
	data, err := os.ReadFile("../../testdata/guide/rsa-short-d-pkcs8.key")
	if err != nil {
		t.Fatal(err)
	}
	r, err := Decode(Input{Data: data})
	if err != nil {
		t.Fatal(err)
	}
	members := map[string]string{}
	for _, m := range jose.Members(r.Keys[0].Material, true) {
		members[m.Name], _ = m.Value.(string)
	}
	if len(members["d"]) >= len(members["n"]) {
		t.Fatal("d is as long as n")
	}
	testMisnamed(t, "RSA with a short d", members, "d")

	d := append([]byte{0}, bytes.Repeat([]byte{0x5a}, 31)...)
	k, err := ecdh.P256().NewPrivateKey(d)
	if err != nil {
		t.Fatal(err)
	}
	point := k.PublicKey().Bytes()
	text := base64.RawURLEncoding.EncodeToString
	testMisnamed(t, "P-256 with a short d", map[string]string{"kty": "EC", "crv": "P-256", "x": text(point[1:33]), "y": text(point[33:]), "d": text(d[1:])}, "d")
}

func testMisnamed(t *testing.T, name string, members map[string]string, private string) {
	number, err := base64.RawURLEncoding.DecodeString(members[private])
	if err != nil {
		t.Fatal(err)
	}
	other := slices.Clone(number)
	other[len(other)/2] ^= 1
	octets := func(n []byte) (list []int) {
		for _, b := range n {
			list = append(list, int(b))
		}
		return list
	}
	forms := map[string]func([]byte) any{
		"base64url":   func(n []byte) any { return base64.RawURLEncoding.EncodeToString(n) },
		"base64":      func(n []byte) any { return base64.StdEncoding.EncodeToString(n) },
		"hexadecimal": func(n []byte) any { return fmt.Sprintf("%x", n) },
		"0x":          func(n []byte) any { return fmt.Sprintf("%#x", n) },
		"decimal":     func(n []byte) any { return new(big.Int).SetBytes(n).String() },
		"octets":      func(n []byte) any { return octets(n) },
	}
	for form, write := range forms {
		for _, n := range [][]byte{number, other} {
			public := map[string]any{"xx": write(n)}
			for m, value := range members {
				if !slices.Contains([]string{"d", "p", "q", "dp", "dq", "qi", "priv"}, m) {
					public[m] = value
				}
			}
			text, err := json.Marshal(public)
			if err != nil {
				t.Fatal(err)
			}
			r, err := Decode(Input{Data: text})
			if err != nil || len(r.Keys) != 1 || r.Keys[0].Material.IsPrivate() {
				t.Fatalf("%s, %s: %v", name, form, err)
			}
			k := r.Keys[0]
			said := slices.ContainsFunc(k.Notes, func(w key.Warning) bool { return w.Code == raw.PrivateUnread.Code })
			kept := slices.ContainsFunc(k.Given.Members, func(m key.RawMember) bool { return m.Name == "xx" })
			if fits := &n[0] == &number[0]; said != fits || kept == fits {
				t.Errorf("%s, %s, fits %v: said %v, kept %v", name, form, fits, said, kept)
			}
		}
	}
}

// TestNotMisnamed: nothing is said of a number that was read with its key, and only so
// much is tried.
func TestNotMisnamed(t *testing.T) {
	public, private := string(readVector(t, "jwk/p256-public.json")), string(readVector(t, "jwk/p256-private.json"))
	rsa := string(readVector(t, "jwk/rsa-public.json"))
	sized := func(size int, n byte) string {
		return base64.RawURLEncoding.EncodeToString(append(make([]byte, size-1), n))
	}
	number := func(n byte) string { return sized(32, n) }
	var many strings.Builder
	for n := range byte(2 * maxProofs) {
		fmt.Fprintf(&many, `%q,`, number(n))
	}
	for _, c := range []struct {
		text   string
		proofs int
	}{
		{"[" + public + "," + private + "]", 0},
		{strings.Replace(public, "{", `{"kid":"`+number(1)+`",`, 1), 0},
		{strings.Replace(public, "{", `{"id":"`+number(1)+`",`, 1), 1},
		{strings.Replace(public, "{", `{"ids":[`+strings.TrimRight(many.String(), ",")+`],`, 1), maxProofs},
		{strings.Replace(rsa, "{", `{"ids":["`+sized(128, 0)+`","`+sized(128, 1)+`"],`, 1), 0}, // what divides every number, or none
		{strings.Replace(rsa, "{", `{"ids":[`+strings.Repeat(`"`+sized(128, 9)+`",`, 99)+`1],`, 1), maxProofs},
		{strings.Replace(rsa, "{", `{"id":"`+strings.Repeat("_", 341)+`w",`, 1), 1}, // larger than the modulus
		{strings.Replace(rsa, "{", `{"id":"`+sized(256, 9)+`",`, 1), 1},
		{strings.Replace(rsa, "{", `{"ids":[`+strings.Repeat(`"`+sized(256, 9)+`",`, 99)+`1],`, 1), maxProofs},
	} {
		r := &reader{rescans: newRescanBudget(len(c.text))}
		r.whole([]byte(c.text))
		if len(r.parts) == 0 || len(r.parts[0].Key.Notes) > 0 || r.proofs != c.proofs {
			t.Errorf("%d parts, %d numbers were tried, of which %d should be", len(r.parts), r.proofs, c.proofs)
		}
	}
}

// TestMisnamedInBase64: in base64 of base64, a damaged name may be no text any more.
func TestMisnamedInBase64(t *testing.T) {
	text := strings.Replace(string(readVector(t, "jwk/ed25519-private.json")), `"d"`, "\"\x9c\"", 1)
	for range 3 {
		r, err := Decode(Input{Data: []byte(text)})
		if err != nil || len(r.Keys) != 1 || len(r.Keys[0].Notes) == 0 || r.Keys[0].Notes[0].Code != raw.PrivateUnread.Code {
			t.Errorf("%s: %v", text, err)
		}
		text = base64.StdEncoding.EncodeToString([]byte(text))
	}
}

// TestPrivateNumberOutside: a d that stands outside of its JWK is said to be that key's, and of a d
// that is another's, that none fits.
func TestPrivateNumberOutside(t *testing.T) {
	public, private := string(readVector(t, "jwk/p256-public.json")), string(readVector(t, "jwk/p256-private.json"))
	var member struct{ D string }
	if err := json.Unmarshal([]byte(private), &member); err != nil {
		t.Fatal(err)
	}
	for d, want := range map[string]key.Warning{member.D: privateMisnamed, strings.Repeat("B", 42) + "A": raw.PrivateUnread} {
		for _, text := range []string{
			`{"public":` + public + `,"d":"` + d + `"}`, `{"d":"` + d + `","public":` + public + `}`, public + "\nd: " + d + "\n",
			strings.Replace(public, "{", `{"priv":"`+d+`",`, 1),
		} {
			r, err := Decode(Input{Data: []byte(text)})
			if err != nil || len(r.Keys) != 1 || !slices.Contains(r.Keys[0].Notes, want) || slices.ContainsFunc(r.Keys[0].Notes, func(w key.Warning) bool { return w.Code == want.Code && w != want }) {
				t.Errorf("%s: %+v, %v", text, r, err)
			}
		}
	}
}
