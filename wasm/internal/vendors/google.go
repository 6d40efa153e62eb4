package vendors

import "time"

var google = Vendor{
	ID:         "google",
	Name:       "Google service account",
	Forms:      []Form{CertificatePEM},
	Algorithms: []string{"RS256"},
	Where:      "With the Google Cloud CLI, which reads the file certificate.pem.",
	Register:   Register{"Command for the Google Cloud CLI", CertificatePEM, "gcloud iam service-accounts keys upload certificate.pem --iam-account=<email>"},
	KeyID:      "The kid is the key ID that Google shows after the upload (private_key_id in its JSON files).",
	Header:     Header{Typ: "JWT", KID: true, TheirKID: true, KIDAdvised: true},
	Claims: Claims{
		Subject:    Other,
		ClientName: "Service account's email", OtherName: "User to act for", OtherOptional: true,
		Audience: Fixed, Scope: true,
		Choices:        []Choice{{"Google", "https://oauth2.googleapis.com/token", "https://oauth2.googleapis.com/token"}},
		OtherAudiences: true, // googleapis/node-gtoken has https://www.googleapis.com/oauth2/v4/token
	},
	Send:     Send{By: ByGrant},
	Lifetime: 5 * time.Minute, MaxLifetime: time.Hour,
	Notes: []string{
		"The upload is an RSA public key inside an X.509 certificate, with its BEGIN and END lines.",
		"The scope is a claim of the token, not a parameter.",
		"The sub stands for domain-wide delegation alone: leave it out otherwise.",
		"Use a subject in the certificate that tells nothing.",
	},
	Sources: []Source{
		{"Google Cloud IAM, Upload service account keys", "read November 2026"},
		{"Google Identity, Using OAuth 2.0 for Server to Server Applications", "read November 2026"},
		{"Google Cloud SDK, gcloud iam service-accounts keys upload", "read November 2026"},
		{"googleapis/google-auth-library-python issue 112", "February 2017"}, // tokens without a kid are taken
	},
}
