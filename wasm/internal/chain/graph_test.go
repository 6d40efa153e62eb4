package chain

import (
	"crypto/ed25519"
	"fmt"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// world makes certificates that are signed in earnest, by Ed25519 keys that go
// by their names.
type world struct {
	certs []*key.Certificate
	names map[*key.Certificate]string
}

// add makes a certificate for a key, by another: "ca/k1" is the subject ca
// with the key k1.
func (w *world) add(name, subject, issuer string, change func(*key.Certificate)) {
	subjectName, subjectKey, _ := strings.Cut(subject, "/")
	issuerName, issuerKey, _ := strings.Cut(issuer, "/")
	c := made(len(w.certs), subjectName, issuerName, subjectKey)
	c.Link.Key = &key.OKP{Curve: key.Ed25519, X: private(subjectKey).Public().(ed25519.PublicKey)}
	c.Link.Algorithm = []byte("\x30\x05\x06\x03\x2b\x65\x70")
	c.Link.Signed = fmt.Appendf(nil, "%s %d", name, len(w.certs))
	if change != nil {
		change(c)
	}
	c.Link.Signature = ed25519.Sign(private(issuerKey), c.Link.Signed)
	w.certs = append(w.certs, c)
	w.names[c] = name
}

func private(name string) ed25519.PrivateKey {
	seed := make([]byte, ed25519.SeedSize)
	copy(seed, name)
	return ed25519.NewKeyFromSeed(seed)
}

func expired(c *key.Certificate) {
	c.NotBefore, c.NotAfter = now.AddDate(-2, 0, 0), now.AddDate(-1, 0, 0)
}
func older(c *key.Certificate)  { c.NotBefore = c.NotBefore.Add(-time.Hour) }
func future(c *key.Certificate) { c.NotBefore = now.Add(time.Minute) }
func leaf(c *key.Certificate)   { c.IsCA = false }
func path(n int) func(*key.Certificate) {
	return func(c *key.Certificate) { c.Link.MaxPath = n }
}

// TestChoice is which of several ways a chain takes.
func TestChoice(t *testing.T) {
	type cert struct {
		name, subject, issuer string
		change                func(*key.Certificate)
	}
	end := cert{"leaf", "leaf/e", "ca/k", leaf}
	for name, c := range map[string]struct {
		certs []cert
		want  string
	}{
		"the valid one, though a root is expired": {
			[]cert{end, {"root", "ca/k", "ca/k", expired}, {"cross", "ca/k", "away/a", nil}}, "leaf cross",
		},
		"to a root, though the other way is newer": {
			[]cert{end, {"old", "ca/k", "root/r", older}, {"new", "ca/k", "away/a", nil}, {"root", "root/r", "root/r", nil}}, "leaf old root",
		},
		"to an expired root rather than to none": {
			[]cert{end, {"away", "ca/k", "away/a", nil}, {"here", "ca/k", "root/r", nil}, {"root", "root/r", "root/r", expired}}, "leaf here root",
		},
		"to the root valid now": {
			[]cert{end, {"a", "ca/k", "ra/a", nil}, {"b", "ca/k", "rb/b", nil}, {"ra", "ra/a", "ra/a", expired}, {"rb", "rb/b", "rb/b", nil}}, "leaf b rb",
		},
		"valid, when no way leads to a root": {
			[]cert{end, {"old", "ca/k", "away/a", expired}, {"new", "ca/k", "away/a", older}}, "leaf new",
		},
		"not one of the future": {
			[]cert{end, {"new", "ca/k", "ca/k", future}, {"old", "ca/k", "ca/k", older}}, "leaf old",
		},
		"the shorter one": {
			[]cert{end, {"long", "ca/k", "m/m", nil}, {"m", "m/m", "root/r", nil}, {"root", "root/r", "root/r", nil}, {"short", "ca/k", "root/r", older}}, "leaf short root",
		},
		"the shorter one, when all roots are expired": {
			[]cert{end, {"long", "ca/k", "m/m", nil}, {"m", "m/m", "root/r", nil}, {"root", "root/r", "root/r", expired}, {"short", "ca/k", "root/r", older}}, "leaf short root",
		},
		"the shorter of two valid ways": {
			[]cert{end, {"a", "ca/k", "ra/a", nil}, {"ra", "ra/a", "ra/a", expired}, {"ra2", "ra/a", "rc/c", nil}, {"rc", "rc/c", "rc/c", nil},
				{"b", "ca/k", "rb/b", older}, {"rb", "rb/b", "rb/b", nil}}, "leaf b rb",
		},
		"the key identifier, of two certificates of one key": {
			[]cert{{"leaf", "leaf/e", "ca/k", func(c *key.Certificate) { leaf(c); c.Link.AuthorityKeyID = []byte("one") }},
				{"new", "ca/k", "ca/k", func(c *key.Certificate) { c.Link.SubjectKeyID = []byte("two") }},
				{"old", "ca/k", "ca/k", func(c *key.Certificate) { c.Link.SubjectKeyID = []byte("one"); older(c) }}}, "leaf old",
		},
		"the newer one": {
			[]cert{end, {"old", "ca/k", "ca/k", older}, {"new", "ca/k", "ca/k", nil}}, "leaf new",
		},
		"the first of equals": {
			[]cert{end, {"one", "ca/k", "ca/k", nil}, {"two", "ca/k", "ca/k", nil}}, "leaf one",
		},
		"a self-issued CA counts for no path length": {
			[]cert{end, {"new", "ca/k", "ca/r", func(c *key.Certificate) {
				c.Link.SubjectKeyID, c.Link.AuthorityKeyID = []byte("k"), []byte("r")
			}}, {"root", "ca/r", "ca/r", func(c *key.Certificate) {
				c.Link.SubjectKeyID, c.Link.MaxPath = []byte("r"), 0
			}}}, "leaf new root",
		},
		"round about, where the short way is too long": {
			[]cert{end, {"m", "ca/k", "top/t", nil}, {"t0", "top/t", "root/r", path(0)}, {"t1", "top/t", "m/m", path(1)}, {"m2", "m/m", "root/r", nil}, {"root", "root/r", "root/r", nil}},
			"leaf m t1 m2 root",
		},
		"the issuer that the certificate names": {
			[]cert{{"leaf", "leaf/e", "ca/k", func(c *key.Certificate) { leaf(c); c.Link.AuthorityIssuer = "rb" }},
				{"a", "ca/k", "ra/a", nil}, {"b", "ca/k", "rb/b", older}}, "leaf b",
		},
		"one that signed, but is no CA": {
			[]cert{end, {"ca", "ca/k", "root/r", leaf}, {"root", "root/r", "root/r", nil}}, "leaf",
		},
		"the CA that signed, not one of its name": {
			[]cert{end, {"other", "ca/o", "ca/o", nil}, {"ca", "ca/k", "ca/k", nil}}, "leaf ca",
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := world{names: map[*key.Certificate]string{}}
			for _, c := range c.certs {
				w.add(c.name, c.subject, c.issuer, c.change)
			}
			chain, warnings := New(w.certs, now).Of(w.certs[0])
			var names []string
			for _, c := range chain {
				names = append(names, w.names[c])
			}
			if got := strings.Join(names, " "); got != c.want {
				t.Errorf("%s, want %s (%v)", got, c.want, warnings)
			}
		})
	}
}

// TestManyWays has thirty CAs that all certified one another, and a root that
// path lengths keep out of reach: all ways would be more than can be tried.
func TestManyWays(t *testing.T) {
	w := world{names: map[*key.Certificate]string{}}
	w.add("leaf", "leaf/e", "0/0", leaf)
	const n = 12
	for i := range n {
		for j := range n {
			if i != j {
				w.add("", fmt.Sprintf("%d/%d", i, i), fmt.Sprintf("%d/%d", j, j), nil)
			}
		}
		w.add("", fmt.Sprintf("%d/%d", i, i), "root/r", nil)
	}
	w.add("root", "root/r", "root/r", path(0))
	g := New(w.certs, now)
	took := testkit.ProcessorTime(func() {
		for _, c := range w.certs {
			g.Of(c)
		}
	})
	if took > time.Second {
		t.Errorf("took %v", took)
	}
}

// TestIssuers is which certificates are there for others.
func TestIssuers(t *testing.T) {
	for name, c := range map[string]struct {
		certs [][3]string // name, subject, issuer
		own   string
		want  string
	}{
		"chain":                 {[][3]string{{"leaf", "leaf/e", "m/m"}, {"m", "m/m", "r/r"}, {"r", "r/r", "r/r"}}, "", "m r"},
		"with the CA's own key": {[][3]string{{"leaf", "leaf/e", "m/m"}, {"m", "m/m", "r/r"}, {"r", "r/r", "r/r"}}, "m", "r"},
		"a lone root":           {[][3]string{{"r", "r/r", "r/r"}}, "", ""},
		"a root renewed":        {[][3]string{{"r", "r/r", "r/r"}, {"r2", "r/r", "r/r"}}, "", ""},
		"cross-signed alone":    {[][3]string{{"a", "a/a", "b/b"}, {"b", "b/b", "a/a"}}, "", ""},
		"cross-signed in use":   {[][3]string{{"a", "a/a", "b/b"}, {"b", "b/b", "a/a"}, {"leaf", "leaf/e", "a/a"}}, "", "a b"},
		"cross-signed, one's own key": {
			[][3]string{{"a", "a/a", "b/b"}, {"b", "b/b", "a/a"}}, "a", "b",
		},
		"both certificates of a CA": {[][3]string{{"leaf", "leaf/e", "m/m"}, {"m", "m/m", "r/r"}, {"m2", "m/m", "r/r"}}, "", "m m2"},
		"unrelated":                 {[][3]string{{"a", "a/a", "r/r"}, {"b", "b/b", "s/s"}}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := world{names: map[*key.Certificate]string{}}
			for _, c := range c.certs {
				w.add(c[0], c[1], c[2], nil)
			}
			var got []string
			for _, c1 := range New(w.certs, now).Issuers(func(x *key.Certificate) bool { return c.own != "" && w.names[x] == c.own }) {
				got = append(got, w.names[c1])
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%v, want %s", got, c.want)
			}
		})
	}
}

// TestEndings is why a chain ends where it does.
func TestEndings(t *testing.T) {
	named := func(subject, authority string) func(*key.Certificate) {
		return func(c *key.Certificate) {
			c.Link.SubjectKeyID, c.Link.AuthorityKeyID = []byte(subject), []byte(authority)
		}
	}
	type cert struct {
		subject, issuer string
		change          func(*key.Certificate)
	}
	end := cert{"leaf/e", "ca/k", leaf}
	for name, c := range map[string]struct {
		certs []cert
		want  string
	}{
		"nobody of that name":                               {[]cert{end, {"other/k", "other/k", nil}}, ""},
		"the issuer of its own name is not there":           {[]cert{{"ca/c", "ca/k", named("c", "k")}}, ""},
		"a CA of that name that did not sign":               {[]cert{end, {"ca/o", "ca/o", nil}}, "chain_other_issuer"},
		"one of that name that is no CA":                    {[]cert{end, {"ca/o", "root/r", leaf}}, "chain_not_ca"},
		"one that signed and is no CA":                      {[]cert{end, {"ca/k", "root/r", leaf}}, "chain_not_ca"},
		"one of that name that is no CA and cannot be read": {[]cert{end, {"ca/o", "root/r", func(c *key.Certificate) { c.IsCA, c.Link.Key = false, nil }}}, "chain_not_ca"},
		"self-named, and its own key is named":              {[]cert{{"ca/c", "ca/k", named("c", "")}, {"ca/k", "ca/k", nil}}, "chain_self_named"},
		"self-named, and its issuer's is":                   {[]cert{{"ca/c", "ca/k", named("", "k")}, {"ca/k", "ca/k", nil}}, "chain_self_named"},
		"self-signed, as both identifiers say":              {[]cert{{"ca/c", "ca/k", named("c", "c")}, {"ca/k", "ca/k", nil}}, "certificate_unsound"},
		"self-named":                                        {[]cert{{"ca/c", "ca/k", nil}, {"ca/k", "ca/k", nil}}, "chain_self_named"},
	} {
		w := world{names: map[*key.Certificate]string{}}
		for _, c := range c.certs {
			w.add(c.subject, c.subject, c.issuer, c.change)
		}
		chain, warnings := New(w.certs, now).Of(w.certs[0])
		var codes []string
		for _, w := range warnings {
			codes = append(codes, w.Code)
		}
		if got := strings.Join(codes, " "); got != c.want || len(chain) != 1 {
			t.Errorf("%s: %q and a chain of %d, want %q", name, got, len(chain), c.want)
		}
	}
}

// TestCAsFirst: certificates with the name of a CA that are no CA's do not keep
// it from being looked at, however many they are.
func TestCAsFirst(t *testing.T) {
	w := world{names: map[*key.Certificate]string{}}
	w.add("leaf", "leaf/e", "ca/k", leaf)
	for i := range maxCandidates + 1 {
		w.add("", fmt.Sprintf("ca/%d", i), "root/r", leaf)
	}
	w.add("ca", "ca/k", "ca/k", nil)
	if chain, warnings := New(w.certs, now).Of(w.certs[0]); len(chain) != 2 || w.names[chain[1]] != "ca" || len(warnings) > 0 {
		t.Errorf("a chain of %d, %v", len(chain), warnings)
	}
}
