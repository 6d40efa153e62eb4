package key

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"math/big"
)

// SSHFingerprint is what ssh-keygen -l shows of the public half: "SHA256:"
// and the unpadded base64 of the digest of the public key blob. It is empty
// when SSH has no such key.
func SSHFingerprint(m Material) string {
	wire, _, ok := SSHWire(m)
	if !ok {
		return ""
	}
	sum := sha256.Sum256(wire)
	return "SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:])
}

// SSHWire returns the public key blob of SSH and its key type: RSA (RFC 4253
// section 6.6), the three NIST curves (RFC 5656 section 3.1), Ed25519
// (RFC 8709 section 4). ok is false for keys that OpenSSH does not have.
func SSHWire(m Material) (wire []byte, sshType string, ok bool) {
	switch m := m.(type) {
	case *RSA:
		return sshFields([]byte("ssh-rsa"), sshInt(m.E), sshInt(m.N)), "ssh-rsa", true
	case *EC:
		curve := sshCurves[m.Curve]
		if curve == "" {
			return nil, "", false
		}
		sshType = "ecdsa-sha2-" + curve
		point := append(append([]byte{4}, m.X...), m.Y...)
		return sshFields([]byte(sshType), []byte(curve), point), sshType, true
	case *OKP:
		if m.Curve == Ed25519 {
			return sshFields([]byte("ssh-ed25519"), m.X), "ssh-ed25519", true
		}
	}
	return nil, "", false
}

var sshCurves = map[string]string{P256: "nistp256", P384: "nistp384", P521: "nistp521"}

// sshFields writes each field as an SSH string (RFC 4251 section 5): its
// length in four bytes, then itself.
func sshFields(fields ...[]byte) []byte {
	var out []byte
	for _, f := range fields {
		out = append(binary.BigEndian.AppendUint32(out, uint32(len(f))), f...)
	}
	return out
}

// sshInt is the content of an SSH mpint for a positive number: the fewest
// bytes that leave the sign bit clear.
func sshInt(n *big.Int) []byte {
	b := n.Bytes()
	if len(b) > 0 && b[0] >= 0x80 {
		return append([]byte{0}, b...)
	}
	return b
}
