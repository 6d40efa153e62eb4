package vendors

import "time"

var entra = Vendor{
	ID:         "entra",
	Name:       "Microsoft Entra ID",
	Forms:      []Form{CertificateDER, CertificatePEM},
	Algorithms: []string{"PS256"},
	Older:      []string{"RS256"},
	Where:      "In the admin center: App registrations > your application > Certificates & secrets > Certificates > Upload certificate. Or with the Azure CLI, which clears all other credentials unless it is told --append.",
	Register:   Register{"Command for the Azure CLI", CertificateDER, `az ad app credential reset --id <application-id> --cert "{}" --append`},
	KeyID:      "Entra finds the key by the certificate's thumbprint, x5t#S256; it needs no kid.",
	Header:     Header{Typ: "JWT", X5TS256: true},
	Claims: Claims{
		ClientName: "Application (client) ID",
		Audience:   Endpoint, JTI: true, NotBefore: true,
	},
	Send:     Send{Endpoint: "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/token"},
	Lifetime: 5 * time.Minute,
	Notes: []string{
		"The thumbprint is base64url of the digest's bytes; the base64 of the hexadecimal text that the portal shows is a common mistake.",
		"The aud is the v2.0 token endpoint of your tenant.",
		"Older pages say RS256 with x5t, the SHA-1 thumbprint.",
		"The scope is the resource with /.default at its end.",
	},
	Sources: []Source{
		{"Microsoft identity platform application authentication certificate credentials", "January 2025, read November 2026"},
		{"Microsoft Authentication Library for .NET, Client assertions", "read November 2026"},
		{"Microsoft Entra, Add credentials to your application", "January 2025"},
		{"Azure CLI, az ad app credential reset", "read November 2026"},
		{"Microsoft Entra recommendation, Renew expiring application credentials", "read November 2026"},
	},
}
