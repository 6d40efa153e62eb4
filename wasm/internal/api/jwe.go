package api

import (
	"crypto/sha256"
	"strconv"

	"jwkmint/wasm/internal/encode"
)

// jweSeal is what jwk_encrypted was last made with, and what was made. It stays
// while the passphrase does, as that of pkcs8_encrypted.
type jweSeal struct {
	passphrase [sha256.Size]byte
	sealer     *encode.JWESealer
	made       map[string]madeJWE // by the number of the key; "" for several
}

// madeJWE is the text for a content, which changes with the options.
type madeJWE struct {
	content [sha256.Size]byte
	text    string
}

// sealedJWE writes one key, or several as a set, as a JWE under the passphrase.
func (w *writer) sealedJWE(entries []*entry) (string, error) {
	tight := *w.options
	tight.layout = encode.Compact
	plain := *w
	plain.options = &tight
	var content, name string
	var err error
	if len(entries) == 1 {
		name = strconv.Itoa(entries[0].id)
		content, err = plain.one(entries[0], encode.JWKPrivate)
	} else {
		content, err = plain.asSet(entries, true)
	}
	if err != nil {
		return "", err
	}
	m, passphrase := w.memo, sha256.Sum256([]byte(w.options.encrypt))
	if m.jwe.sealer == nil || m.jwe.passphrase != passphrase {
		m.jwe = jweSeal{passphrase, encode.NewJWESealer(w.options.encrypt, m.subtle), map[string]madeJWE{}}
	}
	digest := sha256.Sum256([]byte(content + strconv.FormatBool(bool(w.options.layout))))
	if made := m.jwe.made[name]; made.content == digest {
		return made.text, nil
	}
	text, err := m.jwe.sealer.Seal(content, len(entries) > 1, w.options.layout)
	if err == nil {
		m.jwe.made[name] = madeJWE{digest, text}
	}
	return text, err
}
