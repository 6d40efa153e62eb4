package doctor

import "strings"

// answers are names and texts of systems, several of which may say one thing:
// Microsoft's "Microsoft Entra authentication and authorization error codes",
// "Troubleshooting Service Principal Authentication" of the Azure SDK for Java,
// Snowflake's "SYSTEM$GET_LOGIN_FAILURE_DETAILS", Okta's help on client_assertion
// and its developers' blog, Salesforce's "OAuth 2.0 Authorization Errors", Auth0's
// help on private_key_jwt, Google's "JWT error codes",
// octokit/auth-app.js issue 698, Keycloak's AbstractJWTClientValidator and
// AbstractBaseJWTValidator, and Docusign's "Developer FAQs"; all read in November 2026.
// What says itself what is wrong, as "Multiple audiences not allowed", is not here.
// AADSTS5000224 is on no page of Microsoft's: what is said of it is what its own text says.
// The first that the answer has counts, whatever its capitals. The message goes on with the
// name and a dot.
var answers = []answer{
	{"use_dpop_nonce", "The server wants a DPoP proof with its nonce, which tells nothing of the token", "Send the request again with that nonce in the proof."},
	{"invalid_dpop_proof", "The server did not take the DPoP proof", lookThere},
	{"use of the key to verify the signature failed", "Entra found the certificate by its thumbprint, and the signature is not by its key", "Sign with its private key."},
	{"The key used is expired", "Entra found the certificate by its thumbprint, and it has expired", "Make a new one for the key, upload it, and name it in the header."},
	{"AADSTS700027|Thumbprint of key used by client", "Entra looked for the certificate by its thumbprint and did not find it, or the signature is not by its key",
		"Compare x5t#S256 with the certificate that was uploaded."},
	{"No matching federated identity record found", "Entra has no federated credential with this iss, sub and aud", "Compare the three with that credential, to the letter."},
	{"AADSTS700021|client_id parameter does not match sub claim|non-matching 'iss'/'sub' claims|issuer should match the subject",
		"The iss and sub are not the client_id of the request", "Put the client ID there."},
	{"AADSTS5000224", "Entra says that the resource is not available, no word on the token", "See whether the tenant is still there, and is of this cloud."},
	{"AADSTS700030", "Entra does not take this certificate", "See why in the answer: its subject, or another cloud."},
	{"AADSTS700025", "Entra has the client as a public one, from which it takes no proof", "Let the application be a confidential client, or send none."},
	{"AADSTS50013|AADSTS500133", "Entra did not take the grant that is in assertion: on behalf of a user, that is the user's token", "See that it is for this application, and has not expired."},
	{"AADSTS70011|AADSTS1002012|AADSTS500011", "Entra refuses the scope, or does not know its resource", "Ask for a resource of the tenant, with /.default at its end."},
	{"394303|AADSTS700024|Token is not active|Token was issued in the future|Token must be a short-lived token", "The server saw the token outside of its time", clock},
	{"394302|JWT_TOKEN_INVALID_ISSUE_TIME|Token was issued too far in the past|ExpiredProviderToken", "The server saw the token too long after its iat", clock},
	{"394301", "The token has no iat or no exp", "Put both there."},
	{"394307", "The account in the token is not that of the address", "Compare iss with the host."},
	{"394306|Signature on JWT token failed validation|Invalid JWT Signature|A JSON web token could not be decoded|no_valid_keys_or_signatures|match JWT signature to any|known signing keys|InvalidProviderToken",
		unread, below},
	{"Invalid grant: account not found|issuer_not_found|user_not_found|invalid_client_id|client identifier invalid|valid email or user ID|issuer and subject claim|Integration not found",
		nobody, sameBoth},
	{"Unable to load public key|The client_assertion JWT kid is invalid", noKey, keySet},
	{"your client_assertion can't be reached|need to register a public key", "The server has no key of the client, or could not fetch its set", "Register the key, or see that the address of the set answers from outside, by https and in time."},
	{"AADSTS700016|AADSTS7000229", "Entra does not know the client in this tenant", "Check the client ID, and the tenant in the endpoint."},
	{"AADSTS90002", "Entra does not know the tenant", "Check the tenant in the endpoint, and that it is of this cloud."},
	{"AADSTS7000215|AADSTS7000222|AADSTS7000218", "The server looked for a client secret or a token, and found no right one", sendThem},
	{"394300|JWT_TOKEN_INVALID_USER_IN_ISSUER", "Snowflake does not know the user in iss", "Compare it with DESCRIBE USER."},
	{"394304|JWT_TOKEN_INVALID_PUBLIC_KEY_FINGERPRINT_MISMATCH", "Snowflake has another key for the user than iss names", "Compare the digest in iss with RSA_PUBLIC_KEY_FP of DESCRIBE USER."},
	{"JWT token is invalid.|390144", "Snowflake did not take the token", "Ask SYSTEM$GET_LOGIN_FAILURE_DETAILS for the reason."},
	{"hasn't approved this consumer|invalid_app_access|not admin approved|not authorized by the enterprise", "The app is not approved, by the user or by an administrator", "Have it approved, or let in by a policy."},
	{"consent_required|AADSTS65001", "A person must consent first", "Open the consent address of the system once."},
	{"Invalid OAuth scope or ID token audience", "Google found no scope in the token, or one that does not exist", "Put the scopes into the claim scope, with blanks between."},
	{"not authorized for any of the scopes requested", "Google does not let this client ask for these scopes, or not for this user", "Compare the client ID and the scopes with those for domain-wide delegation."},
	{"supports client authentication method|Request denied: Unsupported authentication method", "The client is registered for another way to show who it is", "Register it for private_key_jwt (token_endpoint_auth_method)."},
}

// phrases are words by which systems and libraries, each in its own way, tell of one fault:
// of NHS England's identity service, Auth0's jsonwebtoken, jose of Node.js, PyJWT, Authlib,
// ruby-jwt, php-jwt, lcobucci/jwt, golang-jwt, go-jose, Nimbus, JJWT,
// Microsoft.IdentityModel, Box, GitHub and OpenSSL.
var phrases = []answer{
	{"must be an asymmetric key|DECODER routines::unsupported|no start line|could not deserialize key data|could not parse the provided public key|key is of invalid type|OpenSSL unable to validate key|OpenSSL unable to sign data",
		"The library could not use the key that it was given", giveKey},
	{"minimum key size of 2048 bits", "By RFC 7518 (section 3.3) an RSA key has 2048 bits at least, and this one has fewer", "Make a longer one, and register that."},
	{"jwt malformed|malformed JWT|not enough segments|too many segments|invalid number of segments|must have three segments|JWT is not well formed|invalid compact JWS",
		"What was read as the token does not have its three parts", "Send the token alone and whole, without quotes or Bearer, and not encrypted."},
	{"no matching key|no matching keys|no matching public key|no applicable key|unable to match key|did not match any keys|unable to find a signing key|unable to lookup correct key|could not find key|kid not found|key was not found|missing 'kid' header",
		noKey, keySet},
	{"unsupported JWT algorithm|invalid signature algorithm|invalid algorithm|alg value is not allowed|another algorithm expected", "The server does not take the algorithm that the header names", "Sign by one that it takes, and that is registered for the client."},
	{"signature verification failed|signature validation failed|signature verification check failed|failed signature validation|signature verification raised|invalid signature|signature is invalid|signature is not valid|signature mismatch|bad_signature|JWT signature does not match|crypto/rsa: verification error|crypto/ecdsa: verification error|error in cryptographic primitive",
		unread, below},
	{"more than 5 minutes in future|token has an expiration too far into the future|no more than 5 minutes after|claim ('exp') is too far in the future",
		"The server takes no token that ends so late", "Let it end sooner, and compare the clocks."},
	{"must be an integer representing|must be a numeric value representing|(exp) must be an integer|(iat) must be an integer|(nbf) must be an integer", "The server found no whole number of seconds in a claim, or one that is wrong by its clock", "Write whole seconds since 1970, without quotes or a fraction, and compare the clocks."},
	{"jwt expired|jwt has expired|expired assertion|signature has expired|jwt not active|lifetime validation failed|claim timestamp check failed|before the expiration date/time",
		"The server saw the token outside of its time", clock},
	{"Token reuse detected|non-unique 'jti' claim|unique 'jti' value", "The server has seen the jti before", "Make a new token for each request."},
	{"Invalid token audience|Audience validation failed|audience is invalid|The audience claim for client_assertion|Client assertion audience claim does not match|audience invalid|invalid audience|audience doesn't match|unexpected \"aud\" claim value|invalid 'aud' claim|check the 'aud' claim",
		"The server is not what aud names", below},
	{"invalid 'iss'/'sub' claims|check the 'sub' claim", nobody, sameBoth},
}

// names are the errors of RFC 6749 section 5.2 and RFC 6750 section 3.1, beside which most
// answers say more.
var names = []answer{
	{"invalid_scope", "The server refuses the scope", "Ask for one that the client has."},
	{"unauthorized_client", "The client may not ask for tokens in this way; some servers say so also of a client that they do not accept", "Allow the grant type for the client, or see what is wrong with the token."},
	{"unsupported_grant_type", "The server does not know this grant type", "Check grant_type, and that the body is sent as a form."},
	{"invalid_grant", "The server refuses the code or the assertion that is the grant", "With a code: it counts once, and for a minute or so. With the assertion as grant: see what is wrong with that."},
	{"AADSTS900144|AADSTS90014|AADSTS90023|invalid_request", "The server misses a parameter, has one twice, or cannot take one", sendThem},
	{"AADSTS50012|AADSTS50027|invalid_client", "The server did not accept the token as proof of the client", below},
	{"invalid_token|insufficient_scope", aboutAccess, "If it is, look at the access token, and not at the one that the client signs."},
}

// An answer is what stands in one, and what that says.
type answer struct {
	names, message, action string // the names with | between
}

const (
	below     = "What is found wrong with it stands below."
	clock     = "Compare the clocks, and make the token right before the request."
	giveKey   = "Give it the key in the form that it takes, with its BEGIN and END lines and its line breaks: convert it here."
	keySet    = "Compare its kid and alg with the keys that are registered; a copy of a published set may be old."
	lookThere = "Look at the proof: paste it by itself in place of the token."
	sameBoth  = "Compare both, and whether the address is of the same environment."
	sendThem  = "Send client_assertion and client_assertion_type, or the grant as assertion, in the body, as a form, and no client_secret beside."
)

const (
	aboutAccess = "By its name (RFC 6750) the answer is a resource's, on an access token"
	nobody      = "The server does not know whom iss or sub names"
	noKey       = "The server found no key for this token"
	unread      = "The server could not read the token, or verify its signature"
)

// serverAnswer says what the server's own words mean.
func serverAnswer(c *Case, r *report) {
	if message, action := explain(c.Error); message != "" {
		if action == lookThere && c.Token.isProof() {
			action = below
		}
		r.mild("server", message, action)
	}
}

const (
	// maxSaid is the longest text, in bytes, that is taken for an error message though it does
	// not call itself one: what stands around a token may have such words for another reason.
	// Words from longWord on do not count: a token, or a line of one, is no part of a message.
	maxSaid  = 512
	longWord = 60
)

// straight are the quotes that forums make of plain ones.
var straight = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`)

// explain tells what a server's words mean, and what to do; "" where they have no name
// that is known. The words on an access token are not of the token here.
func explain(text string) (message, action string) {
	text = strings.ToLower(straight.Replace(text))
	general := find(names, text)
	found := find(answers, text)
	says := said(text) <= maxSaid || strings.Contains(text, "error") || strings.Contains(text, "exception")
	if found.message == "" && says && !strings.HasPrefix(general.message, aboutAccess) {
		found = find(phrases, text)
	}
	if found.message == "" {
		found = general
	}
	return found.message, found.action
}

// said is how long a text is without its long words.
func said(text string) int {
	n := len(text)
	for word := range strings.FieldsSeq(text) {
		if len(word) >= longWord {
			n -= len(word)
		}
	}
	return n
}

// find is the first of a list that a text has, in small letters, with the name that it has.
func find(list []answer, text string) answer {
	for _, a := range list {
		for _, name := range strings.Split(a.names, "|") {
			if hasWord(text, strings.ToLower(name)) {
				return answer{name, a.message + " (" + name + ").", a.action}
			}
		}
	}
	return answer{}
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
