package decode

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

const vectorsDir = testkit.Vectors

// What an expect.json says, and what is held against it.
type (
	vector            = testkit.Vector
	vectorKey         = testkit.VectorKey
	vectorCertificate = testkit.VectorCertificate
)

var (
	jwkMembers   = testkit.JWKMembers
	thumbprintOf = testkit.Thumbprint
	digestOf     = testkit.Digest
)

// TestVectors decodes every file under testdata/vectors and compares what
// comes out with what independent tools said.
func TestVectors(t *testing.T) {
	indexes, err := filepath.Glob(vectorsDir + "/*/expect.json")
	if err != nil || len(indexes) == 0 {
		t.Fatalf("no vectors found: %v", err)
	}
	for _, index := range indexes {
		dir := filepath.Dir(index)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			for name, v := range readIndex(t, index) {
				t.Run(name, func(t *testing.T) { runVector(t, filepath.Join(dir, name), v) })
			}
		})
	}
}

// readIndex reads an expect.json and demands that it and its folder agree.
func readIndex(t *testing.T, index string) map[string]vector {
	t.Helper()
	cases := testkit.ReadVectors(t, filepath.Base(filepath.Dir(index)))
	files, err := os.ReadDir(filepath.Dir(index))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		switch name := f.Name(); {
		case name == "expect.json", name == "README.md", strings.HasSuffix(name, ".sh"), strings.HasSuffix(name, ".mjs"):
		default:
			if _, ok := cases[name]; !ok {
				t.Errorf("%s/%s has no expectation", filepath.Dir(index), name)
			}
		}
	}
	return cases
}

func runVector(t *testing.T, path string, v vector) {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	in := Input{Data: data, Passphrase: v.Pass()}
	before := slices.Clone(data)
	result, err := Decode(in)
	if !bytes.Equal(before, data) {
		t.Error("the input was changed")
	}
	if v.Error != "" {
		if len(v.Keys) != 0 || len(v.Skipped) != 0 {
			t.Fatal("the expectation contradicts itself")
		}
		if err == nil {
			t.Fatalf("got %d keys, want error %s", len(result.Keys), v.Error)
		}
		testkit.CheckFault(t, err, v.Error, v.Detail)
		return
	}
	if err != nil {
		t.Fatalf("got error %v, want %d keys", err, len(v.Keys))
	}
	if len(result.Keys) != len(v.Keys) {
		t.Errorf("got %d keys, want %d", len(result.Keys), len(v.Keys))
	}
	for i := range min(len(result.Keys), len(v.Keys)) {
		checkKey(t, i+1, result.Keys[i], v.Keys[i])
	}
	var issuers []string
	for _, k := range result.Issuers {
		issuers = append(issuers, thumbprintOf(k.Material))
	}
	if !slices.Equal(issuers, v.Issuers) {
		t.Errorf("issuers %v, want %v", issuers, v.Issuers)
	}
	v.CheckSkipped(t, result.Skipped)
}

func fingerprints(chain []*key.Certificate) []string {
	var list []string
	for _, c := range chain {
		list = append(list, fmt.Sprintf("%x", sha256.Sum256(c.Raw)))
	}
	return list
}

func checkKey(t *testing.T, number int, k *key.Key, want vectorKey) {
	t.Helper()
	if err := k.Material.Check(); err != nil {
		t.Errorf("key %d: %v", number, err)
	}
	if k.Source == "" {
		t.Errorf("key %d has no source", number)
	}
	want.Check(t, k)
	if len(k.Chain) != want.Certificates {
		t.Errorf("key %d: %d certificates, want %d", number, len(k.Chain), want.Certificates)
	}
	if want.Chain != nil && !slices.Equal(fingerprints(k.Chain), want.Chain) {
		t.Errorf("key %d: chain %v, want %v", number, fingerprints(k.Chain), want.Chain)
	}
	if want.Subject != nil && len(k.Chain) > 0 && k.Chain[0].Subject != *want.Subject {
		t.Errorf("key %d: subject %q, want %q", number, k.Chain[0].Subject, *want.Subject)
	}
	if want.Certificate != nil && len(k.Chain) > 0 {
		c := k.Chain[0]
		if got := (vectorCertificate{Serial: c.Serial, NotBefore: c.NotBefore, NotAfter: c.NotAfter, CA: c.IsCA, Odd: c.Odd}); got != *want.Certificate {
			t.Errorf("key %d: certificate %+v, want %+v", number, got, *want.Certificate)
		}
	}
	if !strings.Contains(k.Source, want.Source) {
		t.Errorf("key %d: source %q, want %q in it", number, k.Source, want.Source)
	}
	if want.KID != nil && k.Given.KID != *want.KID {
		t.Errorf("key %d: kid %q, want %q", number, k.Given.KID, *want.KID)
	}
	if want.Use != nil && k.Given.Use != *want.Use || want.Alg != nil && k.Given.Alg != *want.Alg {
		t.Errorf("key %d: use %q, alg %q", number, k.Given.Use, k.Given.Alg)
	}
	for _, n := range k.Notes {
		if n.Message == "" || n.Action == "" {
			t.Errorf("key %d: note %s lacks words", number, n.Code)
		}
	}
}
