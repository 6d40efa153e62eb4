package vendors

import "time"

var pingOne = Vendor{
	ID:         "pingone",
	Name:       "PingOne",
	Forms:      []Form{JWKSet, JWKSetURL},
	Algorithms: []string{"RS256", "RS384", "RS512", "ES256", "ES384", "ES512"},
	Where:      "In the API: the application's jwks or jwksUrl, with tokenEndpointAuthMethod PRIVATE_KEY_JWT.",
	Register:   Register{"JSON for the application in the API", JWKSet, "\"tokenEndpointAuthMethod\": \"PRIVATE_KEY_JWT\",\n\"jwks\": {}"},
	KeyID:      "The token names the kid of a key in the set.",
	Header:     Header{Typ: "JWT", KID: true},
	Claims:     Claims{ClientName: "Application (client) ID", Audience: Issuer, Either: true, JTI: true},
	Send:       Send{Endpoint: "https://auth.pingone.com/{environmentId}/as/token"},
	Lifetime:   5 * time.Minute, MaxLifetime: time.Hour,
	Notes: []string{
		"The aud is the issuer (it ends in /as), the token endpoint, or the endpoint that is called, each as a full address.",
		"In the API the set is one string in JSON, on one line with its quotes escaped.",
		"A JWKS URL begins with https.",
	},
	Sources: []Source{
		{"PingOne Platform APIs, Create a private key JWT", "read November 2026"},
		{"PingOne Platform APIs, PRIVATE_KEY_JWT Setup", "read November 2026"},
		{"PingOne Platform APIs, Create a private_key_jwt JWKS string", "read November 2026"},
	},
}
