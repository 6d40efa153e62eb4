package decode

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

const vectorsDir = testkit.Vectors

// vector is one case of an expect.json; testdata/vectors/README.md says what
// the members mean.
type vector struct {
	About      string
	Passphrase *string
	Keys       []vectorKey
	Issuers    []string
	Skipped    []string
	Error      string
	Detail     string
}

type vectorKey struct {
	Thumbprint   string
	Private      string
	Algs         []string
	Certificates int
	Chain        []string
	Subject      *string
	Certificate  *vectorCertificate
	Comment      *string
	Source       string
	KID          *string
	Use, Alg     *string
	Notes        []string
}

// vectorCertificate is the first certificate of a key.
type vectorCertificate struct {
	Serial              string
	NotBefore, NotAfter time.Time
	CA, Odd             bool
}

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
	text, err := os.ReadFile(index)
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string]vector{}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&cases); err != nil {
		t.Fatalf("%s: %v", index, err)
	}
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
	in := Input{Data: data}
	if v.Passphrase != nil {
		in.Passphrase = []byte(*v.Passphrase)
	}
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
		checkFault(t, err, v.Error, v.Detail)
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
	if len(result.Skipped) != len(v.Skipped) {
		t.Fatalf("skipped %v, want %v", result.Skipped, v.Skipped)
	}
	for i, s := range result.Skipped {
		detail := ""
		if i == 0 {
			detail = v.Detail
		}
		checkFault(t, s.Err, v.Skipped[i], detail)
	}
}

func fingerprints(chain []*key.Certificate) []string {
	var list []string
	for _, c := range chain {
		list = append(list, fmt.Sprintf("%x", sha256.Sum256(c.Raw)))
	}
	return list
}

func checkFault(t *testing.T, err error, code, detail string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) {
		t.Fatalf("not a fault: %v", err)
	}
	if string(f.Code) != code {
		t.Errorf("got %v, want %s", f, code)
	}
	if !strings.Contains(f.Detail, detail) {
		t.Errorf("detail is %q, want %q in it", f.Detail, detail)
	}
}

func checkKey(t *testing.T, number int, k *key.Key, want vectorKey) {
	t.Helper()
	if err := k.Material.Check(); err != nil {
		t.Errorf("key %d: %v", number, err)
	}
	if k.Source == "" {
		t.Errorf("key %d has no source", number)
	}
	if got := thumbprintOf(k.Material); got != want.Thumbprint {
		t.Errorf("key %d: thumbprint %s, want %s", number, got, want.Thumbprint)
	}
	private := ""
	if k.Material.IsPrivate() {
		private = digestOf(jwkMembers(k.Material))
	}
	if private != want.Private {
		t.Errorf("key %d: private digest %q, want %q", number, private, want.Private)
	}
	if (k.Algs == nil) != (want.Algs == nil) || !slices.Equal(k.Algs, want.Algs) {
		t.Errorf("key %d: algs %v, want %v", number, k.Algs, want.Algs)
	}
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
		if got := (vectorCertificate{c.Serial, c.NotBefore, c.NotAfter, c.IsCA, c.Odd}); got != *want.Certificate {
			t.Errorf("key %d: certificate %+v, want %+v", number, got, *want.Certificate)
		}
	}
	if want.Comment != nil && k.Comment != *want.Comment {
		t.Errorf("key %d: comment %q, want %q", number, k.Comment, *want.Comment)
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
	var notes []string
	for _, n := range k.Notes {
		notes = append(notes, n.Code)
		if n.Message == "" || n.Action == "" {
			t.Errorf("key %d: note %s lacks words", number, n.Code)
		}
	}
	if !slices.Equal(notes, want.Notes) {
		t.Errorf("key %d: notes %v, want %v", number, notes, want.Notes)
	}
}

// jwkMembers writes a key's JWK members in the plainest way, on purpose
// apart from the code that the page uses.
func jwkMembers(m key.Material) map[string]any {
	b64 := base64.RawURLEncoding.EncodeToString
	num := func(n *big.Int) string { return b64(n.Bytes()) }
	switch m := m.(type) {
	case *key.RSA:
		jwk := map[string]any{"kty": "RSA", "n": num(m.N), "e": num(m.E)}
		if m.D != nil {
			jwk["d"], jwk["p"], jwk["q"] = num(m.D), num(m.P), num(m.Q)
			jwk["dp"], jwk["dq"], jwk["qi"] = num(m.DP), num(m.DQ), num(m.QI)
		}
		var oth []any
		for _, o := range m.Others {
			oth = append(oth, map[string]any{"r": num(o.R), "d": num(o.D), "t": num(o.T)})
		}
		if oth != nil {
			jwk["oth"] = oth
		}
		return jwk
	case *key.EC:
		jwk := map[string]any{"kty": "EC", "crv": m.Curve, "x": b64(m.X), "y": b64(m.Y)}
		if m.D != nil {
			jwk["d"] = b64(m.D)
		}
		return jwk
	case *key.OKP:
		crv, x, d := "crv", "x", "d"
		if m.Kty() == "AKP" {
			crv, x, d = "alg", "pub", "priv"
		}
		jwk := map[string]any{"kty": m.Kty(), crv: m.Curve, x: b64(m.X)}
		if m.D != nil {
			jwk[d] = b64(m.D)
		}
		return jwk
	case *key.Oct:
		return map[string]any{"kty": "oct", "k": b64(m.K)}
	}
	panic("a material of no known kind")
}

func thumbprintOf(m key.Material) string {
	members := map[string][]string{
		"RSA": {"e", "kty", "n"}, "EC": {"crv", "kty", "x", "y"}, "OKP": {"crv", "kty", "x"}, "AKP": {"alg", "kty", "pub"}, "oct": {"k", "kty"},
	}
	jwk := jwkMembers(m)
	required := map[string]any{}
	for _, name := range members[m.Kty()] {
		required[name] = jwk[name]
	}
	return digestOf(required)
}

// digestOf relies on encoding/json writing map members sorted by name.
func digestOf(jwk map[string]any) string {
	text, err := json.Marshal(jwk)
	if err != nil {
		panic(err)
	}
	sum := sha256.Sum256(text)
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
