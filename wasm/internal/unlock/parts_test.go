package unlock

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// Hangul at both sides of every bound, as unicodedata of Python has it.
func TestHangul(t *testing.T) {
	c := newComposition()
	for text, want := range map[string]string{
		"\u1100\u1161": "\uac00", "\u1112\u1175": "\ud788", "\u1113\u1161": "", "\u10ff\u1161": "", "\u1100\u1160": "", "\u1100\u1176": "",
		"\uac00\u11a7": "", "\uac00\u11a8": "\uac01", "\uac00\u11c2": "\uac1b", "\uac00\u11c3": "", "\uac01\u11a8": "", "\ud788\u11c2": "\ud7a3",
		"\ud7a4\u11a8": "", "\uabfc\u11a8": "", "\uabe4\u11a8": "", "\u1112\u1175\u11c2": "\ud7a3",
	} {
		if want == "" {
			want = text
		}
		if got := string(c.composed([]rune(text))); got != want {
			t.Errorf("%+q composed is %+q, want %+q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"\uac00": "\u1100\u1161", "\uac01": "\u1100\u1161\u11a8", "\uac1c": "\u1100\u1162", "\ud7a3": "\u1112\u1175\u11c2", "\ud7a4": "\ud7a4", "\uabff": "\uabff", "\ud788": "\u1112\u1175",
	} {
		if got := string(c.decomposed([]rune(text))); got != want {
			t.Errorf("%+q decomposed is %+q, want %+q", text, got, want)
		}
	}
}

// CBC takes whole blocks, at least one, and an IV of one block.
func TestDecryptCBC(t *testing.T) {
	block, err := aes.NewCipher(make([]byte, 16))
	if err != nil {
		t.Fatal(err)
	}
	iv := []byte("0123456789abcdef")
	plain := []byte(strings.Repeat("two whole blocks", 2))
	sealed := make([]byte, 32)
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(sealed, plain)
	if got, ok := DecryptCBC(block, iv, sealed); !ok || !bytes.Equal(got, plain) {
		t.Errorf("%q, %v", got, ok)
	}
	if got, ok := DecryptCBC(block, iv, sealed[:16]); !ok || !bytes.Equal(got, plain[:16]) {
		t.Errorf("one block: %q, %v", got, ok)
	}
	for name, c := range map[string][2][]byte{"nothing": {iv, nil}, "half a block": {iv, sealed[:24]}, "a short IV": {iv[:15], sealed}, "a long IV": {append(iv, 0), sealed}} {
		if got, ok := DecryptCBC(block, c[0], c[1]); ok {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// Triple DES of two keys takes the first again for its third (SP 800-67 section 3.1).
func TestTwoKeyTripleDES(t *testing.T) {
	two := []byte("0123456789abcdef")
	a, err1 := NewTripleDES(two)
	b, err2 := NewTripleDES([]byte("0123456789abcdef01234567"))
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	x, y := make([]byte, 8), make([]byte, 8)
	a.Encrypt(x, []byte("a block."))
	b.Encrypt(y, []byte("a block."))
	if !bytes.Equal(x, y) || string(two) != "0123456789abcdef" {
		t.Errorf("%x, %x", x, y)
	}
	for _, size := range []int{0, 8, 15, 17, 23, 25} {
		if _, err := NewTripleDES(make([]byte, size)); err == nil {
			t.Errorf("a key of %d bytes", size)
		}
	}
}

// The digests of "abc" by openssl dgst, as the hash itself and as its HMAC are
// named.
func TestHashes(t *testing.T) {
	for oids, want := range map[string]string{
		"1.2.840.113549.2.5":                         "900150983cd24fb0d6963f7d28e17f72",
		"1.3.14.3.2.26 1.2.840.113549.2.7":           "a9993e364706816aba3e25717850c26c9cd0d89d",
		"2.16.840.1.101.3.4.2.4 1.2.840.113549.2.8":  "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
		"2.16.840.1.101.3.4.2.1 1.2.840.113549.2.9":  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
		"2.16.840.1.101.3.4.2.2 1.2.840.113549.2.10": "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
		"2.16.840.1.101.3.4.2.3 1.2.840.113549.2.11": "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
		"2.16.840.1.101.3.4.2.5 1.2.840.113549.2.12": "4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa",
		"2.16.840.1.101.3.4.2.6 1.2.840.113549.2.13": "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23",
	} {
		for oid := range strings.FieldsSeq(oids) {
			h := HashByOID(oid)()
			h.Write([]byte("abc"))
			if got := hex.EncodeToString(h.Sum(nil)); got != want {
				t.Errorf("%s: %s", oid, got)
			}
		}
	}
	// RFC 4231 section 4.3.
	if got := hex.EncodeToString(HMAC(HashByOID("1.2.840.113549.2.9"), []byte("Jefe"), []byte("what do ya want for nothing?"))); got != "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" {
		t.Errorf("HMAC: %s", got)
	}
}

// A command is told only where it helps, with the providers that it needs, and in
// place of no other hint.
func TestWithCommand(t *testing.T) {
	const command, other = "Do: openssl pkey -in FILE", "Do: puttygen FILE"
	for name, c := range map[string]struct {
		err        error
		hint, want string
	}{
		"openssl opens it":            {fault.Wrap(fault.UnsupportedEncryption, "x", ErrOpenSSL), command, command},
		"with the legacy provider":    {fault.Wrap(fault.UnsupportedEncryption, "x", ErrLegacy), command, "Do: openssl pkey -provider legacy -provider default -in FILE"},
		"openssl does not":            {UnsupportedEncryption("x"), command, BeyondHint},
		"no matter for another tool":  {UnsupportedEncryption("x"), other, other},
		"too costly":                  {TooCostly("x"), command, command},
		"another fault":               {WrongPassphrase(), command, ""},
		"it has a hint":               {fault.New(fault.KDFTooCostly, "x").WithHint("Wait."), command, "Wait."},
		"another fault, another tool": {BadEncryption(), other, ""},
	} {
		var f *fault.Error
		if !errors.As(WithCommand(c.err, c.hint), &f) || f.Hint != c.want {
			t.Errorf("%s: %q, want %q", name, f.Hint, c.want)
		}
	}
	if err := errors.New("no fault"); WithCommand(err, command) != err || WithCommand(nil, command) != nil {
		t.Error("what is no fault was changed")
	}
	if d := UnsupportedEncryption("").Error(); !strings.Contains(d, "an unknown scheme") {
		t.Error(d)
	}
}

// Each bound on scrypt and Argon2 by itself: what is at it, and one beyond.
func TestMemoryHardBounds(t *testing.T) {
	scrypt := func(n, r, p int64, salt int) func() (Cost, error) {
		return func() (Cost, error) { return ScryptCost(n, r, p, make([]byte, salt)) }
	}
	argon2 := func(memory, passes, lanes int64) func() (Cost, error) {
		return func() (Cost, error) { return Argon2Cost(memory, passes, lanes) }
	}
	for name, c := range map[string][2]func() (Cost, error){
		"p":                {scrypt(2, 1, 1024, 8), scrypt(2, 1, 1025, 8)},
		"memory":           {scrypt(1<<18, 8, 1, 8), scrypt(1<<18, 9, 1, 8)},
		"passes":           {scrypt(1<<14, 8, 128, 8), scrypt(1<<14, 8, 129, 8)},
		"filling":          {scrypt(2, 1000, 833, 0), scrypt(2, 1000, 834, 0)},
		"lanes":            {argon2(8, 1, 255), argon2(8, 1, 256)},
		"passes of Argon2": {argon2(8, 1<<15, 1), argon2(8, 1<<15+1, 1)},
		"memory of Argon2": {argon2(257<<10, 1, 1), argon2(257<<10+1, 1, 1)},
	} {
		if _, err := c[0](); err != nil {
			t.Errorf("%s, at the bound: %v", name, err)
		}
		if cost, err := c[1](); fault.CodeOf(err) != fault.KDFTooCostly || cost > 1 {
			t.Errorf("%s, beyond: %v, %v", name, cost, err)
		}
	}
	// N = 2^14, r = 8, p = 1 holds 16 MiB and goes over them twice.
	if cost, err := ScryptCost(1<<14, 8, 1, nil); err != nil || cost < 0.0078 || cost > 0.0079 {
		t.Errorf("%v, %v", cost, err)
	}
	if CheckSalt(make([]byte, 1024)) != nil || fault.CodeOf(CheckSalt(make([]byte, 1025))) != fault.KDFTooCostly {
		t.Error("the bound on the salt")
	}
}

// A key that was cheap is made again rather than kept: an input may hold any number.
func TestKept(t *testing.T) {
	for cost, want := range map[Cost]int{keptCost: 1, keptCost / 2: 2} {
		runs := 0
		e := &Effort{}
		for range 2 {
			if err := e.Unlock(counted(&runs, cost), []byte("a"), func([]byte) bool { return true }); err != nil {
				t.Fatal(err)
			}
		}
		if runs != want || len(e.made) != 2-want {
			t.Errorf("cost %v: %d runs, %d kept", cost, runs, len(e.made))
		}
	}
}

// What tells a derivation from another is each of its parts.
func TestDerivationID(t *testing.T) {
	seen := map[string]bool{}
	for _, id := range []string{DerivationID("a", "b", 1), DerivationID("b", "b", 1), DerivationID("a", "a", 1), DerivationID("a", "b", 2), DerivationID("a", "b", 12)} {
		if seen[id] {
			t.Errorf("%q is two", id)
		}
		seen[id] = true
	}
}
