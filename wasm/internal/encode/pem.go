package encode

import (
	"encoding/base64"
	"encoding/pem"
	"strings"

	"jwkmint/wasm/internal/key"
)

// PEM labels (RFC 7468, and for "traditional" keys OpenSSL's own).
const (
	labelPublic      = "PUBLIC KEY"
	labelRSAPublic   = "RSA PUBLIC KEY"
	labelPrivate     = "PRIVATE KEY"
	labelEncrypted   = "ENCRYPTED PRIVATE KEY"
	labelRSAPrivate  = "RSA PRIVATE KEY"
	labelECPrivate   = "EC PRIVATE KEY"
	labelCertificate = "CERTIFICATE"
)

func toPEM(label string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))
}

// betweenLines is a PEM block without its BEGIN and END lines.
func betweenLines(text string) string {
	_, text, _ = strings.Cut(text, "\n")
	text, _, _ = strings.Cut(text, "-----END")
	return text
}

// PEM writes k in one of the PEM forms of standard DER: SPKI, PKCS1Public,
// Certificate, PKCS8 or Traditional. The text ends with one newline. SPKIBase64
// and PKCS8Base64 are what stands between the lines of SPKI and PKCS8, on one,
// without a newline, and SPKIBase64Wrap has the lines. For
// PKCS8Encrypted see Sealer, for OpenSSHPrivate see OpenSSH.
func PEM(k *key.Key, f Form) (string, error) {
	switch f {
	case SPKIBase64:
		der, err := DER(k, SPKI)
		return base64.StdEncoding.EncodeToString(der), err
	case PKCS8Base64:
		der, err := DER(k, PKCS8)
		return base64.StdEncoding.EncodeToString(der), err
	case SPKIBase64Wrap:
		text, err := PEM(k, SPKI)
		return betweenLines(text), err
	case Certificate:
	default:
		der, err := DER(k, f)
		if err != nil {
			return "", err
		}
		return toPEM(label(k, f), der), nil
	}
	if !Has(k, f) {
		return "", noSuchForm()
	}
	var b strings.Builder
	for _, c := range k.Chain {
		b.WriteString(toPEM(labelCertificate, c.Raw))
	}
	return b.String(), nil
}

// DER writes k as what its PEM form holds: SPKI, PKCS1Public, PKCS8 or
// Traditional.
func DER(k *key.Key, f Form) ([]byte, error) {
	if !Has(k, f) {
		return nil, noSuchForm()
	}
	switch f {
	case SPKI:
		return spkiDER(k.Material.Public())
	case PKCS1Public:
		return pkcs1PublicDER(k.Material.Public())
	case PKCS8:
		return pkcs8DER(k.Material)
	case Traditional:
		return traditionalDER(k.Material)
	}
	return nil, noSuchForm()
}

// label is what stands in the BEGIN and END lines of a form that DER writes.
func label(k *key.Key, f Form) string {
	switch {
	case f == SPKI:
		return labelPublic
	case f == PKCS1Public:
		return labelRSAPublic
	case f == PKCS8:
		return labelPrivate
	case k.Material.Kty() == key.KtyEC:
		return labelECPrivate
	}
	return labelRSAPrivate
}

// OneLine writes text on one line for .env files and JSON strings: each
// newline becomes the two characters \n. A PEM text keeps its last newline
// (as the two characters), since some readers need it; other text, which has
// just the one, drops it.
func OneLine(text string) string {
	if !strings.HasPrefix(text, "-----BEGIN ") {
		text = strings.TrimSuffix(text, "\n")
	}
	return strings.ReplaceAll(text, "\n", `\n`)
}
