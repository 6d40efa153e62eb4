package vendors

import "time"

var auth0 = Vendor{
	ID:         "auth0",
	Name:       "Auth0",
	Forms:      []Form{SPKI, CertificatePEM},
	Algorithms: []string{"RS256", "RS384", "PS256"},
	MinRSA:     2048, MaxRSA: 4096,
	Where:    "In the Dashboard: Applications > your application > Credentials > Private Key JWT. It needs the Enterprise plan.",
	KeyID:    "Auth0 makes the key ID when you add the credential; the token needs none, and no other than that one.",
	Header:   Header{Typ: "JWT"},
	Claims:   Claims{Audience: Issuer, JTI: true},
	Send:     Send{Endpoint: "https://{yourTenant}.auth0.com/oauth/token"},
	Lifetime: time.Minute, MaxLifetime: 5 * time.Minute,
	Notes: []string{
		"RSA keys of 2048 to 4096 bits alone, at most two for each application.",
		"The aud is the tenant or custom domain with the slash at its end.",
		"The alg of the token must be the one chosen for the credential.",
	},
	Sources: []Source{
		{"Auth0 Docs, Authenticate with Private Key JWT", "read November 2026"},
		{"Auth0 Docs, Configure Private Key JWT Authentication", "read November 2026"},
		{"Auth0 Docs, Credential Settings", "read November 2026"},
		{"Auth0 Docs, Generate RSA Key Pair", "read November 2026"},
	},
}
