package chain

import (
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"math/big"
	"testing"
	"time"

	"jwkmint/wasm/internal/key"
)

var now = time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)

// made is a CA's certificate with just what the graph looks at.
func made(n int, subject, issuer string, spki string) *key.Certificate {
	return &key.Certificate{
		Raw: fmt.Appendf(nil, "%d", n), SPKI: []byte(spki), IsCA: true,
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour),
		Link: &key.Link{Subject: subject, Issuer: issuer, Version: 3, HasConstraints: true, MaxPath: -1, Signature: []byte{1}, Algorithm: []byte{1}},
	}
}

// shapes are bundles that make naive chain builders slow.
var shapes = map[string]func(n int) []*key.Certificate{
	"one name, many keys": func(n int) []*key.Certificate {
		return list(n, func(i int) *key.Certificate { return made(i, "a", "a", fmt.Sprint(i)) })
	},
	"one name, many keys, other issuer": func(n int) []*key.Certificate {
		return list(n, func(i int) *key.Certificate {
			if i%2 == 0 {
				return made(i, "leaf", "a", fmt.Sprint(i))
			}
			return made(i, "a", "b", fmt.Sprint(i))
		})
	},
	"one name, one key": func(n int) []*key.Certificate {
		return list(n, func(i int) *key.Certificate { return made(i, "a", "a", "k") })
	},
	"renewed again and again": func(n int) []*key.Certificate {
		return list(n, func(i int) *key.Certificate {
			if i%2 == 0 {
				return made(i, "leaf", "a", fmt.Sprint(i))
			}
			return made(i, "a", "root", "k")
		})
	},
	"each by the next": func(n int) []*key.Certificate {
		return list(n, func(i int) *key.Certificate { return made(i, fmt.Sprint(i), fmt.Sprint(i+1), fmt.Sprint(i)) })
	},
	"in a ring": func(n int) []*key.Certificate {
		return list(n, func(i int) *key.Certificate { return made(i, fmt.Sprint(i), fmt.Sprint((i+1)%n), fmt.Sprint(i)) })
	},
	"all by all": func(n int) []*key.Certificate {
		return list(n, func(i int) *key.Certificate {
			c := made(i, fmt.Sprint("ca ", i%30), fmt.Sprint("ca ", (i/30)%30), fmt.Sprint("k", i%30))
			if i%31 == 0 {
				c.Link.Issuer = c.Link.Subject
			}
			return c
		})
	},
	"one key identifier": func(n int) []*key.Certificate {
		return list(n, func(i int) *key.Certificate {
			c := made(i, "a", "a", fmt.Sprint(i))
			c.Link.SubjectKeyID, c.Link.AuthorityKeyID = []byte{1}, []byte{1}
			if i%2 == 0 {
				c.Link.Subject = "leaf"
			}
			return c
		})
	},
}

func list(n int, one func(int) *key.Certificate) []*key.Certificate {
	out := []*key.Certificate{}
	for i := range n {
		out = append(out, one(i))
	}
	return out
}

// TestLinear takes four times as much of each shape: what is looked at must
// not grow by more.
func TestLinear(t *testing.T) {
	for name, shape := range shapes {
		t.Run(name, func(t *testing.T) {
			run := func(n int) int {
				certs := shape(n)
				g := New(certs, now)
				for _, c := range certs {
					g.Of(c)
				}
				g.Issuers(func(*key.Certificate) bool { return false })
				return g.work
			}
			one, four := run(1000), run(4000)
			t.Logf("%d, %d", one, four)
			if four > 5*one || one > 1000*2*maxCandidates+stepsEach*1000*maxMembers {
				t.Errorf("4 times as many took %.1f times as much", float64(four)/float64(one))
			}
		})
	}
}

// TestSignaturesAreBounded gives more signatures than are verified. Those that
// are left go by name and key identifier, and say so.
func TestSignaturesAreBounded(t *testing.T) {
	k, public := newP256(t)
	ca := made(0, "ca", "ca", "k")
	ca.Link.Key = public
	certs := []*key.Certificate{ca}
	const ecdsaSHA256 = "\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02"
	for i := range maxEffort {
		c := made(i+1, fmt.Sprint(i), "ca", fmt.Sprint(i))
		c.Link.Signed, c.Link.Algorithm = big.NewInt(int64(i)).Bytes(), []byte(ecdsaSHA256)
		digest := sha256.Sum256(c.Link.Signed)
		var err error
		if c.Link.Signature, err = k.Sign(rand.Reader, digest[:], crypto.SHA256); err != nil {
			t.Fatal(err)
		}
		certs = append(certs, c)
	}
	g := New(certs, now)
	proven := 0
	for _, c := range certs[1:] {
		chain, warnings := g.Of(c)
		if len(chain) != 2 {
			t.Fatalf("a chain of %d", len(chain))
		}
		switch {
		case len(warnings) == 0:
			proven++
		case warnings[0] != unproven:
			t.Errorf("%v", warnings)
		}
	}
	if want := maxEffort / effort(ca.Link.Key); proven != want {
		t.Errorf("%d signatures were verified, want %d", proven, want)
	}
}

// TestEffort holds what a check is taken to cost against what it does cost.
func TestEffort(t *testing.T) {
	rsa := func(bits uint, e int64) *key.RSA {
		return &key.RSA{N: new(big.Int).Lsh(big.NewInt(1), bits-1), E: big.NewInt(e)}
	}
	for want, m := range map[int]key.Material{
		2: rsa(2048, 65537), 8: rsa(4096, 65537), 1: rsa(2048, 3), 128: rsa(16384, 65537), 192: rsa(16384, 1<<31-1),
		3: &key.EC{Curve: key.P256}, 40: &key.EC{Curve: key.Secp256k1},
	} {
		if got := effort(m); got != want {
			t.Errorf("%s: %d, want %d", key.Title(m), got, want)
		}
	}
}

// TestCandidatesAreBounded has more CAs of one name than are looked at. None
// of them is taken for the issuer then, but that is said.
func TestCandidatesAreBounded(t *testing.T) {
	certs := []*key.Certificate{made(0, "leaf", "ca", "leaf")}
	for i := range maxCandidates + 1 {
		certs = append(certs, made(i+1, "ca", "root", fmt.Sprint(i)))
	}
	chain, warnings := New(certs, now).Of(certs[0])
	if len(chain) != 1 || len(warnings) != 1 || warnings[0] != endings[ambiguous] {
		t.Errorf("a chain of %d, %v", len(chain), warnings)
	}
}

// TestSelfSignedCostLittle: of a bundle of certificates that signed themselves under one
// name, as appliances and tests make them, some are verified.
func TestSelfSignedCostLittle(t *testing.T) {
	g := New(list(1000, func(i int) *key.Certificate {
		c := made(i, "localhost", "localhost", fmt.Sprint(i))
		c.IsCA = false
		c.Link.Key = &key.OKP{Curve: key.Ed25519, X: make([]byte, 32)}
		return c
	}), now)
	if spent := maxEffort - g.effort; spent != maxOwn*effort(&key.OKP{Curve: key.Ed25519}) {
		t.Errorf("%d were spent", spent)
	}
}
