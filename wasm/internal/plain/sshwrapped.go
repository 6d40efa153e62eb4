package plain

import (
	"bytes"

	"jwkmint/wasm/internal/ssh"
)

// unwrappedSSH joins the lines of SSH public keys that a mailer, a terminal or source code
// broke. Lines of nothing but base64 go on with one, maybe in quotes, and the last may have
// the comment; the lengths in the key prove that it is whole.
func unwrappedSSH(text []byte) []byte {
	if !bytes.Contains(text, []byte("AAAA")) {
		return nil
	}
	var out []byte
	var tail []byte // of the line before, behind what may go on
	joined := false
	open := false // the line before may go on
	for line, rest := NextLine(text); len(line) > 0; line, rest = NextLine(rest) {
		piece, after := sshPiece(line, open)
		word, comment, _ := bytes.Cut(piece, []byte(" "))
		if open && len(word) > 0 && IsBase64Word(word) {
			out = bytes.TrimRight(out, "\r\n")
			if bytes.HasPrefix(word, []byte("AAAA")) && !bytes.HasSuffix(out, []byte(" ")) {
				out = append(out, ' ') // the type stood on a line of its own
			}
			out, tail = append(out, piece...), line[after:]
			joined, open = true, len(comment) == 0 && word[len(word)-1] != '='
			continue
		}
		out, tail = append(append(out, tail...), line[:after]...), line[after:]
		before, last := lastWord(piece)
		_, kind := lastWord(before)
		open = ssh.IsKeyType(string(last)) || bytes.HasPrefix(last, []byte("AAAA")) && IsBase64Word(last) && ssh.IsKeyType(string(kind))
	}
	if !joined {
		return nil
	}
	return append(out, tail...)
}

// lastWord returns the last word of a text, and what stands before it.
func lastWord(text []byte) (before, word []byte) {
	at := bytes.LastIndexAny(text, " \t") + 1
	return bytes.TrimRight(text[:at], " \t"), text[at:]
}

// sshPiece returns what of a line may be a piece of a key: what is in quotes in it, and
// else all but white space, the marks of mail, and the backslash of a shell. after is where
// in the line it ends. goesOn says that a key is open, which goes on where the line begins,
// or in the first quotes; else one may begin in the last. One may begin behind all of them
// too, where they are in options of authorized_keys.
func sshPiece(line []byte, goesOn bool) (piece []byte, after int) {
	const quotes = "\"'`"
	end := bytes.TrimRight(line, " \t\r\n\\")
	piece = bytes.TrimLeft(end, "> \t")
	first, last := bytes.IndexAny(end, quotes), bytes.LastIndexAny(end, quotes)
	word, _, _ := bytes.Cut(piece, []byte(" "))
	switch {
	case first < 0:
	case ssh.TypeAt(string(end[last+1:])) >= 0:
		piece = end[last+1:]
	case !goesOn:
		end = end[:last]
		piece = end[bytes.LastIndexAny(end, quotes)+1:]
	case len(word) > len("+") && IsBase64Word(word): // and a comment in quotes
	case bytes.Count(end, end[first:first+1])%2 == 0:
		end = end[:first+1+bytes.IndexByte(end[first+1:], end[first])]
		piece = end[first+1:]
	default: // the first one closes
		end = end[:first]
		piece = bytes.TrimLeft(end, "> \t")
	}
	return bytes.TrimRight(piece, " \t"), len(end)
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
