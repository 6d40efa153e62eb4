package doctor

import (
	"strings"

	"jwkmint/wasm/internal/vendors"
)

// assertionType is the client_assertion_type of RFC 7523 section 2.2.
const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// request looks at the request around the token, where that is there.
func request(c *Case, r *report) {
	body := percent.Replace(c.Text)
	if c.Vendor != nil && c.Vendor.Send.By != vendors.ByAssertion || !hasWord(body, "client_assertion") || !hasWord(body, "grant_type") {
		return
	}
	switch {
	case !hasWord(body, "client_assertion_type"):
		r.grave("assertion_type", "The request has no client_assertion_type beside client_assertion.", "Send it: "+assertionType+".")
	case !strings.Contains(body, assertionType):
		r.grave("assertion_type", "The request's client_assertion_type is not that of RFC 7523.", "Send "+assertionType+".")
	}
	if hasWord(body, "client_secret") {
		r.mild("secret_beside", "The request has client_secret beside client_assertion: a client proves itself in one way (RFC 6749 section 2.3).", "Leave client_secret out.")
	}
	if lower := strings.ToLower(body); strings.Contains(lower, "content-type: application/json") && strings.Contains(lower, `"client_assertion"`) {
		r.mild("request_json", "The request is in JSON, and OAuth has a form there (RFC 6749 section 4.4.2).", "Send application/x-www-form-urlencoded.")
	}
}
