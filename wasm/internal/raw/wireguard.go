package raw

import (
	"bytes"
	"strings"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
)

// readWireGuard reads the keys of WireGuard in its own configuration (wg(8)), in what "wg
// show" prints, and in whatever else speaks of WireGuard by that name: what 32 bytes are
// that are named a private or public key, that name alone does not say.
func readWireGuard(text []byte) (found []*key.Key, broken bool) {
	has := func(word string) bool { return bytes.Contains(text, []byte(word)) }
	whole := has("[Interface]") || has("[Peer]")
	printed := bytes.HasPrefix(bytes.TrimSpace(text), []byte("interface: ")) && has("public key: ")
	lines := append([]byte("\n"), bytes.TrimSpace(text)...)
	part := bytes.Contains(lines, []byte("\nPrivateKey =")) || bytes.Contains(lines, []byte("\nPrivateKey=")) // a key for DNSSEC has a colon
	if !whole && !printed && !part && !has("wg set ") && !bytes.Contains(bytes.ToLower(text), []byte("wireguard")) {
		return nil, false
	}
	const size, most = 44, 4 // characters of a key, and how many a damage takes or adds
	least := size - most
	if whole { // what is named a key there is one, though it was cut
		least = size / 2
	}
	line := 0
	for i := 0; i < len(text) && len(found) <= der.MaxParts; {
		start := i
		for i < len(text) && plain.IsBase64(text[i]) {
			i++
		}
		for i < len(text) && text[i] == '=' {
			i++
		}
		if i == start {
			if i++; text[start] == '\n' {
				line = i
			}
			continue
		}
		word := text[start:i]
		if len(word) <= least || len(word) >= size+most || isComment(text[line:start]) {
			continue
		}
		named, private := wireGuardName(text[:start])
		if !named {
			continue
		}
		k, err := half(private, key.X25519, Bare(bytes.TrimRight(word, "=")), "WireGuard key")
		if err != nil || len(word) != size {
			// Elsewhere it may be a key of something else, and one that is written otherwise.
			broken = broken || whole || word[len(word)-1] == '='
			continue
		}
		k.Notes = append(k.Notes, key.Warning{
			Code:    "wireguard_key",
			Message: "This is a key of WireGuard, an X25519 key for a tunnel. It cannot sign.",
			Action:  "For private_key_jwt make a new key; use this one for nothing but its tunnel.",
		})
		found = append(found, k)
	}
	return found, broken
}

// wireGuardName reports whether a text ends in the name of a key, in any spelling, and in
// what stands between a name and its value in some language.
func wireGuardName(before []byte) (named, private bool) {
	const longest = len("private key")
	name := bytes.TrimRight(before, " \t\r\n\\\"'=:.")
	last := strings.ToLower(string(name[max(0, len(name)-longest):]))
	rest, isKey := strings.CutSuffix(last, "key")
	rest = strings.TrimRight(rest, "-_ ")
	private = isKey && (strings.HasSuffix(rest, "private") || strings.HasSuffix(rest, "secret"))
	return private || isKey && strings.HasSuffix(rest, "public") || strings.HasSuffix(last, "peer"), private
}

// isComment reports whether what a line begins with makes it a comment, also behind what a
// log or a diff puts before it.
func isComment(line []byte) bool {
	const most = 100 // characters: a long line would be looked through for each of its words
	line = line[max(0, len(line)-most):]
	line = line[bytes.LastIndex(line, []byte(`\n`))+1:]
	for i, c := range line {
		if (c == '#' || c == ';') && (i == 0 || strings.IndexByte(" \t+-|>:n", line[i-1]) >= 0) {
			return true
		}
	}
	return false
}
