package doctor

import (
	"strings"
	"testing"

	"jwkmint/wasm/internal/token"
)

// TestRequest: what stands in a request beside the token and around it, as clients and
// their logs write it.
func TestRequest(t *testing.T) {
	const form = "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
	for text, want := range map[string]string{
		form + "eyJ":                                                                                   "",
		form + "eyJ&client_secret=x1":                                                                  "two_proofs",
		form + "eyJ&client_secret=":                                                                    "",
		form + "eyJ&client_secret=eyJ":                                                                 "", // Apple's
		form + "eyJ&client_secret%3Dx1":                                                                "two_proofs",
		`{"client_secret": "x1", "client_assertion": "eyJ"}`:                                           "two_proofs",
		`{"client_secret": null, "client_assertion": "eyJ"}`:                                           "",
		`{'client_secret': None, 'client_assertion': 'eyJ'}`:                                           "",
		"client_secret=x1":                                                                             "",
		"client_assertion=eyJ must not go with 'client_secret'.":                                       "",
		"client_assertion=eyJ client_secret_basic=x1":                                                  "",
		"Authorization: Basic YTpi\r\n\r\n" + form + "eyJ":                                             "two_proofs",
		`{"name":"Authorization","value":"Basic YTpi"} client_assertion=`:                              "two_proofs",
		"authorization: basic YTpi\n" + form + "eyJ":                                                   "two_proofs",
		"WWW-Authenticate: Basic realm=x " + form + "eyJ":                                              "",
		"curl -u a:b https://as.example -d '" + form + "eyJ'":                                          "two_proofs",
		"curl --user a:b https://as.example -d '" + form + "eyJ'":                                      "two_proofs",
		"curl https://as.example -d '" + form + "eyJ'":                                                 "",
		"sudo -u app curl https://as.example -d '" + form + "eyJ'":                                     "",
		"$ python -u get.py\n" + form + "eyJ":                                                          "",
		"Proxy-Authorization: Basic YTpi\r\n\r\n" + form + "eyJ":                                       "",
		"Authorization: Bearer YTpi\r\n\r\n" + form + "eyJ":                                            "",
		"with Authorization Basic is off: " + form + "eyJ":                                             "",
		`{"key":"scope","value":"basic mail"} client_assertion=`:                                       "",
		"{'Authorization': 'Basic YTpi'} client_assertion=":                                            "two_proofs",
		"{\"name\": \"Authorization\",\n \"value\": \"Basic YTpi\"} client_assertion=":                 "two_proofs",
		form + "b%27eyJ%27":                                                                            "around",
		form + "b'eyJ'":                                                                                "around",
		form + "%22eyJ%22":                                                                             "around",
		form + "Bearer%20eyJ":                                                                          "around",
		"curl -d client_assertion=\"eyJ\" -d client_assertion_type=x":                                  "", // the shell's quotes
		"curl -d client_assertion=\"Bearer eyJ\"":                                                      "around",
		"curl https://as.example -F client_assertion=eyJ":                                              "not_form",
		"POST /token\r\nAuthorization: Bearer eyJ\r\n\r\ngrant_type=client_credentials":                "in_header",
		"curl -H 'Authorization: Bearer eyJ' -d grant_type=x -d scope=y":                               "in_header",
		"{'Authorization': 'Bearer eyJ'} {'grant_type': 'x'}":                                          "in_header",
		"GET /me\r\nAuthorization: Bearer eyJ":                                                         "",
		"Authorization: Bearer eyJ\r\n\r\n" + form + "eyJ":                                             "",
		"curl --form client_assertion=eyJ https://as.example":                                          "not_form",
		"diff -F a; client_assertion=eyJ":                                                              "",
		"Content-Type: application/json\r\n\r\n{\"client_assertion\":\"eyJ\"}":                         "not_form",
		"{'content-type': 'multipart/form-data'} client_assertion=eyJ":                                 "not_form",
		"Content-Type: application/x-www-form-urlencoded\r\n\r\n" + form + "eyJ":                       "",
		"curl -H 'Accept: application/json' -d client_assertion=eyJ":                                   "",
		form + "eyJ\r\n\r\nHTTP/1.1 401\r\nContent-Type: application/json\r\n\r\n{}":                   "",
		"POST /token\r\nAuthorization: Bearer eyA\r\n\r\ngrant_type=x&subject_token=eyJ":               "",
		"curl -F a=b https://other.example; curl -d client_assertion=eyJ":                              "",
		"curl -F 'client_assertion=eyJ' https://as.example":                                            "not_form",
		"HTTP/1.1 401\r\nContent-Type: application/json\r\n\r\n{}\r\n" + form + "eyJ":                  "",
		"< HTTP/2 401\n< content-type: application/json\n{}\n" + form + "eyJ":                          "",
		"POST /token HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{\"client_assertion\":\"eyJ\"}": "not_form",
		"{'client_assertion': b'eyJ'}":                                                                 "", // which Python writes as it should
		"grant_type=x&assertion=b%27eyJ%27":                                                            "around",
	} {
		r := report{}
		request(&Case{Text: text, Token: &Token{Token: token.Token{Inputs: [][]byte{[]byte("eyJ")}}}}, &r)
		var codes []string
		for _, f := range r.findings {
			codes = append(codes, f.Code)
			if f.Grave {
				t.Errorf("%s: grave, though a part of the request alone is seen", text)
			}
		}
		if got := strings.Join(codes, " "); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
