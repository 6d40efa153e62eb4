package decode

import (
	"bytes"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/ssh"
)

// outsidePEM reads text that has no PEM block: SSH lines, PuTTY files, JWKs, and
// base64 of PEM, DER or OpenSSH.
func (r *reader) outsidePEM(text []byte) {
	if len(bytes.TrimSpace(text)) == 0 {
		return
	}
	for !r.full() {
		i := bytes.Index(text, []byte(ssh.PPKMagic))
		if i < 0 {
			break
		}
		r.embedded(text[:i])
		file, next := cutPPK(text, i)
		k, err := key.Checked(ssh.ParsePPK(file, r.pass, &r.spent))
		r.add("PuTTY private key", k, err)
		text = text[next:]
	}
	r.embedded(text)
}

// cutPPK returns the PuTTY file that begins at i as PuTTY wrote it, and where
// the text goes on: after its checksum, or else where the next file begins.
func cutPPK(text []byte, i int) (file []byte, next int) {
	next = len(text)
	if n := bytes.Index(text[i+1:], []byte(ssh.PPKMagic)); n >= 0 {
		next = i + 1 + n
	}
	for _, last := range []string{"Private-MAC: ", "Private-Hash: "} {
		if n := bytes.Index(text[i:next], []byte(last)); n >= 0 {
			next = i + n + len(last)
			for end := min(len(text), next+64); next < end && plain.HexDigit(text[next]) < 16; { // SHA-256 at most: a prompt may follow
				next++
			}
			break
		}
	}
	file = text[i:next]
	if prefix := linePrefix(text, i); len(prefix) > 0 {
		file = bytes.ReplaceAll(file, append([]byte("\n"), prefix...), []byte("\n"))
	}
	for range maxDepth { // it may be a string in a string
		if bytes.IndexByte(file[:plain.LineEnd(file, 0)], '\\') < 0 {
			break
		}
		file = []byte(plain.StringEscapes.Replace(string(file)))
	}
	return file, next
}

// linePrefix returns what stands before i on its line: indentation, the mark of
// a quotation or a diff, the name of a log. What is longer, or begins a
// string, is nothing of these.
func linePrefix(text []byte, i int) []byte {
	const longest = 128
	start := max(0, i-longest)
	if n := bytes.LastIndexByte(text[start:i], '\n'); n >= 0 {
		start += n + 1
	} else if start > 0 {
		return nil
	}
	if bytes.ContainsAny(text[start:i], "\"'`") {
		return nil
	}
	return text[start:i]
}
