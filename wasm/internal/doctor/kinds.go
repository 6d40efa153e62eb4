package doctor

import "strings"

// otherKinds are tokens that are no client's assertion, by claims that an assertion does not
// have: of RFC 9449, OpenID Connect Core 1.0, RFC 9901, and of what Microsoft Entra ID and
// Keycloak have in theirs.
var otherKinds = []struct{ what, claims string }{
	{"a DPoP proof", "htm htu"},
	{"a request object", "response_type redirect_uri"},
	{"an SD-JWT", "_sd sd_hash vct"},
	{"an ID token or access token, which a server makes", "nonce at_hash auth_time azp scp appid realm_access"},
}

// otherKind looks whether the token is of another kind.
func otherKind(c *Case, r *report) {
	if iss := text(c.Token.Claims, "iss"); iss != "" && iss == text(c.Token.Claims, "sub") {
		return
	}
	for _, kind := range otherKinds {
		for _, name := range strings.Fields(kind.claims) {
			if c.Token.Claims[name] != nil {
				r.grave("other_kind", "By its claims this is "+kind.what+", and no client's assertion.", "Paste the token that your client makes.")
				return
			}
		}
	}
}

// federated tells of a token that another system made for Entra (workload identity
// federation): what holds for others does not hold for it.
func federated(c *Case, r *report) {
	r.mild("federated", "The token is another system's, which Entra takes by a federated credential.", "Compare its iss, sub and aud with that credential, to the letter.")
}
