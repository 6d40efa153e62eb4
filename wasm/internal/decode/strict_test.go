package decode

import (
	"bytes"
	"encoding/hex"
	"os"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

func TestPromising(t *testing.T) {
	for name, c := range map[string]struct {
		head string
		want bool
	}{
		"SPKI of Ed25519":                {"302a300506032b6570032100", true},
		"PKCS#8 of Ed25519":              {"302e020100300506032b6570", true},
		"PKCS#8 of RSA":                  {"308204bd020100300d06092a", true},
		"PKCS#1, private":                {"308204a3020100028201010", true},
		"PKCS#1, public":                 {"3082010a0282010100cc3dbd", true},
		"PKCS#1, public, 512 bits":       {"3048024100cc3dbd04933600", true},
		"SEC 1":                          {"30770201010420e27a8425b5", true},
		"PKCS#12":                        {"308203e402010330820392", true},
		"a certificate":                  {"308203433082022ba003020102", true},
		"a certificate of version 1":     {"30820243308201ac020101300d", true},
		"signed data":                    {"308203a206092a864886f70d0107", true},
		"an encrypted key":               {"3081ec305706092a864886f7", true},
		"a version that none has":        {"308204bd020104300d06092a", false},
		"a version before nothing known": {"308204bd020100310d06092a", false},
		"a number that fills all":        {"3082010a0282010600cc3dbd", false},
		"a number over the end":          {"3082010a0282020000cc3dbd", false},
		"a number long before the end":   {"3082010a0241000000cc3dbd", false},
		"other contents":                 {"302a31050603550403130100", false},
		"an OID that is not that of CMS": {"308203a206032a864886f70d", false},
		"a sequence of strings":          {"308203a2300c0c0a41414141", false},
		"too short for a key":            {"3025300506032b6570032100", false},
		"no sequence":                    {"312a300506032b6570032100", false},
		"nothing":                        {"", false},
	} {
		if len(c.head)%2 == 1 {
			c.head += "0"
		}
		head, err := hex.DecodeString(c.head)
		if err != nil {
			t.Fatal(err)
		}
		if got := promising(head); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
		for n := range head {
			promising(head[:n]) // must not panic
		}
	}
}

func TestEmptyTail(t *testing.T) {
	der := bytes.Repeat([]byte{0x30}, 41)
	for tail, want := range map[string]bool{
		"\n": true, "\r\n": true, " \t\r\n\n": true, "\x00": true, "\x1a": true,
		strings.Repeat("\x00", 900):    true,
		strings.Repeat("\x07", 7):      true, // 48 octets, blocks of 8 and 16
		strings.Repeat("\x0f", 15):     true, // 56, blocks of 8
		strings.Repeat("\x06", 6):      false,
		strings.Repeat("\x07", 6):      false,
		strings.Repeat("\x07", 15):     false,
		"\x06\x07\x07\x07\x07\x07\x07": false,
		"\x07\x07\x07\x07\x07\x07\x06": false,
		strings.Repeat("\x17", 23):     false, // no cipher has such blocks
		"\nx":                          false,
		"0":                            false,
		"\xff":                         false,
	} {
		if got := emptyTail(append(bytes.Clone(der), tail...), len(der)); got != want {
			t.Errorf("%q: %v", tail, got)
		}
	}
}

// EC PARAMETERS are for the block after them, whatever kind that is.
func TestECParametersAreForOneBlock(t *testing.T) {
	read := func(name string) string {
		text, err := os.ReadFile(vectorsDir + "/pasted/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	bare := read("parameters-missing.pem")
	parameters := strings.TrimSuffix(read("parameters-before.pem"), bare)
	block := func(label, body string) string {
		return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n"
	}
	if _, err := Decode(Input{Data: []byte(parameters + bare)}); err != nil {
		t.Fatal(err)
	}
	for name, between := range map[string]string{
		"refused":       block("X509 CRL", "MAA="),
		"refused a key": block("DSA PRIVATE KEY", "MAA="),
		"no base64":     block("PRIVATE KEY", "*"),
		"unknown":       block("SOMETHING", "AAAA"),
		"SSH":           block("SSH2 PUBLIC KEY", "AAAA"),
		"OpenSSH":       block("OPENSSH PRIVATE KEY", "AAAA"),
		"encrypted":     block("RSA PRIVATE KEY", "DEK-Info: AES-128-CBC,00\n\nAAAA"),
		"its own":       bare,
		"base64":        "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZg0=\n",
	} {
		r := &reader{rescans: newRescanBudget(1 << 10)}
		r.bytes([]byte(parameters + between + bare))
		last := len(r.skipped) - 1
		if last < 0 || fault.CodeOf(r.skipped[last].Err) != fault.Malformed || r.skipped[last].Label != "EC PRIVATE KEY" {
			t.Errorf("%s between: %v", name, r.skipped)
		}
	}
}

// Padding ends base64, also where it is escaped.
func TestEscapedPaddingEnds(t *testing.T) {
	for _, padding := range []string{"=", "%3D", `\u003d`, "=%3d"} {
		b := &base64Reader{text: []byte("TQ" + padding + "TQ")}
		if chars := b.take(nil, 8); string(chars) != "TQ" || b.padding() == 0 {
			t.Errorf("%s: %s", padding, chars)
		}
		if _, closed, _, err := (&base64Reader{text: []byte("TWE" + padding + "\n")}).all(); !closed || err != nil {
			t.Errorf("%s: not closed, or %v", padding, err)
		}
	}
}
