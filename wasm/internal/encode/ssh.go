package encode

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"

	"jwkmint/wasm/internal/jose"
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
// PROTOCOL.key. The two equal check numbers in it are random. A key without a
// comment gets its RFC 7638 thumbprint as one.
func OpenSSH(k *key.Key) (string, error) {
	if !Has(k, OpenSSHPrivate) {
		return "", noSuchForm()
	}
	if ssh.OneLine(k.Comment) == "" {
		named, sum := *k, jose.Thumbprint(k.Material)
		named.Comment = base64.RawURLEncoding.EncodeToString(sum[:])
		k = &named
	}
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
