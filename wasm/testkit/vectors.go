package testkit

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// Vector is one case of an expect.json; testdata/vectors/README.md says what the
// members mean.
type Vector struct {
	About      string
	Passphrase *string
	Keys       []VectorKey
	Issuers    []string
	Skipped    []string
	Error      string
	Detail     string
}

// VectorKey is a key that is to come out of a file.
type VectorKey struct {
	Thumbprint   string
	Private      string
	Algs         []string
	Certificates int
	Chain        []string
	Subject      *string
	Certificate  *VectorCertificate
	Comment      *string
	Source       string
	KID          *string
	Use, Alg     *string
	Notes        []string
}

// VectorCertificate is the first certificate of a key.
type VectorCertificate struct {
	Serial              string
	NotBefore, NotAfter time.Time
	CA, Odd             bool
}

// Pass is the passphrase as readers take it: nil when none is given.
func (v Vector) Pass() []byte {
	if v.Passphrase == nil {
		return nil
	}
	return []byte(*v.Passphrase)
}

// ReadVectors reads the expect.json of an area.
func ReadVectors(t testing.TB, area string) map[string]Vector {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(Vectors, area, "expect.json"))
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string]Vector{}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&cases); err != nil {
		t.Fatalf("%s: %v", area, err)
	}
	return cases
}

// EachVector runs a test on each file of the areas of which only says true.
func EachVector(t *testing.T, areas []string, only func(name string, data []byte, v Vector) bool, run func(t *testing.T, data []byte, v Vector)) {
	t.Helper()
	for _, area := range areas {
		tried := 0
		for name, v := range ReadVectors(t, area) {
			data, err := os.ReadFile(filepath.Join(Vectors, area, name))
			if err != nil {
				t.Fatal(err)
			}
			if only(name, data, v) {
				tried++
				t.Run(area+"/"+name, func(t *testing.T) { run(t, data, v) })
			}
		}
		if tried == 0 {
			t.Errorf("no file of %s was tried", area)
		}
	}
}

// CheckFault holds a fault against the code and a part of the detail that an
// expectation has.
func CheckFault(t testing.TB, err error, code, detail string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) {
		t.Fatalf("got %v, want %s", err, code)
	}
	if string(f.Code) != code {
		t.Errorf("got %v, want %s", f, code)
	}
	if !strings.Contains(f.Detail, detail) {
		t.Errorf("detail is %q, want %q in it", f.Detail, detail)
	}
}

// CheckSkipped holds what was left out, in order, against what the vector says of it.
func (v Vector) CheckSkipped(t testing.TB, skipped []key.Skipped) {
	t.Helper()
	if len(skipped) != len(v.Skipped) {
		t.Fatalf("skipped %v, want %v", skipped, v.Skipped)
	}
	for i, s := range skipped {
		detail := ""
		if i == 0 {
			detail = v.Detail
		}
		CheckFault(t, s.Err, v.Skipped[i], detail)
	}
}

// CheckOne holds what one thing gave against the expectation: its only key, or
// the fault. What the material lacks shows where it is used, so that it is checked
// here.
func (v Vector) CheckOne(t testing.TB, k *key.Key, err error) {
	t.Helper()
	k, err = key.Checked(k, err)
	switch {
	case v.Error != "":
		CheckFault(t, err, v.Error, v.Detail)
	case len(v.Keys) != 1 || len(v.Skipped) != 0:
		t.Fatal("not one key is expected")
	case err != nil:
		t.Errorf("got %v, want a key", err)
	default:
		v.Keys[0].Check(t, k)
	}
}

// Check holds a key against what independent tools said of it: the key itself,
// what it is for, its comment and what is noted.
func (want VectorKey) Check(t testing.TB, k *key.Key) {
	t.Helper()
	if got := Thumbprint(k.Material); got != want.Thumbprint {
		t.Errorf("thumbprint %s, want %s", got, want.Thumbprint)
	}
	private := ""
	if k.Material.IsPrivate() {
		private = Digest(JWKMembers(k.Material))
	}
	if private != want.Private {
		t.Errorf("private digest %q, want %q", private, want.Private)
	}
	if (k.Algs == nil) != (want.Algs == nil) || !slices.Equal(k.Algs, want.Algs) {
		t.Errorf("algs %v, want %v", k.Algs, want.Algs)
	}
	if want.Comment != nil && k.Comment != *want.Comment {
		t.Errorf("comment %q, want %q", k.Comment, *want.Comment)
	}
	var notes []string
	for _, n := range k.Notes {
		notes = append(notes, n.Code)
	}
	if !slices.Equal(notes, want.Notes) {
		t.Errorf("notes %v, want %v", notes, want.Notes)
	}
}

// JWKMembers writes a key's JWK members in the plainest way, on purpose
// apart from the code that the page uses.
func JWKMembers(m key.Material) map[string]any {
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

// Thumbprint is that of RFC 7638, by JWKMembers.
func Thumbprint(m key.Material) string {
	members := map[string][]string{
		"RSA": {"e", "kty", "n"}, "EC": {"crv", "kty", "x", "y"}, "OKP": {"crv", "kty", "x"}, "AKP": {"alg", "kty", "pub"}, "oct": {"k", "kty"},
	}
	jwk := JWKMembers(m)
	required := map[string]any{}
	for _, name := range members[m.Kty()] {
		required[name] = jwk[name]
	}
	return Digest(required)
}

// Digest relies on encoding/json writing map members sorted by name.
func Digest(jwk map[string]any) string {
	text, err := json.Marshal(jwk)
	if err != nil {
		panic(err)
	}
	sum := sha256.Sum256(text)
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
