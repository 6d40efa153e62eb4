package ssh

import (
	"encoding/base64"
	"strings"
	"unicode"

	"jwkmint/wasm/internal/key"
)

// Line writes the OpenSSH public key line of k (sshd(8), AUTHORIZED_KEYS FILE
// FORMAT) with its comment, if any, and one newline. ok is false for keys that
// OpenSSH does not have.
func Line(k *key.Key) (line string, ok bool) {
	wire, sshType, ok := Wire(k.Material)
	if !ok {
		return "", false
	}
	line = sshType + " " + base64.StdEncoding.EncodeToString(wire)
	if comment := OneLine(k.Comment); comment != "" {
		line += " " + comment
	}
	return line + "\n", true
}

// maxComment is the length, in characters, at which a comment is cut.
const maxComment = 256

// OneLine makes a comment that cannot be anything but a comment: each
// control and bidirectional formatting character and each line or paragraph
// separator becomes a space, so that a hostile comment cannot start a second
// line in an authorized_keys file or hide what it says.
func OneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	runes := []rune(strings.TrimSpace(s))
	if len(runes) > maxComment {
		runes = runes[:maxComment]
	}
	return strings.TrimSpace(string(runes))
}
