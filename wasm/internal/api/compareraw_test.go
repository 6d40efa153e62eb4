package api

import (
	"encoding/hex"
	"encoding/json"
	"math/big"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestCompareRaw: a number of the key by itself, as tools print it without a name, is known
// for what it can be of this key.
func TestCompareRaw(t *testing.T) {
	p256, ed, rsa := golden(t, "p256/pkcs8"), golden(t, "ed25519/pkcs8"), golden(t, "rsa2048/pkcs8")
	point := openssl(t, p256, "ec", "-pubout", "-conv_form", "compressed", "-outform", "DER")
	point = point[len(point)-33:]
	seed := openssl(t, ed, "pkey", "-outform", "DER")
	seed = seed[len(seed)-32:]
	modulus := strings.TrimSpace(strings.TrimPrefix(openssl(t, rsa, "rsa", "-noout", "-modulus"), "Modulus="))
	n, _ := new(big.Int).SetString(modulus, 16)
	var private struct{ D string }
	if err := json.Unmarshal([]byte(golden(t, "p256/jwk_private")), &private); err != nil || private.D == "" {
		t.Fatal(err)
	}
	const secret = "What you pasted holds a private key"
	for name, c := range map[string]struct {
		ours, with string
		same       bool
		summary    string
		not        string
	}{
		"a compressed point":       {ours: p256, with: hex.EncodeToString([]byte(point)), same: true, summary: "if this is a P-256 public key.", not: secret},
		"of another key":           {ours: golden(t, "p384/pkcs8"), with: hex.EncodeToString([]byte(point)), summary: ""},
		"a private number":         {ours: p256, with: private.D, same: true, summary: "if this is a P-256 private key. " + secret},
		"a seed":                   {ours: ed, with: hex.EncodeToString([]byte(seed)), same: true, summary: "if this is an Ed25519 private key (the seed). " + secret},
		"a seed, and another key":  {ours: p256, with: hex.EncodeToString([]byte(seed)), summary: "as long as a SHA-256", not: secret},
		"a modulus in decimal":     {ours: rsa, with: n.String(), same: true, summary: "its modulus"},
		"a modulus as Python does": {ours: rsa, with: "0x" + strings.ToLower(modulus), same: true, summary: "its modulus"},
		"another modulus":          {ours: golden(t, "rsa3primes/pkcs8"), with: n.String(), summary: ""},
	} {
		s := testSession()
		ask[keysReply](t, s, "convert", input(c.ours, nil))
		if c.summary == "" {
			if reply := string(send(t, s, "compare", dict{"with": []byte(c.with)})); !strings.Contains(reply, `"ok":false`) {
				t.Errorf("%s: %s", name, reply)
			}
			continue
		}
		r := compareWith(t, s, c.with)
		if r.Same != c.same || !strings.Contains(r.Summary, c.summary) || c.not != "" && strings.Contains(r.Summary, c.not) {
			t.Errorf("%s: same %v: %s", name, r.Same, r.Summary)
		}
		for _, row := range r.Rows {
			if strings.Contains(row.Yours+row.Theirs, private.D) && c.with == private.D {
				t.Errorf("%s: the private number is in row %s", name, row.Member)
			}
		}
	}
	// The text of a secret, and its bytes.
	s := testSession()
	ask[keysReply](t, s, "convert", input(`{"kty":"oct","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}`, nil))
	for with, same := range map[string]bool{
		"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f": true,
		"010102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f": false,
	} {
		if r := compareWith(t, s, with); r.Same != same || strings.Contains(r.Summary, secret) {
			t.Errorf("%s: same %v: %s", with, r.Same, r.Summary)
		}
	}
}

// TestCompareSameNumber: the number of our key with another exponent, or on another
// curve, was not damaged on its way.
func TestCompareSameNumber(t *testing.T) {
	for of, c := range map[string][3]string{
		"rsa2048": {`"AQAB"`, `"Aw"`, "its n is that of yours, but its e is another"},
		"ed25519": {`"Ed25519"`, `"X25519"`, "its x is that of yours, but its crv is another"},
	} {
		s := testSession()
		ask[keysReply](t, s, "convert", input(golden(t, of+"/pkcs8"), nil))
		with := strings.Replace(golden(t, of+"/jwk"), c[0], c[1], 1)
		with = strings.Replace(with, `"alg"`, `"was"`, 1)
		if r := compareWith(t, s, with); r.Same || r.Unknown || !strings.Contains(r.Summary, c[2]) || strings.Contains(r.Summary, "lost") {
			t.Errorf("%s: same %v: %s", of, r.Same, r.Summary)
		}
	}
}

// TestCompareSerial: the serial number of our certificate does not say that the key is the same.
func TestCompareSerial(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "rsa2048/pkcs8"), nil))
	made := ask[certifyReply](t, s, "certify", dict{"subject": "x"})
	with := openssl(t, made.PEM, "x509", "-noout", "-serial")
	if r := compareWith(t, s, with); r.Same || !r.Unknown || !strings.HasPrefix(r.Summary, "This is the serial number of your key's certificate. ") {
		t.Errorf("same %v, unknown %v: %s", r.Same, r.Unknown, r.Summary)
	}
}

// TestCompareSerialOfIssuer: that of a certificate further up in the chain is its issuer's.
func TestCompareSerialOfIssuer(t *testing.T) {
	made := func(name, parent string, more ...string) (file string) {
		file = filepath.Join(t.TempDir(), name)
		args := append([]string{"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "9999",
			"-subj", "/CN=" + name, "-keyout", file + ".key", "-out", file}, more...)
		if parent != "" {
			args = append(args, "-CA", parent, "-CAkey", parent+".key")
		}
		openssl(t, "", args...)
		return file
	}
	ca := made("ca", "", "-set_serial", "0x112233445566778899aabbccddeeff0011223344")
	leaf := made("leaf", ca, "-set_serial", "0x212233445566778899aabbccddeeff0011223344", "-addext", "basicConstraints=critical,CA:FALSE")
	s := testSession()
	s.now = time.Now
	ask[keysReply](t, s, "convert", input(string(readFile(t, leaf))+string(readFile(t, ca)), nil))
	for serial, want := range map[string]string{
		"212233445566778899AABBCCDDEEFF0011223344": "This is the serial number of your key's certificate. ",
		"112233445566778899AABBCCDDEEFF0011223344": "Not your key: this is the serial number of certificate 2 in its chain, which is its issuer's.",
	} {
		if r := compareWith(t, s, "serial="+serial); r.Same || !strings.HasPrefix(r.Summary, want) {
			t.Errorf("%s: same %v: %s", serial, r.Same, r.Summary)
		}
	}
}
