package doctor

import "strings"

// answers are the errors whose names say something (RFC 6749 section 5.2,
// RFC 9449 section 8; Microsoft's reference of AADSTS codes). The first that the
// answer has counts: numbers before the general names that stand beside them.
var answers = []struct{ name, message, action string }{
	{"AADSTS700027", "Entra looked for the certificate by its thumbprint and did not find it, or the signature is not by its key (AADSTS700027).",
		"Compare x5t#S256 with the certificate that was uploaded."},
	{"AADSTS700024", "Entra saw the token outside of its time (AADSTS700024).", "Compare the clocks, and make the token right before the request."},
	{"AADSTS700016", "Entra does not know the client in this tenant (AADSTS700016).", "Check the client ID, and the tenant in the endpoint."},
	{"use_dpop_nonce", "The client was let in; the server wants a DPoP proof with its nonce (use_dpop_nonce).", "The token is right: send the request again with the nonce."},
	{"invalid_dpop_proof", "The server did not take the DPoP proof (invalid_dpop_proof).", "Look at the proof, not at this token."},
	{"consent_required", "The key was accepted; a person must consent first (consent_required).", "Open the consent address of the system once."},
	{"invalid_scope", "The server let the client in, and refuses the scope (invalid_scope).", "The token is right: ask for a scope that the client has."},
	{"unauthorized_client", "The server knows the client, which may not ask for tokens in this way (unauthorized_client).", "Allow the grant type for the client."},
	{"unsupported_grant_type", "The server does not know this grant type (unsupported_grant_type).", "Check grant_type, and that the body is sent as a form."},
	{"invalid_grant", "The server refuses the code or the assertion that is the grant (invalid_grant).", "With a code: it counts once, and for a minute or so. With the assertion as grant: see below."},
	{"invalid_request", "The server misses a parameter, or has one twice (invalid_request).", "Send client_assertion and client_assertion_type in the body, as a form, and no client_secret beside them."},
	{"invalid_client", "The server did not accept the token as proof of the client (invalid_client).", "See below what is wrong with it."},
}

// serverAnswer says what the server's own words mean.
func serverAnswer(c *Case, r *report) {
	for _, answer := range answers {
		if hasWord(c.Error, answer.name) {
			r.mild("server", answer.message, answer.action)
			return
		}
	}
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
