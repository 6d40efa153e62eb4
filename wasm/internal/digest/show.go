package digest

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"

	"jwkmint/wasm/internal/key"
)

// Row is one digest to show, finished.
type Row struct {
	// Certificate is the number in the chain of the certificate that it is of,
	// from 1; 0 for the key.
	Certificate int
	Name        string
	Value       string
	// Where are the systems that show it or ask for it; "" for none in particular.
	Where string
}

// Show lists the digests of a key and of the certificates in its chain, those
// of the key first. A secret has only its thumbprints: any other digest of it
// would help who guesses it.
func Show(k *key.Key) []Row {
	f := formsOf(k)
	var rows []Row
	add := func(certificate int, name, value, where string) {
		rows = append(rows, Row{certificate, name, value, where})
	}
	thumbprint := sum(sha256.Size, f.jwk)
	add(0, "JWK thumbprint", base64.RawURLEncoding.EncodeToString(thumbprint), "RFC 7638: the usual key ID")
	add(0, "JWK thumbprint, hexadecimal", hex.EncodeToString(thumbprint), "")
	add(0, "JWK thumbprint URI", ThumbprintURI(thumbprint), "RFC 9278: OpenID Connect, client IDs of wallets")
	if f.spki == nil {
		return rows
	}
	spki := sum(sha256.Size, f.spki)
	add(0, "SHA-256 of the public key (SPKI), base64", "SHA256:"+base64.StdEncoding.EncodeToString(spki), "GitHub Apps and Snowflake show this")
	add(0, "SHA-256 of the public key (SPKI), base64url", base64.RawURLEncoding.EncodeToString(spki), "the key ID of Kubernetes and Keycloak")
	add(0, "SHA-256 of the public key (SPKI), hexadecimal", hex.EncodeToString(spki), "openssl pkey -pubin -outform DER | openssl sha256")
	add(0, "SHA-1 of the public key (SPKI)", hex.EncodeToString(sum(sha1.Size, f.spki)), "")
	add(0, "MD5 of the public key (SPKI)", colons(sum(16, f.spki), false), "Oracle Cloud shows this, and AWS of a key that was imported")
	if f.blob != nil {
		add(0, "OpenSSH fingerprint, SHA-256", "SHA256:"+base64.RawStdEncoding.EncodeToString(sum(sha256.Size, f.blob)), "ssh-keygen -l, GitHub and GitLab show this")
		add(0, "OpenSSH fingerprint, MD5", "MD5:"+colons(sum(16, f.blob), false), "ssh-keygen -l -E md5")
	}
	add(0, "Subject key identifier", colons(sum(sha1.Size, f.bits), true), "RFC 5280, method 1: in the certificates of most CAs")
	for i, c := range k.Chain {
		number := i + 1
		s1, s256 := sum(sha1.Size, c.Raw), sum(sha256.Size, c.Raw)
		add(number, "x5t", base64.RawURLEncoding.EncodeToString(s1), "in the header of tokens for Entra ID")
		add(number, "x5t#S256", base64.RawURLEncoding.EncodeToString(s256), "in the header of tokens, and as cnf of certificate-bound ones")
		add(number, "SHA-1, hexadecimal", strings.ToUpper(hex.EncodeToString(s1)), "Entra ID, Azure and Windows show this as the thumbprint")
		add(number, "SHA-1 with colons", colons(s1, true), "openssl x509 -fingerprint, keytool -list")
		add(number, "SHA-1, base64", base64.StdEncoding.EncodeToString(s1), "Entra ID's customKeyIdentifier")
		add(number, "SHA-256, hexadecimal", hex.EncodeToString(s256), "")
		add(number, "SHA-256 with colons", colons(s256, true), "openssl x509 -fingerprint -sha256, keytool -list, browsers")
		if c.Link != nil && len(c.Link.SubjectKeyID) > 0 {
			add(number, "Subject key identifier", colons(c.Link.SubjectKeyID, true), "as it stands in the certificate")
		}
	}
	return rows
}

// ThumbprintURI is the URI of RFC 9278 for a SHA-256 thumbprint.
func ThumbprintURI(thumbprint []byte) string {
	return "urn:ietf:params:oauth:jwk-thumbprint:sha-256:" + base64.RawURLEncoding.EncodeToString(thumbprint)
}

// colons is hexadecimal with colons between the bytes.
func colons(b []byte, upper bool) string {
	digits := hex.EncodeToString(b)
	if upper {
		digits = strings.ToUpper(digits)
	}
	parts := make([]string, len(b))
	for i := range parts {
		parts[i] = digits[2*i : 2*i+2]
	}
	return strings.Join(parts, ":")
}
