package chain

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/pem"
	"slices"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// certificates are those of a PEM file of nothing else; nil for others.
func certificates(data []byte) (list []*key.Certificate) {
	for len(bytes.TrimSpace(data)) > 0 {
		var block *pem.Block
		if block, data = pem.Decode(data); block == nil || block.Type != "CERTIFICATE" {
			return nil
		}
		c, _, err := der.ParseCertificate(block.Bytes)
		if err != nil {
			return nil
		}
		list = append(list, c)
	}
	return list
}

// TestVectors: the chains that openssl verify agrees with.
func TestVectors(t *testing.T) {
	only := func(name string, data []byte, v testkit.Vector) bool {
		return strings.HasSuffix(name, ".pem") && certificates(data) != nil && slices.ContainsFunc(v.Keys, func(k testkit.VectorKey) bool { return len(k.Chain) > 0 })
	}
	testkit.EachVector(t, []string{"chain"}, only, func(t *testing.T, data []byte, v testkit.Vector) {
		list := certificates(data)
		g := New(list, time.Now())
		for _, want := range v.Keys {
			if len(want.Chain) == 0 {
				continue
			}
			sum := func(c *key.Certificate) string {
				sum := sha256.Sum256(c.Raw)
				return hex.EncodeToString(sum[:])
			}
			i := slices.IndexFunc(list, func(c *key.Certificate) bool { return sum(c) == want.Chain[0] })
			if i < 0 {
				t.Fatal("the first of the chain is not there")
			}
			chain, warnings := g.Of(list[i])
			var got, said, expected []string
			for _, c := range chain {
				got = append(got, sum(c))
			}
			if !slices.Equal(got, want.Chain) {
				t.Errorf("%s: %v, want %v", list[i].Subject, got, want.Chain)
			}
			for _, w := range warnings {
				said = append(said, w.Code)
			}
			for _, code := range want.Notes {
				if strings.HasPrefix(code, "chain_") {
					expected = append(expected, code)
				}
			}
			if !slices.Equal(said, expected) {
				t.Errorf("%s: %v, want %v", list[i].Subject, said, expected)
			}
		}
	})
}
