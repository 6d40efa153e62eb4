package signer

import (
	"strings"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/key"
)

// keyText is a form of a key that a library took for the secret of an HMAC, which is
// what it does by default, or what who made the token had it do.
type keyText struct {
	how  How
	name string // completes "as secret it took …"
	text []byte
}

// keyTexts are such forms of a key, each with the ends of its lines as files have them.
func keyTexts(k *key.Key) (list []keyText) {
	for _, form := range []struct {
		how  How
		of   encode.Form
		name string
	}{
		{WithPublicKey, encode.SPKI, "the public key"},
		{WithPublicKey, encode.PKCS1Public, "the public key in PKCS#1"},
		{WithPublicKey, encode.Certificate, "the certificate"},
		{WithPrivateKey, encode.PKCS8, "the private key in PKCS#8"},
		{WithPrivateKey, encode.Traditional, "the private key in its traditional form"},
	} {
		add := func(name string, texts ...string) {
			for _, text := range texts {
				list = append(list, keyText{form.how, name, []byte(text)})
			}
		}
		if pem, err := encode.PEM(k, form.of); err == nil {
			// Of several certificates the first is in a file of its own, too.
			first, _, _ := strings.Cut(pem, "-----\n-----BEGIN")
			if first != pem {
				first += "-----\n"
				add("the PEM text of "+form.name, endings(first)...)
			}
			add("the PEM text of "+form.name, endings(pem)...)
			lines := strings.Split(strings.TrimSpace(first), "\n")
			body := strings.Join(lines[1:len(lines)-1], "\n")
			add("the base64 text of "+form.name, append(endings(body+"\n"), strings.ReplaceAll(body, "\n", ""))...)
		}
		if der, err := encode.DER(k, form.of); err == nil {
			add("the DER of "+form.name, string(der))
		}
	}
	return list
}

// endings are a text of lines as files have them: of Unix or Windows, and with or
// without the end of the last line.
func endings(text string) []string {
	windows := strings.ReplaceAll(text, "\n", "\r\n")
	return []string{text, strings.TrimSuffix(text, "\n"), windows, strings.TrimSuffix(windows, "\r\n")}
}
