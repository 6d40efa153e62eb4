package decode

import (
	"bytes"
	"encoding/binary"
	"encoding/pem"
	"strings"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/ssh"
	"jwkmint/wasm/testkit"
)

// TestProtectedScale opens what is encrypted, or seems so. The passphrase is one of
// many forms, and right for nothing.
func TestProtectedScale(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes its time")
	}
	explicit0 := asn1.Tag(0).ContextSpecific().Constructed()
	tlv := func(tag asn1.Tag, content ...[]byte) []byte {
		b := cryptobyte.NewBuilder(nil)
		b.AddASN1(tag, func(b *cryptobyte.Builder) { b.AddBytes(bytes.Join(content, nil)) })
		return b.BytesOrPanic()
	}
	oid := func(dotted ...int) []byte {
		b := cryptobyte.NewBuilder(nil)
		b.AddASN1ObjectIdentifier(dotted)
		return b.BytesOrPanic()
	}
	seq := func(content ...[]byte) []byte { return tlv(asn1.SEQUENCE, content...) }
	octets := func(content ...[]byte) []byte { return tlv(asn1.OCTET_STRING, content...) }
	data := func(content []byte) []byte {
		return seq(oid(1, 2, 840, 113549, 1, 7, 1), tlv(explicit0, octets(content)))
	}
	pfx := func(parts ...[]byte) []byte { return seq([]byte{2, 1, 3}, data(seq(parts...))) }
	bag := func(kind int, value []byte) []byte {
		return seq(oid(1, 2, 840, 113549, 1, 12, 10, 1, kind), tlv(explicit0, value))
	}
	pbe := seq(oid(1, 2, 840, 113549, 1, 12, 1, 3), seq(octets([]byte("salt")), []byte{2, 1, 1}))
	shrouded := bag(2, seq(pbe, octets(make([]byte, 64))))
	part := seq(oid(1, 2, 840, 113549, 1, 7, 6), tlv(explicit0, seq([]byte{2, 1, 0},
		seq(oid(1, 2, 840, 113549, 1, 7, 1), pbe, tlv(asn1.Tag(0).ContextSpecific(), make([]byte, 64))))))
	broken := bag(3, []byte{0x30, 5, 6, 0x7f, 1, 2, 3})
	repeat := func(unit []byte, size int) []byte { return bytes.Repeat(unit, size/len(unit)+1) }
	text := func(label string, der []byte) []byte {
		return pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der})
	}
	fields := func(s ...string) []byte {
		var b []byte
		for _, s := range s {
			b = append(binary.BigEndian.AppendUint32(b, uint32(len(s))), s...)
		}
		return b
	}
	ppk := string(readVector(t, "ppk/v2-ed25519-encrypted.ppk"))
	dek := readVector(t, "dek/ec-aes-128-cbc.pem")
	for name, build := range map[string]func(size int) []byte{
		"encrypted keys": func(size int) []byte {
			return repeat(text("ENCRYPTED PRIVATE KEY", seq(pbe, octets(make([]byte, 64)))), size)
		},
		"DEK-Info":      func(size int) []byte { return repeat(dek, size) },
		"PuTTY files":   func(size int) []byte { return repeat([]byte(ppk), size) },
		"shrouded bags": func(size int) []byte { return pfx(data(seq(repeat(shrouded, size)))) },
		"one shrouded":  func(size int) []byte { return pfx(data(seq(bag(2, seq(pbe, octets(make([]byte, size/8*8))))))) },
		"parts":         func(size int) []byte { return pfx(repeat(part, size)) },
		"broken bags":   func(size int) []byte { return pfx(data(seq(repeat(broken, size)))) },
		"nested bags": func(size int) []byte {
			inner := seq(repeat(broken, size))
			for range 8 {
				inner = seq(bag(6, inner))
			}
			return pfx(data(inner))
		},
		"broken at the end": func(size int) []byte { return pfx(data(seq(repeat(shrouded, size), broken))) },
		"indefinite bags": func(size int) []byte {
			return pfx(data(seq(repeat([]byte{0x30, 0x80, 0x04, 0x80, 0, 0}, size))))
		},
		"SSH keys that are lost": func(size int) []byte {
			const keys = 900
			public := string(fields("ssh-ed25519", strings.Repeat("x", 32)))
			b := append([]byte(ssh.OpenSSHMagic), fields("none", "none", "")...)
			b = binary.BigEndian.AppendUint32(b, keys)
			for range keys {
				b = append(b, fields(public)...)
			}
			return append(b, fields(strings.Repeat("\x00", size))...)
		},
	} {
		testkit.Linear(t, name, 1<<19, build, func(input []byte) {
			if _, err := Decode(Input{Data: input, Passphrase: []byte("naïve €")}); err == nil {
				t.Fatalf("%s: something opened", name)
			}
		})
	}
}
