package api

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// TestCompareDamaged: a key that was cut or changed on its way may be the very key that
// it is held against, whatever in it is as long as a digest. The answer is that of
// convert; where the text may be a key ID as well, it says both.
func TestCompareDamaged(t *testing.T) {
	lines := func(pem string, from, to int) string {
		list := strings.Split(strings.TrimSpace(pem), "\n")
		return strings.Join(list[from:min(len(list), to)], "\n")
	}
	body := func(pem string) string {
		text, _, _ := strings.Cut(lines(pem, 1, 100), "\n-----")
		return strings.ReplaceAll(text, "\n", "")
	}
	edits := []struct {
		name string
		edit func(pem string) string
		both bool // it may be a key ID too
	}{
		{"without its end", func(pem string) string { return pem[:len(pem)-40] }, false},
		{"its beginning", func(pem string) string { return lines(pem, 0, 2) + "\nMI" }, false},
		{"its first line", func(pem string) string { return lines(pem, 0, 2)[:27+64] }, false},
		{"without BEGIN", func(pem string) string { return lines(pem, 1, 100)[2:] }, false},
		{"the two ends", func(pem string) string { return lines(pem, 0, 2) + "\n" + lines(pem, 3, 100) }, false},
		{"a character less", func(pem string) string { return pem[:62] + pem[63:] }, false},
		{"a character twice", func(pem string) string { return pem[:60] + pem[59:] }, false},
		{"its end", func(pem string) string {
			return body(pem)[:64] + "\n" + body(pem)[70:91] + "A==\n-----END PUBLIC KEY-----\n"
		}, false},
		{"base64, cut", func(pem string) string { return body(pem)[:100] }, true},
		{"base64, as long as a SHA-384", func(pem string) string { return body(pem)[:64] }, true},
		{"base64, a character less", func(pem string) string { return body(pem)[:30] + body(pem)[31:120] }, true},
		{"base64 in lines, cut", func(pem string) string { return lines(pem, 1, 3)[:100] }, false},
		{"base64, dots in it", func(pem string) string { return body(pem)[:40] + "..." + body(pem)[len(body(pem))-10:] }, true},
	}
	for _, of := range []string{"rsa2048/spki", "p256/spki", "p384/spki", "p521/spki", "rsa2048/pkcs8"} {
		whole := golden(t, of)
		for _, c := range edits {
			text := c.edit(whole)
			name := of + ", " + c.name
			s := testSession()
			ask[keysReply](t, s, "convert", input(whole, nil))
			code := converted(t, text)
			if code == "" || code == fault.WhichKey {
				t.Errorf("%s: convert says %q", name, code)
				continue
			}
			if !c.both {
				refused(t, send(t, s, "compare", dict{"with": []byte(text)}), code)
				continue
			}
			r := compareWith(t, s, text)
			if r.Same || !r.Unknown || !strings.Contains(r.Summary, "not the key ID of your key") || !strings.Contains(r.Summary, "cut or changed") ||
				!strings.Contains(r.Summary, "opy it again") || strings.Contains(r.Summary, "nother key") {
				t.Errorf("%s: same %v, unknown %v: %s", name, r.Same, r.Unknown, r.Summary)
			}
		}
	}
}

// TestCompareNearly: a number or a digest of the key in which characters were lost, added or
// changed is not said to be another's.
func TestCompareNearly(t *testing.T) {
	swap := func(text string, at int) string { return text[:at] + text[at+1:at+2] + text[at:at+1] + text[at+2:] }
	for _, of := range []string{"rsa2048", "ed25519"} {
		s := testSession()
		ask[keysReply](t, s, "convert", input(golden(t, of+"/pkcs8"), nil))
		jwk, name := golden(t, of+"/jwk"), map[string]string{"rsa2048": `"n"`, "ed25519": `"x"`}[of]
		i := strings.Index(jwk, name) + len(name)
		i += strings.IndexByte(jwk[i:], '"') + 1
		for what, at := range map[string]int{"first": i, "in the middle": i + 20, "late": i + 38} {
			edited := swap(jwk, at)
			if r := compareWith(t, s, edited); r.Same || !strings.Contains(r.Summary, "Nearly your key") {
				t.Errorf("%s, %s: same %v: %s", of, what, r.Same, r.Summary)
			}
			other := golden(t, map[string]string{"rsa2048": "rsa3primes", "ed25519": "x25519"}[of]+"/jwk")
			if r := compareWith(t, s, "["+other+","+edited+"]"); r.Same || !strings.Contains(r.Summary, "Nearly your key") {
				t.Errorf("%s, %s, beside another: same %v: %s", of, what, r.Same, r.Summary)
			}
		}
		if r := compareWith(t, s, golden(t, "p256/jwk")); r.Same || strings.Contains(r.Summary, "Nearly") {
			t.Errorf("%s and another key: %s", of, r.Summary)
		}
		block, _ := pem.Decode([]byte(golden(t, of+"/spki")))
		sum := sha256.Sum256(block.Bytes)
		digits, chars := hex.EncodeToString(sum[:]), base64.StdEncoding.EncodeToString(sum[:])
		for _, text := range []string{
			"x" + digits[1:], digits[:30] + digits[31:], digits[:40] + "00" + digits[40:], digits[20:], digits[:32] + "l" + digits[33:],
			"x" + chars[1:], chars[:20] + chars[22:], chars[10:], strings.ToLower(chars), chars[:20] + "\n  " + chars[21:],
		} {
			if r := compareWith(t, s, text); r.Same || !r.Unknown || !strings.Contains(r.Summary, "nearly a digest of your key") {
				t.Errorf("%s, %q: same %v, unknown %v: %s", of, text, r.Same, r.Unknown, r.Summary)
			}
		}
		for _, text := range []string{digits[:15] + "0000" + digits[20:48], "x" + chars[:14] + chars[16:30] + "xy"} {
			if r := compareWith(t, s, text); strings.Contains(r.Summary, "nearly") {
				t.Errorf("%s, %q: %s", of, text, r.Summary)
			}
		}
	}
}

// TestCompareShortened: a digest that a page shows with dots in place of its middle or its
// beginning fits the key, and one that is written in lines or groups is whole.
func TestCompareShortened(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "p256/pkcs8"), nil))
	block, _ := pem.Decode([]byte(golden(t, "p256/spki")))
	sum := sha256.Sum256(block.Bytes)
	digits, chars := strings.ToUpper(hex.EncodeToString(sum[:])), base64.StdEncoding.EncodeToString(sum[:])
	var pairs []string
	for i := 0; i < len(digits); i += 2 {
		pairs = append(pairs, digits[i:i+2])
	}
	colons := strings.Join(pairs, ":")
	for _, text := range []string{
		digits[:8] + "…" + digits[56:], digits[:4] + "..." + digits[60:], "…" + digits[52:], colons[:12] + "…" + colons[82:],
		chars[:6] + "..." + chars[36:], chars[:30] + "..." + chars[33:], "..." + chars[30:], chars[:9] + " … " + strings.TrimRight(chars[36:], "="), chars[:12] + "....", "SHA256:" + chars[:8] + "…",
	} {
		if r := compareWith(t, s, text); !r.Same || !strings.Contains(r.Summary, "This is cut, but it fits a digest of your key: the SHA-256 of its public key (SPKI)") || r.Rows[0].Same {
			t.Errorf("%q: same %v, %s", text, r.Same, r.Summary)
		}
	}
	for _, text := range []string{digits[:3] + "…" + digits[60:], digits[:8] + "…" + digits[48:56], digits[1:8] + "…" + digits[56:], colons[:9]} {
		if r := compareWith(t, s, text); r.Same || strings.Contains(r.Summary, "it fits") {
			t.Errorf("%q: same %v, %s", text, r.Same, r.Summary)
		}
	}
	for _, text := range []string{chars[:20] + "\n" + chars[20:], chars[:4] + " " + chars[4:8] + " " + chars[8:], chars[:20] + "\n  " + strings.TrimRight(chars[20:], "=") + "\n"} {
		if r := compareWith(t, s, text); !r.Same || !strings.Contains(r.Summary, "The same key: this is the SHA-256 of its public key (SPKI)") {
			t.Errorf("%q: same %v, %s", text, r.Same, r.Summary)
		}
	}
}

// A use that differs is no other name of the algorithm.
func TestCompareUseOfEdDSA(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "ed25519/jwk"), nil))
	jwk := strings.Replace(golden(t, "ed25519/jwk"), `"sig"`, `"enc"`, 1)
	if r := compareWith(t, s, jwk); !r.Same || !strings.Contains(r.Summary, "differs in use.") {
		t.Errorf("same %v: %s", r.Same, r.Summary)
	}
}

// converted is the code with which convert refuses a text, "" if it does not.
func converted(t *testing.T, text string) fault.Code {
	t.Helper()
	var reply struct{ Error *errorReply }
	if err := json.Unmarshal(send(t, testSession(), "convert", input(text, nil)), &reply); err != nil {
		t.Fatal(err)
	}
	if reply.Error == nil {
		return ""
	}
	return reply.Error.Code
}

// TestCompareDamagedOthers: an OpenSSH line, a key of a kind that is not read, and our
// key ID beside a key that was cut.
func TestCompareDamagedOthers(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "p256/pkcs8"), nil))
	line := golden(t, "p256/ssh")
	refused(t, send(t, s, "compare", dict{"with": []byte(line[:52])}), fault.Malformed)
	const brainpool = "-----BEGIN PUBLIC KEY-----\nMFowFAYHKoZIzj0CAQYJKyQDAwIIAQEHA0IABGEBgfGi5b0HXGZYVi7IuN9wMSVR\n1k+iaxeNLyCcxLA4HKm0oWXO8PQrFdhMqRcFFyhATZjYi0gnVqv6ht7s4go=\n-----END PUBLIC KEY-----\n" // openssl ecparam -name brainpoolP256r1 -genkey
	refused(t, send(t, s, "compare", dict{"with": []byte(brainpool)}), fault.UnsupportedCurve)
	pem := golden(t, "p256/spki")
	r := compareWith(t, s, "kid: "+s.memo.keys[0].group.thumbprint+"\n"+pem[:len(pem)-40])
	if r.Same || !r.Unknown || !strings.Contains(r.Summary, "beside a key that cannot be read") {
		t.Errorf("same %v, unknown %v: %s", r.Same, r.Unknown, r.Summary)
	}
	// A digest that stands alone is one, whatever stands around it.
	for _, text := range []string{"sha384 " + strings.Repeat("Qx9z", 16), strings.Repeat("Qx9z", 16) + "\n" + strings.Repeat("Qx9z", 5) + "QQ==", "MD5:" + strings.Repeat(":a7", 16)[1:]} {
		if r := compareWith(t, s, text); r.Same || !strings.Contains(r.Summary, "another key's digest, or a digest of something else") {
			t.Errorf("%s: %s", text, r.Summary)
		}
	}
	// A list of numbers that go on is none.
	for _, text := range []string{strings.Repeat("Qx9z", 16) + "\n" + strings.Repeat("Px9z", 16) + "\n" + strings.Repeat("Rx9z", 16), strings.Repeat(":a7", 80)[1:]} {
		if reply := send(t, s, "compare", dict{"with": []byte(text)}); strings.Contains(string(reply), "as long as") {
			t.Errorf("%.40s…: %s", text, reply)
		}
	}
}
