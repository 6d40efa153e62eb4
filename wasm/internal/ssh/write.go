package ssh

import (
	"encoding/base64"
	"encoding/binary"
	"math/big"
	"strings"

	"jwkmint/wasm/internal/key"
)

// Write writes k as "OPENSSH PRIVATE KEY" without encryption, by OpenSSH's
// PROTOCOL.key. check should be random; it is in there twice, so that a reader
// can tell whether it decrypted well. ok is false for keys that OpenSSH does
// not have. k must be private, and an RSA key have two primes.
func Write(k *key.Key, check uint32) (text string, ok bool) {
	wire, sshType, ok := Wire(k.Material)
	if !ok {
		return "", false
	}
	section := binary.BigEndian.AppendUint32(nil, check)
	section = binary.BigEndian.AppendUint32(section, check)
	section = append(section, fields([]byte(sshType))...)
	switch m := k.Material.(type) {
	case *key.RSA:
		section = append(section, fields(mpint(m.N), mpint(m.E), mpint(m.D), mpint(m.QI), mpint(m.P), mpint(m.Q))...)
	case *key.EC:
		curve := strings.TrimPrefix(sshType, "ecdsa-sha2-")
		section = append(section, fields([]byte(curve), point(m), mpint(new(big.Int).SetBytes(m.D)))...)
	case *key.OKP:
		section = append(section, fields(m.X, append(append([]byte{}, m.D...), m.X...))...)
	}
	comment := OneLine(k.Comment)
	section = append(section, fields([]byte(comment))...)
	// Padding 1, 2, 3, … to the block size, which is 8 for cipher "none". Where
	// none is needed, Paramiko takes the last byte for the padding's length unless
	// it is printable ASCII; so there is a block of padding behind a comment that
	// ends otherwise. All readers take that.
	block := comment != "" && !isPrintable(comment[len(comment)-1])
	for i := byte(1); len(section)%8 != 0 || block && i == 1; i++ {
		section = append(section, i)
	}

	blob := append([]byte(OpenSSHMagic), fields([]byte("none"), []byte("none"), nil)...) // cipher, KDF, KDF options
	blob = binary.BigEndian.AppendUint32(blob, 1)                                        // number of keys
	blob = append(blob, fields(wire, section)...)
	return wrap70("OPENSSH PRIVATE KEY", blob), true
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
