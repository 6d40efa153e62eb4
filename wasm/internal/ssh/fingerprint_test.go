package ssh_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/ssh"
	"jwkmint/wasm/testkit"
)

// sshKey is one key of testdata/keys/ssh.json, as ssh-keygen made and showed it.
type sshKey struct {
	JWK                             testkit.JWK
	SSHType, Blob, Fingerprint, Art string
}

func sshKeys(t *testing.T) map[string]sshKey {
	t.Helper()
	keys := map[string]sshKey{}
	testkit.ReadJSON(t, "../../testdata/keys/ssh.json", &keys)
	if len(keys) < 6 {
		t.Fatalf("only %d keys in ssh.json", len(keys))
	}
	return keys
}

func TestSSH(t *testing.T) {
	for title, k := range sshKeys(t) {
		m := k.JWK.Material(t)
		wire, sshType, ok := ssh.Wire(m)
		if got := base64.StdEncoding.EncodeToString(wire); !ok || sshType != k.SSHType || got != k.Blob {
			t.Errorf("%s: Wire gives %s %s, %v", title, sshType, got, ok)
		}
		if got := ssh.Fingerprint(m); got != k.Fingerprint {
			t.Errorf("%s: fingerprint %s, want %s", title, got, k.Fingerprint)
		}
		if got := key.Title(m); got != title {
			t.Errorf("Title = %q, want %q", got, title)
		}
	}
}

// TestRandomArt draws the very pictures that ssh-keygen drew.
func TestRandomArt(t *testing.T) {
	names := map[string]string{"ssh-rsa": "RSA", "ssh-ed25519": "ED25519"}
	for title, k := range sshKeys(t) {
		name := names[k.SSHType]
		if name == "" {
			name = "ECDSA"
		}
		size := strings.TrimLeft(title, "RSAEC P-d")
		if name == "ED25519" {
			size = "256"
		}
		digest, err := base64.RawStdEncoding.DecodeString(strings.TrimPrefix(k.Fingerprint, "SHA256:"))
		if err != nil {
			t.Fatal(err)
		}
		if got := ssh.RandomArt(name+" "+size, digest, "SHA256"); got != k.Art {
			t.Errorf("%s:\n%s\nwant\n%s", title, got, k.Art)
		}
	}
}

func TestRandomArtFrame(t *testing.T) {
	for title, want := range map[string]string{
		"":                    "+-------[]--------+",
		"RSA 4096":            "+---[RSA 4096]----+",
		"EC secp256k1":        "+-[EC secp256k1]--+",
		"fifteen letters":     "+[fifteen letters]+",
		"more than fits here": "+[more than fits ]+",
	} {
		lines := strings.Split(ssh.RandomArt(title, nil, "SHA256"), "\n")
		if len(lines) != 11 || lines[0] != want || lines[10] != "+----[SHA256]-----+" {
			t.Errorf("%q: %q", title, lines)
		}
	}
}

func TestNoSSH(t *testing.T) {
	for name, p := range testkit.NodeKeys(t) {
		if !strings.Contains(name, "secp256k1") && !strings.HasPrefix(name, "x") && !strings.HasPrefix(name, "ed448") && !strings.HasPrefix(name, "oct") {
			continue
		}
		m := p.Private.Material(t)
		if _, _, ok := ssh.Wire(m); ok || ssh.Fingerprint(m) != "" {
			t.Errorf("%s has an SSH form", name)
		}
	}
}
