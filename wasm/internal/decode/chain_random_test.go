package decode

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"jwkmint/wasm/internal/key"
)

// TestRandomChains makes small worlds of CAs, few names and few keys, renewed,
// expired, cross-signed and with one another's names, and holds what comes out
// against crypto/x509: it must take every chain, and find no way to a root that
// is valid now where ours found none.
func TestRandomChains(t *testing.T) {
	worlds := 400
	if testing.Short() {
		worlds = 50
	}
	long, rooted := 0, 0
	for seed := range worlds {
		rnd := rand.New(rand.NewPCG(uint64(seed), 1))
		bundle, all := randomWorld(t, rnd)
		result, err := Decode(Input{Data: bundle, Now: worldNow})
		if err != nil {
			t.Fatalf("world %d: %v", seed, err)
		}
		for _, k := range append(result.Keys, result.Issuers...) {
			if len(k.Chain) == 0 {
				continue
			}
			checkAgainstX509(t, seed, k, all)
			if len(k.Chain) > 2 {
				long++
			}
			if isRoot(k.Chain[len(k.Chain)-1]) {
				rooted++
			}
		}
	}
	t.Logf("%d chains of three and more, %d with a root", long, rooted)
	if long < worlds/4 || rooted < worlds {
		t.Error("the worlds are too dull")
	}
}

var worldNow = time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)

type worldCA struct {
	cert   *x509.Certificate
	signer crypto.Signer
}

func randomWorld(t *testing.T, rnd *rand.Rand) (bundle []byte, all []*x509.Certificate) {
	t.Helper()
	keys := make([]ed25519.PrivateKey, 5)
	for i := range keys {
		seed := make([]byte, ed25519.SeedSize)
		for j := range seed {
			seed[j] = byte(rnd.Uint32())
		}
		keys[i] = ed25519.NewKeyFromSeed(seed)
	}
	// A key has one name here: OpenSSL and crypto/x509 differ on what comes
	// first where one name has two keys in a line without key identifiers.
	var cas []worldCA
	issue := func(template *x509.Certificate, public crypto.PublicKey, by *worldCA, self crypto.Signer) *x509.Certificate {
		template.SerialNumber = big.NewInt(int64(len(all) + 1))
		template.NotBefore = worldNow.AddDate(0, 0, -100-rnd.IntN(100))
		template.NotAfter = worldNow.AddDate(1, 0, 0)
		if rnd.IntN(4) == 0 {
			template.NotAfter = worldNow.AddDate(0, 0, -1)
		}
		parent, signer := template, self
		if by != nil {
			parent, signer = by.cert, by.signer
		}
		der, err := x509.CreateCertificate(nil, template, parent, public, signer)
		if err != nil {
			t.Fatal(err)
		}
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, cert)
		return cert
	}
	for range 4 + rnd.IntN(8) {
		i := rnd.IntN(len(keys))
		template := &x509.Certificate{
			Subject: pkix.Name{CommonName: "CA " + strconv.Itoa(i%4)}, // two keys have one name
			IsCA:    rnd.IntN(8) > 0, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
			SubjectKeyId: []byte{byte(i), 1, 2, 3},
		}
		if rnd.IntN(4) == 0 {
			template.MaxPathLen, template.MaxPathLenZero = rnd.IntN(2), true
		}
		if !template.IsCA {
			template.MaxPathLen, template.MaxPathLenZero = 0, false
		}
		var by *worldCA
		if len(cas) > 0 && rnd.IntN(3) > 0 {
			by = &cas[rnd.IntN(len(cas))]
			if by.cert.Subject.CommonName == template.Subject.CommonName {
				by = nil
			}
		}
		cas = append(cas, worldCA{issue(template, keys[i].Public(), by, keys[i]), keys[i]})
	}
	for i := range 1 + rnd.IntN(3) {
		public, _, err := ed25519.GenerateKey(nil)
		if err != nil {
			t.Fatal(err)
		}
		issue(&x509.Certificate{Subject: pkix.Name{CommonName: "leaf " + strconv.Itoa(i)}}, public, &cas[rnd.IntN(len(cas))], nil)
	}
	rnd.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	var b bytes.Buffer
	for _, c := range all {
		if err := pem.Encode(&b, &pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes(), all
}

func isRoot(c *key.Certificate) bool { return c.Link.Issuer == c.Link.Subject }

// checkAgainstX509 asks crypto/x509 for a chain: at a time when all of it is
// valid for ours as it is, and now for any.
func checkAgainstX509(t *testing.T, world int, k *key.Key, all []*x509.Certificate) {
	t.Helper()
	chain := make([]*x509.Certificate, len(k.Chain))
	validNow := true
	for i, c := range k.Chain {
		cert, err := x509.ParseCertificate(c.Raw)
		if err != nil {
			t.Fatal(err)
		}
		chain[i] = cert
		validNow = validNow && !worldNow.After(cert.NotAfter)
	}
	verify := func(leaf *x509.Certificate, roots, between []*x509.Certificate, at time.Time) error {
		options := x509.VerifyOptions{Roots: x509.NewCertPool(), Intermediates: x509.NewCertPool(), CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}
		for _, c := range roots {
			options.Roots.AddCert(c)
		}
		for _, c := range between {
			options.Intermediates.AddCert(c)
		}
		_, err := leaf.Verify(options)
		return err
	}
	last := len(chain) - 1
	if last > 0 {
		if err := verify(chain[0], chain[last:], chain[1:last], worldNow.AddDate(0, 0, -50)); err != nil {
			t.Errorf("world %d: crypto/x509 does not take a chain of %d: %v", world, len(chain), err)
		}
	}
	var roots []*x509.Certificate
	for _, c := range all {
		if bytes.Equal(c.RawIssuer, c.RawSubject) && c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature) == nil {
			roots = append(roots, c)
		}
	}
	if verify(chain[0], roots, all, worldNow) == nil && !(validNow && isRoot(k.Chain[last])) {
		t.Errorf("world %d: there is a chain to a root that is valid now, ours has %d certificates", world, len(chain))
	}
}
