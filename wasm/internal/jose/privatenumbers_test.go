package jose

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
)

// privateForms are ways in which a private number stands in what comes with its key.
func privateForms(octets []byte) map[string]any {
	d, digits, hexadecimal := bytesText(octets), new(big.Int).SetBytes(octets), hex.EncodeToString(octets)
	std := base64.StdEncoding.EncodeToString(octets)
	jwk := `{"crv":"P-256","d":"` + d + `"}`
	inBase64 := base64.StdEncoding.EncodeToString([]byte(jwk))
	counted := ""
	list, signed := make([]int, len(octets)), make([]int, len(octets))
	for i, c := range octets {
		list[i], signed[i] = int(c), int(int8(c))
		counted += fmt.Sprintf(`,"%d":%d`, i, c)
	}
	return map[string]any{
		"text": d, "words": "it is " + d + ".", "quoted": `"` + d + `"`, "lines": d[:20] + "\n" + d[20:], "characters": strings.Split(d, ""),
		"standard": std, "link": "https://a.example/?d=" + strings.NewReplacer("+", "%2B", "/", "%2F", "=", "%3D").Replace(std),
		"of .NET":     json.RawMessage(`"` + strings.NewReplacer("+", `\u002B`, "/", `\/`).Replace(std) + `"`),
		"hexadecimal": hexadecimal, "marked": "0x" + strings.ToUpper(hexadecimal), "colons": strings.ToUpper(strings.TrimSuffix(colons(hexadecimal), ":")), "Go": strings.ReplaceAll(" "+colons(hexadecimal), ":", ", 0x"),
		"number": digits, "decimal": digits.String(), "octets": list, "signed": signed, "Buffer": map[string]any{"type": "Buffer", "data": list}, "Uint8Array": json.RawMessage("{" + counted[1:] + "}"), "octets in text": fmt.Sprint(list),
		"JSON": jwk, "base64": inBase64, "twice": base64.RawURLEncoding.EncodeToString([]byte(inBase64)), "token": "e30." + inBase64 + ".", "URI": "data:application/json;base64," + inBase64,
		"base64 over lines": inBase64[:len(inBase64)-15] + "\n" + inBase64[len(inBase64)-15:], "hexadecimal of JSON": hex.EncodeToString([]byte(jwk)), "escaped": strings.ReplaceAll(fmt.Sprintf(" % X", []byte(jwk)), " ", "%"), "DER": base64.StdEncoding.EncodeToString(append([]byte("\x30\x25\x02\x01\x01\x04\x20"), octets...)),
	}
}

func colons(hexadecimal string) (text string) {
	for i := 0; i < len(hexadecimal); i += 2 {
		text += hexadecimal[i:i+2] + ":"
	}
	return text
}

// TestPrivateNumbers: nothing of a JWK that its public form shows has a private number of the
// key in it, however that is written, and what has none is not left out.
func TestPrivateNumbers(t *testing.T) {
	for name, pair := range nodeKeys(t) {
		k := parseOne(t, jsonText(t, pair.Private))
		public := k.Material.Public()
		if public == nil {
			continue
		}
		if rsa, ok := k.Material.(*key.RSA); ok && rsa.N.BitLen() > 2048 {
			continue // they are written alike
		}
		of := PrivateNumbers(k.Material)
		if len(of) == 0 || PrivateNumbers(public) != nil {
			t.Fatalf("%s: %v", name, of)
		}
		for _, m := range Members(k.Material, true) {
			text, ok := m.Value.(string)
			octets, err := base64.RawURLEncoding.DecodeString(text)
			if !ok || err != nil || len(octets) < 28 {
				continue
			}
			private := true
			for _, p := range Members(public, false) {
				private = private && p.Name != m.Name
			}
			for form, value := range privateForms(octets) {
				raw := jsonText(t, value)
				if of.In(string(raw)) != private {
					t.Errorf("%s, %s, %s: %v", name, m.Name, form, !private)
				}
				for _, name := range []string{"note", "x5u"} {
					if _, rest := Publishable([]key.RawMember{{Name: name, Raw: raw}}, of); private && len(rest) != 1 {
						t.Errorf("%s, %s, %s: %s is shown", name, m.Name, form, name)
					}
				}
			}
		}
	}
}

// TestNumbers: a number with zero octets before it is found without them as well, and so are
// those of further primes. None is shorter than chance allows.
func TestNumbers(t *testing.T) {
	number := []byte("\x00\x00a number of some octets")
	of := Numbers{}
	of.Add(number)
	if !of.In(bytesText(number)) || !of.In(bytesText(number[2:])) {
		t.Error("zeros before it")
	}
	of = Numbers{}
	if of.Add([]byte{1, 0, 1}); len(of) != 0 {
		t.Errorf("%v of a short number", of)
	}
	one, long := big.NewInt(1), new(big.Int).SetBytes(number)
	m := &key.RSA{N: big.NewInt(105), E: one, D: one, P: one, Q: one, DP: one, DQ: one, QI: one, Others: []key.OtherPrime{{R: one, D: one, T: one}}}
	for i, field := range []**big.Int{&m.Others[0].R, &m.Others[0].D, &m.Others[0].T} {
		*field = long
		if !PrivateNumbers(m).In(long.String()) {
			t.Errorf("number %d of a further prime", i)
		}
		*field = one
	}
}

// TestPrivateX5C: a private key among the certificates of x5c is not written again.
func TestPrivateX5C(t *testing.T) {
	k := parseOne(t, []byte(`{"kty":"oct","k":"c2VjcmV0IHNlY3JldA","x5c":["MAA=","MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"]}`))
	if k.Given.X5C != nil || len(k.Notes) != 1 || !strings.Contains(k.Notes[0].Message, "x5c was left out: a private key stands in it") {
		t.Errorf("%+v, %v", k.Given, k.Notes)
	}
}

// TestPrivateLabels: a private number is no key ID.
func TestPrivateLabels(t *testing.T) {
	var jwk map[string]any
	if err := json.Unmarshal(jsonText(t, nodeKeys(t)["EC P-256"].Private), &jwk); err != nil {
		t.Fatal(err)
	}
	jwk["kid"], jwk["use"], jwk["alg"], jwk["key_ops"] = jwk["d"], jwk["d"], jwk["d"], []any{jwk["d"]}
	k := parseOne(t, jsonText(t, jwk))
	if g := k.Given; g.KID+g.Use+g.Alg != "" || g.KeyOps != nil || len(k.Notes) != 1 || strings.Count(k.Notes[0].Message, isPrivate) != 4 {
		t.Errorf("%+v, %v", g, k.Notes)
	}
}
