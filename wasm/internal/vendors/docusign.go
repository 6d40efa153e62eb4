package vendors

import "time"

var docusign = Vendor{
	ID:         "docusign",
	Name:       "Docusign",
	Forms:      []Form{SPKI},
	Algorithms: []string{"RS256"},
	Where:      "In Apps and Keys: your app > Actions > Edit > Service Integration > Upload RSA.",
	KeyID:      "It needs no kid: the integration key leads to its public keys.",
	Header:     Header{Typ: "JWT"},
	Claims: Claims{
		Subject:    Other,
		ClientName: "Integration key", OtherName: "User ID",
		Audience: Fixed, Scope: true,
		Choices: []Choice{
			{"developer", "account-d.docusign.com", "https://account-d.docusign.com/oauth/token"},
			{"production", "account.docusign.com", "https://account.docusign.com/oauth/token"},
		},
	},
	Send:     Send{By: ByGrant},
	Lifetime: 5 * time.Minute, MaxLifetime: time.Hour,
	Notes: []string{
		"The aud is the bare host name, without https://.",
		"The scope is a claim: signature impersonation for most.",
		"consent_required is no fault of the key: the user, or an administrator, must have consented once.",
		"At most five key pairs for each integration key.",
	},
	Sources: []Source{
		{"Docusign Developers, How to get an access token with JWT Grant", "read November 2026"},
		{"TIBCO Flogo Connector for DocuSign, Before You Begin", "read November 2026"},
	},
}
