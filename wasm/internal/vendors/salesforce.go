package vendors

import "time"

var salesforce = Vendor{
	ID:         "salesforce",
	Name:       "Salesforce",
	Forms:      []Form{CertificatePEM},
	Algorithms: []string{"RS256"},
	Where:      "In Setup: External Client Apps Manager > your app > Edit Settings > OAuth Settings > Enable JWT Bearer Flow > Upload Files.",
	KeyID:      "It needs no kid: the client ID leads to the certificate.",
	Claims: Claims{
		Subject:    Other,
		ClientName: "Consumer key", OtherName: "Username",
		Audience: Fixed,
		Choices: []Choice{
			{"production", "https://login.salesforce.com", "https://login.salesforce.com/services/oauth2/token"},
			{"sandbox", "https://test.salesforce.com", "https://test.salesforce.com/services/oauth2/token"},
		},
		Sandbox:        ".sandbox.my.salesforce.com/",
		OtherAudiences: true, // such as https://gs1.salesforce.com
	},
	Send:     Send{By: ByGrant},
	Lifetime: 3 * time.Minute,
	Notes: []string{
		"The aud is the login server, with neither a path nor a slash at its end.",
		"Its own guide has tokens end within three minutes: check the clock first.",
		"The user must have approved the app before, or be let in by its policy.",
	},
	Sources: []Source{
		{"Salesforce Help, OAuth 2.0 JWT Bearer Flow for Server-to-Server Integration", "read November 2026"},
		{"Salesforce Help, Configure a JWT Bearer Flow", "read November 2026"},
		{"forcedotcom/sfdx-core, sfdcUrl.ts", "read November 2026"},
	},
}
