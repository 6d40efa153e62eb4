package ssh

import (
	"encoding/pem"
	"strings"
	"testing"

	"jwkmint/wasm/internal/unlock"
	"jwkmint/wasm/testkit"
)

// TestOpenSSHVectors reads the files of ssh-keygen and what it does not write.
func TestOpenSSHVectors(t *testing.T) {
	only := func(_ string, data []byte, _ testkit.Vector) bool {
		block, rest := pem.Decode(data)
		return block != nil && block.Type == "OPENSSH PRIVATE KEY" && len(strings.TrimSpace(string(rest))) == 0
	}
	testkit.EachVector(t, []string{"openssh", "unlock"}, only, func(t *testing.T, data []byte, v testkit.Vector) {
		block, _ := pem.Decode(data)
		keys, skipped, err := ParseOpenSSH(block.Bytes, v.Pass(), new(unlock.Effort))
		if v.Error != "" {
			if err == nil && len(keys) == 0 && len(skipped) > 0 {
				err = skipped[0].Err
			}
			testkit.CheckFault(t, err, v.Error, v.Detail)
			return
		}
		if err != nil || len(keys) != len(v.Keys) || len(skipped) != len(v.Skipped) {
			t.Fatalf("%d keys, skipped %v, %v, want %d, %v", len(keys), skipped, err, len(v.Keys), v.Skipped)
		}
		for i, want := range v.Keys {
			want.Check(t, keys[i])
		}
		for i, s := range skipped {
			detail := ""
			if i == 0 {
				detail = v.Detail
			}
			testkit.CheckFault(t, s.Err, v.Skipped[i], detail)
		}
	})
}

// TestPPKVectors reads the files of puttygen and what it does not write.
func TestPPKVectors(t *testing.T) {
	only := func(name string, _ []byte, _ testkit.Vector) bool { return strings.HasSuffix(name, ".ppk") }
	testkit.EachVector(t, []string{"ppk", "unlock"}, only, func(t *testing.T, data []byte, v testkit.Vector) {
		k, err := ParsePPK(data, v.Pass(), new(unlock.Effort))
		v.CheckOne(t, k, err)
	})
}

// TestLineVectors reads the public keys of one line of ssh-keygen.
func TestLineVectors(t *testing.T) {
	only := func(name string, data []byte, v testkit.Vector) bool {
		text := strings.TrimSpace(string(data))
		return !strings.Contains(text, "\n") && IsKeyType(strings.Fields(text)[0]) && len(strings.Fields(text)) > 1
	}
	testkit.EachVector(t, []string{"sshpub"}, only, func(t *testing.T, data []byte, v testkit.Vector) {
		k, err := ParseLine(strings.TrimSpace(string(data)))
		v.CheckOne(t, k, err)
	})
}

// TestBlockVectors reads the blocks of RFC 4716.
func TestBlockVectors(t *testing.T) {
	const begin, end = "---- BEGIN SSH2 PUBLIC KEY ----", "---- END SSH2 PUBLIC KEY ----"
	only := func(_ string, data []byte, _ testkit.Vector) bool {
		text := strings.TrimSpace(string(data))
		return strings.HasPrefix(text, begin) && strings.HasSuffix(text, end) && strings.Count(text, "BEGIN") == 1
	}
	testkit.EachVector(t, []string{"sshpub"}, only, func(t *testing.T, data []byte, v testkit.Vector) {
		text := strings.TrimSpace(string(data))
		k, err := ParseSSH2([]byte(text[len(begin) : len(text)-len(end)]))
		v.CheckOne(t, k, err)
	})
}
