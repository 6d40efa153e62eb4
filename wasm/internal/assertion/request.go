package assertion

import (
	"strings"

	"jwkmint/wasm/internal/vendors"
)

const (
	typeAssertion = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" // RFC 7523 section 2.2
	grantJWT      = "urn:ietf:params:oauth:grant-type:jwt-bearer"            // RFC 7523 section 2.1
)

// request is what is sent: a form, or headers alone.
type request struct {
	endpoint string
	form     []parameter
	headers  []string
}

type parameter struct{ name, value string }

func (a *Ask) request(token string) *request {
	send := a.Vendor.Send
	r := &request{endpoint: a.Endpoint}
	if send.By == vendors.ByBearer {
		r.headers = append([]string{"Authorization: Bearer " + token}, send.Headers...)
		return r
	}
	add := func(name, value string) {
		if value != "" {
			r.form = append(r.form, parameter{name, value})
		}
	}
	switch {
	case send.By == vendors.ByGrant:
		add("grant_type", grantJWT)
	case send.Grant != "":
		add("grant_type", send.Grant)
		add("code", "CODE")
		add("redirect_uri", "REDIRECT_URI")
	default:
		add("grant_type", "client_credentials")
	}
	if !a.Vendor.Claims.Scope && send.Grant == "" {
		add("scope", a.Scope)
	}
	switch send.By {
	case vendors.ByAssertion:
		// The token names the client, and client_id is optional (RFC 7521 section 4.2): the
		// requests of Okta's "Implement OAuth for Okta with a service app" have none, and a
		// library tells that one with it was refused for more than one proof of the client.
		if a.Vendor.ID != "okta" {
			add("client_id", a.Client)
		}
		add("client_assertion_type", typeAssertion)
		add("client_assertion", token)
	case vendors.ByGrant:
		add("assertion", token)
	case vendors.BySecret:
		add("client_id", a.Client)
		add("client_secret", token)
	}
	return r
}

// body is the form as application/x-www-form-urlencoded.
func (r *request) body() string {
	pairs := make([]string, len(r.form))
	for i, p := range r.form {
		pairs[i] = p.name + "=" + strings.ReplaceAll(percent(p.value, " "), " ", "+")
	}
	return strings.Join(pairs, "&")
}

// curl is the command for bash, zsh and sh. curl encodes the parameters by
// itself, so that a person can read them; a value that begins with @ is a file
// only where no name and = stand before it.
func (r *request) curl() string {
	if r.endpoint == "" {
		return ""
	}
	lines := []string{"curl -sS --globoff " + shell(r.endpoint)}
	for _, h := range r.headers {
		lines = append(lines, "-H "+shell(h))
	}
	for _, p := range r.form {
		lines = append(lines, "--data-urlencode "+shell(p.name+"="+p.value))
	}
	return strings.Join(lines, " \\\n  ")
}

// powerShell is the command for PowerShell 5 and 7. There the form goes as it
// is sent: PowerShell's own curl is another program.
func (r *request) powerShell() string {
	if r.endpoint == "" {
		return ""
	}
	var out strings.Builder
	out.WriteString("Invoke-RestMethod -Uri " + powerShell(r.endpoint))
	if len(r.headers) > 0 {
		out.WriteString(" -Headers @{ ")
		for i, h := range r.headers {
			if i > 0 {
				out.WriteString("; ")
			}
			name, value, _ := strings.Cut(h, ": ")
			out.WriteString(powerShell(name) + " = " + powerShell(value))
		}
		out.WriteString(" }")
	}
	if len(r.form) > 0 {
		out.WriteString(" -Method Post -ContentType 'application/x-www-form-urlencoded' -Body " + powerShell(r.body()))
	}
	return out.String()
}
