package api

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestTokensUnmarked: where a token's parts are coloured, quoted or in rows, or all of it
// is in base64, its signature is verified: that its header names our key is no answer.
func TestTokensUnmarked(t *testing.T) {
	var cases []struct {
		Token   string
		Keys    []string
		Options dict
	}
	if err := json.Unmarshal(readFile(t, "testdata/compare.json"), &cases); err != nil {
		t.Fatal(err)
	}
	c := cases[0]
	ours, others := testSession(), testSession()
	ask[keysReply](t, ours, "convert", input(string(readFile(t, digestVectors+c.Keys[0]+".pem")), c.Options, "spki"))
	ask[keysReply](t, others, "convert", input(golden(t, "rsa2048/spki"), c.Options, "spki"))
	parts := strings.Split(c.Token, ".")
	put := func(format string) string { return fmt.Sprintf(format, parts[0], parts[1], parts[2]) }
	encoded := base64.StdEncoding.EncodeToString([]byte(c.Token))
	wrapped := func(width int, between string) string {
		var lines []string
		for rest := encoded; rest != ""; rest = rest[min(width, len(rest)):] {
			lines = append(lines, rest[:min(width, len(rest))])
		}
		return strings.Join(lines, between)
	}
	for name, text := range map[string]string{
		"coloured parts":       put(`<span class="h">%s</span>.<span class="p">%s</span>.<span style="color: #00b9f1">%s</span>`),
		"coloured dots":        put("<span>%s</span><span>.</span><span>%s</span><span>.</span><span>%s</span>"),
		"breaks in a part":     put("<p>" + parts[0][:9] + "<wbr>" + parts[0][9:] + ".%[2]s.%[3]s</p>"),
		"capitals":             put("<SPAN>%s</SPAN>.<SPAN>%s</SPAN>.<SPAN>%s</SPAN>"),
		"backticks":            put("`%s`.`%s`.`%s`"),
		"bold":                 put("**%s**.**%s**.**%s**"),
		"rows":                 put("Header\t%s\nPayload\t%s\nSignature\t%s\n"),
		"lines with names":     put("HEADER:\n%s\n\nPAYLOAD:\n%s\n\nSIGNATURE:\n%s\n"),
		"a table of a page":    put("<table><tr><td>Header</td><td>%s</td></tr><tr><td>Payload</td><td>%s</td></tr><tr><td>Signature</td><td>%s</td></tr></table>"),
		"a table of Markdown":  put("| header | `%s` |\n| payload | `%s` |\n| signature | `%s` |\n"),
		"members":              put(`{"header":"%s","payload":"%s","signature":"%s"}`),
		"base64":               encoded,
		"base64url":            base64.RawURLEncoding.EncodeToString([]byte(c.Token)),
		"a Secret":             "apiVersion: v1\nkind: Secret\ndata:\n  namespace: ZGVmYXVsdA==\n  token: " + strings.TrimRight(encoded, "=") + "\n  user: ada\n",
		"in lines":             wrapped(76, "\n"),
		"in lines, in a mail":  "Hi,\n\n> " + wrapped(64, "\r\n> ") + "\n\nBob\n",
		"in lines, in YAML":    "data:\n  token: |\n    " + wrapped(60, "\n    ") + "\n  user: ada\n",
		"BinarySecurityToken":  `<wsse:BinarySecurityToken ValueType="urn:ietf:params:oauth:token-type:jwt">` + encoded + "</wsse:BinarySecurityToken>",
		"beside a certificate": "ca.crt: " + base64.StdEncoding.EncodeToString([]byte(golden(t, "cert/certificate"))) + "\ntoken: " + encoded + "\n",
	} {
		r := compareWith(t, ours, text)
		if !r.Same || !strings.Contains(r.Summary, "was signed by this key, and names its key ID.") {
			t.Errorf("%s: same %v: %s", name, r.Same, r.Summary)
		}
		if name == "beside a certificate" { // which is what is compared then
			if r = compareWith(t, others, text); r.Same || !strings.Contains(r.Summary, "Another key") {
				t.Errorf("%s, of another: same %v: %s", name, r.Same, r.Summary)
			}
			continue
		}
		r = compareWith(t, others, text)
		if r.Same || r.Unknown || !strings.Contains(r.Summary, "signed by another key or changed on its way") {
			t.Errorf("%s, of another: same %v, unknown %v: %s", name, r.Same, r.Unknown, r.Summary)
		}
	}
	// Without a signature to verify, the answer says that there was none.
	for name, says := range map[string]string{
		parts[0]:                    "No signature was checked",
		`{"alg":"RS256","kid":"a"}`: "No signature was checked",
		put("%s.%s.***"):            "a word stand there for its rest",
		put("%s.%s.<signature>"):    "a word stand there for its rest",
		put("%s.%s.[Signature]"):    "a word stand there for its rest",
		put("%s.%s..."):             "no signature was checked",
		"Header:\n{\"alg\": \"RS256\",\n \"kid\": \"a\"}\nPayload:\n{\"sub\": \"1\"}\n": "Who signed a token with it, that does not say",
	} {
		if r := compareWith(t, ours, name); !r.Same || !strings.Contains(r.Summary, says) {
			t.Errorf("%.40s…: same %v: %s", name, r.Same, r.Summary)
		}
	}
	if r := compareWith(t, ours, c.Token[:30]+"…"+c.Token[len(c.Token)-30:]); r.Same || !r.Unknown || !strings.Contains(r.Summary, "begins like a token") {
		t.Errorf("cut in its middle: %s", r.Summary)
	}
}
