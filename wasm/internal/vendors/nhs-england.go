package vendors

import "time"

var nhsEngland = Vendor{
	ID:         "nhs-england",
	Name:       "NHS England API Platform",
	Forms:      []Form{JWKSet, JWKSetURL},
	Algorithms: []string{"RS512"},
	Where:      "In the developer portal, with your application: its public key, as the JSON of a JWK Set or as the URL of one.",
	KeyID:      "The token names the kid of a key in the set, such as test-1.",
	Header:     Header{Typ: "JWT", NeedsTyp: true, KID: true},
	Claims: Claims{
		ClientName: "API key",
		Audience:   Fixed, JTI: true,
		Choices: []Choice{
			{"integration", "https://int.api.service.nhs.uk/oauth2/token", "https://int.api.service.nhs.uk/oauth2/token"},
			{"production", "https://api.service.nhs.uk/oauth2/token", "https://api.service.nhs.uk/oauth2/token"},
		},
		OtherAudiences: true, // such as https://dev.api.service.nhs.uk/oauth2/token
	},
	Lifetime: 4 * time.Minute, MaxLifetime: 5 * time.Minute, FromNow: true,
	Notes: []string{
		"The aud is the token endpoint of the same environment; each has API keys of its own.",
		"The iss and the sub are both the application's API key.",
		"The header's typ must be there, as JWT.",
		"Each jti counts once.",
	},
	Sources: []Source{
		{"NHS England, Application-restricted RESTful APIs, signed JWT authentication", "read November 2026"},
		{"NHSDigital/identity-service-api, the checks of a client_assertion", "read November 2026"},
	},
}
