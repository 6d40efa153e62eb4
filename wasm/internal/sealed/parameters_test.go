package sealed

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/unlock"
	"jwkmint/wasm/testkit"
)

// TestGCMParameters: RFC 5084 section 3.2 has a tag of 12 to 16 bytes, 12 where it
// says nothing, and a nonce of at least one byte.
func TestGCMParameters(t *testing.T) {
	const oid = ".2.16.840.1.101.3.4.1.6"
	key := []byte("0123456789abcdef")
	for name, c := range map[string]struct {
		nonce, tag int // tag 0: left out
		code       fault.Code
	}{
		"the usual":                  {12, 16, ""},
		"the least tag":              {12, 12, ""},
		"a tag that is left out":     {12, 0, ""},
		"a tag too short":            {12, 11, fault.Malformed},
		"a tag too long":             {12, 17, fault.Malformed},
		"a long nonce":               {16, 16, ""},
		"a nonce of a byte":          {1, 16, ""},
		"no nonce":                   {0, 16, fault.Malformed},
		"a long nonce and short tag": {16, 15, fault.UnsupportedEncryption},
		"a long nonce and no tag":    {16, 0, fault.UnsupportedEncryption},
	} {
		nonce := strings.Repeat("n", c.nonce)
		params := []any{nonce}
		if c.tag > 0 {
			params = append(params, c.tag)
		}
		parsed, err := parsePBES2Cipher(testkit.DER(t, oid, params))
		if c.code != "" {
			if fault.CodeOf(err) != c.code {
				t.Errorf("%s: %v, want %s", name, err, c.code)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		block, _ := aes.NewCipher(key)
		var aead cipher.AEAD
		if c.nonce == 12 {
			tag := c.tag
			if tag == 0 {
				tag = 12
			}
			aead, err = cipher.NewGCMWithTagSize(block, tag)
		} else {
			aead, err = cipher.NewGCMWithNonceSize(block, c.nonce)
		}
		if err != nil {
			t.Fatal(err)
		}
		sealed := aead.Seal(nil, []byte(nonce), []byte("secret"), nil)
		if plain, err := parsed.open(key, sealed); err != nil || string(plain) != "secret" {
			t.Errorf("%s: %q, %v", name, plain, err)
		}
		sealed[0] ^= 1
		if _, err := parsed.open(key, sealed); fault.CodeOf(err) != fault.WrongPassphrase {
			t.Errorf("%s, changed: %v", name, err)
		}
	}
}

// TestRC2Strength: RFC 8018 appendix B.2.3 codes an effective length below 256 bits,
// and writes the others.
func TestRC2Strength(t *testing.T) {
	const oid, iv = ".1.2.840.113549.3.2", "12345678"
	for version, want := range map[int]int{160: 5, 120: 8, 58: 16, 256: 32, 257: 33, 1024: 128, 255: 0, 1025: 0, 0: 0, 59: 0} {
		c, err := parsePBES2Cipher(testkit.DER(t, oid, []any{version, iv}))
		if want == 0 && fault.CodeOf(err) != fault.UnsupportedEncryption || want > 0 && (err != nil || c.keySize != want || !c.anyKeySize) {
			t.Errorf("%d: %+v, %v", version, c, err)
		}
	}
	if c, err := parsePBES2Cipher(testkit.DER(t, oid, []any{iv})); err != nil || c.keySize != 4 {
		t.Errorf("none: %+v, %v", c, err)
	}
	for _, bad := range []string{"", "1234567", "123456789"} {
		if _, err := parsePBES2Cipher(testkit.DER(t, oid, []any{58, bad})); fault.CodeOf(err) != fault.Malformed {
			t.Errorf("an IV of %d: %v", len(bad), err)
		}
	}
}

// TestCBCLengths: what is encrypted by CBC is whole blocks and at least one, and ends
// in padding.
func TestCBCLengths(t *testing.T) {
	block, err := aes.NewCipher([]byte("0123456789abcdef"))
	if err != nil {
		t.Fatal(err)
	}
	iv := make([]byte, 16)
	sealed := []byte("secret" + strings.Repeat("\x0a", 10) + strings.Repeat("\x10", 16))
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(sealed, sealed)
	for size, want := range map[int]string{32: "secret" + strings.Repeat("\x0a", 10), 16: "secret", 31: "", 17: "", 0: ""} {
		plain, err := aesCBC.decrypt([]byte("0123456789abcdef"), iv, sealed[:size])
		if string(plain) != want || want == "" && fault.CodeOf(err) != fault.WrongPassphrase {
			t.Errorf("%d bytes: %q, %v", size, plain, err)
		}
	}
}

// TestKeyLength: a derivation may say how long its key is where the cipher does not,
// up to 128 bytes, and must say what the cipher needs where that does.
func TestKeyLength(t *testing.T) {
	for _, c := range []struct {
		says, needs int // says 0: nothing
		free        bool
		want        int
	}{
		{0, 16, false, 16}, {16, 16, false, 16}, {17, 16, false, 0}, {15, 16, false, 0}, {0, 0, true, 0}, {1, 0, true, 1}, {128, 0, true, 128},
		{129, 0, true, 0}, {5, 16, true, 5}, {0, 16, true, 16}, {-1, 16, true, 0},
	} {
		var list []any
		if c.says != 0 {
			list = append(list, c.says)
		}
		input := testkit.DER(t, list...)
		size, err := readKeyLength(&input, c.needs, c.free)
		if size != c.want || (err == nil) != (c.want > 0) || !input.Empty() && err == nil {
			t.Errorf("%+v: %d, %v", c, size, err)
		}
	}
}

// TestCounts: a number that no 31 bits hold is the largest that they do, so that
// every limit refuses it; one below zero is none.
func TestCounts(t *testing.T) {
	for text, want := range map[string]int64{
		"020100": 0, "020101": 1, "02020080": 128, "02047fffffff": 1<<31 - 1, "0205008000 0000": 1<<31 - 1, "020500ffffffff": 1<<31 - 1,
		"02060100000000 00": 1<<31 - 1, "0206000000000001": 1, "020180": -1, "0200": -1, "040101": -1,
	} {
		input := cryptobyte.String(testkit.Hex(t, strings.ReplaceAll(text, " ", "")))
		if got, ok := readCount(&input); ok != (want >= 0) || ok && got != want {
			t.Errorf("%s: %d, %v", text, got, ok)
		}
	}
}

// TestScryptParameters: RFC 7914 section 2 has N a power of two above 1, and r and p
// above 0.
func TestScryptParameters(t *testing.T) {
	for _, c := range []struct {
		n, r, p int
		ok      bool
	}{{2, 1, 1, true}, {1, 1, 1, false}, {0, 1, 1, false}, {3, 1, 1, false}, {2, 0, 1, false}, {2, 1, 0, false}, {-2, 1, 1, false}} {
		if _, err := parseScrypt(testkit.DER(t, []any{"salt", c.n, c.r, c.p}), 32, false); (err == nil) != c.ok || err != nil && fault.CodeOf(err) != fault.Malformed {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

// TestSaltSource: PBKDF2's salt may stand in an algorithm, of which there is none.
func TestSaltSource(t *testing.T) {
	_, err := parsePBKDF2(testkit.DER(t, []any{[]any{".1.2.3"}, 1}), 16, false)
	if f := (*fault.Error)(nil); !errors.As(err, &f) || f.Code != fault.UnsupportedEncryption || !strings.Contains(f.Detail, "salt source") {
		t.Error(err)
	}
}

// TestLegacyCosts: where a derivation costs too much, it is said whether OpenSSL
// needs its legacy provider for what goes with it.
func TestLegacyCosts(t *testing.T) {
	for oid, legacy := range map[string]bool{
		".1.2.840.113549.1.5.3": true, ".1.2.840.113549.1.12.1.1": true, ".1.2.840.113549.1.12.1.6": true,
		".1.2.840.113549.1.12.1.3": false, ".1.2.840.113549.1.12.1.4": false,
	} {
		if _, err := parsePBE(testkit.DER(t, oid, []any{"salt", 1 << 30})); errors.Is(err, unlock.ErrLegacy) != legacy || fault.CodeOf(err) != fault.KDFTooCostly {
			t.Errorf("%s: %v", oid, err)
		}
		if s, err := parsePBE(testkit.DER(t, oid, []any{"salt", 1})); err != nil || s.legacy != legacy {
			t.Errorf("%s: %+v, %v", oid, s, err)
		}
	}
	pbes2 := func(iterations int, cipher ...any) (*pbeScheme, error) {
		return parsePBE(testkit.DER(t, ".1.2.840.113549.1.5.13", []any{[]any{".1.2.840.113549.1.5.12", []any{"salt", iterations}}, cipher}))
	}
	for name, c := range map[string]struct {
		cipher []any
		legacy bool
	}{
		"DES":  {[]any{".1.3.14.3.2.7", "12345678"}, true},
		"RC2":  {[]any{".1.2.840.113549.3.2", []any{58, "12345678"}}, true},
		"3DES": {[]any{".1.2.840.113549.3.7", "12345678"}, false},
		"AES":  {[]any{".2.16.840.1.101.3.4.1.2", "0123456789abcdef"}, false},
	} {
		if _, err := pbes2(1<<30, c.cipher...); errors.Is(err, unlock.ErrLegacy) != c.legacy || fault.CodeOf(err) != fault.KDFTooCostly {
			t.Errorf("%s: %v", name, err)
		}
		if s, err := pbes2(1, c.cipher...); err != nil || s.legacy != c.legacy {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
	}
}

// TestFriendlyName: RFC 2985 section 5.5.1 has it in a BMPString. An attribute that
// cannot be read gives none.
func TestFriendlyName(t *testing.T) {
	attribute := func(oid []int, tag asn1.Tag, text string) func(*cryptobyte.Builder) {
		return func(b *cryptobyte.Builder) {
			b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1ObjectIdentifier(oid)
				b.AddASN1(asn1.SET, func(b *cryptobyte.Builder) {
					b.AddASN1(tag, func(b *cryptobyte.Builder) {
						for _, unit := range utf16.Encode([]rune(text)) {
							b.AddBytes(binary.BigEndian.AppendUint16(nil, unit))
						}
					})
				})
			})
		}
	}
	name, other := []int{1, 2, 840, 113549, 1, 9, 20}, []int{1, 2, 840, 113549, 1, 9, 21}
	junk := func(b *cryptobyte.Builder) { b.AddBytes([]byte{5, 0}) }
	for about, c := range map[string]struct {
		attributes []func(*cryptobyte.Builder)
		want       string
	}{
		"none":                  {nil, ""},
		"one":                   {[]func(*cryptobyte.Builder){attribute(name, 30, "Käy 🔑")}, "Käy 🔑"},
		"with zeros after it":   {[]func(*cryptobyte.Builder){attribute(name, 30, "key\x00\x00")}, "key"},
		"behind another":        {[]func(*cryptobyte.Builder){attribute(other, 4, "ab"), attribute(name, 30, "key")}, "key"},
		"of another type":       {[]func(*cryptobyte.Builder){attribute(name, 12, "key")}, ""},
		"behind what is broken": {[]func(*cryptobyte.Builder){junk, attribute(name, 30, "key")}, ""},
	} {
		b := cryptobyte.NewBuilder(nil)
		for _, add := range c.attributes {
			add(b)
		}
		if got := friendlyName(b.BytesOrPanic()); got != c.want {
			t.Errorf("%s: %q, want %q", about, got, c.want)
		}
	}
}

// TestLooksLike: what a key decrypts to begins as a key does, and the bags of a store
// as a list of bags, whose length is the whole.
func TestLooksLike(t *testing.T) {
	for text, want := range map[string]bool{
		"300c 020100 3005 06032b6570 0400": true,
		"300a 020100 3005 06032b6570":      true,
		"300a 020100 3005 04032b6570":      false,
		"3009 0400 3005 06032b6570":        false,
		"3003 020100":                      false,
		"310a 020100 3005 06032b6570":      false,
	} {
		if got := looksLikePKCS8(testkit.Hex(t, strings.ReplaceAll(text, " ", ""))); got != want {
			t.Errorf("PKCS#8 %s: %v", text, got)
		}
	}
	for text, want := range map[string]bool{"3003020100": true, "30020400": false, "3003020100ff": true, "3103020100": false, "3004020100": false} {
		if got := looksLikePrivateKey(testkit.Hex(t, text)); got != want {
			t.Errorf("private key %s: %v", text, got)
		}
	}
	for text, want := range map[string]bool{
		"3000": true, "30023000": true, "30803000 0000": true, "3080": true, "30020500": false, "30033000": false, "3002300000": false, "300030": false, "31023000": false, "30": false,
	} {
		if _, err := readSafe(testkit.Hex(t, strings.ReplaceAll(text, " ", ""))); (err == nil) != want {
			t.Errorf("bags %s: %v", text, err)
		}
	}
}

// TestDerivationsTellLength: scrypt and PBKDF2 alike may name a length, which is the
// cipher's, unless that has keys of any (RFC 8018 appendix A.2, RFC 7914 section 7).
func TestDerivationsTellLength(t *testing.T) {
	for _, c := range []struct {
		length int
		free   bool
		want   bool
	}{{0, false, true}, {32, false, true}, {16, false, false}, {33, false, false}, {16, true, true}, {128, true, true}, {129, true, false}} {
		scrypt, pbkdf2 := []any{"salt", 2, 1, 1}, []any{"salt", 1000}
		if c.length > 0 {
			scrypt, pbkdf2 = append(scrypt, c.length), append(pbkdf2, c.length)
		}
		_, err1 := parseScrypt(testkit.DER(t, scrypt), 32, c.free)
		_, err2 := parsePBKDF2(testkit.DER(t, pbkdf2), 32, c.free)
		if (err1 == nil) != c.want || (err2 == nil) != c.want {
			t.Errorf("%+v: scrypt %v, PBKDF2 %v", c, err1, err2)
		}
	}
}
