package e2e

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// TestFamilies gives one file of every family to the page, by the way that
// fits it, and types its passphrase where it has one.
func TestFamilies(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, c := range []struct{ name, by string }{
		{"openssh/rsa.key", "paste"},
		{"openssh/p521.key", "drop"},
		{"openssh/ed-aes256-ctr.key", "paste"},
		{"openssh/ed-chacha20-poly1305.key", "choose"},
		{"dek/rsa-aes-128-cbc.pem", "paste"},
		{"dek/ec-des-ede3-cbc.pem", "paste"},
		{"pbes/default.pem", "paste"},
		{"pbes/scrypt.pem", "paste"},
		{"unlock/windows-1252-pbes2.pem", "paste"},
		{"unlock/windows-1252-3.ppk", "choose"},
		{"unlock/reported-p12-passphrase-latin1.p12", "choose"},
		{"unlock/reported-ct-emptypw.p8", "paste"},
		{"pbes/pbe-SHA1-3DES.pem", "choose"},
		{"pbes/binary.der", "drop"},
		{"pkcs12/default.p12", "choose"},
		{"pkcs12/legacy.p12", "choose"},
		{"pkcs12/chain.p12", "drop"},
		{"pkcs12/pbmac1-sha256.p12", "choose"},
		{"ppk/v3-rsa.ppk", "paste"},
		{"ppk/v3-ed25519-encrypted.ppk", "choose"},
		{"ppk/v2-p256-encrypted.ppk", "paste"},
		{"der/joined.der", "drop"},
		{"xml/private.xml", "paste"},
		{"sshpub/ed.pub", "paste"},
		{"sshpub/rsa-rfc4716.pub", "paste"},
		{"sshpub/authorized_keys", "choose"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p.as(t)
			content, want := readVector(t, c.name)
			if len(want.Keys) == 0 {
				t.Fatal("this vector is to have keys")
			}
			p.give(c.by, c.name, content)
			if want.Passphrase != nil {
				p.unlock(*want.Passphrase)
			}
			checkFamily(t, p, want)
			p.click("clear")
			p.waitReady()
			p.idle()
		})
	}
}

// checkFamily holds the public and the private keys that are shown against
// those of the vector.
func checkFamily(t *testing.T, p *tab, want vector) {
	t.Helper()
	p.waitOutput(want.Keys[0].Thumbprint)
	p.idle()
	var prints, digests []string
	for _, k := range want.Keys {
		if !slices.Contains(prints, k.Thumbprint) {
			prints = append(prints, k.Thumbprint)
		}
		if k.Private != "" && !slices.Contains(digests, k.Private) {
			digests = append(digests, k.Private)
		}
	}
	var got []string
	for _, jwk := range keysOf(t, p.form("jwks")) {
		if jwk["d"] != nil {
			t.Error("a private number in the public set")
		}
		got = append(got, thumbprint(t, jwk))
	}
	if !slices.Equal(got, prints) {
		t.Errorf("keys %v, want %v", got, prints)
	}
	if len(digests) == 0 {
		return
	}
	p.set("include-private", "true")
	got = nil
	for _, jwk := range keysOf(t, p.form("jwks_private")) {
		got = append(got, privateDigest(t, jwk))
	}
	if !slices.Equal(got, digests) {
		t.Errorf("private keys %v, want %v", got, digests)
	}
	p.set("include-private", "false")
	p.idle()
}

// privateDigest is that of the vectors: SHA-256 of the key's own members,
// sorted, without white space.
func privateDigest(t *testing.T, jwk map[string]any) string {
	t.Helper()
	own := map[string]any{}
	for _, name := range strings.Fields("crv d dp dq e k kty n oth p q qi x y") {
		if value, ok := jwk[name]; ok {
			own[name] = value
		}
	}
	b, err := json.Marshal(own)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(b)
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
