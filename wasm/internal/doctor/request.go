package doctor

import "strings"

// assertionType is the client_assertion_type of RFC 7523 section 2.2.
const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// request looks at the request around the token, of which a part may be there.
func request(c *Case, r *report) {
	body := percent.Replace(c.Text)
	if hasWord(body, "client_assertion") && hasWord(body, "grant_type") && !strings.Contains(body, assertionType) {
		r.mild("assertion_type", "As it stands here the request has no client_assertion_type, or another than that of RFC 7523.", "Send it: "+assertionType+".")
	}
}
