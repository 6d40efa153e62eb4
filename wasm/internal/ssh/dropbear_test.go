package ssh

import (
	"encoding/binary"
	"strings"
	"testing"
)

func TestIsDropbear(t *testing.T) {
	blob := func(fields ...string) []byte {
		var b []byte
		for _, f := range fields {
			b = append(binary.BigEndian.AppendUint32(b, uint32(len(f))), f...)
		}
		return b
	}
	seed := strings.Repeat("s", 32)
	for name, c := range map[string]struct {
		blob []byte
		want bool
	}{
		"RSA":                    {blob("ssh-rsa", "e", "n", "d", "p", "q"), true},
		"DSA":                    {blob("ssh-dss", "p", "q", "g", "y", "x"), true},
		"ECDSA":                  {blob("ecdsa-sha2-nistp256", "nistp256", "Q", "d"), true},
		"Ed25519":                {blob("ssh-ed25519", seed+seed), true},
		"RSA, public":            {blob("ssh-rsa", "e", "n"), false},
		"ECDSA, public":          {blob("ecdsa-sha2-nistp256", "nistp256", "Q"), false},
		"Ed25519, public":        {blob("ssh-ed25519", seed), false},
		"a number too many":      {blob("ssh-rsa", "e", "n", "d", "p", "q", "r"), false},
		"Ed25519, and more":      {blob("ssh-ed25519", seed+seed, ""), false},
		"an empty number":        {blob("ssh-rsa", "e", "n", "", "p", "q"), false},
		"cut":                    {blob("ssh-rsa", "e", "n", "d", "p", "q")[:40], false},
		"another kind":           {blob("ssh-abc", "e", "n", "d", "p", "q"), false},
		"a kind without a curve": {blob("ecdsa-sha2-", "nistp256", "Q", "d"), false},
		"nothing":                {nil, false},
	} {
		if got := IsDropbear(c.blob); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
