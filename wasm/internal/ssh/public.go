package ssh

import (
	"bytes"
	"encoding/base64"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// ParseLine reads one line of a .pub, authorized_keys or known_hosts file
// (sshd(8)): options, hosts or a marker, the key's type, the key in base64
// and a comment. The fault is no_key when the line holds none of this: when
// it is empty or a comment, or no key type is in it.
func ParseLine(line string) (*key.Key, error) {
	line = strings.TrimSpace(line)
	if line == "" || line[0] == '#' {
		return nil, fault.New(fault.NoKey, "")
	}
	at := TypeAt(line)
	if at < 0 {
		return nil, fault.New(fault.NoKey, "")
	}
	return parseSSHTyped(line[at:])
}

// TypeAt returns where in a line of such a file the key's type stands, -1
// when it has none, or data before which something else stands.
func TypeAt(line string) int {
	rest := line
	for range 4 { // at most a marker and hosts come before the type
		rest = strings.TrimLeft(rest, " \t")
		at := len(line) - len(rest)
		var word string
		if word, rest = cutWord(rest); IsKeyType(word) {
			return at
		}
		if strings.HasPrefix(rest, "AAAA") {
			break
		}
	}
	return -1
}

// parseSSHTyped reads what begins with the type's name. The data may be a
// value in something else, whose next mark ends it.
func parseSSHTyped(text string) (*key.Key, error) {
	kind, rest := cutWord(text)
	data, comment := cutWord(rest)
	if end := strings.IndexAny(data, "\\\"'`<>,;)]}"); end >= 0 {
		data, comment = data[:end], ""
	}
	blob, err := base64.RawStdEncoding.Strict().DecodeString(strings.TrimRight(data, "="))
	switch {
	case data == "":
		return nil, fault.New(fault.Truncated, "SSH public key")
	case err != nil:
		return nil, errBase64
	}
	r := &sshReader{rest: blob}
	if inside := r.string(); !r.ok() || string(inside) != kind {
		return nil, fault.New(fault.Malformed, "the SSH key's type and its data differ")
	}
	k, err := ParseWire(blob)
	if err != nil {
		return nil, err
	}
	k.Comment = strings.TrimSpace(comment)
	return k, nil
}

var errBase64 = fault.New(fault.Malformed, "the base64 of the SSH key").WithHint("A character of it was lost, added or changed: copy the key again, whole.")

// cutWord takes the next word off s. White space in double quotes, as
// authorized_keys options may have, does not end a word.
func cutWord(s string) (word, rest string) {
	s = strings.TrimLeft(s, " \t")
	quoted := false
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			if quoted && i+1 < len(s) && s[i+1] == '"' {
				i++
			}
		case '"':
			quoted = !quoted
		case ' ', '\t':
			if !quoted {
				return s[:i], s[i+1:]
			}
		}
	}
	return s, ""
}

// IsKeyType reports whether word is the name of a key type, read or not.
func IsKeyType(word string) bool {
	base, _ := strings.CutSuffix(word, sshCertSuffix)
	switch base, _ = strings.CutSuffix(base, "@openssh.com"); base {
	case "ssh-rsa", "ssh-dss", "ssh-ed25519", "ssh-ed448", "ssh-xmss",
		"sk-ssh-ed25519", "sk-ecdsa-sha2-nistp256", "webauthn-sk-ecdsa-sha2-nistp256":
		return true
	}
	return strings.HasPrefix(base, "ecdsa-sha2-") || strings.HasPrefix(base, "ssh-mldsa") || strings.HasPrefix(base, "x509v3-")
}

// IsWire reports whether blob begins with the name of a key type, as the
// base64 of an SSH public key does.
func IsWire(blob []byte) bool {
	r := &sshReader{rest: blob}
	kind := r.string()
	return r.ok() && len(kind) < 64 && IsKeyType(string(kind))
}

// ParseSSH2 reads a block of RFC 4716, with or without its BEGIN and
// END lines.
func ParseSSH2(block []byte) (*key.Key, error) {
	var body strings.Builder
	comment := ""
	header, continued := "", false
	for line := range bytes.Lines(block) {
		text := strings.TrimSpace(string(line))
		switch {
		case strings.HasPrefix(text, "----"):
			continue
		case continued, body.Len() == 0 && strings.Contains(text, ":"):
			header, continued = strings.CutSuffix(header+text, `\`)
			if continued {
				continue
			}
			name, value, _ := strings.Cut(header, ":")
			if strings.EqualFold(strings.TrimSpace(name), "Comment") {
				comment = unquote(strings.TrimSpace(value))
			}
			header = ""
		default:
			body.WriteString(text)
		}
	}
	blob, err := base64.RawStdEncoding.Strict().DecodeString(strings.TrimRight(body.String(), "="))
	switch {
	case body.Len() == 0:
		return nil, fault.New(fault.Truncated, "SSH2 public key")
	case err != nil:
		return nil, errBase64
	}
	k, err := ParseWire(blob)
	if err != nil {
		return nil, err
	}
	k.Source, k.Comment = "SSH2 public key (RFC 4716)", comment
	return k, nil
}

// unquote removes one pair of double quotes (RFC 4716 section 3.3.2).
func unquote(s string) string {
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		return s[1 : len(s)-1]
	}
	return s
}
