package api

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"mime/quotedprintable"
	"strings"
	"testing"
	"unicode/utf16"
)

// TestTokensFromScreens: a token, or a digest, is found in what Windows' tools, mail and
// screens make of it.
func TestTokensFromScreens(t *testing.T) {
	var cases []struct {
		What, Token string
		Keys        []string
		Options     dict
	}
	if err := json.Unmarshal(readFile(t, "testdata/compare.json"), &cases); err != nil {
		t.Fatal(err)
	}
	c := cases[0]
	s := testSession()
	ask[keysReply](t, s, "convert", input(string(readFile(t, digestVectors+c.Keys[0]+".pem")), c.Options, "spki"))
	wide := func(text string) string {
		b := []byte{0xff, 0xfe}
		for _, unit := range utf16.Encode([]rune(text)) {
			b = binary.LittleEndian.AppendUint16(b, unit)
		}
		return string(b)
	}
	var mail bytes.Buffer
	w := quotedprintable.NewWriter(&mail)
	if _, err := w.Write([]byte("client_assertion=" + c.Token)); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	var numbered strings.Builder
	for i, left := 1, c.Token; left != ""; i++ {
		n := min(64, len(left))
		fmt.Fprintf(&numbered, "%6d\t%s\n", i, left[:n])
		left = left[n:]
	}
	for name, text := range map[string]string{
		"UTF-16": wide(c.Token), "quoted-printable": mail.String(), "cat -n": numbered.String(), "colours": "\x1b[31m" + c.Token + "\x1b[0m", "a digest in UTF-16": wide(s.memo.keys[0].fixed.SSH),
	} {
		if r := compareWith(t, s, text); !r.Same || r.Unknown || !strings.Contains(r.Summary, "signed by this key") && !strings.Contains(r.Summary, "OpenSSH fingerprint") {
			t.Errorf("%s: same %v: %s", name, r.Same, r.Summary)
		}
		if strings.HasPrefix(name, "a digest") {
			continue
		}
		var r struct{ Error errorReply }
		if err := json.Unmarshal(send(t, testSession(), "convert", input(text, nil)), &r); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(r.Error.Message, isToken) || len(r.Error.Choices) > 0 {
			t.Errorf("%s, in place of a key: %+v", name, r.Error)
		}
	}
}
