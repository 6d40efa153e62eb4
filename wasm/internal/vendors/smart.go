package vendors

import (
	"time"

	"jwkmint/wasm/internal/key"
)

var smart = Vendor{
	ID:         "smart",
	Name:       "SMART Backend Services",
	Forms:      []Form{JWKSetURL, JWKSet},
	Algorithms: []string{"RS384", "ES384"},
	Keys:       smartKeys,
	Where:      "At the registration with each server, as the URL of the set, or as the set itself where you cannot host one.",
	KeyID:      "Each key in the set has a kid of its own, and the token names it.",
	Header:     Header{Typ: "JWT", KID: true},
	Claims:     Claims{Audience: Endpoint, JTI: true},
	Lifetime:   5 * time.Minute, MaxLifetime: 5 * time.Minute, FromNow: true,
	Notes: []string{
		"A client supports both RS384 and ES384: put an RSA key and a P-384 key into one set.",
		"The set is read without signing in, over TLS; answer with a Cache-Control header.",
		"The aud is the token endpoint, not the address of the FHIR server.",
	},
	Sources: []Source{{"HL7 SMART App Launch, Client Authentication: Asymmetric (public key)", "read November 2026"}},
}

// smartKeys are those that a client of SMART has in its set, Epic's too.
var smartKeys = []NewKey{
	{Type: key.KtyRSA, Size: 4096, Use: "sig", Alg: "RS384"},
	{Type: key.KtyEC, Curve: key.P384, Use: "sig", Alg: "ES384"},
}
