package plain

import (
	"bytes"

	"jwkmint/wasm/internal/ssh"
)

// unwrappedSSH joins the lines of SSH public keys that a mailer or a terminal
// broke. Lines of nothing but base64 go on with one, and the last may have the
// comment; the lengths in the key prove that it is whole.
func unwrappedSSH(text []byte) []byte {
	if !bytes.Contains(text, []byte("AAAA")) {
		return nil
	}
	var out []byte
	joined := false
	open := false // the line before may go on
	for line, rest := NextLine(text); len(line) > 0; line, rest = NextLine(rest) {
		plain := bytes.TrimLeft(bytes.TrimRight(line, " \t\r\n"), "> \t")
		word, comment, _ := bytes.Cut(plain, []byte(" "))
		if open && len(word) > 0 && IsBase64Word(word) {
			out = bytes.TrimRight(out, "\r\n")
			if bytes.HasPrefix(word, []byte("AAAA")) && !bytes.HasSuffix(out, []byte(" ")) {
				out = append(out, ' ') // the type stood on a line of its own
			}
			out = append(append(out, plain...), '\n')
			joined, open = true, len(comment) == 0 && word[len(word)-1] != '='
			continue
		}
		out = append(out, line...)
		last := plain[bytes.LastIndexByte(plain, ' ')+1:]
		open = ssh.IsKeyType(string(plain)) ||
			bytes.HasPrefix(last, []byte("AAAA")) && IsBase64Word(last) && ssh.TypeAt(string(plain)) >= 0
	}
	if !joined {
		return nil
	}
	return out
}

// IsBase64Word reports whether a word has only the characters of base64, with
// padding at its end.
func IsBase64Word(word []byte) bool {
	for _, c := range bytes.TrimRight(word, "=") {
		if !IsBase64(c) {
			return false
		}
	}
	return true
}
