package encode

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"math/big"
	"strings"

	"golang.org/x/crypto/cryptobyte"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// OpenSSH writes k as "OPENSSH PRIVATE KEY" without encryption, by OpenSSH's
// PROTOCOL.key. The two equal check numbers in it are random. A key without a
// comment gets its RFC 7638 thumbprint as one.
func OpenSSH(k *key.Key) (string, error) {
	if !Has(k, OpenSSHPrivate) {
		return "", noSuchForm()
	}
	if oneLine(k.Comment) == "" {
		named, sum := *k, jose.Thumbprint(k.Material)
		named.Comment = base64.RawURLEncoding.EncodeToString(sum[:])
		k = &named
	}
	var check [4]byte
	rand.Read(check[:])
	return openSSH(k, binary.BigEndian.Uint32(check[:]))
}

func openSSH(k *key.Key, check uint32) (string, error) {
	wire, sshType, ok := key.SSHWire(k.Material)
	if !ok {
		return "", noSuchForm()
	}
	private := cryptobyte.NewBuilder(nil)
	private.AddUint32(check)
	private.AddUint32(check)
	addString(private, []byte(sshType))
	switch m := k.Material.(type) {
	case *key.RSA:
		addMPInts(private, m.N, m.E, m.D, m.QI, m.P, m.Q)
	case *key.EC:
		addString(private, []byte(strings.TrimPrefix(sshType, "ecdsa-sha2-")))
		addString(private, ecPoint(m))
		addMPInts(private, new(big.Int).SetBytes(m.D))
	case *key.OKP:
		addString(private, m.X)
		addString(private, append(append([]byte{}, m.D...), m.X...))
	}
	comment := oneLine(k.Comment)
	addString(private, []byte(comment))
	section, err := private.Bytes()
	if err != nil {
		return "", err
	}
	// Padding 1, 2, 3, … to the block size, which is 8 for cipher "none". Where
	// none is needed, Paramiko takes the last byte for the padding's length unless
	// it is printable ASCII; so there is a block of padding behind a comment that
	// ends otherwise. All readers take that.
	block := comment != "" && !isPrintable(comment[len(comment)-1])
	for i := byte(1); len(section)%8 != 0 || block && i == 1; i++ {
		section = append(section, i)
	}

	b := cryptobyte.NewBuilder([]byte("openssh-key-v1\x00"))
	addString(b, []byte("none")) // cipher
	addString(b, []byte("none")) // KDF
	addString(b, nil)            // KDF options
	b.AddUint32(1)               // number of keys
	addString(b, wire)
	addString(b, section)
	blob, err := b.Bytes()
	if err != nil {
		return "", err
	}
	return wrap70("OPENSSH PRIVATE KEY", blob), nil
}

func isPrintable(c byte) bool { return c >= ' ' && c < 0x7f }

// wrap70 is PEM with lines of 70 characters, as ssh-keygen writes it.
func wrap70(label string, blob []byte) string {
	body := base64.StdEncoding.EncodeToString(blob)
	var b strings.Builder
	b.WriteString("-----BEGIN " + label + "-----\n")
	for len(body) > 0 {
		n := min(70, len(body))
		b.WriteString(body[:n])
		b.WriteByte('\n')
		body = body[n:]
	}
	b.WriteString("-----END " + label + "-----\n")
	return b.String()
}

// addString writes the "string" of RFC 4251 section 5.
func addString(b *cryptobyte.Builder, s []byte) {
	b.AddUint32LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(s) })
}

// addMPInts writes each number as the "mpint" of RFC 4251 section 5; all are
// positive.
func addMPInts(b *cryptobyte.Builder, numbers ...*big.Int) {
	for _, n := range numbers {
		bytes := n.Bytes()
		if len(bytes) > 0 && bytes[0]&0x80 != 0 {
			bytes = append([]byte{0}, bytes...)
		}
		addString(b, bytes)
	}
}
