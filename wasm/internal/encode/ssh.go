package encode

import (
	"crypto/rand"
	"encoding/binary"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/ssh"
)

// SSHLine writes the OpenSSH public key line of k (sshd(8), AUTHORIZED_KEYS
// FILE FORMAT) with its comment, if any, and one newline.
func SSHLine(k *key.Key) (string, error) {
	line, ok := ssh.Line(k)
	if !ok {
		return "", noSuchForm()
	}
	return line, nil
}

// OpenSSH writes k as "OPENSSH PRIVATE KEY" without encryption, by OpenSSH's
// PROTOCOL.key. The two equal check numbers in it are random.
func OpenSSH(k *key.Key) (string, error) {
	var check [4]byte
	rand.Read(check[:])
	return openSSH(k, binary.BigEndian.Uint32(check[:]))
}

func openSSH(k *key.Key, check uint32) (string, error) {
	if !Has(k, OpenSSHPrivate) {
		return "", noSuchForm()
	}
	text, ok := ssh.Write(k, check)
	if !ok {
		return "", noSuchForm()
	}
	return text, nil
}
