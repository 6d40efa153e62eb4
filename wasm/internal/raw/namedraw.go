package raw

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
)

// Named finds keys of 32 bytes whose surroundings say what they are. broken is
// true where a key of WireGuard cannot be read.
func Named(text []byte) (found []*key.Key, broken bool) {
	tunnel, broken := readWireGuard(text)
	return slices.Concat(readVault(text), tunnel, readDKIM(text)), broken
}

// readVault reads what the transit engine of HashiCorp Vault says of an Ed25519
// key: its versions, each with the public key in base64.
func readVault(text []byte) []*key.Key {
	type version struct {
		Name   string `json:"name"`
		Public string `json:"public_key"`
	}
	type answer struct {
		Type string             `json:"type"`
		Keys map[string]version `json:"keys"`
	}
	var whole struct {
		answer
		Data answer `json:"data"`
	}
	if !bytes.Contains(text, []byte("ed25519")) || json.Unmarshal(text, &whole) != nil {
		return nil
	}
	var found []*key.Key
	for _, a := range []answer{whole.Data, whole.answer} {
		var numbers []string
		for number := range a.Keys {
			numbers = append(numbers, number)
		}
		slices.SortFunc(numbers, func(a, b string) int { return len(a)*1000 - len(b)*1000 + strings.Compare(a, b) })
		for _, number := range numbers {
			v := a.Keys[number]
			if a.Type != "ed25519" && v.Name != "ed25519" {
				continue
			}
			if k, err := Public(key.Ed25519, Bare([]byte(strings.TrimRight(v.Public, "="))), "Vault transit key"); err == nil {
				k.Comment = "version " + number
				k.Given.KID = number
				found = append(found, k)
			}
		}
	}
	return found
}

// readWireGuard reads the keys of a configuration of WireGuard (wg(8)), or those
// that "wg show" prints.
func readWireGuard(text []byte) (found []*key.Key, broken bool) {
	whole := bytes.Contains(text, []byte("[Interface]")) || bytes.Contains(text, []byte("[Peer]"))
	printed := bytes.HasPrefix(bytes.TrimSpace(text), []byte("interface: ")) && bytes.Contains(text, []byte("public key: "))
	if !whole && !printed && !bytes.Contains(text, []byte("PrivateKey")) {
		return nil, false
	}
	for line, rest := plain.NextLine(text); len(line) > 0; line, rest = plain.NextLine(rest) {
		mark := "="
		if printed {
			mark = ": "
		}
		name, value, ok := bytes.Cut(line, []byte(mark))
		read := Public
		switch strings.ToLower(string(bytes.TrimSpace(name))) {
		case "privatekey", "private key":
			if printed && bytes.HasPrefix(value, []byte("(hidden)")) {
				continue
			}
			read = Private
		case "publickey", "public key", "peer":
		default:
			continue
		}
		value = bytes.TrimSpace(value)
		if !ok || len(value) != 44 {
			broken = broken || whole
			continue
		}
		if k, err := read(key.X25519, Bare(bytes.TrimRight(value, "=")), "WireGuard key"); err != nil {
			broken = broken || whole
		} else {
			k.Notes = append(k.Notes, key.Warning{
				Code:    "wireguard_key",
				Message: "This is a key of WireGuard, an X25519 key for a tunnel. It cannot sign.",
				Action:  "For private_key_jwt make a new key; use this one for nothing but its tunnel.",
			})
			found = append(found, k)
		}
	}
	return found, broken
}

// readDKIM reads the Ed25519 key of a DNS record (RFC 8463 section 3). RSA keys
// there are DER and read as such.
func readDKIM(text []byte) []*key.Key {
	fields := map[string]string{}
	for _, field := range bytes.Split(text, []byte(";")) {
		name, value, ok := bytes.Cut(field, []byte("="))
		if words := strings.Fields(string(name)); ok && len(words) > 0 {
			fields[strings.Trim(words[len(words)-1], `"`)] = strings.Trim(strings.TrimSpace(string(value)), `" `)
		}
	}
	if !strings.EqualFold(fields["k"], "ed25519") || fields["p"] == "" {
		return nil
	}
	k, err := Public(key.Ed25519, Bare([]byte(strings.TrimRight(fields["p"], `="`))), "DKIM record")
	if err != nil {
		return nil
	}
	return []*key.Key{k}
}
