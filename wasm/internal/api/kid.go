package api

import (
	"cmp"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/key"
)

// dateLayout sorts as text and is safe in a file name and in a URL:
// 2026-11-23T08-15-00Z, always UTC.
const dateLayout = "2006-01-02T15-04-05Z"

// kid is the key ID that a mode gives e; "" for none. A UUID or date belongs to
// the public half: the private and the public key of one pair have the same. text
// is what was chosen: for one key a UUID or date, too, that which it had in another session.
func (s *Session) kid(e *entry, mode, text string) string {
	g := e.group
	switch mode {
	case kidText:
		return text
	case kidUUID:
		if g.uuid = cmp.Or(text, g.uuid); g.uuid == "" {
			g.uuid = newUUID()
		}
		return g.uuid
	case kidDate:
		if g.date = cmp.Or(text, g.date); g.date == "" {
			g.date = dateKID(s.now(), g.number)
		}
		return g.date
	case optionNone:
		return ""
	}
	for _, m := range e.fixed.KIDModes {
		if m.Mode == mode {
			return m.Value
		}
	}
	return g.thumbprint
}

// kidMode is a key ID that is suggested for one key.
type kidMode struct {
	Mode  string `json:"mode"`
	Label string `json:"label"`
	Value string `json:"value"`
}

// once are the key IDs of a group that are made once.
func (g *group) once() (list []kidMode) {
	for _, m := range []kidMode{{kidUUID, "A UUID", g.uuid}, {kidDate, "The date", g.date}} {
		if m.Value != "" {
			list = append(list, m)
		}
	}
	return list
}

// suggest lists the key IDs that follow from a key and its certificate.
func suggest(k *key.Key, thumbprint string) []kidMode {
	list := []kidMode{}
	add := func(mode, label, value string) {
		list = append(list, kidMode{mode, label, value})
	}
	if k.Given.KID != "" {
		add(kidKeep, "The one that it came with", k.Given.KID)
	}
	add(kidThumbprint, "Thumbprint (RFC 7638)", thumbprint)
	if len(k.Chain) > 0 {
		c := k.Chain[0]
		sha1, sha256 := encode.CertificateSHA1(c), encode.CertificateThumbprint(c)
		add(kidX5T, "SHA-1 of the certificate (x5t)", sha1)
		add(kidX5TS256, "SHA-256 of the certificate (x5t#S256)", sha256)
		add(kidX5THex, "SHA-1 of the certificate, hexadecimal (Entra ID, Windows)", strings.ToUpper(hexFrom(sha1)))
		add(kidX5TS256Hex, "SHA-256 of the certificate, hexadecimal", hexFrom(sha256))
	}
	if public := k.Material.Public(); public != nil {
		if der, err := encode.PublicDER(public); err == nil {
			sum := sha256.Sum256(der)
			add(kidSPKIS256, "SHA-256 of the public key (Kubernetes, Keycloak)", base64.RawURLEncoding.EncodeToString(sum[:]))
		}
	}
	return list
}

// hexFrom turns base64url into hexadecimal.
func hexFrom(text string) string {
	data, _ := base64.RawURLEncoding.DecodeString(text) // just encoded
	return hex.EncodeToString(data)
}

// dateKID is the time in UTC; keys of one result, made in the same second,
// are told apart by their number from the second on.
func dateKID(t time.Time, number int) string {
	kid := t.UTC().Format(dateLayout)
	if number > 1 {
		kid += "-" + strconv.Itoa(number)
	}
	return kid
}

// newUUID is a random UUID, version 4 of RFC 9562 section 5.4.
func newUUID() string {
	var b [16]byte
	rand.Read(b[:])
	b[6] = b[6]&0x0f | 0x40 // version 4
	b[8] = b[8]&0x3f | 0x80 // variant 10
	text := hex.EncodeToString(b[:])
	return text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:]
}
