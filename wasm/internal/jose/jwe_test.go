package jose

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

func octetsOf(t *testing.T, text string) []byte {
	t.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// The examples of RFC 3394 section 4 and RFC 7517 appendix C.
func TestKeyWrap(t *testing.T) {
	digits := func(text string) []byte { raw, _ := hex.DecodeString(text); return raw }
	const kek = "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"
	const data = "00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F"
	for _, c := range []struct{ kek, cek, wrapped []byte }{
		{digits(kek[:32]), digits(data[:32]), digits("1FA68B0A8112B447AEF34BD8FB5A7B829D3E862371D2CFE5")},
		{digits(kek[:48]), digits(data[:48]), digits("031D33264E15D33268F24EC260743EDCE1C6C7DDEE725A936BA814915C6762D2")},
		{digits(kek), digits(data), digits("28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21")},
		{
			[]byte{110, 171, 169, 92, 129, 92, 109, 117, 233, 242, 116, 233, 170, 14, 24, 75},
			octetsOf(t, "bxsZNEIdFE5csDjwQdBScKGDJDfK7LmsgReZwsMw_bY"),
			octetsOf(t, "TrqXOwuNUfDV9VPTNbyGvEJ9JMjefAVn-TR1uIxR9p6hsRQh9Tk7BA"),
		},
	} {
		if got := WrapKey(c.kek, c.cek); !bytes.Equal(got, c.wrapped) {
			t.Errorf("wrapped %x, want %x", got, c.wrapped)
		}
		if got, ok := UnwrapKey(c.kek, c.wrapped); !ok || !bytes.Equal(got, c.cek) {
			t.Errorf("unwrapped %x, %v, want %x", got, ok, c.cek)
		}
		for i := range c.wrapped {
			changed := bytes.Clone(c.wrapped)
			changed[i] ^= 0x10
			if _, ok := UnwrapKey(c.kek, changed); ok {
				t.Errorf("a change at %d is not seen", i)
			}
		}
		for _, n := range []int{0, 8, 16, len(c.wrapped) - 1} {
			if _, ok := UnwrapKey(c.kek, c.wrapped[:n]); ok {
				t.Errorf("%d bytes are unwrapped", n)
			}
		}
	}
}

// What is no JWE, or has parts of the wrong kind or size, is refused by name and
// never read on.
func TestBrokenJWE(t *testing.T) {
	header := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"dir","enc":"A128GCM"}`))
	for _, c := range []struct {
		text string
		code fault.Code
	}{
		{header + "..AAAA.AAAA", fault.Malformed},
		{header + "..AAAA.AAAA.AAAA.AAAA", fault.Malformed},
		{header + "..AAAA.AAAA.AAA=", fault.Malformed},
		{header + "..AAAA.AAAA.AA\nAA", fault.Malformed},
		{header + "..AAAA.AAAA.AAB", fault.Malformed},
		{"e30x..AAAA.AAAA.AAAA", fault.Malformed},
		{"WzFd..AAAA.AAAA.AAAA", fault.Malformed}, // [1]
		{"..AAAA.AAAA.AAAA", fault.Malformed},
		{base64.RawURLEncoding.EncodeToString([]byte(`{"a":"`+strings.Repeat("x", maxJWEHeader)+`"}`)) + "..AAAA.AAAA.AAAA", fault.TooLarge},
		{header + "..AAAA.AAAA.AAAA", ""},
	} {
		if _, err := ReadJWE([]byte(c.text)); c.code == "" && err != nil || c.code != "" && (err == nil || fault.CodeOf(err) != c.code) {
			t.Errorf("%.60q: %v, want %q", c.text, err, c.code)
		}
	}
	for _, c := range []struct {
		text string
		code fault.Code
	}{
		{`{"protected":"e30","ciphertext":1}`, fault.Malformed},
		{`{"protected":"e30","ciphertext":"AA","ciphertext":"AA"}`, fault.Malformed},
		{`{"protected":"e30","unprotected":[],"ciphertext":"AA"}`, fault.Malformed},
		{`{"protected":"e30","unprotected":{"a":"` + strings.Repeat("x", maxJWEHeader) + `"},"ciphertext":"AA"}`, fault.TooLarge},
		{`{"protected":"e30","header":{"a":1,"a":1},"ciphertext":"AA"}`, fault.Malformed},
		{`{"protected":"e30","unprotected":{"a":1},"header":{"a":1},"ciphertext":"AA"}`, fault.Malformed},
		{`{"protected":"e30","recipients":[],"ciphertext":"AA"}`, fault.Malformed},
		{`{"protected":"e30","recipients":{},"ciphertext":"AA"}`, fault.Malformed},
		{`{"protected":"e30","recipients":[1],"ciphertext":"AA"}`, fault.Malformed},
		{`{"protected":"e30","recipients":[` + strings.Repeat("{},", maxRecipients) + `{}],"ciphertext":"AA"}`, fault.TooLarge},
		{`{"protected":"e30","recipients":[` + strings.Repeat("{},", maxRecipients-1) + `{}],"ciphertext":"AA"}`, ""},
		{`{"unprotected":{"p2s":1},"ciphertext":"AA"}`, fault.Malformed},
		{`{"header":{"p2s":"AA"},"ciphertext":"AA"}`, ""},
	} {
		o, err := readObject([]byte(c.text))
		if err == nil {
			if !IsJWE(o.list) {
				t.Errorf("%.60q is no JWE", c.text)
			}
			_, err = ReadJWEObject(o.list)
		}
		if c.code == "" && err != nil || c.code != "" && (err == nil || fault.CodeOf(err) != c.code) {
			t.Errorf("%.60q: %v, want %q", c.text, err, c.code)
		}
	}
}

// Counts are whole and positive, and large ones stay large.
func TestCount(t *testing.T) {
	for text, want := range map[string]int64{
		"1": 1, "600000": 600000, "2147483647": 1<<31 - 1, "2147483648": 1<<31 - 1, "99999999999999999999": 1<<31 - 1,
		"0": 0, "-1": 0, "1.5": 0, "1e3": 0, `"1000"`: 0, "null": 0, "": 0,
	} {
		if got := count([]byte(text)); got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
}

// What is well encrypted and badly padded is refused.
func TestCBCPadding(t *testing.T) {
	c := contents["A128CBC-HS256"]
	secret, iv, aad := bytes.Repeat([]byte{7}, 32), bytes.Repeat([]byte{9}, 16), []byte("aad")
	seal := func(padded []byte) (ciphertext, tag []byte) {
		block, err := aes.NewCipher(secret[16:])
		if err != nil {
			t.Fatal(err)
		}
		ciphertext = make([]byte, len(padded))
		cipher.NewCBCEncrypter(block, iv).CryptBlocks(ciphertext, padded)
		mac := hmac.New(sha256.New, secret[:16])
		mac.Write(bytes.Join([][]byte{aad, iv, ciphertext, {0, 0, 0, 0, 0, 0, 0, 24}}, nil))
		return ciphertext, mac.Sum(nil)[:16]
	}
	text := []byte("fourteen bytes")
	for name, c2 := range map[string]struct {
		padded []byte
		ok     bool
	}{
		"right":     {append(bytes.Clone(text), 2, 2), true},
		"a block":   {bytes.Repeat([]byte{16}, 16), true},
		"zero":      {append(bytes.Clone(text), 0, 0), false},
		"different": {append(bytes.Clone(text), 1, 2), false},
		"17":        {bytes.Repeat([]byte{17}, 32), false},
		"255":       {append(bytes.Clone(text), 2, 255), false},
	} {
		ciphertext, tag := seal(c2.padded)
		plain, ok := openCBC(c, secret, iv, ciphertext, tag, aad)
		if ok != c2.ok || ok && len(plain) != len(c2.padded)-int(c2.padded[len(c2.padded)-1]) {
			t.Errorf("%s: %q, %v", name, plain, ok)
		}
	}
	ciphertext, tag := seal(bytes.Repeat([]byte{16}, 16))
	for name, open := range map[string]func() ([]byte, bool){
		"no tag":         func() ([]byte, bool) { return openCBC(c, secret, iv, ciphertext, nil, aad) },
		"a short tag":    func() ([]byte, bool) { return openCBC(c, secret, iv, ciphertext, tag[:8], aad) },
		"another aad":    func() ([]byte, bool) { return openCBC(c, secret, iv, ciphertext, tag, nil) },
		"a short iv":     func() ([]byte, bool) { return openCBC(c, secret, iv[:8], ciphertext, tag, aad) },
		"no ciphertext":  func() ([]byte, bool) { return openCBC(c, secret, iv, nil, tag, aad) },
		"an uneven size": func() ([]byte, bool) { return openCBC(c, secret, iv, ciphertext[:15], tag, aad) },
	} {
		if _, ok := open(); ok {
			t.Errorf("%s is opened", name)
		}
	}
}

// A key of another size than the algorithm asks for opens nothing.
func TestContentKeySize(t *testing.T) {
	for enc := range contents {
		for size := range 66 {
			if size == ContentKeySize(enc) {
				continue
			}
			key := make([]byte, size)
			var j JWE
			if size == 16 || size == 24 || size == 32 {
				j.iv, j.ciphertext, j.tag = SealGCM(key, []byte("{}"), nil)
			}
			if _, ok := j.Open(&Recipient{Enc: enc}, key); ok {
				t.Errorf("%s opens with %d bytes", enc, size)
			}
		}
	}
}
