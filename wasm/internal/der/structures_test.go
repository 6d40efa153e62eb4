package der

import (
	"bytes"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// vectorDER is the bytes of a vector's first PEM block.
func vectorDER(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(testkit.Vectors, name))
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(text)
	if block == nil {
		t.Fatalf("%s is no PEM", name)
	}
	return block.Bytes
}

// build writes DER.
func build(t *testing.T, write func(b *cryptobyte.Builder)) []byte {
	t.Helper()
	var b cryptobyte.Builder
	write(&b)
	der, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return der
}

// The hash, salt and trailer of RSASSA-PSS that JWA has, and those next to it.
func TestPSSParameters(t *testing.T) {
	const sha256 = "300d06096086480165030402010500"
	const same = "a00f" + sha256 + "a11c301a06092a864886f70d010108" + sha256
	for _, c := range []struct{ about, params, algs string }{
		{"salt of the hash", same + "a203020120", "PS256"},
		{"no salt", same + "a203020100", "PS256"},
		{"the usual salt", same, "PS256"},
		{"more salt", same + "a203020121", ""},
		{"less than no salt", same + "a2030201ff", ""},
		{"trailer of the standard", same + "a203020120a303020101", "PS256"},
		{"another trailer", same + "a203020120a303020102", ""},
		{"no trailer that is one", same + "a203020120a303020100", ""},
		{"SHA-1", "", ""},
		{"one hash", "a00f" + sha256, ""},
		{"broken", same + "a2030201", "malformed"},
		{"more", same + "a203020120a303020101a400", "malformed"},
	} {
		contents := testkit.Hex(t, c.params)
		params := build(t, func(b *cryptobyte.Builder) {
			b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) { b.AddBytes(contents) })
		})
		k := &key.Key{}
		err := new(oddities).narrowRSA(k, oidRSAPSS, params)
		if c.algs == "malformed" {
			if fault.CodeOf(err) != fault.Malformed {
				t.Errorf("%s: %v, %v", c.about, k.Algs, err)
			}
			continue
		}
		if err != nil || strings.Join(k.Algs, " ") != c.algs || k.Algs == nil || (len(k.Notes) == 0) != (c.algs != "") {
			t.Errorf("%s: %v, %v, %v, want %q", c.about, k.Algs, k.Notes, err, c.algs)
		}
	}
}

// A salt may be as long as the hash, and no JWA algorithm has more (RFC 7518 section
// 3.5). Without parameters the key is for each hash.
func TestPSSSalts(t *testing.T) {
	for oid, c := range map[string]struct {
		size int
		alg  string
	}{"2.16.840.1.101.3.4.2.1": {32, "PS256"}, "2.16.840.1.101.3.4.2.2": {48, "PS384"}, "2.16.840.1.101.3.4.2.3": {64, "PS512"}, "1.3.14.3.2.26": {20, ""}, "2.16.840.1.101.3.4.2.4": {28, ""}} {
		for salt, want := range map[int]string{0: c.alg, c.size: c.alg, c.size + 1: ""} {
			hash := []any{"." + oid}
			explicit := func(b *cryptobyte.Builder, n uint8, content []byte) {
				b.AddASN1(asn1.Tag(n).ContextSpecific().Constructed(), func(b *cryptobyte.Builder) { b.AddBytes(content) })
			}
			params := build(t, func(b *cryptobyte.Builder) {
				b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) {
					explicit(b, 0, testkit.DER(t, hash))
					explicit(b, 1, testkit.DER(t, []any{".1.2.840.113549.1.1.8", hash}))
					explicit(b, 2, testkit.DER(t, salt))
				})
			})
			k := &key.Key{}
			if err := new(oddities).narrowRSA(k, oidRSAPSS, params); err != nil || strings.Join(k.Algs, " ") != want {
				t.Errorf("%s, a salt of %d: %v, %v, want %q", oid, salt, k.Algs, err, want)
			}
		}
	}
	for _, params := range [][]byte{nil, {5, 0}} {
		for oid, want := range map[string]string{oidRSAPSS: "PS256 PS384 PS512", oidRSAOAEP: "RSA-OAEP RSA-OAEP-256 RSA-OAEP-384 RSA-OAEP-512", oidRSA: ""} {
			k := &key.Key{}
			if err := new(oddities).narrowRSA(k, oid, params); err != nil || strings.Join(k.Algs, " ") != want {
				t.Errorf("%s without parameters: %v, %v", oid, k.Algs, err)
			}
		}
	}
}

// A prime with a generator is no RSA key. That is tried up to a size, for small second
// numbers, and a few times in all.
func TestDHParameters(t *testing.T) {
	// RFC 2409 section 6.1.
	prime, _ := new(big.Int).SetString("FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A63A3620FFFFFFFFFFFFFFFF", 16)
	mersenne := func(n uint) *big.Int { p := new(big.Int).Lsh(big.NewInt(1), n); return p.Sub(p, big.NewInt(1)) }
	for name, c := range map[string]struct {
		n     *big.Int
		e     int64
		tests int
		want  bool
		after int
	}{
		"a prime":                   {prime, 2, 0, true, 1},
		"the largest small number":  {prime, 127, 0, true, 1},
		"a number of eight bits":    {prime, 128, 0, false, 0},
		"the last that is tried":    {prime, 2, 3, true, 4},
		"one more":                  {prime, 2, 4, false, 4},
		"no prime":                  {new(big.Int).Sub(prime, big.NewInt(2)), 2, 0, false, 1},
		"no prime of 4096 bits":     {mersenne(4096), 2, 0, false, 1},
		"a prime of over 4096 bits": {mersenne(4423), 2, 0, false, 0},
		"no prime of 4097 bits":     {mersenne(4097), 2, 0, false, 0},
	} {
		tests := c.tests
		if got := IsDHParameters(&key.Key{Material: &key.RSA{N: c.n, E: big.NewInt(c.e)}}, &tests); got != c.want || tests != c.after {
			t.Errorf("%s: %v after %d tests", name, got, tests)
		}
	}
}

// Further primes come in threes of numbers, and not in none.
func TestOtherPrimesMalformed(t *testing.T) {
	whole := vectorDER(t, "odd/rsa-3-primes-zero-d-t.pem")
	if _, err := ParsePKCS1Private(whole); err != nil {
		t.Fatal(err)
	}
	seq := cryptobyte.String(whole)
	var contents, element cryptobyte.String
	seq.ReadASN1(&contents, asn1.SEQUENCE)
	var numbers []byte
	for range 9 {
		contents.ReadASN1Element(&element, asn1.INTEGER)
		numbers = append(numbers, element...)
	}
	for about, others := range map[string]string{
		"none": "3000", "empty": "30023000", "two numbers": "30083006020103020101", "four numbers": "300e300c020103020101020101020101", "no number": "300430020500",
	} {
		der := build(t, func(b *cryptobyte.Builder) {
			b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) { b.AddBytes(append(slices.Clone(numbers), testkit.Hex(t, others)...)) })
		})
		if _, err := ParsePKCS1Private(der); fault.CodeOf(err) != fault.Malformed {
			t.Errorf("%s: %v", about, err)
		}
	}
}

// A private number as long as another curve's is taken for one of this curve
// only when the public half confirms it.
func TestScalarOfOtherCurve(t *testing.T) {
	d := bytes.Repeat([]byte{7}, 48)
	padded := append(make([]byte, 18), d...)
	point, err := key.ECPoint(key.P521, padded)
	if err != nil {
		t.Fatal(err)
	}
	sec1 := func(withPoint bool) []byte {
		return build(t, func(b *cryptobyte.Builder) {
			b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1Int64(1)
				b.AddASN1OctetString(d)
				b.AddASN1(tagContext0, func(b *cryptobyte.Builder) { b.AddBytes(testkit.Hex(t, "06052b81040023")) })
				if withPoint {
					b.AddASN1(tagContext1, func(b *cryptobyte.Builder) { b.AddASN1BitString(point) })
				}
			})
		})
	}
	k, err := ParseSEC1(sec1(true), "")
	if err != nil || !bytes.Equal(k.Material.(*key.EC).D, padded) || codes(k.Notes) != "ec_private_length" {
		t.Errorf("confirmed: %v, %v", k, err)
	}
	if _, err := ParseSEC1(sec1(false), ""); fault.CodeOf(err) != fault.InvalidKey {
		t.Errorf("not confirmed: %v", err)
	}
}

// A generator that shares one coordinate with the curve's own is another, and
// whoever chose it can own other people's points (CVE-2020-0601).
func TestExplicitOtherGenerator(t *testing.T) {
	for _, c := range []struct {
		about, file, curve string
		change             func(x, y, p *big.Int)
	}{
		{"same x", "pem/p256-explicit-spki.pem", key.P256, func(_, y, p *big.Int) { y.Sub(p, y) }},
		{"same x", "pem/secp256k1-explicit-spki.pem", key.Secp256k1, func(_, y, p *big.Int) { y.Sub(p, y) }},
		{"same y", "pem/secp256k1-explicit-spki.pem", key.Secp256k1, func(x, _, p *big.Int) {
			// A cube root of one: b is all that the curve adds to x³.
			root, _ := new(big.Int).SetString("7ae96a2b657c07106e64479eac3434e99cf0497512f58995c1396c28719501ee", 16)
			x.Mul(x, root).Mod(x, p)
		}},
	} {
		der := vectorDER(t, c.file)
		n := curveNumbers(c.curve)
		x, y := new(big.Int).Set(n.Gx), new(big.Int).Set(n.Gy)
		own := append(x.FillBytes(make([]byte, 32)), y.FillBytes(make([]byte, 32))...)
		c.change(x, y, n.P)
		other := append(x.FillBytes(make([]byte, 32)), y.FillBytes(make([]byte, 32))...)
		if !bytes.Contains(der, own) || bytes.Equal(own, other) {
			t.Fatalf("%s, %s: the generator is not there, or not another", c.curve, c.about)
		}
		if _, err := ParseSPKI(der); err != nil {
			t.Fatal(err)
		}
		if _, err := ParseSPKI(bytes.Replace(der, own, other, 1)); fault.CodeOf(err) != fault.UnsupportedCurve {
			t.Errorf("%s, %s: %v", c.curve, c.about, err)
		}
	}
}

// A list of numbers is told by how many they are, and by the first.
func TestClassifyNumbers(t *testing.T) {
	for _, c := range []struct {
		first string
		count int
		want  Kind
	}{
		{"020100", 1, KindUnknown},
		{"020203e9", 2, KindPKCS1Public},
		{"020203e9", 3, KindParameters},
		{"020203e9", 5, KindParameters},
		{"020100", 6, KindDSA},
		{"02020000", 6, KindDSA},
		{"020203e9", 6, KindUnknown},
		{"020100", 7, KindUnknown},
		{"020100", 8, KindUnknown},
		{"020100", 9, KindPKCS1Private},
		{"020203e9", 9, KindPKCS1Private},
		{"020100", 10, KindPKCS1Private},
	} {
		numbers := testkit.Hex(t, c.first+strings.Repeat("02020303", c.count-1))
		if got := Classify(numbers); got != c.want {
			t.Errorf("%d numbers after %s: %d, want %d", c.count, c.first, got, c.want)
		}
	}
	number := func(octets int) string { return fmt.Sprintf("02%02x%s", octets, strings.Repeat("5b", octets)) }
	for _, c := range []struct {
		modulus, exponent int
		want              Kind
	}{
		{32, 32, KindSignature}, {31, 32, KindSignature}, {32, 9, KindSignature}, {66, 66, KindSignature}, {48, 67, KindSignature},
		{32, 8, KindPKCS1Public}, {67, 66, KindPKCS1Public}, {66, 68, KindPKCS1Public}, {64, 3, KindPKCS1Public},
	} {
		if got := Classify(testkit.Hex(t, number(c.modulus)+number(c.exponent))); got != c.want {
			t.Errorf("numbers of %d and %d octets: %d, want %d", c.modulus, c.exponent, got, c.want)
		}
	}
	if got := Classify(testkit.Hex(t, "020203e9020102")); got != KindParameters {
		t.Errorf("p and 2: %d", got)
	}
	for version, want := range map[string]Kind{"020103": KindPKCS12, "02020003": KindPKCS12, "020100": KindPKCS8, "020101": KindPKCS8, "0200": KindPKCS8, "020203e9": KindUnknown} {
		if got := Classify(testkit.Hex(t, version+"30030601003000")); got != want {
			t.Errorf("version %s, a key in a SEQUENCE: %d, want %d", version, got, want)
		}
		if want == KindPKCS8 {
			want = KindUnknown // it names no algorithm, or ends after that
		}
		for _, rest := range []string{"3000", "30003000", "3003060100"} {
			if got := Classify(testkit.Hex(t, version+rest)); got != want {
				t.Errorf("version %s, %s: %d, want %d", version, rest, got, want)
			}
		}
		if got := Classify(testkit.Hex(t, version+"30000400")); got != KindPKCS8 {
			t.Errorf("version %s, a key: %d", version, got)
		}
	}
}
