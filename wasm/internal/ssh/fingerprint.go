package ssh

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"math/big"

	"jwkmint/wasm/internal/key"
)

// Fingerprint is what ssh-keygen -l shows of the public half: "SHA256:"
// and the unpadded base64 of the digest of the public key blob. It is empty
// when SSH has no such key.
func Fingerprint(m key.Material) string {
	wire, _, ok := Wire(m)
	if !ok {
		return ""
	}
	sum := sha256.Sum256(wire)
	return "SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:])
}

// Wire returns the public key blob of SSH and its key type: RSA (RFC 4253
// section 6.6), the three NIST curves (RFC 5656 section 3.1), Ed25519
// (RFC 8709 section 4). ok is false for keys that OpenSSH does not have.
func Wire(m key.Material) (wire []byte, sshType string, ok bool) {
	sshType = Type(m)
	if sshType == "" {
		return nil, "", false
	}
	switch m := m.(type) {
	case *key.RSA:
		wire = fields([]byte(sshType), mpint(m.E), mpint(m.N))
	case *key.EC:
		wire = fields([]byte(sshType), []byte(curveNames[m.Curve]), point(m))
	case *key.OKP:
		wire = fields([]byte(sshType), m.X)
	}
	return wire, sshType, true
}

// Type is the SSH key type of m, "" for keys that OpenSSH does not have.
func Type(m key.Material) string {
	switch m := m.(type) {
	case *key.RSA:
		return "ssh-rsa"
	case *key.EC:
		if curve := curveNames[m.Curve]; curve != "" {
			return "ecdsa-sha2-" + curve
		}
	case *key.OKP:
		if m.Curve == key.Ed25519 {
			return "ssh-ed25519"
		}
	}
	return ""
}

// point is the uncompressed point of SEC 1 section 2.3.3.
func point(m *key.EC) []byte { return append(append([]byte{4}, m.X...), m.Y...) }

// curveNames are the curves that OpenSSH has, by their SSH names (RFC 5656
// section 10.1).
var curveNames = map[string]string{key.P256: "nistp256", key.P384: "nistp384", key.P521: "nistp521"}

// fields writes each field as an SSH string (RFC 4251 section 5): its
// length in four bytes, then itself.
func fields(list ...[]byte) []byte {
	var out []byte
	for _, f := range list {
		out = append(binary.BigEndian.AppendUint32(out, uint32(len(f))), f...)
	}
	return out
}

// mpint is the content of an SSH mpint for a positive number: the fewest
// bytes that leave the sign bit clear.
func mpint(n *big.Int) []byte {
	b := n.Bytes()
	if len(b) > 0 && b[0] >= 0x80 {
		return append([]byte{0}, b...)
	}
	return b
}
