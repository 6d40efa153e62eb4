package raw

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// namedVector is a file of the area named, whose script says how it was made.
func namedVector(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "testdata", "vectors", "named", name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(text))
}

// TestWireGuardCut: a key in a configuration is missed also where much of it was cut off.
func TestWireGuardCut(t *testing.T) {
	whole := base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{9}, 32))
	for cut, want := range map[int]bool{0: false, 1: true, 5: true, 9: true, 20: true, 30: false} {
		text := "[Peer]\nPublicKey = " + whole + "\n[Peer]\nPublicKey = " + whole[:len(whole)-cut] + "\n"
		if found, broken := Named([]byte(text)); broken != want || len(found) == 0 {
			t.Errorf("%d characters cut: %d keys, broken %v", cut, len(found), broken)
		}
	}
}

// TestWireGuardNames: 32 bytes in base64 are a key of WireGuard under the name of one, where
// the text speaks of WireGuard; and one that is damaged is missed.
func TestWireGuardNames(t *testing.T) {
	m := testkit.NodeKeys(t)["x25519"].Private.Material(t).(*key.OKP)
	word := base64.StdEncoding.EncodeToString(m.D)
	for text, want := range map[string]string{
		"wireguard private-key=§":                                 "private",
		"wireguard\nPRIVATE_KEY: '§'":                             "private",
		"WireGuard private key §":                                 "private",
		"wireguard {\"secretKey\":\"§\"}":                         "private",
		"wireguard publicKey = \"§\";":                            "public",
		"wireguard [wireguard-peer.§]":                            "public",
		"wireguard public-key=\\\n    \"§\"":                      "public",
		"wg set wg0 peer §":                                       "public",
		"[Peer]\nPublicKey=§":                                     "public",
		"PrivateKey = §":                                          "private",
		" PrivateKey=§\nPublicKey = §":                            "private public",
		"x.PrivateKey=§":                                          "",
		"PrivateKey: §":                                           "",
		"private-key=§":                                           "",
		"wireguard preshared-key=§":                               "",
		"wireguard key=§":                                         "",
		"wireguard public§":                                       "",
		"wireguard public-keys = §":                               "",
		"wireguard\n# private-key=§":                              "",
		"wireguard\n \t; private-key=§":                           "",
		"#" + strings.Repeat(" ", 77) + "wireguard private-key=§": "",
		"#" + strings.Repeat(" ", 78) + "wireguard private-key=§": "private",
		"wireguard # \nprivate-key=§":                             "private",
		"wireguard #" + strings.Repeat(" ", 100) + "\n" + strings.Repeat(" ", 100) + "private-key=§": "private",
		"wireguard private-key=§=":                      "broken",
		"wireguard private-key=A§":                      "broken",
		"wireguard private-key=AAA§":                    "broken",
		"wireguard private-key=AAAA§":                   "",
		"wireguard private-key=" + word[1:]:             "broken",
		"wireguard private-key=" + word[3:]:             "broken",
		"wireguard private-key=" + word[4:]:             "",
		"wireguard private-key=" + word[:43]:            "", // without padding, as others write keys
		"[Interface]\nPrivateKey = " + word[:43]:        "broken",
		"[Interface]\nPrivateKey = " + word[:42] + "R=": "broken", // stray bits
		"[Interface]\nPrivateKey = § # §":               "private",
	} {
		found, broken := readWireGuard([]byte(strings.ReplaceAll(text, "§", word)))
		var got []string
		for _, k := range found {
			switch m := k.Material.(*key.OKP); {
			case m.Curve != key.X25519 || len(k.Notes) != 1:
				t.Errorf("%s: %s, %v", text, m.Curve, k.Notes)
			case m.IsPrivate():
				got = append(got, "private")
			default:
				got = append(got, "public")
			}
		}
		if broken {
			got = append(got, "broken")
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v, want %q", text, got, want)
		}
	}
}

// TestAuthenticatorData: each element of authenticator data, and of an attestation object,
// must be there.
func TestAuthenticatorData(t *testing.T) {
	whole := testkit.Hex(t, namedVector(t, "authdata.hex"))
	const flags, length, id = 32, 53, 32
	cose := whole[length+2+id:]
	with := func(at int, octet byte) []byte {
		edited := bytes.Clone(whole)
		edited[at] = octet
		return edited
	}
	named := func(size int, name []byte) []byte {
		out := append(bytes.Clone(whole[:length]), byte(size>>8), byte(size))
		return append(append(out, name...), cose...)
	}
	object := func(text string) []byte {
		return testkit.Hex(t, strings.ReplaceAll(text, "DATA", fmt.Sprintf("686175746844617461"+"58%02x%x", len(whole), whole)))
	}
	const fmtNone, attStmt = "63666d74646e6f6e65", "6761747453746d74a0"
	private := testkit.NodeKeys(t)["EC P-256"].Private.Material(t).(*key.EC)
	for name, c := range map[string]struct {
		data []byte
		want bool
	}{
		"whole":                   {whole, true},
		"no key":                  {with(flags, 0x05), false},
		"extensions":              {append(with(flags, 0xc5), 0xa0), true},
		"no extensions":           {with(flags, 0xc5), false},
		"extensions of no map":    {append(with(flags, 0xc5), 0x80), false},
		"extensions that are cut": {append(with(flags, 0xc5), 0xa1), false},
		"more":                    {append(bytes.Clone(whole), 0xa0), false},
		"no ID":                   {named(0, nil), true},
		"the longest ID":          {named(1023, make([]byte, 1023)), true},
		"a longer ID":             {named(1024, make([]byte, 1024)), false},
		"an ID that is cut":       {named(33, make([]byte, 32)), false},
		"the head alone":          {whole[:length+2], false},
		"a part of the head":      {whole[:length+1], false},
		"a private key":           {append(append(bytes.Clone(whole[:length+2+id]), 0xa6), append(cose[1:], append([]byte{0x23, 0x58, 0x20}, private.D...)...)...), false},
		"an object":               {object("a3" + fmtNone + attStmt + "DATA"), true},
		"another order":           {object("a3" + "DATA" + attStmt + fmtNone), true},
		"two members":             {object("a2" + fmtNone + "DATA"), false},
		"three that say two":      {object("a2" + fmtNone + attStmt + "DATA"), false},
		"four members":            {object("a4" + fmtNone + attStmt + "DATA" + "616100"), false},
		"more behind it":          {object("a3" + fmtNone + attStmt + "DATA" + "00"), false},
		"a number for a name":     {object("a3" + "0102" + attStmt + "DATA"), false},
		"an object that is cut":   {object("a3" + "DATA" + fmtNone + "6761747453746d74"), false},
		"a list":                  {object("83" + fmtNone + attStmt + "DATA"), false},
	} {
		k := webAuthn(c.data)
		if (k != nil) != c.want || k != nil && (len(k.Notes) != 1 || k.Given.Alg != "ES256") {
			t.Errorf("%s: %v", name, k)
		}
	}
}

// TestFewDigits: a text in base58 that may have lost a digit is not given without a word.
func TestFewDigits(t *testing.T) {
	const (
		most  = "B12NYF8RrR3h41TDCTJojY59usg3mbtbjnFs7Eud1Y6u" // of the cryptosuite of 2018
		few   = "6Bg9nxfEmYvxysVZ1tKEPPKCvwRRrrrrrrrrrrrrrrr"
		point = "qkzmc18uMzU6jnrd8MGCvSFU8cdcN9R79LDBWujKZYNu"
	)
	for _, c := range []struct {
		kind, member, text string
		want               bool
	}{
		{"Ed25519VerificationKey2018", "publicKeyBase58", most, false},
		{"Ed25519VerificationKey2018", "publicKeyBase58", few, true},
		{"X25519KeyAgreementKey2019", "privateKeyBase58", few, true},
		{"EcdsaSecp256k1VerificationKey2019", "publicKeyBase58", point, false},
		{"Ed25519VerificationKey2018", "publicKeyHex", strings.Repeat("0f", 32), false},
	} {
		k, err := MethodKey(c.kind, c.member, c.text)
		if err != nil || (len(k.Notes) > 0) != c.want {
			t.Errorf("%s %s: %v, %+v", c.kind, c.text, err, k)
		}
	}
}

// TestMethodKeys: a type that is known names the curve, and the name of a member how its
// key is written.
func TestMethodKeys(t *testing.T) {
	ed := testkit.NodeKeys(t)["ed25519"].Private.Material(t).(*key.OKP)
	seed, public := hex.EncodeToString(ed.D), hex.EncodeToString(ed.X)
	for _, c := range []struct{ kind, member, text, want string }{
		{"Ed25519VerificationKey2018", "publicKeyHex", public, "Ed25519 public"},
		{"Ed25519VerificationKey2018", "publicKeyHex", "0x" + public, "Ed25519 public"},
		{"Ed25519VerificationKey2018", "privateKeyHex", seed, "Ed25519 private"},
		{"Ed25519VerificationKey2018", "privateKeyHex", seed + public, "Ed25519 private"},
		{"Ed25519VerificationKey2018", "privateKeyHex", public + public, "error"},
		{"Ed25519VerificationKey2018", "privateKeyHex", seed + public[2:], "error"},
		{"EcdsaSecp256k1VerificationKey2019", "privateKeyHex", seed + public, "error"},
		{"X25519KeyAgreementKey2019", "publicKeyHex", public, "X25519 public"},
		{"X25519KeyAgreementKey2019", "privateKeyHex", seed + public, "error"},
		{"Ed25519VerificationKey2018", "publicKeyHex", "", "error"},
		{"Ed25519VerificationKey2018", "publicKeyHex", public[1:], "error"},
		{"JsonWebKey2020", "publicKeyHex", public, ""},
		{"", "publicKeyHex", public, ""},
		{"", "publicKeyBase58", "6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta", "error"},
		{"", "publicKeyMultibase", "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", "Ed25519 public"},
		{"Ed25519VerificationKey2020", "publicKeyMultibase", "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2do", "error"},
		{"Multikey", "publicKeyMultibase", "", "error"},
	} {
		k, err := MethodKey(c.kind, c.member, c.text)
		got := ""
		switch {
		case err != nil:
			got = "error"
		case k != nil:
			got = k.Material.(*key.OKP).Curve + map[bool]string{true: " private", false: " public"}[k.Material.IsPrivate()]
		}
		if got != c.want {
			t.Errorf("%s %s %.20q: %q, want %q", c.kind, c.member, c.text, got, c.want)
		}
	}
}
