// Package encode writes keys: as JWK, JWK Set and JWE, as PEM and DER, and for OpenSSH.
//
// It writes DER by itself (with cryptobyte) instead of through crypto/x509,
// because a key.Key holds numbers that crypto/rsa and crypto/ecdsa refuse and
// because a file's own CRT values must come out as they went in.
//
// Every function that writes a public form first takes the public half of the
// key (key.Material.Public), so that private numbers are not even in reach of
// the code that writes. A key that cannot be written in the asked form gives
// the fault no_such_form.
package encode

import (
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/ssh"
)

// Form names one way to write a key.
type Form string

// The forms.
const (
	JWK        Form = "jwk"         // public JWK
	JWKS       Form = "jwks"        // public JWK Set
	SPKI       Form = "spki"        // SubjectPublicKeyInfo, PEM "PUBLIC KEY"
	SPKIBase64 Form = "spki_base64" // the same as one line of base64, without BEGIN and END
	// SPKIBase64Wrap has the lines that SPKI has.
	SPKIBase64Wrap Form = "spki_base64_lines"
	PKCS1Public    Form = "pkcs1_public" // PEM "RSA PUBLIC KEY"
	SSH            Form = "ssh"          // OpenSSH public key line
	Certificate    Form = "certificate"  // the certificates that came along, PEM

	JWKPrivate     Form = "jwk_private"
	JWKSPrivate    Form = "jwks_private"
	PKCS8          Form = "pkcs8"           // PEM "PRIVATE KEY"
	PKCS8Base64    Form = "pkcs8_base64"    // the same as one line of base64, without BEGIN and END
	Traditional    Form = "traditional"     // PEM "RSA PRIVATE KEY" or "EC PRIVATE KEY"
	PKCS8Encrypted Form = "pkcs8_encrypted" // PEM "ENCRYPTED PRIVATE KEY"
	JWKEncrypted   Form = "jwk_encrypted"   // JWE with the private JWK, or a JWK Set, in it
	OpenSSHPrivate Form = "openssh_private" // PEM "OPENSSH PRIVATE KEY", not encrypted
)

// All lists the forms, public ones first.
var All = []Form{JWK, JWKS, SPKI, SPKIBase64, SPKIBase64Wrap, PKCS1Public, SSH, Certificate,
	JWKPrivate, JWKSPrivate, PKCS8, PKCS8Base64, Traditional, PKCS8Encrypted, JWKEncrypted, OpenSSHPrivate}

// IsPrivate reports whether the form holds private numbers.
func (f Form) IsPrivate() bool {
	switch f {
	case JWKPrivate, JWKSPrivate, PKCS8, PKCS8Base64, Traditional, PKCS8Encrypted, JWKEncrypted, OpenSSHPrivate:
		return true
	}
	return false
}

// IsBase64 reports whether the form is base64 without BEGIN and END.
func (f Form) IsBase64() bool { return f == SPKIBase64 || f == SPKIBase64Wrap || f == PKCS8Base64 }

// NeedsPassphrase reports whether the form is encrypted.
func (f Form) NeedsPassphrase() bool { return f == PKCS8Encrypted || f == JWKEncrypted }

// IsJWK reports whether the form is JSON: a JWK or a JWK Set.
func (f Form) IsJWK() bool {
	switch f {
	case JWK, JWKS, JWKPrivate, JWKSPrivate:
		return true
	}
	return false
}

// IsSet reports whether the form is a JWK Set, even if that has one key.
func (f Form) IsSet() bool { return f == JWKS || f == JWKSPrivate }

// Has reports whether k can be written in form f.
func Has(k *key.Key, f Form) bool {
	m := k.Material
	kty := m.Kty()
	if f.IsPrivate() && !m.IsPrivate() {
		return false
	}
	switch f {
	case JWKPrivate, JWKSPrivate, JWKEncrypted:
		return true
	case JWK, JWKS, SPKI, SPKIBase64, SPKIBase64Wrap, PKCS8, PKCS8Base64, PKCS8Encrypted:
		return kty != key.KtyOct
	case PKCS1Public:
		return kty == key.KtyRSA
	case Traditional:
		return kty == key.KtyRSA || kty == key.KtyEC
	case SSH:
		return hasSSH(m)
	case OpenSSHPrivate:
		rsa, ok := m.(*key.RSA)
		return hasSSH(m) && (!ok || len(rsa.Others) == 0) // OpenSSH knows two primes
	case Certificate:
		return len(k.Chain) > 0
	}
	return false
}

// Forms lists what k can be written as, private forms included, in the
// order of All.
func Forms(k *key.Key) []Form {
	forms := make([]Form, 0, len(All))
	for _, f := range All {
		if Has(k, f) {
			forms = append(forms, f)
		}
	}
	return forms
}

func hasSSH(m key.Material) bool { return ssh.Type(m) != "" }

func noSuchForm() error { return fault.New(fault.NoSuchForm, "") }
