package raw

import (
	"encoding/base64"
	"strings"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
)

// readSynapse reads the signing keys of a Matrix server as Synapse keeps them: lines of
// "ed25519", a version, and the seed in base64 without padding.
func readSynapse(text []byte) (found []*key.Key) {
	for line, rest := plain.NextLine(text); len(line) > 0; line, rest = plain.NextLine(rest) {
		words := strings.Fields(string(line))
		if len(words) != 3 || words[0] != "ed25519" {
			continue
		}
		seed, err := base64.RawStdEncoding.Strict().DecodeString(words[2])
		k, refused := Private(key.Ed25519, seed, "signing key of a Matrix server")
		if err == nil && refused == nil {
			k.Given.KID = "ed25519:" + words[1]
			found = append(found, k)
		}
	}
	return found
}
