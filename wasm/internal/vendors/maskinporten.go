package vendors

import "time"

var maskinporten = Vendor{
	ID:         "maskinporten",
	Name:       "Maskinporten",
	Forms:      []Form{JWKSet},
	Algorithms: []string{"RS256", "RS384", "RS512"},
	Where:      "In Samarbeidsportalen: Integrasjoner > your integration > Egne public nøkler, as an array of JWKs.",
	KeyID:      "The token names the kid of a registered key.",
	Header:     Header{Typ: "JWT", KID: true},
	Claims: Claims{
		Subject:  Nobody,
		Audience: Fixed, JTI: true, Scope: true,
		Choices: []Choice{
			{"test", "https://test.maskinporten.no/", "https://test.maskinporten.no/token"},
			{"production", "https://maskinporten.no/", "https://maskinporten.no/token"},
		},
	},
	Send:     Send{By: ByGrant},
	Lifetime: 2 * time.Minute, MaxLifetime: 2 * time.Minute,
	Notes: []string{
		"The aud ends with a slash.",
		"The scope is a claim: all that the client is registered for and wants, with spaces between them.",
		"The clock that iat is from may be ten seconds off at most.",
		"A key that was registered is taken for one year.",
	},
	Sources: []Source{
		{"Digdir, Maskinporten, JWT grant", "read November 2026"},
		{"Digdir, Maskinporten, /token endpoint", "read November 2026"},
		{"Altinn, Maskinporten setup", "read November 2026"},
	},
}
