package doctor

import "slices"

// otherKinds are tokens that are no client's assertion, by claims that an assertion does not have:
// of RFC 9449, OpenID Connect Core 1.0 and Back-Channel Logout 1.0, RFC 9068, RFC 9901, and
// of what Microsoft Entra ID and Keycloak have in theirs.
var otherKinds = []struct {
	what   string
	claims []string
}{
	{"a DPoP proof", []string{"htm", "htu"}},
	{"a request object", []string{"response_type", "redirect_uri"}},
	{"a logout token", []string{"events"}},
	{"an SD-JWT", []string{"_sd", "sd_hash", "vct"}},
	{"an ID token or an access token, which a server makes", []string{"nonce", "at_hash", "c_hash", "auth_time", "azp", "scp", "appid", "realm_access"}},
}

// otherKind looks whether the token is of another kind.
func otherKind(c *Case, r *report) {
	has := func(name string) bool { return c.Token.Claims[name] != nil }
	if iss := text(c.Token.Claims, "iss"); iss != "" && iss == text(c.Token.Claims, "sub") {
		return
	}
	for _, kind := range otherKinds {
		if slices.ContainsFunc(kind.claims, has) {
			r.grave("other_kind", "By its claims this is "+kind.what+", and no client's assertion.",
				"Paste the token that your client makes: in the request it stands behind client_assertion or assertion.")
			return
		}
	}
}

// federated says of a token that another system made for Entra (workload identity
// federation) that what holds for others does not hold for it, and reports whether it is one.
func federated(c *Case, r *report) bool {
	if text(c.Token.Claims, "aud") != "api://AzureADTokenExchange" {
		return false
	}
	serverAnswer(c, r)
	times(c, r)
	r.mild("federated", "The token is another system's, which Entra takes by a federated credential: iss, sub and aud are those of the credential, and the key is that system's.",
		"Compare the three with the credential of the application, to the letter.")
	return true
}
