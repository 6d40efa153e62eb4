package decode

import (
	"bytes"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/key"
)

// emptyTail reports whether what follows the first size bytes of data means
// nothing: line breaks and blanks, as editors and echo add them; zeros, to
// which cards and Windows round files up; or the padding of a block cipher
// (RFC 5652 section 6.3), which decrypting by hand leaves.
func emptyTail(data []byte, size int) bool {
	tail := data[size:]
	if len(bytes.Trim(tail, "\r\n\t \x00\x1a")) == 0 {
		return true
	}
	const shortest, longest = 8, 16 // blocks of the ciphers in use
	n := int(tail[0])
	return n == len(tail) && n <= longest && len(data)%shortest == 0 && len(bytes.Trim(tail, string(tail[:1]))) == 0
}

// withoutTail cuts such a tail off a container in DER or BER. It leaves zeros
// alone, which the readers of BER pass over: Windows writes them.
func withoutTail(data []byte) []byte {
	size, err := der.SizeBER(data)
	if err != nil || !emptyTail(data, size) || len(bytes.Trim(data[size:], "\x00")) == 0 {
		return data
	}
	return data[:size]
}

// tailNote says that there was such a tail.
var tailNote = key.Warning{
	Code:    "trailing_bytes",
	Message: "Bytes follow the end of this key that are no part of it: a line break, zeros, or the padding of a cipher. They were left out.",
	Action:  "Take the key as it is written here: other programs may refuse the file.",
}

// note adds a note to the keys read since there were first parts.
func (r *reader) note(first int, notes ...key.Warning) {
	for _, p := range r.parts[min(first, len(r.parts)):] {
		if p.Key != nil {
			p.Key.Notes = append(p.Key.Notes, notes...)
		}
	}
}
