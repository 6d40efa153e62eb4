package doctor

import "strings"

// otherKinds are tokens that are no client's assertion, by their types, and by claims that an
// assertion does not have: of RFC 9449, RFC 9101, RFC 9901, OpenID Connect Back-Channel
// Logout 1.0 and Core 1.0, RFC 8417, draft-ietf-oauth-attestation-based-client-auth, RFC 9068,
// RFC 7800, and of what Microsoft Entra ID and Keycloak have in theirs.
var otherKinds = []struct{ what, names string }{
	{dpopProof, "dpop+jwt htm htu"},
	{"a request object", "oauth-authz-req+jwt response_type redirect_uri"},
	{"an SD-JWT", "dc+sd-jwt vc+sd-jwt kb+jwt _sd sd_hash vct"},
	{"a logout token or another security event token", "logout+jwt secevent+jwt events"},
	{"a client attestation", "oauth-client-attestation+jwt oauth-client-attestation-pop+jwt"},
	{"an ID token or access token, which a server makes", "at+jwt at_hash auth_time azp scp appid realm_access"},
	{"a token with a nonce, as an ID token or the proof of a key has it", "nonce"},
	{"a token that is bound to a key by its cnf", "cnf"},
}

// kind is what the token is that is no client's assertion; "" for one that may be.
func (t *Token) kind() string {
	if iss := text(t.Claims, "iss"); iss != "" && iss == text(t.Claims, "sub") {
		return ""
	}
	typ := t.typ()
	for _, kind := range otherKinds {
		for _, name := range strings.Fields(kind.names) {
			if name == typ || t.Claims[name] != nil {
				return kind.what
			}
		}
	}
	return ""
}

// otherKind tells of a token that is no client's assertion: what holds for those does not
// hold for it.
func otherKind(c *Case, r *report) {
	mend, grave := "Paste the token that your client makes.", true
	if c.sentAsGrant() { // as Entra takes an access token on behalf of a user
		mend, grave = "Some servers take such a token as the grant: compare it with what this one wants there.", false
	}
	r.say("other_kind", "By its type or its claims this is "+c.Token.kind()+", and no client's assertion.", mend, grave)
}

// exchange is how the audiences begin that Entra has for tokens of other systems, in each
// of its clouds.
const exchange = "api://AzureADTokenExchange"

// isFederated reports whether another system made the token for Entra (workload identity
// federation).
func (t *Token) isFederated() bool {
	values := t.audiences() // Kubernetes has an array of one
	return len(values) == 1 && strings.HasPrefix(values[0], exchange)
}

// federated tells of such a token: what holds for others does not hold for it.
func federated(c *Case, r *report) {
	r.mild("federated", "The token is another system's, which Entra takes by a federated credential.", "Compare its iss, sub and aud with that credential, to the letter.")
}
