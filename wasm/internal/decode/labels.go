package decode

import (
	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
)

// labelKind is what to do with a PEM block.
type labelKind int

const (
	kindOther      labelKind = iota // decide by what is in it
	kindDERKey                      // DER of a key or of what holds one
	kindOpenSSH                     // OPENSSH PRIVATE KEY
	kindSSH2                        // SSH2 PUBLIC KEY, RFC 4716
	kindECParams                    // EC PARAMETERS
	kindRefused                     // refuse: see refusedLabels
	kindRefusedKey                  // refuse, unless another key is in it
)

// pemLabel is a label with its words apart again.
type pemLabel struct {
	label string
	kind  labelKind
}

// pemLabels are the labels known, squeezed.
var pemLabels = func() map[string]pemLabel {
	table := map[string]pemLabel{
		squeeze("OPENSSH PRIVATE KEY"): {"OPENSSH PRIVATE KEY", kindOpenSSH},
		squeeze("SSH2 PUBLIC KEY"):     {"SSH2 PUBLIC KEY", kindSSH2},
		squeeze("EC PARAMETERS"):       {"EC PARAMETERS", kindECParams},
	}
	for _, label := range []string{
		"PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ANY PRIVATE KEY",
		"PUBLIC KEY", "RSA PUBLIC KEY", "EC PUBLIC KEY",
		"CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE",
		"CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST",
		"PKCS7", "PKCS #7 SIGNED DATA", "CMS", "PKCS12",
		"ED25519 PRIVATE KEY", "ED25519 PUBLIC KEY", "X25519 PRIVATE KEY", "X25519 PUBLIC KEY",
		"ED448 PRIVATE KEY", "ED448 PUBLIC KEY", "X448 PRIVATE KEY", "X448 PUBLIC KEY",
	} {
		table[squeeze(label)] = pemLabel{label, kindDERKey}
	}
	for label := range refusedLabels {
		table[squeeze(label)] = pemLabel{label, kindRefused}
	}
	for _, label := range []string{"DSA PRIVATE KEY", "DSA PUBLIC KEY", "DH PRIVATE KEY", "X9.42 DH PRIVATE KEY"} {
		table[squeeze(label)] = pemLabel{label, kindRefusedKey}
	}
	return table
}()

// The mark after the key's ID lets gpg export a key that is not for
// authentication, as gpg's usual ones are not.
const (
	gpgHint        = "With the key in your keyring, export it for SSH, which can be read here: gpg --export-ssh-key 'KEYID!'"
	gpgAgentHint   = "Its public half can be exported for SSH, which can be read here. KEYID is the one whose keygrip the file is called after (gpg --list-secret-keys --with-keygrip): gpg --export-ssh-key 'KEYID!'"
	gpgPrivateHint = "Its public half can be exported for SSH, which can be read here: gpg --export-ssh-key 'KEYID!'"
)

// labelAge is the label of a file of age in PEM, refused by what is in it.
const labelAge = "AGE ENCRYPTED FILE"

// refusedLabels are the blocks that are refused, those of kindRefused without
// a look inside.
var refusedLabels = map[string]*fault.Error{
	"DSA PRIVATE KEY":                 fault.New(fault.UnsupportedAlgorithm, "DSA: "+der.WhyNotJOSE),
	"DSA PUBLIC KEY":                  fault.New(fault.UnsupportedAlgorithm, "DSA: "+der.WhyNotJOSE),
	"DH PRIVATE KEY":                  fault.New(fault.UnsupportedAlgorithm, "Diffie-Hellman: "+der.WhyNotJOSE),
	"X9.42 DH PRIVATE KEY":            fault.New(fault.UnsupportedAlgorithm, "Diffie-Hellman, X9.42: "+der.WhyNotJOSE),
	"SM2 PRIVATE KEY":                 fault.New(fault.UnsupportedAlgorithm, "SM2: "+der.WhyNational),
	"DH PARAMETERS":                   fault.New(fault.NotAKey, "Diffie-Hellman parameters"),
	"X9.42 DH PARAMETERS":             fault.New(fault.NotAKey, "Diffie-Hellman parameters"),
	"DSA PARAMETERS":                  fault.New(fault.NotAKey, "DSA parameters"),
	"SM2 PARAMETERS":                  fault.New(fault.NotAKey, "SM2 parameters"),
	"PARAMETERS":                      fault.New(fault.NotAKey, "parameters"),
	"X509 CRL":                        fault.New(fault.NotAKey, "a certificate revocation list"),
	"CRL":                             fault.New(fault.NotAKey, "a certificate revocation list"),
	"ATTRIBUTE CERTIFICATE":           fault.New(fault.NotAKey, "an attribute certificate"),
	"OCSP REQUEST":                    fault.New(fault.NotAKey, "an OCSP request"),
	"OCSP RESPONSE":                   fault.New(fault.NotAKey, "an OCSP response"),
	"SSL SESSION PARAMETERS":          fault.New(fault.NotAKey, "a TLS session"),
	"SERVERINFO FOR":                  fault.New(fault.NotAKey, "TLS server information"),
	"SSH SIGNATURE":                   fault.New(fault.NotAKey, "an SSH signature"),
	"OpenVPN Static key V1":           fault.New(fault.NotAKey, "an OpenVPN static key"),
	"OpenVPN tls-crypt-v2 client key": fault.New(fault.NotAKey, "an OpenVPN tls-crypt key"),
	"OpenVPN tls-crypt-v2 server key": fault.New(fault.NotAKey, "an OpenVPN tls-crypt key"),
	labelAge:                          fault.New(fault.UnsupportedFormat, "a file encrypted with age").WithHint(ageFileHint),
	"PGP PUBLIC KEY BLOCK":            fault.New(fault.UnsupportedFormat, "an OpenPGP public key").WithHint(gpgHint),
	"PGP PRIVATE KEY BLOCK":           fault.New(fault.UnsupportedFormat, "an OpenPGP private key").WithHint(gpgPrivateHint),
	"PGP SIGNATURE":                   fault.New(fault.NotAKey, "an OpenPGP signature"),
	"PGP MESSAGE":                     fault.New(fault.NotAKey, "an OpenPGP message"),
	"PGP SIGNED MESSAGE":              fault.New(fault.NotAKey, "an OpenPGP message"),
	"SSH2 ENCRYPTED PRIVATE KEY":      fault.New(fault.UnsupportedFormat, "a private key of SSH.COM").WithHint("Convert it: puttygen FILE -O private-openssh -o key.pem"),
	"TSS2 PRIVATE KEY":                fault.New(fault.UnsupportedFormat, "a key that only its TPM can use").WithHint("Export the public half: openssl pkey -provider tpm2 -in FILE -pubout"),
	"TSS2 KEY BLOB":                   fault.New(fault.UnsupportedFormat, "a key that only its TPM can use").WithHint("Export the public half: openssl pkey -provider tpm2 -in FILE -pubout"),
	"TSS KEY BLOB":                    fault.New(fault.UnsupportedFormat, "a key that only its TPM can use").WithHint("Export the public half with the tools of the TPM."),
	"ENCRYPTED COSIGN PRIVATE KEY":    fault.New(fault.UnsupportedFormat, "a private key of cosign").WithHint("Paste its public half: cosign public-key --key FILE"),
	"ENCRYPTED SIGSTORE PRIVATE KEY":  fault.New(fault.UnsupportedFormat, "a private key of cosign").WithHint("Paste its public half: cosign public-key --key FILE"),
}
