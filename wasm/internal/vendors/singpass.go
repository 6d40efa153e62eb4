package vendors

import (
	"time"

	"jwkmint/wasm/internal/key"
)

var singpass = Vendor{
	ID:         "singpass",
	Name:       "Singpass (FAPI 2.0)",
	Forms:      []Form{JWKSetURL, JWKSet},
	Algorithms: []string{"ES256", "ES384", "ES512"},
	Encryption: []string{"ECDH-ES+A256KW"},
	Keys: []NewKey{
		{Type: key.KtyEC, Curve: key.P256, Use: "sig", Alg: "ES256"},
		{Type: key.KtyEC, Curve: key.P256, Use: "enc", Alg: "ECDH-ES+A256KW"},
	},
	Where:    "In the Singpass Developer Portal: the app's JWKS, as JSON or as a URL.",
	KeyID:    "Each key in the set has a kid of its own; the token names that of the signing key.",
	Header:   Header{Typ: "JWT", KID: true},
	Claims:   Claims{Audience: Issuer, JTI: true},
	Send:     Send{Grant: "authorization_code"},
	Lifetime: 2 * time.Minute, MaxLifetime: 2 * time.Minute,
	Notes: []string{
		"The set holds a key with use sig and one with use enc.",
		"A JWKS URL is reached over https on port 443 and answers within three seconds.",
		"The aud is the issuer, exactly as the discovery document writes it.",
		"It gives tokens for a login alone: the command needs the code of one, and with FAPI 2.0 a DPoP proof too.",
	},
	Sources: []Source{
		{"Singpass Developer Docs, Generation Of Client Assertion", "read November 2026"},
		{"Singpass Developer Docs, Client JWK Requirements", "read November 2026"},
		{"Singpass Developer Docs, Configure Singpass Application on SDP", "read November 2026"},
	},
}
