package sealed

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/crypto/cryptobyte"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/unlock"
	"jwkmint/wasm/testkit"
)

const (
	oidHMACSHA1   = ".1.2.840.113549.2.7"
	oidHMACSHA256 = ".1.2.840.113549.2.9"
	oidSHA256     = ".2.16.840.1.101.3.4.2.1"
)

// TestDerivationBounds looks at both sides of every bound on a derivation: what
// is at the bound is read, and has at most the whole cost; what is one beyond is
// too costly.
func TestDerivationBounds(t *testing.T) {
	pbkdf2 := func(salt, iterations, size int, prf string) (*unlock.Derivation, error) {
		return parsePBKDF2(testkit.DER(t, []any{strings.Repeat("s", salt), iterations, []any{prf}}), size, false)
	}
	scrypt := func(salt, n, r, p int) (*unlock.Derivation, error) {
		return parseScrypt(testkit.DER(t, []any{strings.Repeat("s", salt), n, r, p}), 32, false)
	}
	pbes1 := func(oid string, salt, iterations int) (*unlock.Derivation, error) {
		s, err := parsePBE(testkit.DER(t, oid, []any{strings.Repeat("s", salt), iterations}))
		if err != nil {
			return nil, err
		}
		return s.Derivation, nil
	}
	mac := func(salt, iterations int) (*unlock.Derivation, error) {
		m, err := parseMACData(testkit.DER(t, []any{[]any{oidSHA256}, "sum"}, strings.Repeat("s", salt), iterations))
		if err != nil {
			return nil, err
		}
		return m.Derivation, nil
	}
	pbmac1 := func(salt, iterations, size int) (*unlock.Derivation, error) {
		kdf := []any{".1.2.840.113549.1.5.12", []any{strings.Repeat("s", salt), iterations, size, []any{oidHMACSHA256}}}
		m, err := parseMACData(testkit.DER(t, []any{[]any{".1.2.840.113549.1.5.14", []any{kdf, []any{oidHMACSHA256}}}, "sum"}, "salt", 1))
		if err != nil {
			return nil, err
		}
		return m.Derivation, nil
	}
	of := func(d *unlock.Derivation, err error) func() (*unlock.Derivation, error) {
		return func() (*unlock.Derivation, error) { return d, err }
	}
	type made = func() (*unlock.Derivation, error)
	// What has the whole cost at its bound; the others' bounds are beside the cost.
	whole := regexp.MustCompile("iterations|blocks|filling|rounds|scrypt passes|traffic")
	for _, c := range []struct {
		name       string
		at, beyond made
	}{
		{"PBKDF2 iterations", of(pbkdf2(8, 10_000_000, 32, oidHMACSHA256)), of(pbkdf2(8, 10_000_001, 32, oidHMACSHA256))},
		{"PBKDF2 blocks", of(pbkdf2(8, 5_000_000, 32, oidHMACSHA1)), of(pbkdf2(8, 5_000_001, 32, oidHMACSHA1))},
		{"PBKDF2 salt", of(pbkdf2(1024, 1, 32, oidHMACSHA256)), of(pbkdf2(1025, 1, 32, oidHMACSHA256))},
		{"scrypt memory", of(scrypt(8, 1<<18, 8, 1)), of(scrypt(8, 1<<18, 9, 1))},
		{"scrypt memory of p", of(scrypt(8, 4, 400_000, 1)), of(scrypt(8, 4, 430_000, 1))},
		{"scrypt p", of(scrypt(8, 2, 1, 1024)), of(scrypt(8, 2, 1, 1025))},
		{"scrypt passes", of(scrypt(8, 1<<14, 8, 128)), of(scrypt(8, 1<<14, 8, 129))},
		{"scrypt filling", of(scrypt(0, 2, 1000, 833)), of(scrypt(0, 2, 1000, 834))},
		{"scrypt filling with salt", of(scrypt(1024, 2, 1000, 227)), of(scrypt(1024, 2, 1000, 228))},
		{"scrypt salt", of(scrypt(1024, 2, 1, 1)), of(scrypt(1025, 2, 1, 1))},
		{"PBES1 iterations", of(pbes1(".1.2.840.113549.1.5.3", 8, 6_666_666)), of(pbes1(".1.2.840.113549.1.5.3", 8, 6_666_667))},
		{"PKCS#12 iterations", of(pbes1(".1.2.840.113549.1.12.1.3", 8, 6_666_666)), of(pbes1(".1.2.840.113549.1.12.1.3", 8, 6_666_667))},
		{"PKCS#12 salt", of(pbes1(".1.2.840.113549.1.12.1.3", 1024, 1)), of(pbes1(".1.2.840.113549.1.12.1.3", 1025, 1))},
		{"MAC iterations", of(mac(8, 20_000_000)), of(mac(8, 20_000_001))},
		{"MAC salt", of(mac(1024, 1)), of(mac(1025, 1))},
		{"PBMAC1 iterations", of(pbmac1(8, 10_000_000, 32)), of(pbmac1(8, 10_000_001, 32))},
		{"PBMAC1 blocks", of(pbmac1(8, 2_500_000, 128)), of(pbmac1(8, 2_500_001, 128))},
		{"PBMAC1 salt", of(pbmac1(1024, 1, 32)), of(pbmac1(1025, 1, 32))},
	} {
		d, err := c.at()
		if err != nil {
			t.Errorf("%s: at the bound: %v", c.name, err)
		} else if of := whole.FindString(c.name); d.Cost > 1.1 || of != "" && d.Cost < 0.99 {
			t.Errorf("%s: at the bound it costs %v", c.name, d.Cost)
		}
		if _, err := c.beyond(); fault.CodeOf(err) != fault.KDFTooCostly {
			t.Errorf("%s: beyond the bound: %v", c.name, err)
		}
	}
}

// What a derivation is told apart by: the same parameters are the same, and each
// of them counts.
func TestDerivationIDs(t *testing.T) {
	seen := map[string]string{}
	add := func(name string, d *unlock.Derivation, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if other := seen[d.ID]; other != "" || d.ID == "" {
			t.Errorf("%s has the ID of %s", name, other)
		}
		seen[d.ID] = name
	}
	p := func(salt string, iterations int, prf string) cryptobyte.String {
		return testkit.DER(t, []any{salt, iterations, []any{prf}})
	}
	d, err := parsePBKDF2(p("a", 1, oidHMACSHA1), 16, false)
	add("PBKDF2", d, err)
	d, err = parsePBKDF2(p("b", 1, oidHMACSHA1), 16, false)
	add("another salt", d, err)
	d, err = parsePBKDF2(p("a", 2, oidHMACSHA1), 16, false)
	add("other iterations", d, err)
	d, err = parsePBKDF2(p("a", 1, oidHMACSHA256), 16, false)
	add("another PRF", d, err)
	d, err = parsePBKDF2(p("a", 1, oidHMACSHA1), 32, false)
	add("another size", d, err)
	for oid, s := range pbes1Schemes {
		scheme, err := s.parse(testkit.DER(t, []any{"a", 1}))
		if err != nil {
			t.Fatal(err)
		}
		add(oid, scheme.Derivation, nil)
	}
	for _, digest := range []string{".1.3.14.3.2.26", oidSHA256} {
		m, err := parseMACData(testkit.DER(t, []any{[]any{digest}, "sum"}, "a", 1))
		if err != nil {
			t.Fatal(err)
		}
		add("MAC with "+digest, m.Derivation, nil)
	}
}
