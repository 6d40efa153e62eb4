package vendors

import "time"

var keycloak = Vendor{
	ID:     "keycloak",
	Name:   "Keycloak",
	Forms:  []Form{JWKSetURL, JWKSet, SPKI, CertificatePEM},
	Where:  "In the Admin Console: Clients > your client > Credentials, where Client Authenticator is Signed JWT. Then Keys: Use JWKS URL, or Import Certificate.",
	KeyID:  "With a JWKS URL the token names the kid of a key in it.",
	Header: Header{Typ: "JWT", KID: true},
	Claims: Claims{Audience: Issuer, Either: true, JTI: true},
	Send:   Send{Endpoint: "https://{host}/realms/{realm}/protocol/openid-connect/token"},
	// The client's setting Max expiration.
	Lifetime: time.Minute,
	Notes: []string{
		"Since 26.2 the aud is one value: an array with several is refused.",
		"A token that was issued more than 60 seconds ago is refused, unless the client's Max expiration says otherwise.",
		"The client's Signature algorithm must be Any, or that of the token.",
		"The issuer is the address of the realm, without a slash at its end.",
	},
	Sources: []Source{
		{"Keycloak Server Administration Guide, Confidential client credentials", "read November 2026"},
		{"Keycloak API documentation, ClientAttributeCertificateResource", "26.2, April 2025"},
		{"Red Hat build of Keycloak 26.2, Securing Applications and Services Guide, Client authentication", "read November 2026"},
		{"keycloak/keycloak pull request 38830, for 38819", "April 2025"},
	},
}
