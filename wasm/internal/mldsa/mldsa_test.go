package mldsa

import (
	"bytes"
	"compress/gzip"
	"crypto"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cloudflare/circl/sign"
	"github.com/cloudflare/circl/sign/mldsa/mldsa44"
	"github.com/cloudflare/circl/sign/mldsa/mldsa65"
	"github.com/cloudflare/circl/sign/mldsa/mldsa87"
)

var circl = map[string]sign.Scheme{"ML-DSA-44": mldsa44.Scheme(), "ML-DSA-65": mldsa65.Scheme(), "ML-DSA-87": mldsa87.Scheme()}

func random(r *rand.ChaCha8, n int) []byte {
	b := make([]byte, n)
	r.Read(b)
	return b
}

// expand returns the public key and the private one of FIPS 204 (algorithm 24),
// which the program only reads.
func expand(name string, seed []byte) (public, expanded []byte) {
	k := NewSigner(name, seed)
	out := slices.Concat(k.public[:32], k.seedK, k.tr)
	out = append(out, raw(&k.s1, k.eta, false).pack(k.l, k.etaBits)...)
	out = append(out, raw(&k.minusS2, k.eta, true).pack(k.k, k.etaBits)...)
	return k.public, append(out, raw(&k.t0, 1<<(t0Bits-1), false).pack(k.k, t0Bits)...)
}

// raw is what was transformed, and maybe negated, from top.
func raw(v *vector, top int, negated bool) *vector {
	var out, ones vector
	for i := range ones {
		ones[i] = 1
	}
	out.times(v, &ones)
	if negated {
		out.from(0)
	}
	out.from(top)
	return &out
}

// TestCIRCL holds keys and signatures against those of circl.
func TestCIRCL(t *testing.T) {
	r := rand.NewChaCha8([32]byte{1})
	for _, name := range Names {
		s := circl[name]
		if PublicSize(name) != s.PublicKeySize() || ExpandedSize(name) != s.PrivateKeySize() || SignatureSize(name) != s.SignatureSize() {
			t.Errorf("%s: lengths", name)
		}
		for range 40 {
			seed, m := random(r, SeedSize), random(r, int(r.Uint64()%300))
			pub, priv := s.DeriveKey(seed)
			wantPublic, _ := pub.MarshalBinary()
			wantExpanded, _ := priv.MarshalBinary()
			public, expanded := expand(name, seed)
			if !bytes.Equal(public, wantPublic) || !bytes.Equal(expanded, wantExpanded) {
				t.Fatalf("%s: another key of the seed %x", name, seed)
			}
			if again, ok := FromExpanded(name, expanded); !ok || !bytes.Equal(again, public) {
				t.Fatalf("%s: another key of the expanded one", name)
			}
			signer := NewSigner(name, seed)
			plain := signer.sign(message(signer.tr, m), make([]byte, 32))
			if !bytes.Equal(plain, s.Sign(priv, m, nil)) {
				t.Fatalf("%s: another signature without randomness", name)
			}
			hedged, err := signer.Sign(nil, m, nil)
			if err != nil || bytes.Equal(hedged, plain) || !s.Verify(pub, m, hedged, nil) || !Verify(name, public, m, hedged) || !Verify(name, public, m, plain) {
				t.Fatalf("%s: a signature that is none: %v", name, err)
			}
		}
	}
}

// TestVerify: what differs from a signature in one bit, or is signed for a
// context, is none, and so is what has another length.
func TestVerify(t *testing.T) {
	r := rand.NewChaCha8([32]byte{2})
	for _, name := range Names {
		seed, m := random(r, SeedSize), []byte("message")
		public := Public(name, seed)
		signature, _ := NewSigner(name, seed).Sign(nil, m, nil)
		pub, priv := circl[name].DeriveKey(seed)
		for range 200 {
			bad := bytes.Clone(signature)
			bad[r.Uint64()%uint64(len(bad))] ^= 1 << (r.Uint64() % 8)
			if got, want := Verify(name, public, m, bad), circl[name].Verify(pub, m, bad, nil); got || want {
				t.Errorf("%s: an altered signature: %v, circl %v", name, got, want)
			}
			other := bytes.Clone(public)
			other[r.Uint64()%uint64(len(other))] ^= 1 << (r.Uint64() % 8)
			if Verify(name, other, m, signature) {
				t.Errorf("%s: an altered key", name)
			}
		}
		for what, bad := range map[string][]byte{
			"shorter": signature[1:], "longer": append(bytes.Clone(signature), 0), "empty": nil,
			"with a context": circl[name].Sign(priv, m, &sign.SignatureOpts{Context: "a"}),
		} {
			if Verify(name, public, m, bad) {
				t.Errorf("%s: a signature that is %s", name, what)
			}
		}
		if Verify(name, public[1:], m, signature) || Verify(name, public, []byte("massage"), signature) || Verify("ML-DSA-99", public, m, signature) {
			t.Errorf("%s: another key, message or name", name)
		}
	}
	if PublicSize("ML-DSA-99") != 0 {
		t.Error("a name that is none has a length")
	}
	if _, err := NewSigner("ML-DSA-44", make([]byte, 32)).Sign(nil, make([]byte, 32), crypto.SHA256); err == nil {
		t.Error("a hash was signed as the message")
	}
}

// TestHints: every way to write the hints of a signature but one is refused.
func TestHints(t *testing.T) {
	p := find("ML-DSA-44")
	var hints, got vector
	hints[3], hints[7], hints[2*degree] = 1, 1, 1
	list := p.packHints(&hints)
	if !p.unpackHints(&got, list) || got != hints {
		t.Fatal("hints are read otherwise than they were written")
	}
	for what, edit := range map[string]func([]byte){
		"out of order":        func(b []byte) { b[0], b[1] = b[1], b[0] },
		"twice":               func(b []byte) { b[1] = b[0] },
		"not zero behind":     func(b []byte) { b[3] = 1 },
		"not zero at the end": func(b []byte) { b[p.omega-1] = 1 },
		"falling counts":      func(b []byte) { b[p.omega+1] = 1 },
		"too many":            func(b []byte) { b[p.omega+3] = byte(p.omega + 1) },
	} {
		bad := bytes.Clone(list)
		edit(bad)
		if p.unpackHints(new(vector), bad) {
			t.Errorf("hints that are %s", what)
		}
	}
}

// TestFromExpanded: no part of an expanded key that has a say in the public key
// can be altered, whoever expanded it.
func TestFromExpanded(t *testing.T) {
	for _, name := range Names {
		public, expanded := expand(name, make([]byte, SeedSize))
		p := find(name)
		s2 := 128 + packed(p.l, p.etaBits)
		for at := 0; at < len(expanded); at += 7 {
			bad := bytes.Clone(expanded)
			bad[at] ^= 0x10
			got, ok := FromExpanded(name, bad)
			if heard := at < 32 || at >= 64 && at < s2; ok && (heard || !bytes.Equal(got, public)) {
				t.Errorf("%s: byte %d altered: %v", name, at, ok)
			}
		}
		for what, bad := range map[string][]byte{"nothing": nil, "too short": expanded[:len(expanded)-1], "too long": append(bytes.Clone(expanded), 0)} {
			if _, ok := FromExpanded(name, bad); ok {
				t.Errorf("%s: %s", name, what)
			}
		}
	}
}

// TestRounding holds the roundings against FIPS 204 as it is written, of every
// number there is.
func TestRounding(t *testing.T) {
	centred := func(x, m int) int {
		x %= m
		if x > m/2 {
			x -= m
		}
		return x
	}
	for _, name := range []string{"ML-DSA-44", "ML-DSA-65"} {
		p := find(name)
		for r := range q {
			g := int(2 * p.gamma2)
			low := centred(r, g)
			high := (r - low) / g
			if r-low == q-1 {
				high, low = 0, low-1
			}
			if r1, r0 := p.decompose(uint32(r)); int(r1) != high || int(r0) != (low+q)%q {
				t.Fatalf("%s: decompose(%d) = %d, %d", name, r, r1, r0)
			}
			low = centred(r, 1<<13)
			if t1, t0 := power2Round(uint32(r)); int(t1) != (r-low)>>13 || int(t0) != (low+q)%q {
				t.Fatalf("power2Round(%d) = %d, %d", r, t1, t0)
			}
		}
	}
}

// TestNIST runs the vectors of NIST's Automated Cryptographic Validation
// Protocol for key generation, as they come with circl.
func TestNIST(t *testing.T) {
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cloudflare/circl").Output()
	if err != nil {
		t.Skip("the module cache is not there")
	}
	read := func(name string, v any) {
		f, err := os.Open(filepath.Join(strings.TrimSpace(string(root)), "sign", "mldsa", "testdata", "ML-DSA-keyGen-FIPS204", name+".json.gz"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.NewDecoder(z).Decode(v); err != nil {
			t.Fatal(err)
		}
	}
	type vector struct {
		TcID         int
		Seed, PK, SK string
	}
	type groups struct {
		TestGroups []struct {
			ParameterSet string
			Tests        []vector
		}
	}
	var prompts, results groups
	read("prompt", &prompts)
	read("expectedResults", &results)
	right := map[int]vector{}
	for _, g := range results.TestGroups {
		for _, v := range g.Tests {
			right[v.TcID] = v
		}
	}
	count := 0
	for _, g := range prompts.TestGroups {
		for _, v := range g.Tests {
			seed, _ := hex.DecodeString(v.Seed)
			public, expanded := expand(g.ParameterSet, seed)
			want := right[v.TcID]
			if !strings.EqualFold(hex.EncodeToString(public), want.PK) || !strings.EqualFold(hex.EncodeToString(expanded), want.SK) {
				t.Errorf("%s, case %d", g.ParameterSet, v.TcID)
			}
			count++
		}
	}
	if count < 75 {
		t.Errorf("only %d vectors", count)
	}
}

// TestRFC9881 pins what appendix C.2 prints of the keys of the seed 00 01 … 1f.
func TestRFC9881(t *testing.T) {
	seed := make([]byte, SeedSize)
	for i := range seed {
		seed[i] = byte(i)
	}
	for name, begins := range map[string]string{"ML-DSA-44": "d7b2b47254aae0db45e7930d4a98d2c9", "ML-DSA-65": "48683d91978e31eb3dddb8b0473482d2"} {
		if public := Public(name, seed); hex.EncodeToString(public[:16]) != begins {
			t.Errorf("%s: %x", name, public[:16])
		}
	}
}

// TestNames holds the object identifiers against those of RFC 9881 section 2.
func TestNames(t *testing.T) {
	for name, oid := range map[string]string{
		"ML-DSA-44": "2.16.840.1.101.3.4.3.17", "ML-DSA-65": "2.16.840.1.101.3.4.3.18", "ML-DSA-87": "2.16.840.1.101.3.4.3.19",
	} {
		if OID(name).String() != oid || ByOID(oid) != name {
			t.Errorf("%s: %v, %q", name, OID(name), ByOID(oid))
		}
	}
	if OID("ML-DSA-99") != nil || ByOID("2.16.840.1.101.3.4.3.20") != "" || ByOID("") != "" {
		t.Error("others have names")
	}
}

func BenchmarkPublic(b *testing.B) {
	seed := sha256.Sum256(nil)
	for b.Loop() {
		Public("ML-DSA-87", seed[:])
	}
}

func BenchmarkSign(b *testing.B) {
	s := NewSigner("ML-DSA-87", make([]byte, SeedSize))
	for b.Loop() {
		s.Sign(nil, []byte("message"), nil)
	}
}
