package decode

import (
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"jwkmint/wasm/internal/key"
)

// TestOpenSSLAgrees holds every chain of the vectors against openssl verify:
// it takes each as it is, and would go on with none of the other certificates.
func TestOpenSSLAgrees(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("openssl is not there")
	}
	for name, v := range readIndex(t, vectorsDir+"/chain/expect.json") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(filepath.Join(vectorsDir, "chain", name))
			if err != nil {
				t.Fatal(err)
			}
			in := Input{Data: data}
			if v.Passphrase != nil {
				in.Passphrase = []byte(*v.Passphrase)
			}
			result, err := Decode(in)
			if err != nil {
				t.Fatal(err)
			}
			all := append(result.Keys, result.Issuers...)
			for i, k := range all {
				if len(k.Chain) > 1 && !opensslVerifies(t, k.Chain) {
					t.Errorf("key %d: openssl does not take its chain", i+1)
				}
				if len(k.Chain) == 0 || k.Given.X5C != nil || mayGoOn(k) {
					continue
				}
				for j, other := range all {
					if len(other.Chain) == 0 || hasKey(k.Chain, other) {
						continue
					}
					if opensslVerifies(t, append(k.Chain[:len(k.Chain):len(k.Chain)], other.Chain[0])) {
						t.Errorf("key %d: its chain goes on with that of key %d", i+1, j+1)
					}
				}
			}
		})
	}
}

// mayGoOn reports whether a chain says that it ends where openssl may not: in
// a root, after ten, or where signatures cannot be checked.
func mayGoOn(k *key.Key) bool {
	end := k.Chain[len(k.Chain)-1]
	if end.Link.Issuer == end.Link.Subject {
		return true
	}
	for _, n := range k.Notes {
		if n.Code == "chain_cut" || n.Code == "chain_undecided" {
			return true
		}
		// As the last one openssl takes what it takes nowhere else.
		if n.Code == "chain_not_ca" {
			return true
		}
	}
	return false
}

// hasKey reports whether a chain has been at the key of k: it goes to none
// twice.
func hasKey(chain []*key.Certificate, k *key.Key) bool {
	return slices.ContainsFunc(chain, func(c *key.Certificate) bool {
		return c.Link.Key != nil && key.SamePublic(c.Link.Key, k.Material)
	})
}

// opensslVerifies asks openssl for a chain whose last certificate is trusted.
func opensslVerifies(t *testing.T, chain []*key.Certificate) bool {
	t.Helper()
	dir := t.TempDir()
	args := []string{"verify", "-no_check_time", "-no-CAfile", "-no-CApath", "-partial_chain"}
	for i, c := range chain {
		name := strconv.Itoa(i) + ".pem"
		text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
		switch {
		case i == 0:
		case i < len(chain)-1:
			args = append(args, "-untrusted", name)
		default:
			args = append(args, "-trusted", name)
		}
	}
	command := exec.Command("openssl", append(args, "0.pem")...)
	command.Dir = dir
	return command.Run() == nil
}
