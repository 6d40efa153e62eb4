package doctor

import "strings"

// answers are the errors whose names say something (RFC 6749 section 5.2,
// RFC 9449 section 8), and texts of systems, several of which may say one thing:
// Microsoft's "Microsoft Entra authentication and authorization error codes",
// "Troubleshooting Service Principal Authentication" of the Azure SDK for Java,
// Snowflake's "SYSTEM$GET_LOGIN_FAILURE_DETAILS", Okta's help on client_assertion
// and its developers' blog, Salesforce's "OAuth 2.0 Authorization Errors", Auth0's
// help on private_key_jwt, Google's "JWT error codes",
// octokit/auth-app.js issue 698, Keycloak's AbstractJWTClientValidator and
// AbstractBaseJWTValidator, and Docusign's "Developer FAQs"; all read in November 2026.
// What says itself what is wrong, as "Multiple audiences not allowed", is not here.
// AADSTS5000224 is on no page of Microsoft's: what is said of it is what its own text says.
// The first that the answer has counts: what says more before the general names that stand
// beside it. The message goes on with the name and a dot.
var answers = []struct {
	names, message, action string // the names with | between
}{
	{"use of the key to verify the signature failed", "Entra found the certificate by its thumbprint, and the signature is not by its key", "Sign with its private key."},
	{"AADSTS700027", "Entra looked for the certificate by its thumbprint and did not find it, or the signature is not by its key",
		"Compare x5t#S256 with the certificate that was uploaded."},
	{"No matching federated identity record found", "Entra has no federated credential with this iss, sub and aud", "Compare the three with that credential, to the letter."},
	{"AADSTS700021|client_id parameter does not match sub claim", "The iss and sub are not the client_id of the request", "Put the client ID there."},
	{"AADSTS5000224", "Entra says that the resource is not available, no word on the token", "See whether the tenant is still there, and is of this cloud."},
	{"AADSTS700030", "Entra does not take this certificate", "See why in the answer: its subject, or another cloud."},
	{"AADSTS70011|AADSTS1002012|AADSTS500011", "Entra refuses the scope, or does not know its resource", "Ask for a resource of the tenant, with /.default at its end."},
	{"AADSTS700024|394303|Token is not active|Token was issued in the future|Token must be a short-lived token", "The server saw the token outside of its time", clock},
	{"394302|JWT_TOKEN_INVALID_ISSUE_TIME|Token was issued too far in the past", "The server saw the token too long after its iat", clock},
	{"394301", "The token has no iat or no exp", "Put both there."},
	{"394307", "The account in the token is not that of the address", "Compare iss with the host."},
	{"394306|Signature on JWT token failed validation|Invalid JWT Signature|The client_assertion signature is invalid|A JSON web token could not be decoded|no_valid_keys_or_signatures",
		"The server could not read the token, or verify its signature", below},
	{"Invalid grant: account not found|issuer_not_found|user_not_found", "The server does not know whom iss or sub names", "Compare both, and whether the address is of the same environment."},
	{"token has an expiration too far into the future|no more than 5 minutes after|claim ('exp') is too far in the future",
		"The server takes no token that ends so late", "Let it end sooner, and compare the clocks."},
	{"Token reuse detected", "The server has seen the jti before", "Make a new token for each request."},
	{"Invalid token audience|Audience validation failed|audience is invalid|The audience claim for client_assertion|Client assertion audience claim does not match",
		"The server is not what aud names", below},
	{"Unable to load public key|The client_assertion JWT kid is invalid", "The server found no key of the client for this token", "Compare the kid with those that are registered."},
	{"AADSTS700016|AADSTS7000229", "Entra does not know the client in this tenant", "Check the client ID, and the tenant in the endpoint."},
	{"AADSTS90002", "Entra does not know the tenant", "Check the tenant in the endpoint, and that it is of this cloud."},
	{"AADSTS7000215|AADSTS7000222|AADSTS7000218", "The server looked for a client secret or a token, and found no right one", sendThem},
	{"394300|JWT_TOKEN_INVALID_USER_IN_ISSUER", "Snowflake does not know the user in iss", "Compare it with DESCRIBE USER."},
	{"394304|JWT_TOKEN_INVALID_PUBLIC_KEY_FINGERPRINT_MISMATCH", "Snowflake has another key for the user than iss names", "Compare the digest in iss with RSA_PUBLIC_KEY_FP of DESCRIBE USER."},
	{"JWT token is invalid.|390144", "Snowflake did not take the token", "See below; or ask SYSTEM$GET_LOGIN_FAILURE_DETAILS for the reason."},
	{"use_dpop_nonce", "The server wants a DPoP proof with its nonce, which tells nothing of the token", "Send the request again with that nonce in the proof."},
	{"invalid_dpop_proof", "The server did not take the DPoP proof", "Look at the proof, not at this token."},
	{"hasn't approved this consumer", "The user has not approved the app", "Have it approved, or let in by a policy."},
	{"consent_required|AADSTS65001", "A person must consent first", "Open the consent address of the system once."},
	{"invalid_scope", "The server refuses the scope", "Ask for one that the client has."},
	{"unauthorized_client", "The client may not ask for tokens in this way; some servers say so also of a client that they do not accept", "Allow the grant type for the client; or see below."},
	{"unsupported_grant_type", "The server does not know this grant type", "Check grant_type, and that the body is sent as a form."},
	{"invalid_grant", "The server refuses the code or the assertion that is the grant", "With a code: it counts once, and for a minute or so. With the assertion as grant: see below."},
	{"invalid_request", "The server misses a parameter, has one twice, or cannot take one", sendThem},
	{"AADSTS50012|AADSTS50027|invalid_client", "The server did not accept the token as proof of the client", below},
	{"invalid_token|insufficient_scope", "By its name (RFC 6750) the answer is a resource's, on an access token", "If it is, look at that, and not at this token."},
}

const (
	below    = "See below what is wrong with it."
	clock    = "Compare the clocks, and make the token right before the request."
	sendThem = "Send client_assertion and client_assertion_type, or the grant as assertion, in the body, as a form, and no client_secret beside."
)

// serverAnswer says what the server's own words mean.
func serverAnswer(c *Case, r *report) {
	if message, action := answer(c.Error); message != "" {
		r.mild("server", message, action)
	}
}

// answer is what a server's words mean, and what to do; "" where they have no name
// that is known.
func answer(text string) (message, action string) {
	for _, a := range answers {
		for _, name := range strings.Split(a.names, "|") {
			if hasWord(text, name) {
				return a.message + " (" + name + ").", a.action
			}
		}
	}
	return "", ""
}

// hasWord reports whether a text has a word by itself, and not as part of a longer one.
func hasWord(text, word string) bool {
	inWord := func(c byte) bool {
		return c == '_' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
	}
	for {
		before, after, found := strings.Cut(text, word)
		switch {
		case !found:
			return false
		case (before == "" || !inWord(before[len(before)-1])) && (after == "" || !inWord(after[0])):
			return true
		}
		text = after
	}
}
