package api

import (
	"strconv"
	"strings"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/key"
)

// offered names the forms that any of the keys has.
func offered(keys []*entry) string {
	var names []string
	for _, form := range encode.All {
		for _, e := range keys {
			if encode.Has(e.Key, form) {
				names = append(names, labels[form])
				break
			}
		}
	}
	return strings.Join(names, ", ")
}

// formMissing names the keys that were left out of a document, at most ten.
func (w *writer) formMissing(form encode.Form, lack []*entry) key.Warning {
	var names []string
	for i, e := range lack {
		if i == maxNamed {
			names = append(names, "and "+strconv.Itoa(len(lack)-i)+" more")
			break
		}
		names = append(names, strconv.Itoa(w.place[e])+" ("+e.fixed.Title+")")
	}
	noun, are := "Key ", " is left out there."
	if len(lack) > 1 {
		noun, are = "Keys ", " are left out there."
	}
	return key.Warning{
		Code:    "form_missing",
		Message: noun + strings.Join(names, ", ") + " cannot be written as " + labels[form] + ", and" + are,
		Action:  "Choose another form for what is missing.",
	}
}

// labels are the forms as the page's list has them: no message shows a name
// of the protocol.
var labels = map[encode.Form]string{
	encode.JWK:            "JWK",
	encode.JWKS:           "JWK Set",
	encode.SPKI:           "Public PEM (SPKI)",
	encode.SPKIBase64:     "Public base64, one line",
	encode.SPKIBase64Wrap: "Public base64, in lines",
	encode.PKCS1Public:    "Public PEM (PKCS#1)",
	encode.SSH:            "OpenSSH public line",
	encode.Certificate:    "Certificate PEM",
	encode.JWKPrivate:     "Private JWK",
	encode.JWKSPrivate:    "Private JWK Set",
	encode.PKCS8:          "Private PEM (PKCS#8)",
	encode.PKCS8Base64:    "Private base64, one line",
	encode.Traditional:    "Private PEM (traditional)",
	encode.PKCS8Encrypted: "Private PEM, encrypted",
	encode.JWKEncrypted:   "Private JWK, as JWE",
	encode.OpenSSHPrivate: "OpenSSH private key",
}
