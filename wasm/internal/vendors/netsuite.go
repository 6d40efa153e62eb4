package vendors

import "time"

var netsuite = Vendor{
	ID:         "netsuite",
	Name:       "NetSuite",
	Forms:      []Form{CertificatePEM},
	Algorithms: []string{"PS256", "PS384", "PS512", "ES256", "ES384", "ES512"},
	MinRSA:     3072, MaxRSA: 4096,
	Where:  "In Setup > Integration > Manage Authentication > OAuth 2.0 Client Credentials (M2M) Setup: Create New, and choose the certificate's file.",
	KeyID:  "The token's kid is the Certificate ID, which NetSuite gives and shows in its list.",
	Header: Header{Typ: "JWT", KID: true, TheirKID: true},
	Claims: Claims{
		Subject:  Nobody,
		Audience: Endpoint, Scope: true,
	},
	Send:     Send{Endpoint: "https://{accountID}.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token"},
	Lifetime: 5 * time.Minute, MaxLifetime: time.Hour,
	Notes: []string{
		"The aud is the token endpoint of your account, which is written as in 1234567-sb1 for a sandbox: with a hyphen, in small letters.",
		"The scope is a claim: rest_webservices, restlets, suite_analytics, or several with commas between them.",
		"RSA keys of 3072 to 4096 bits, or EC keys, in a certificate that is valid for two years at most.",
		"A certificate is for one combination of application, user and role.",
	},
	Sources: []Source{
		{"Oracle NetSuite Help, The Request Token Structure", "read November 2026"},
		{"Oracle NetSuite Help, OAuth 2.0 Client Credentials Setup", "read November 2026"},
		{"Alumio, NetSuite OAuth2.0 Provider", "read November 2026"},
	},
}
