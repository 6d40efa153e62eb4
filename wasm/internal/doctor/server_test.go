package doctor

import (
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// TestAnswers takes answers as the systems' own pages and their code have them.
func TestAnswers(t *testing.T) {
	for text, want := range map[string]string{
		`{"error":"invalid_client","error_description":"AADSTS700027: The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found.]","error_codes":[700027]}`: "by its thumbprint",
		`{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}`:                                                                                                                             "no right one",
		`{"error":"invalid_request","error_description":"AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'."}`:                                                              "no right one",
		`{"error":"invalid_request","error_description":"AADSTS90002: Tenant 'x' not found."}`:                                                                                                                                        "does not know the tenant",
		`AADSTS700016: Application with identifier 'x' was not found`:                                                                                                                                                                 "does not know the client",
		`Snowflake exception: JWT token is invalid. [0ce9eb56-821d-4ca9-a774-04ae89a0cf5a], sqlState:08001, vendorCode:390,144`:                                                                                                       "did not take the token (JWT token is invalid.).",
		`{"code":"390144","message":"JWT token is invalid. [0ce9eb56]"}`:                                                                                                                                                              "did not take the token (JWT token is invalid.).",
		`{"errorCode":"JWT_TOKEN_INVALID_PUBLIC_KEY_FINGERPRINT_MISMATCH"}`:                                                                                                                                                           "another key for the user than iss names (JWT_TOKEN_INVALID_PUBLIC_KEY_FINGERPRINT_MISMATCH).",
		`JWT token is invalid. 394304`: "another key for the user than iss names (394304).",
		`394302`:                       "too long after its iat",
		`{"error":"invalid_client","error_description":"The client_assertion token has an expiration too far into the future."}`:                                                                "ends so late",
		`{"error":"invalid_client","error_description":"The client_assertion JWT kid is invalid."}`:                                                                                             "found no key for this token",
		`{"error":"invalid_client","error_description":"The audience claim for client_assertion must be the endpoint invoked for the request."}`:                                                "not what aud names",
		`{"error":"invalid_grant","error_description":"Audience validation failed"}`:                                                                                                            "not what aud names",
		`{"error":"invalid_client","error_description":"Invalid token audience"}`:                                                                                                               "not what aud names",
		`{"error":"invalid_client","error_description":"Token is not active"}`:                                                                                                                  "outside of its time",
		`{"error":"invalid_client","error_description":"Token reuse detected"}`:                                                                                                                 "seen the jti",
		"AADSTS50027: JWT token is invalid or malformed.":                                                                                                                                       "as proof of the client (AADSTS50027)",
		`AADSTS700027: Client assertion contains an invalid signature. [Reason - The key was found, but use of the key to verify the signature failed., Thumbprint of key used by client: 'A']`: "the signature is not by its key",
		`AADSTS700213: No matching federated identity record found for presented assertion subject 'repo:a/b'`:                                                                                  "no federated credential",
		`AADSTS700023: Client assertion audience claim does not match Realm issuer.`:                                                                                                            "not what aud names",
		`{"error":"invalid_client","error_description":"Client authentication with signed JWT failed: Signature on JWT token failed validation"}`:                                               "verify its signature",
		`{"message":"'Expiration time' claim ('exp') is too far in the future"}`:                                                                                                                "ends so late",
		`{"error":"invalid_grant","error_description":"user hasn't approved this consumer"}`:                                                                                                    "is not approved",
		`{"error":"invalid_grant","error_description":"Invalid JWT Signature."}`:                                                                                                                "verify its signature",
		`JWT token is invalid. 394301`: "no iat or no exp",
		`{"error":"invalid_client","error_description":"AADSTS5000224: We are sorry, this resource is not available. If you are seeing this message by mistake, please contact Microsoft support."}`: "no word on the token",
		`{"error":"unauthorized_client","error_description":"Invalid client or Invalid client credentials"}`:                                                                                         "of a client that they do not accept",
		`{"error":"unauthorized_client"}`: "some servers say so also",
		`{"error":"invalid_client","error_description":"client_id parameter does not match sub claim"}`:                                            "not the client_id",
		`{"error":"invalid_client","error_description":"The client_assertion signature is invalid."}`:                                              "verify its signature",
		`{"error":"invalid_grant","error_description":"no_valid_keys_or_signatures"}`:                                                              "verify its signature",
		`{"error":"invalid_grant","error_description":"Invalid grant: account not found"}`:                                                         "whom iss or sub names",
		`{"message":"A JSON web token could not be decoded"}`:                                                                                      "verify its signature",
		`{"error":"invalid_token","error_description":"The access token expired"}`:                                                                 "on an access token",
		`{"error":"invalid_client","error_description":"invalid_token: cannot verify"}`:                                                            "as proof of the client",
		`{"error":"invalid_request","error_description":"Missing or invalid 'aud' claim in client_assertion JWT"}`:                                 "not what aud names",
		`{“error”: “invalid_request”, “error_description”: “Invalid ‘iss’/‘sub’ claims in client_assertion JWT”}`:                                  "whom iss or sub names",
		`{"error":"invalid_request","error_description":"Invalid 'kid' header in client_assertion JWT - no matching public key"}`:                  "found no key for this token",
		`{"error":"invalid_request","error_description":"Invalid 'exp' claim in client_assertion JWT - JWT has expired"}`:                          "outside of its time",
		`{"error":"public_key error","error_description":"JWT signature verification failed"}`:                                                     "verify its signature",
		`{"error":"invalid_client","error_description":"Client authentication with signed JWT failed: invalid signature algorithm"}`:               "does not take the algorithm",
		`{"error":"invalid_token","error_description":"Could not match JWT signature to any of the bindings"}`:                                     "verify its signature",
		`Bearer error="invalid_token", error_description="The signature is invalid"`:                                                               "on an access token",
		`{"error":"invalid_dpop_proof","error_description":"signature verification failed"}`:                                                       "the DPoP proof",
		`AADSTS50012: Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by client: 'A']`:    "by its thumbprint",
		`AADSTS700027: Client assertion contains an invalid signature. [Reason - The key used is expired., Thumbprint of key used by client: 'A']`: "it has expired",
		`AADSTS50013: Assertion failed signature validation. [Reason - The key was not found.]`:                                                    "that is the user's token",
		`AADSTS900144: The request body must contain the following parameter: 'client_id'.`:                                                        "misses a parameter",
		`{"message":"'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"}`:                           "no whole number of seconds",
		`{"reason":"InvalidProviderToken"}`:                                                                                                         "verify its signature",
		`JWKSNoMatchingKey: no applicable key found in the JSON Web Key Set`:                                                                        "found no key for this token",
		`Signed JWT rejected: Another algorithm expected, or no matching key(s) found`:                                                              "found no key for this token",
		`IDX10503: Signature validation failed. The token's kid is: 'x', but did not match any keys in TokenValidationParameters or Configuration.`: "found no key for this token",
		`IDX10511: Signature validation failed. Keys tried: 'Microsoft.IdentityModel.Tokens.RsaSecurityKey'`:                                        "verify its signature",
		`{"error":"invalid_scope","error_description":"Invalid OAuth scope or ID token audience provided."}`:                                        "no scope in the token",
		`JsonWebTokenError: jwt malformed`:                                                                                                          "its three parts",
		`error:1E08010C:DECODER routines::unsupported`:                                                                                              "could not use the key",
		`jwt.exceptions.ExpiredSignatureError: Signature has expired`:                                                                               "outside of its time",
		`{"error":"use_dpop_nonce"}`:                                                                                                                "tells nothing of the token",
		`{"error":"invalid_client"}`:                                                                                                                "as proof of the client (invalid_client).",
		"invalid signature" + strings.Repeat(" ", maxSaid-17):                                                                                       "verify its signature",
		"invalid signature" + strings.Repeat(" ", maxSaid-16):                                                                                       "",
		"Error: invalid signature" + strings.Repeat(" ", maxSaid):                                                                                   "verify its signature",
		"IDX10214: Audience validation failed.\n" + strings.Repeat("e", maxSaid):                                                                    "not what aud names", // beside a token
		`{"error":"age must be an integer"}`:                                                                                                        "",
		`{"error":"invalid_client_metadata"}`:                                                                                                       "",
		`AADSTS7000240`:                                                                                                                             "",
		`1394304`:                                                                                                                                   "",
		`500`:                                                                                                                                       "",
	} {
		message, action := explain(text)
		if want == "" && message == "" {
			continue
		}
		if want == "" || !strings.Contains(message, want) || action == "" {
			t.Errorf("%s: %q, %q", text, message, action)
		}
	}
}

// TestAnswersReached: each name leads to what is said of it, and not to what stands
// before it in the tables; and all of it is sentences.
func TestAnswersReached(t *testing.T) {
	for _, a := range slices.Concat(answers, phrases, names) {
		for _, name := range strings.Split(a.names, "|") {
			if message, action := explain("error: " + name + "."); message != a.message+" ("+name+")." || action != a.action {
				t.Errorf("%s: %s", name, message)
			}
		}
		if strings.HasSuffix(a.message, ".") || !strings.HasSuffix(a.action, ".") {
			t.Errorf("%s: %s", a.message, a.action)
		}
	}
}

// TestExplain: where a key should stand, an error message is explained that tells of tokens or
// of the key, and nothing in the words points at a token, which is not there.
func TestExplain(t *testing.T) {
	for text, want := range map[string]string{
		"IDX14100: JWT is not well formed":                    "three parts",
		"error:0909006C:PEM routines:x:no start line":         "convert it here",
		"AADSTS90002: Tenant not found":                       "the tenant",
		`{"error":"invalid_token"}`:                           "on an access token",
		"jwt malformed":                                       "three parts",
		"ssh: Permission denied (publickey): no matching key": "",
		"The key was not found in the drawer":                 "",
		`{"error":"invalid_client"}`:                          "",
		`{"error":"user_not_found"}`:                          "",
	} {
		if got := Explain([]byte(text)); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%s: %s", text, got)
		}
	}
	for _, a := range slices.Concat(answers, phrases, names) {
		if a.action != below && (strings.Contains(a.action, "below") || strings.Contains(a.action, "this token")) {
			t.Errorf("%s: which token? %s", a.names, a.action)
		}
	}
}

// TestAnswerOfGoodToken: that something is wrong is not said of a token in which nothing is found.
func TestAnswerOfGoodToken(t *testing.T) {
	p := healthy(t, "EC P-256", "ES256")
	p.c.Error = "invalid_client"
	d := p.diagnose()
	if got := codes(d); got != "server nothing_grave" {
		t.Fatal(got)
	}
	if action := d.Findings[0].Action; strings.Contains(action, "what is wrong") {
		t.Errorf("nothing is: %s", action)
	}
}

// TestAnswerForToken: who pastes the answer in place of the token is told what it means.
func TestAnswerForToken(t *testing.T) {
	message, hint := fault.Text(None([]byte(`{"error":"invalid_client","error_description":"Token reuse detected"}`)))
	if !strings.Contains(message, "an error message") || !strings.Contains(hint, "seen the jti before (Token reuse detected).") || !strings.Contains(hint, "paste the token") {
		t.Errorf("%s %s", message, hint)
	}
	if _, hint := fault.Text(None([]byte(`{"error":"invalid_client"}`))); strings.Contains(hint, "below") {
		t.Errorf("what is below? %s", hint)
	}
	_, hint = fault.Text(None([]byte("Error: secretOrPrivateKey must be an asymmetric key when using RS256")))
	if !strings.Contains(hint, "convert it here") || strings.Contains(hint, "was sent") {
		t.Errorf("no token was sent: %s", hint)
	}
}
