package plain

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// maxPassphrases is how many passphrases a text may offer, since its keys are read once more
// with each of them. maxPassphrase is how many bytes one may have, and what is looked at
// behind each of a hostile text's names is twice as much.
const (
	maxPassphrases = 2
	maxPassphrase  = 256
)

// Passphrases are the values that a text has under names that end as those of passphrases do,
// as settings, environments and JSON write them: "passphrase": "x", KEY_PASSWORD=x. What is
// called a passphrase comes first: most passwords are for something else.
func Passphrases(text []byte) [][]byte {
	var found [2][][]byte
	lower := bytes.Clone(text) // bytes.ToLower takes letters for others that have more bytes
	for i, c := range lower {
		if 'A' <= c && c <= 'Z' {
			lower[i] += 'a' - 'A'
		}
	}
	for at := 0; ; {
		i := bytes.Index(lower[at:], []byte("pass"))
		if i < 0 {
			break
		}
		begin := at + i
		at = begin
		for at < len(text) && isNamePart(text[at]) {
			at++
		}
		name := strings.Join(strings.FieldsFunc(string(lower[begin:at]), func(c rune) bool { return strings.ContainsRune("_-.", c) }), "")
		kind := slices.Index([]string{"passphrase", "password", "passwd", "pass"}, name)
		if kind < 0 {
			continue
		}
		value := assigned(text[at:min(len(text), at+2*maxPassphrase)])
		list := &found[min(kind, 1)]
		if len(value) > 0 && len(value) <= maxPassphrase && len(*list) < maxPassphrases && !slices.ContainsFunc(*list, func(other []byte) bool { return bytes.Equal(other, value) }) {
			*list = append(*list, value)
		}
	}
	both := append(found[0], found[1]...)
	return both[:min(len(both), maxPassphrases)]
}

func isNamePart(c byte) bool {
	return IsBase64(c) && c != '+' && c != '/' && c != '=' || c == '_' || c == '-' || c == '.'
}

// assigned is what follows a name: behind a sign for it, what stands in quotes, or the line to its end.
func assigned(rest []byte) []byte {
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	line = bytes.TrimLeft(line, "\"' \t")
	behind := bytes.TrimLeft(line, ":=>")
	if len(behind) == len(line) {
		return nil
	}
	behind = bytes.Trim(behind, " \t\r")
	if len(behind) == 0 || behind[0] != '"' && behind[0] != '\'' {
		return bytes.TrimRight(behind, ",; \t")
	}
	quote := behind[0]
	for i := 1; i < len(behind); i++ {
		switch {
		case behind[i] == '\\' && quote == '"':
			i++
		case behind[i] == quote:
			var value string
			if json.Unmarshal(behind[:i+1], &value) == nil {
				return []byte(value)
			}
			return behind[1:i]
		}
	}
	return nil
}
