package vendors

import "time"

var loginGov = Vendor{
	ID:         "login-gov",
	Name:       "Login.gov",
	Forms:      []Form{CertificatePEM},
	Algorithms: []string{"RS256"},
	MinRSA:     2048,
	Where:      "In the Partner Dashboard, dashboard.int.identitysandbox.gov: Apps > your app, as its public certificate. Then ask the Partner Support Help Desk to deploy it to production.",
	KeyID:      "It needs no kid.",
	Header:     Header{Typ: "JWT"},
	Claims: Claims{
		Audience: Fixed, JTI: true,
		Choices: []Choice{
			{"sandbox", "https://idp.int.identitysandbox.gov/api/openid_connect/token", "https://idp.int.identitysandbox.gov/api/openid_connect/token"},
			{"production", "https://secure.login.gov/api/openid_connect/token", "https://secure.login.gov/api/openid_connect/token"},
		},
	},
	Send:     Send{Grant: "authorization_code"},
	Lifetime: 5 * time.Minute,
	Notes: []string{
		"RSA keys of at least 2048 bits, in a self-signed certificate.",
		"The aud is the token endpoint, also where the issuer is asked elsewhere.",
		"It gives tokens for a login alone: the command needs the code of one.",
	},
	Sources: []Source{
		{"Login.gov Developer Guide, OpenID Connect, Token", "read November 2026"},
		{"Login.gov Developer Guide, Certificates", "read November 2026"},
		{"Login.gov Developer Guide, Production deployment", "read November 2026"},
	},
}
