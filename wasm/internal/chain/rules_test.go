package chain

import (
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"math/big"
	"strings"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
	"jwkmint/wasm/internal/secp256k1"
	"jwkmint/wasm/testkit"
)

// TestMayIssue: who may issue certificates, as X509_check_ca of OpenSSL has it.
func TestMayIssue(t *testing.T) {
	for name, c := range map[string]struct {
		link key.Link
		ca   bool
		want bool
	}{
		"a CA":                                  {key.Link{HasConstraints: true, Version: 3}, true, true},
		"no CA":                                 {key.Link{HasConstraints: true, Version: 3}, false, false},
		"a CA that may sign":                    {key.Link{HasConstraints: true, HasUsage: true, SignsCerts: true}, true, true},
		"a CA that may not sign":                {key.Link{HasConstraints: true, HasUsage: true}, true, false},
		"no CA that may sign":                   {key.Link{HasConstraints: true, HasUsage: true, SignsCerts: true}, false, false},
		"a root of version 1":                   {key.Link{Version: 1, Subject: "a", Issuer: "a"}, false, true},
		"a root of version 3":                   {key.Link{Version: 3, Subject: "a", Issuer: "a"}, false, false},
		"a root of version 3 that may sign":     {key.Link{Version: 3, Subject: "a", Issuer: "a", HasUsage: true, SignsCerts: true}, false, true},
		"one of version 1 of another":           {key.Link{Version: 1, Subject: "a", Issuer: "b"}, false, false},
		"one of version 3 of another, may sign": {key.Link{Version: 3, Subject: "a", Issuer: "b", HasUsage: true, SignsCerts: true}, false, false},
		"a root that names another key":         {key.Link{Version: 1, Subject: "a", Issuer: "a", SubjectKeyID: []byte{1}, AuthorityKeyID: []byte{2}}, false, false},
		"a root that names its key":             {key.Link{Version: 1, Subject: "a", Issuer: "a", SubjectKeyID: []byte{1}, AuthorityKeyID: []byte{1}}, false, true},
		"a root that names the issuer's alone":  {key.Link{Version: 1, Subject: "a", Issuer: "a", AuthorityKeyID: []byte{1}}, false, true},
	} {
		if got := mayIssue(&key.Certificate{Link: &c.link, IsCA: c.ca}); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestWays takes another way where the one that ranks first ends early: after a path
// length, or in a circle.
func TestWays(t *testing.T) {
	for name, c := range map[string]struct {
		certs [][3]string // name, subject, issuer
		path  map[string]int
		want  string
	}{
		"a root that allows none between": {
			[][3]string{{"leaf", "leaf/e", "ca/k"}, {"a", "ca/k", "r1/r"}, {"r1", "r1/r", "r1/r"}, {"b", "ca/k", "m/m"}, {"m", "m/m", "r2/s"}, {"r2", "r2/s", "r2/s"}},
			map[string]int{"r1": 0}, "leaf b m r2",
		},
		"a root that allows one between": {
			[][3]string{{"leaf", "leaf/e", "ca/k"}, {"a", "ca/k", "r1/r"}, {"r1", "r1/r", "r1/r"}, {"b", "ca/k", "m/m"}, {"m", "m/m", "r2/s"}, {"r2", "r2/s", "r2/s"}},
			map[string]int{"r1": 1}, "leaf a r1",
		},
		"no root at all": {
			[][3]string{{"leaf", "leaf/e", "ca/k"}, {"a", "ca/k", "x/x"}, {"b", "x/x", "ca/k"}}, nil, "leaf a b",
		},
	} {
		w := world{names: map[*key.Certificate]string{}}
		for _, cert := range c.certs {
			w.add(cert[0], cert[1], cert[2], func(made *key.Certificate) {
				made.IsCA = cert[0] != "leaf"
				if n, ok := c.path[cert[0]]; ok {
					made.Link.MaxPath = n
				}
			})
		}
		chain, _ := New(w.certs, now).Of(w.certs[0])
		var names []string
		for _, c := range chain {
			names = append(names, w.names[c])
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestLongest: a chain of ten is whole, and one of eleven is cut and says so.
func TestLongest(t *testing.T) {
	for n, want := range map[int]string{maxLength: "", maxLength + 1: tooLong.Code} {
		w := world{names: map[*key.Certificate]string{}}
		for i := range n {
			issuer := string(rune('a' + min(i+1, n-1)))
			w.add("", string(rune('a'+i))+"/"+string(rune('a'+i)), issuer+"/"+issuer, nil)
		}
		chain, warnings := New(w.certs, now).Of(w.certs[0])
		said := ""
		for _, w := range warnings {
			said += w.Code
		}
		if len(chain) != maxLength || said != want {
			t.Errorf("of %d: a chain of %d, %q", n, len(chain), said)
		}
	}
}

// TestSignerBesideOpen: one that is no CA and did sign is there for the other, if
// nothing else can be its issuer; a CA whose key cannot be read goes before.
func TestSignerBesideOpen(t *testing.T) {
	issuers := func(unread bool) (names string, codes string) {
		w := world{names: map[*key.Certificate]string{}}
		w.add("leaf", "leaf/e", "ca/k", leaf)
		if unread {
			w.add("open", "ca/o", "root/r", func(c *key.Certificate) { c.Link.Key = nil })
			w.certs[1].Link.Key = nil
		}
		w.add("none", "ca/k", "root/r", leaf)
		g := New(w.certs, now)
		for _, c := range g.Issuers(func(*key.Certificate) bool { return false }) {
			names += w.names[c] + " "
		}
		_, warnings := g.Of(w.certs[0])
		for _, w := range warnings {
			codes += w.Code + " "
		}
		return names, codes
	}
	if names, codes := issuers(false); names != "none " || codes != "chain_not_ca " {
		t.Errorf("alone: %q, %q", names, codes)
	}
	if names, codes := issuers(true); names != "open " || codes != "chain_unproven " {
		t.Errorf("beside one that cannot be read: %q, %q", names, codes)
	}
}

// TestOthersSignatures: those of ML-DSA and secp256k1, which the standard library does
// not verify.
func TestOthersSignatures(t *testing.T) {
	message := []byte("message")
	for _, name := range mldsa.Names {
		seed := make([]byte, mldsa.SeedSize)
		signer := mldsa.NewSigner(name, seed)
		signature, err := signer.Sign(rand.Reader, message, crypto.Hash(0))
		if err != nil {
			t.Fatal(err)
		}
		public := mldsa.Public(name, seed)
		algorithm := func(name string) []byte {
			b := cryptobyte.NewBuilder(nil)
			b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(mldsa.OID(name)) })
			return b.BytesOrPanic()
		}
		for _, other := range mldsa.Names {
			s := newSigned(&key.Link{Signed: message, Signature: signature, Algorithm: algorithm(other)})
			want := wrong
			if other == name {
				want = right
			}
			if got := s.by(&key.OKP{Curve: name, X: public}); got != want {
				t.Errorf("%s as %s: %d", name, other, got)
			}
			if got := s.by(&key.OKP{Curve: key.Ed25519, X: make([]byte, 32)}); got != wrong {
				t.Errorf("%s by Ed25519: %d", other, got)
			}
		}
	}

	// A key and signatures of OpenSSL are among the vectors; here are the bounds.
	d := make([]byte, 32)
	d[31] = 5
	k := &key.EC{Curve: key.Secp256k1, D: d}
	point, err := key.ECPoint(key.Secp256k1, d)
	if err != nil {
		t.Fatal(err)
	}
	k.X, k.Y = point[1:33], point[33:]
	short := sha256.Sum224(message)
	padded := make([]byte, 32)
	copy(padded[4:], short[:])
	long := sha512.Sum384(message)
	for oid, digest := range map[string][]byte{"2a8648ce3d040301": padded, "2a8648ce3d040303": long[:32]} {
		r, sn, ok := secp256k1.Sign(d, digest)
		if !ok {
			t.Fatal("no signature")
		}
		pair := func(r, s *big.Int, more ...byte) []byte {
			b := cryptobyte.NewBuilder(nil)
			b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1BigInt(r)
				b.AddASN1BigInt(s)
				b.AddBytes(more)
			})
			return b.BytesOrPanic()
		}
		rn, s := new(big.Int).SetBytes(r), new(big.Int).SetBytes(sn)
		huge := new(big.Int).Lsh(big.NewInt(1), 256)
		good := pair(rn, s)
		for name, c := range map[string]struct {
			signature []byte
			want      verdict
		}{
			"right":          {good, right},
			"r negative":     {pair(new(big.Int).Neg(rn), s), wrong},
			"r zero":         {pair(new(big.Int), s), wrong},
			"s zero":         {pair(rn, new(big.Int)), wrong},
			"r too long":     {pair(huge, s), wrong},
			"s too long":     {pair(rn, huge), wrong},
			"s negative":     {pair(rn, new(big.Int).Neg(s)), wrong},
			"more inside":    {pair(rn, s, 5, 0), wrong},
			"more behind":    {append(good[:len(good):len(good)], 0), wrong},
			"r alone":        {[]byte("\x30\x03\x02\x01\x01"), wrong},
			"nothing":        {nil, wrong},
			"another digest": {pair(s, rn), wrong},
		} {
			s := newSigned(&key.Link{Signed: message, Signature: c.signature, Algorithm: testkit.Hex(t, "300a0608"+oid)})
			if got := s.by(k); got != c.want {
				t.Errorf("%s, %s: %d", oid, name, got)
			}
		}
	}
}
