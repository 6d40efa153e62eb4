package vendors

import "time"

var okta = Vendor{
	ID:         "okta",
	Name:       "Okta",
	Forms:      []Form{JWK, JWKSetURL},
	Algorithms: []string{"RS256", "RS384", "RS512", "ES256", "ES384", "ES512"},
	Where:      "In the Admin Console: Applications > your app > General > Client Credentials > Edit > Public key / Private key. Then Add key and paste it, or Use a URL to fetch keys dynamically.",
	KeyID:      "The token names the kid of the key as Okta lists it.",
	Header:     Header{Typ: "JWT", KID: true},
	Claims:     Claims{Audience: Endpoint, JTI: true},
	Send:       Send{Endpoint: "https://{yourOktaDomain}/oauth2/default/v1/token"},
	Lifetime:   5 * time.Minute, MaxLifetime: time.Hour, FromNow: true,
	Notes: []string{
		"The aud is the full address of the endpoint that is called, of the same authorization server.",
		"A token with a jti counts once.",
		"PS256 and EdDSA are not among the algorithms.",
	},
	Sources: []Source{
		{"Okta Developer, Build a JWT for client authentication", "read November 2026"},
		{"Okta Help, Manage secrets and keys for OIDC apps", "read November 2026"},
	},
}
