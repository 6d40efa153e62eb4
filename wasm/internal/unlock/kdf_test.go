package unlock

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"jwkmint/wasm/internal/fault"
)

func fromHex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The values are those of openssl kdf PKCS12KDF.
func TestPKCS12KDF(t *testing.T) {
	smeg := []byte("\x00s\x00m\x00e\x00g\x00\x00")
	queeg := []byte("\x00q\x00u\x00e\x00e\x00g\x00\x00")
	for _, c := range []struct {
		pass       []byte
		salt       string
		id         byte
		iterations int
		size       int
		want       string
	}{
		{smeg, "0a58cf64530d823f", 1, 1, 24, "8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3"},
		{smeg, "0a58cf64530d823f", 2, 1, 8, "79993dfe048d3b76"},
		{smeg, "3d83c0e4546ac140", 3, 1, 20, "8d967d88f6caa9d714800ab3d48051d63f73a312"},
		{queeg, "05dec959acff72f7", 1, 1000, 24, "ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4"},
		{queeg, "05dec959acff72f7", 2, 1000, 8, "11dedad7758d4860"},
		{queeg, "263216fcc2fab31c", 3, 1000, 20, "5ec4c7a80df652294c3925b6489a7ab857c83476"},
	} {
		got := PKCS12KDF(sha1.New, c.pass, fromHex(t, c.salt), c.id, c.iterations, c.size)
		if !bytes.Equal(got, fromHex(t, c.want)) {
			t.Errorf("got %x, want %s", got, c.want)
		}
	}
}

// From openssl enc -md md5 -P.
func TestBytesToKeyMD5(t *testing.T) {
	got := BytesToKeyMD5([]byte("secret"), fromHex(t, "0102030405060708"), 32)
	if want := "c9e5a1bd216dbe1317e230cef48f38ee7f0e17ad64022144bccec4a1aa2879ab"; hex.EncodeToString(got) != want {
		t.Errorf("got %x, want %s", got, want)
	}
}

func TestPBKDF1(t *testing.T) {
	// One iteration is the bare hash, two the hash of that.
	one := md5.Sum([]byte("passsalt"))
	two := md5.Sum(one[:])
	if got := PBKDF1(md5.New, []byte("pass"), []byte("salt"), 1, 16); !bytes.Equal(got, one[:]) {
		t.Errorf("one iteration: %x", got)
	}
	if got := PBKDF1(md5.New, []byte("pass"), []byte("salt"), 2, 8); !bytes.Equal(got, two[:8]) {
		t.Errorf("two iterations: %x", got)
	}
}

func TestCosts(t *testing.T) {
	of := func(c Cost, err error) func() (Cost, error) { return func() (Cost, error) { return c, err } }
	for _, c := range []struct {
		about string
		got   func() (Cost, error)
		want  Cost
		code  fault.Code
	}{
		{"half the limit", of(IterationCost(50, 1, 100)), 0.5, ""},
		{"one iteration", of(IterationCost(1, 1, 100)), 0.01, ""},
		{"at the limit", of(IterationCost(100, 1, 100)), 1, ""},
		{"over the limit", of(IterationCost(101, 1, 100)), 0, fault.KDFTooCostly},
		{"two blocks", of(IterationCost(25, 2, 100)), 0.5, ""},
		{"two blocks over the limit", of(IterationCost(51, 2, 100)), 0, fault.KDFTooCostly},
		{"none", of(IterationCost(0, 1, 100)), 0, fault.Malformed},
		{"negative", of(IterationCost(-1, 1, 100)), 0, fault.Malformed},
		{"memory at the limit", of(MemoryCost(Limits.Memory, 1)), Cost(Limits.Memory) / Cost(Limits.Traffic), ""},
		{"memory over the limit", of(MemoryCost(Limits.Memory+1, 1)), 0, fault.KDFTooCostly},
		{"passes at the limit", of(MemoryCost(1<<20, Limits.Traffic>>20)), 1, ""},
		{"passes over the limit", of(MemoryCost(1<<20, Limits.Traffic>>20+1)), 0, fault.KDFTooCostly},
		// RFC 9106 section 3.1: the memory is 8·p KiB or more.
		{"Argon2 with less memory than its lanes need", of(Argon2Cost(1, 2, 16)), Cost(128<<10) * 2 / Cost(Limits.Traffic), ""},
		{"Argon2 with more memory than its lanes need", of(Argon2Cost(1<<10, 2, 16)), Cost(1<<20) * 2 / Cost(Limits.Traffic), ""},
	} {
		got, err := c.got()
		if got != c.want || c.code == "" && err != nil || c.code != "" && fault.CodeOf(err) != c.code {
			t.Errorf("%s: got %v, %v, want %v, %q", c.about, got, err, c.want, c.code)
		}
	}
	var spent Effort
	for range 3 {
		if err := spent.Spend(1); err != nil {
			t.Fatal(err)
		}
	}
	if err := spent.Spend(0.001); fault.CodeOf(err) != fault.KDFTooCostly {
		t.Errorf("spent without end: %v", err)
	}
}

func TestHashByOID(t *testing.T) {
	if HashByOID("1.2.840.113549.2.9")().Size() != sha256.Size || HashByOID("1.2.3") != nil {
		t.Error("wrong hash")
	}
}
