package raw

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"jwkmint/wasm/internal/key"
)

// Named finds keys whose surroundings or whose form say what they are. broken is
// true where a key of WireGuard cannot be read.
func Named(text []byte) (found []*key.Key, broken bool) {
	tunnel, broken := readWireGuard(text)
	return slices.Concat(readVault(text), tunnel, readSynapse(text), readDKIM(text)), broken
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
