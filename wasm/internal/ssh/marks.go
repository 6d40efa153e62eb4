package ssh

import (
	"strings"

	"jwkmint/wasm/internal/key"
)

// Marks are the notes that a line of known_hosts or authorized_keys calls
// for by what stands before the key's type (sshd(8)): a marker, or the option
// cert-authority.
func Marks(line string) []key.Warning {
	word, _ := cutWord(line)
	switch {
	case word == "@revoked":
		return []key.Warning{{
			Code:    "ssh_revoked",
			Message: "The line of this key says that it is revoked: SSH refuses every host that shows it.",
			Action:  "Do not use it, unless you know why it was revoked.",
		}}
	case word == "@cert-authority", hasOption(word, "cert-authority"):
		return []key.Warning{{
			Code:    "ssh_cert_authority",
			Message: "The line of this key says that it is one of a certificate authority: it signs the SSH certificates of hosts or users, and is not the key of one itself.",
			Action:  "Make sure that this is the key you meant.",
		}}
	}
	return nil
}

// hasOption reports whether a list of options, with commas between and values
// in double quotes, has the one of that name.
func hasOption(options, name string) bool {
	quoted, escaped := false, false
	for option := range strings.FieldsFuncSeq(options, func(c rune) bool {
		quoted = quoted != (c == '"' && !escaped)
		escaped = c == '\\'
		return c == ',' && !quoted
	}) {
		if strings.EqualFold(option, name) {
			return true
		}
	}
	return false
}
