package encode

import (
	"bytes"
	"encoding/pem"
	"strings"
	"testing"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/generate"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/ssh"
)

// privateSection takes the part with the keys out of an OpenSSH file.
func privateSection(t *testing.T, text string) []byte {
	t.Helper()
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		t.Fatal("no PEM")
	}
	rest := bytes.TrimPrefix(block.Bytes, []byte("openssh-key-v1\x00"))
	next := func() []byte {
		n := int(rest[0])<<24 | int(rest[1])<<16 | int(rest[2])<<8 | int(rest[3])
		s := rest[4 : 4+n]
		rest = rest[4+n:]
		return s
	}
	next() // cipher
	next() // KDF
	next() // its options
	rest = rest[4:]
	next() // public key
	return next()
}

// paramikoUnpads is _unpad_openssh of Paramiko's pkey.py: what is left without
// the padding, or false.
func paramikoUnpads(section []byte) ([]byte, bool) {
	n := int(section[len(section)-1])
	switch {
	case n >= 0x20 && n < 0x7f:
		return section, true
	case n > 15 || n == 0: // its [:-0] leaves nothing
		return nil, false
	}
	for i := range n {
		if int(section[len(section)-n+i]) != i+1 {
			return nil, false
		}
	}
	return section[:len(section)-n], true
}

// TestOpenSSHPadding writes keys of every size with comments of every length and
// kind of ending, and takes the padding off as OpenSSH and as Paramiko do.
func TestOpenSSHPadding(t *testing.T) {
	for _, name := range []string{"rsa2048", "p256", "p384", "p521", "ed25519"} {
		k := readGolden(t, "testdata/"+name)
		aligned := 0
		for n := range 20 {
			for _, end := range []string{"", "a", "~", "é", "✓", "🔑", "\x01", " ", "\u202e", "\x7f", "\u00a0"} {
				k.Comment = strings.Repeat("x", n) + end
				text, err := OpenSSH(k)
				if err != nil {
					t.Fatal(err)
				}
				section := privateSection(t, text)
				if len(section)%8 != 0 {
					t.Fatalf("%s, comment %+q: %d bytes are no whole blocks", name, k.Comment, len(section))
				}
				plain, ok := paramikoUnpads(section)
				if !ok {
					t.Errorf("%s, comment %+q: Paramiko finds no padding in %x", name, k.Comment, section[len(section)-8:])
					continue
				}
				if len(plain) == len(section) {
					aligned++
				}
				want := ssh.OneLine(k.Comment)
				result, err := decode.Decode(decode.Input{Data: []byte(text)})
				if err != nil || want != "" && result.Keys[0].Comment != want || result.Keys[0].Comment == "" {
					t.Errorf("%s, comment %+q: %v", name, k.Comment, err)
				} else if end := []byte(result.Keys[0].Comment); !bytes.HasSuffix(plain, end) {
					t.Errorf("%s, comment %+q: the keys end in %x", name, k.Comment, plain[len(plain)-8:])
				}
			}
		}
		if aligned == 0 {
			t.Errorf("%s: no comment needed no padding", name)
		}
	}
}

// TestOpenSSHWithoutComment is what failed: fresh keys, whose numbers have
// whatever length they have.
func TestOpenSSHWithoutComment(t *testing.T) {
	for _, curve := range []string{key.P256, key.P384, key.P521, key.Ed25519} {
		kty := key.KtyEC
		if curve == key.Ed25519 {
			kty = key.KtyOKP
		}
		for _, k := range freshKeys(t, generate.Request{Type: kty, Curve: curve}, 40) {
			text, err := OpenSSH(k)
			if err != nil {
				t.Fatal(err)
			}
			if _, ok := paramikoUnpads(privateSection(t, text)); !ok {
				t.Errorf("%s: Paramiko does not open it", curve)
			}
		}
	}
}
