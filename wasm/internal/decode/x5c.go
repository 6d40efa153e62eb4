package decode

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"slices"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/key"
)

// addX5C gives a key the certificates of its "x5c" member, of which the first
// must be for this key (RFC 7517 section 4.7).
func addX5C(k *key.Key) {
	if len(k.Given.X5C) > 0 {
		k.Chain = nil // that of a certificate in another member
	}
	for i, raw := range k.Given.X5C {
		c, own, err := der.ParseCertificate(raw)
		if i == 0 && c == nil {
			k.Notes = append(k.Notes, key.Warning{
				Code:    "jwk_member_ignored",
				Message: "Something of this JWK was not kept: x5c was left out: its first entry is no certificate.",
				Action:  "Use the JWK as it is written here, or ask for the certificate.",
			})
			return
		}
		if i == 0 {
			isOwn := err == nil && key.SamePublic(own.Material, k.Material)
			holdThumbprints(k, raw, isOwn)
			if !isOwn {
				k.Notes = append(k.Notes, key.Warning{
					Code:    "x5c_other_key",
					Message: "The first certificate in this JWK's x5c is not for this key. The certificates were left out.",
					Action:  "Use the JWK as it is written here, or ask for the right certificate.",
				})
				return
			}
		}
		if c == nil {
			return
		}
		k.Chain = append(k.Chain, c)
	}
}

// holdThumbprints holds x5t and x5t#S256 (RFC 7517 sections 4.8 and 4.9) against
// the first certificate in x5c, which is the key's own or another's, and leaves out
// what is no digest of the key's.
func holdThumbprints(k *key.Key, certificate []byte, own bool) {
	s1, s256 := sha1.Sum(certificate), sha256.Sum256(certificate)
	k.Given.Members = slices.DeleteFunc(k.Given.Members, func(m key.RawMember) bool {
		digest := s1[:]
		if m.Name == "x5t#S256" {
			digest = s256[:]
		} else if m.Name != "x5t" {
			return false
		}
		is := string(m.Raw) == `"`+base64.RawURLEncoding.EncodeToString(digest)+`"`
		if is || !own || string(m.Raw) == "null" {
			return is && !own // the note on x5c says that its certificate is another key's
		}
		k.Notes = append(k.Notes, key.Warning{
			Code:    "x5t_other_certificate",
			Message: "The " + m.Name + " of this JWK is not the digest of the first certificate in its x5c, as RFC 7517 writes it. It was left out.",
			Action:  "Use the JWK as it is written here, or ask which certificate is meant.",
		})
		return true
	})
}
