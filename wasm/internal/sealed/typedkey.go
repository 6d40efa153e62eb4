package sealed

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// typedKeys are the keys of size bytes that a text can be: its own bytes, what it
// is in base64 of either alphabet or in hexadecimal, and the oct key of a JWK.
// Which of them it is shows when it opens something.
func typedKeys(text []byte, size int) [][]byte {
	var list [][]byte
	if len(text) == size {
		list = append(list, text)
	}
	word := bytes.TrimSpace(text)
	if raw, err := hex.DecodeString(string(word)); err == nil && len(raw) == size {
		list = append(list, raw)
	}
	if raw, err := base64.RawURLEncoding.Strict().DecodeString(urlAlphabet(word)); err == nil && len(raw) == size {
		list = append(list, raw)
	}
	if len(word) > 0 && word[0] == '{' {
		if keys, _, err := jose.Parse(word); err == nil && len(keys) == 1 {
			if oct, ok := keys[0].Material.(*key.Oct); ok && len(oct.K) == size {
				list = append(list, oct.K)
			}
		}
	}
	return list
}

func urlAlphabet(base64 []byte) string {
	return string(bytes.TrimRight(bytes.Map(func(c rune) rune {
		switch c {
		case '+':
			return '-'
		case '/':
			return '_'
		}
		return c
	}, base64), "="))
}
