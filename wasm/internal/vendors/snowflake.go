package vendors

import "time"

var snowflake = Vendor{
	ID:         "snowflake",
	Name:       "Snowflake",
	Forms:      []Form{SPKIBase64},
	Algorithms: []string{"RS256"},
	MinRSA:     2048,
	Where:      "With SQL, as RSA_PUBLIC_KEY of the user, which replaces the one that is there. RSA_PUBLIC_KEY_2 holds a second one.",
	Register:   Register{"SQL for Snowflake", SPKIBase64, "ALTER USER <user> SET RSA_PUBLIC_KEY='{}';"},
	KeyID:      "It needs no kid: iss holds the SHA-256 of the public key.",
	Header:     Header{Typ: "JWT"},
	Claims: Claims{
		Issuer: ClientAndKey, Subject: ClientCapitals,
		ClientName: "ACCOUNT.USER",
		Audience:   NoAudience,
	},
	Send: Send{
		By:       ByBearer,
		Endpoint: "https://{account}.snowflakecomputing.com/api/v2/databases",
		Headers:  []string{"X-Snowflake-Authorization-Token-Type: KEYPAIR_JWT"},
	},
	Lifetime: time.Hour,
	Notes: []string{
		"RSA keys of at least 2048 bits, as base64 on one line without BEGIN and END.",
		"Account and user are in capitals; an account locator stands without its region.",
		"A token ends after one hour at the latest, whatever its exp says.",
		"RSA_PUBLIC_KEY_FP of DESCRIBE USER is the digest in iss.",
	},
	Sources: []Source{
		{"Snowflake Documentation, Authenticating Snowflake REST APIs with Snowflake", "read November 2026"},
		{"Snowflake Documentation, Key-pair authentication and key-pair rotation", "read November 2026"},
		{"Snowflake Documentation, ALTER USER … ADD KEY PAIR", "read November 2026"},
	},
}
