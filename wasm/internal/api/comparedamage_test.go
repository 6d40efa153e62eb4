package api

import (
	"encoding/json"
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
