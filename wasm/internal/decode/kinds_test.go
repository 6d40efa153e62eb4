package decode

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// Diffie-Hellman parameters read as an RSA public key but for a test that
// costs much and so is made a few times only: keys whose exponent is no
// generator do not use it up.
func TestDHParametersAfterKeys(t *testing.T) {
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(vectorsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	keys, parameters := read("der/rsa-pkcs1-public.der"), read("refused/dh-parameters-5.der")
	result, err := Decode(Input{Data: append(bytes.Repeat(keys, 6), parameters...)})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Keys) != 6 || len(result.Skipped) != 1 || fault.CodeOf(result.Skipped[0].Err) != fault.NotAKey {
		t.Errorf("%d keys, skipped %v", len(result.Keys), result.Skipped)
	}
}

// The test is made four times in one input, and of no modulus over 4096 bits.
func TestDHParametersCost(t *testing.T) {
	odd := func(bits uint) *big.Int {
		n := new(big.Int).Lsh(big.NewInt(1), bits-1)
		return n.Add(n, big.NewInt(9))
	}
	r := &reader{}
	for range 10 {
		der.IsDHParameters(&key.Key{Material: &key.RSA{N: odd(64), E: big.NewInt(5)}}, &r.primeTests)
	}
	if r.primeTests != 4 {
		t.Errorf("%d tests were made", r.primeTests)
	}
	for _, c := range []struct {
		bits  uint
		e     int64
		tests int
	}{{4096, 127, 1}, {4097, 127, 0}, {64, 128, 0}, {64, 127, 1}} {
		r := &reader{}
		der.IsDHParameters(&key.Key{Material: &key.RSA{N: odd(c.bits), E: big.NewInt(c.e)}}, &r.primeTests)
		if r.primeTests != c.tests {
			t.Errorf("%d bits, exponent %d: %d tests", c.bits, c.e, r.primeTests)
		}
	}
}

// vectorDER is the bytes of a vector's first PEM block.
func vectorDER(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(vectorsDir, name))
	if err != nil {
		t.Fatal(err)
	}
	return pemBytes(t, text)
}

// The bytes of a certificate are signed: they stay as they are, BER or not.
func TestCertificateKeepsItsBytes(t *testing.T) {
	der := vectorDER(t, "cert/rsa.pem")
	if der[1] != 0x82 {
		t.Fatal("another form of length than this test is for")
	}
	long := append([]byte{0x30, 0x83, 0}, der[2:]...)
	result, err := Decode(Input{Data: long})
	if err != nil {
		t.Fatal(err)
	}
	if chain := result.Keys[0].Chain; len(chain) != 1 || !bytes.Equal(chain[0].Raw, long) {
		t.Error("the certificate is not the one that was given")
	}
}

// What is said of a public half that was left out is so: the numbers of an RSA
// key confirm each other, those of an EC key have nothing else beside them.
func TestLeftOutHalfWords(t *testing.T) {
	for name, unconfirmed := range map[string]bool{"odd/rsa-pkcs8-half-short.pem": false, "odd/p256-sec1-half-short.pem": true, "odd/ed25519-pkcs8-half-short.pem": true} {
		result, err := Decode(Input{Data: vectorDER(t, name)})
		if err != nil {
			t.Fatal(err)
		}
		notes := result.Keys[0].Notes
		if len(notes) != 1 || notes[0].Code != "public_half_left_out" || strings.Contains(notes[0].Action, "nothing in this file confirms it") != unconfirmed {
			t.Errorf("%s: %v", name, notes)
		}
	}
}

// A COSE_Key whose private number has another label than that of its kind is not
// taken for a public key without a word, and two members of one label are no key.
func TestCOSEMembers(t *testing.T) {
	text := strings.TrimSpace(string(readVector(t, "forms/cose-ec-private.txt")))
	whole, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	label := len(whole) - 3 - 32 // of d, which is the last
	for to, want := range map[byte]string{
		0x23: "private", 0x03: "warned", 0x13: "warned", 0x24: "warned",
		0x22: "refused", 0x21: "refused", // those of y and x
		0x05: "warned", // Base IV: nothing for a key that signs
		0x02: "warned", // kid, which is no text
	} {
		whole[label] = to
		result, err := Decode(Input{Data: []byte(base64.RawURLEncoding.EncodeToString(whole))})
		got := "refused"
		switch {
		case err != nil:
		case len(result.Keys[0].Notes) == 1 && result.Keys[0].Notes[0].Code == "cose_member_left_out":
			got = "warned"
		case result.Keys[0].Material.IsPrivate():
			got = "private"
		case len(result.Keys[0].Notes) == 0:
			got = "public"
		}
		if got != want {
			t.Errorf("label %#x: %s, want %s", to, got, want)
		}
	}
}

// Of a pair that is named as one and whose private number is damaged, the public
// half does not come without a word; nor does the rest of a configuration of
// WireGuard, nor the public half of a private key of Tink.
func TestPrivateHalvesAreMissed(t *testing.T) {
	vapid := string(readVector(t, "forms/vapid.txt"))
	for _, text := range []string{
		strings.Replace(vapid, "Private Key:\n", "Private Key:A", 1),
		strings.Replace(vapid, "Ll44", "Ml44", 1),
	} {
		result, err := Decode(Input{Data: []byte(text)})
		if err != nil || len(result.Keys) != 1 || len(result.Keys[0].Notes) != 1 || result.Keys[0].Notes[0].Code != "private_number_unread" {
			t.Errorf("%v: %v", err, result)
		}
	}
	const wireGuard = "[Interface]\nPrivateKey = yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBm%s\n[Peer]\nPublicKey = xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=\n"
	for end, skipped := range map[string]int{"k=": 0, "=": 1, "l=": 1, "kk=": 1} {
		result, err := Decode(Input{Data: fmt.Appendf(nil, wireGuard, end)})
		if err != nil || len(result.Skipped) != skipped || len(result.Keys) != 2-skipped {
			t.Errorf("WireGuard key that ends in %q: %v, %v", end, err, result)
		}
	}
	tink := string(readVector(t, "tink/ML-DSA-44-private.json"))
	if !strings.Contains(tink, `"value":"EiA`) {
		t.Fatal("the seed is not the first field")
	}
	if _, err := Decode(Input{Data: []byte(strings.Replace(tink, `"value":"EiA`, `"value":"AiA`, 1))}); fault.CodeOf(err) != fault.Malformed {
		t.Errorf("a private key of Tink without its seed: %v", err)
	}
}
