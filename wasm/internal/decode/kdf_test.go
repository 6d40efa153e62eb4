package decode

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"encoding/pem"
	"os"
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

// RFC 2268 section 5.
func TestRC2(t *testing.T) {
	for _, c := range []struct {
		bits                   int
		key, plain, ciphertext string
	}{
		{63, "0000000000000000", "0000000000000000", "ebb773f993278eff"},
		{64, "ffffffffffffffff", "ffffffffffffffff", "278b27e42e2f0d49"},
		{64, "3000000000000000", "1000000000000001", "30649edf9be7d2c2"},
		{64, "88", "0000000000000000", "61a8a244adacccf0"},
		{64, "88bca90e90875a", "0000000000000000", "6ccf4308974c267f"},
		{64, "88bca90e90875a7f0f79c384627bafb2", "0000000000000000", "1a807d272bbe5db1"},
		{128, "88bca90e90875a7f0f79c384627bafb2", "0000000000000000", "2269552ab0f85ca6"},
		{129, "88bca90e90875a7f0f79c384627bafb216f80a6f85920584c42fceb0be255daf1e", "0000000000000000", "5b78d3a43dfff1f1"},
	} {
		got := make([]byte, 8)
		newRC2(fromHex(t, c.key), c.bits).Decrypt(got, fromHex(t, c.ciphertext))
		if !bytes.Equal(got, fromHex(t, c.plain)) {
			t.Errorf("%d bits, key %s: got %x, want %s", c.bits, c.key, got, c.plain)
		}
	}
}

// The values are those of openssl kdf PKCS12KDF.
func TestPKCS12KDF(t *testing.T) {
	smeg := newPassForms([]byte("smeg")).wide[0]
	queeg := newPassForms([]byte("queeg")).wide[0]
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
		got := pkcs12KDF(sha1.New, c.pass, fromHex(t, c.salt), c.id, c.iterations, c.size)
		if !bytes.Equal(got, fromHex(t, c.want)) {
			t.Errorf("got %x, want %s", got, c.want)
		}
	}
}

// From openssl enc -md md5 -P.
func TestBytesToKeyMD5(t *testing.T) {
	got := bytesToKeyMD5([]byte("secret"), fromHex(t, "0102030405060708"), 32)
	if want := "c9e5a1bd216dbe1317e230cef48f38ee7f0e17ad64022144bccec4a1aa2879ab"; hex.EncodeToString(got) != want {
		t.Errorf("got %x, want %s", got, want)
	}
}

func TestPBKDF1(t *testing.T) {
	// One iteration is the bare hash, two the hash of that.
	one := md5.Sum([]byte("passsalt"))
	two := md5.Sum(one[:])
	if got := pbkdf1(md5.New, []byte("pass"), []byte("salt"), 1, 16); !bytes.Equal(got, one[:]) {
		t.Errorf("one iteration: %x", got)
	}
	if got := pbkdf1(md5.New, []byte("pass"), []byte("salt"), 2, 8); !bytes.Equal(got, two[:8]) {
		t.Errorf("two iterations: %x", got)
	}
}

func TestCosts(t *testing.T) {
	of := func(c cost, err error) func() (cost, error) { return func() (cost, error) { return c, err } }
	for _, c := range []struct {
		about string
		got   func() (cost, error)
		want  cost
		code  fault.Code
	}{
		{"half the limit", of(iterationCost(50, 1, 100)), 0.5, ""},
		{"at the limit", of(iterationCost(100, 1, 100)), 1, ""},
		{"over the limit", of(iterationCost(101, 1, 100)), 0, fault.KDFTooCostly},
		{"two blocks", of(iterationCost(25, 2, 100)), 0.5, ""},
		{"two blocks over the limit", of(iterationCost(51, 2, 100)), 0, fault.KDFTooCostly},
		{"none", of(iterationCost(0, 1, 100)), 0, fault.Malformed},
		{"negative", of(iterationCost(-1, 1, 100)), 0, fault.Malformed},
		{"memory at the limit", of(memoryCost(limits.memory, 1)), cost(limits.memory) / cost(limits.traffic), ""},
		{"memory over the limit", of(memoryCost(limits.memory+1, 1)), 0, fault.KDFTooCostly},
		{"passes at the limit", of(memoryCost(1<<20, limits.traffic>>20)), 1, ""},
		{"passes over the limit", of(memoryCost(1<<20, limits.traffic>>20+1)), 0, fault.KDFTooCostly},
	} {
		got, err := c.got()
		if got != c.want || c.code == "" && err != nil || c.code != "" && fault.CodeOf(err) != c.code {
			t.Errorf("%s: got %v, %v, want %v, %q", c.about, got, err, c.want, c.code)
		}
	}
	var spent effort
	for range 3 {
		if err := spent.spend(1); err != nil {
			t.Fatal(err)
		}
	}
	if err := spent.spend(0.001); fault.CodeOf(err) != fault.KDFTooCostly {
		t.Errorf("spent without end: %v", err)
	}
}

func TestUnpad(t *testing.T) {
	for _, c := range []struct {
		plain string
		want  int // length, or -1
	}{
		{"", -1},
		{"0102030405060701", 7},
		{"0808080808080808", 0},
		{"0909090909090909", -1},
		{"0102030405060700", -1},
		{"0102030405060302", -1},
		{"0102030405030303", 5},
	} {
		got, ok := unpad(fromHex(t, c.plain), 8)
		if ok != (c.want >= 0) || ok && len(got) != c.want {
			t.Errorf("%s: %x, %v", c.plain, got, ok)
		}
	}
}

func TestOIDString(t *testing.T) {
	for in, want := range map[string]string{
		"2a864886f70d01050d":     "1.2.840.113549.1.5.13",
		"550403":                 "2.5.4.3",
		"883703":                 "2.999.3",
		"00":                     "0.0",
		"":                       "",
		"2a86":                   "",
		"2affffffffffffffffff7f": "",
	} {
		if got := oidString(fromHex(t, in)); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func TestHashByOID(t *testing.T) {
	if hashByOID("1.2.840.113549.2.9")().Size() != sha256.Size || hashByOID("1.2.3") != nil {
		t.Error("wrong hash")
	}
}

// An input that has had its share of derivations gets no more.
func TestEffortIsShared(t *testing.T) {
	pass := []byte("correct horse")
	read := func(name string) []byte {
		data, err := os.ReadFile(vectorsDir + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if block, _ := pem.Decode(data); block != nil {
			return block.Bytes
		}
		return data
	}
	for name, open := range map[string]func(data []byte, spent *effort) error{
		"pbes/default.pem":          func(d []byte, e *effort) error { _, _, err := decryptPKCS8(d, pass, e); return err },
		"pbes/scrypt.pem":           func(d []byte, e *effort) error { _, _, err := decryptPKCS8(d, pass, e); return err },
		"pbes/pbe-MD5-DES.pem":      func(d []byte, e *effort) error { _, _, err := decryptPKCS8(d, pass, e); return err },
		"openssh/ed-aes256-ctr.key": func(d []byte, e *effort) error { _, _, err := parseOpenSSHPrivate(d, pass, e); return err },
		"ppk/v3-default.ppk":        func(d []byte, e *effort) error { _, err := parsePPK(d, pass, e); return err },
		"pkcs12/default.p12":        func(d []byte, e *effort) error { _, err := parsePKCS12(d, pass, e); return err },
		"pkcs12/no-mac.p12":         func(d []byte, e *effort) error { _, err := parsePKCS12(d, pass, e); return err },
	} {
		data := read(name)
		var spent effort
		if err := open(data, &spent); err != nil || spent.spent <= 0 {
			t.Errorf("%s: %v, and it cost %v", name, err, spent.spent)
		}
		if err := open(data, &effort{spent: maxCost}); fault.CodeOf(err) != fault.KDFTooCostly {
			t.Errorf("%s: with nothing left to spend: %v", name, err)
		}
	}
}
