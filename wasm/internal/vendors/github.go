package vendors

import "time"

var github = Vendor{
	ID:         "github",
	Name:       "GitHub App",
	Algorithms: []string{"RS256"},
	Where:      "The key is made in Settings, yours or the organisation's: Developer settings > GitHub Apps > Edit > Private keys > Generate a private key.",
	KeyID:      "It needs no kid: iss leads to the app's keys.",
	Header:     Header{Typ: "JWT"},
	Claims: Claims{
		Subject:    Nobody,
		ClientName: "Client ID or app ID", NumberIssuer: true,
		Audience: NoAudience,
		Backdate: time.Minute,
	},
	Send: Send{
		By:       ByBearer,
		Endpoint: "https://api.github.com/app",
		Headers:  []string{"Accept: application/vnd.github+json", "X-GitHub-Api-Version: 2022-11-28"},
	},
	Lifetime: 9 * time.Minute, MaxLifetime: 10 * time.Minute, FromNow: true,
	Notes: []string{
		"GitHub makes the key: give its .pem file here, whose public half it has already.",
		"It shows a key as SHA256: with the base64 of the digest of the SPKI.",
		"The exp is at most ten minutes ahead, and iat best a minute back.",
	},
	Sources: []Source{
		{"GitHub Docs, Generating a JSON Web Token (JWT) for a GitHub App", "read November 2026"},
		{"GitHub Docs, Managing private keys for GitHub Apps", "read November 2026"},
	},
}
