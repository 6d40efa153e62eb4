package vendors

import "time"

var apple = Vendor{
	ID:         "apple",
	Name:       "Sign in with Apple",
	Algorithms: []string{"ES256"},
	Where:      "The key is made in Certificates, Identifiers & Profiles > Keys. It can be downloaded once.",
	KeyID:      "The kid is the key ID of ten characters that Apple shows; the name of the .p8 file has it.",
	Header:     Header{KID: true, TheirKID: true},
	Claims: Claims{
		Issuer:     Other,
		ClientName: "Services ID or bundle ID (client_id)", OtherName: "Team ID",
		Audience: Fixed,
		Choices:  []Choice{{"Apple", "https://appleid.apple.com", "https://appleid.apple.com/auth/token"}},
	},
	Send:     Send{By: BySecret, Grant: "authorization_code"},
	Lifetime: 180 * 24 * time.Hour, MaxLifetime: 15777000 * time.Second, FromNow: true,
	Notes: []string{
		"Apple makes the key: give its .p8 file here, whose public half it has already.",
		"The token is used as client_secret, and must be made anew before its exp.",
		"The iss is the team, not the client.",
		"It gives tokens for a login alone: the command needs the code of one.",
	},
	Sources: []Source{
		{"Apple Developer Documentation, Creating a client secret", "read November 2026"},
		{"Apple Account Help, Create a private key to access a service", "read November 2026"},
		{"Apple Account Help, Revoke, edit, and download keys", "read November 2026"},
	},
}
