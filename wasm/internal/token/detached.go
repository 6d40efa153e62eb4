package token

import (
	"encoding/base64"
	"strings"
)

// maxBody is how much is looked at on either side of a token for its content, in bytes:
// what may be it is hashed for each of the keys.
const maxBody = 1 << 14

// beside adds to what can have been signed what stands in the text beside a token whose
// content was detached (RFC 7515 appendix F): the body of a message, JSON, or its base64url.
func (t *Token) beside(text string) {
	header, _, _ := strings.Cut(string(t.Inputs[0]), ".")
	before, after, found := strings.Cut(text, header+"..")
	if !found {
		return
	}
	after = after[wordLength(after):]
	seen := map[string]bool{"": true}
	for _, side := range []string{after[:min(len(after), maxBody)], before[max(len(before)-maxBody, 0):]} {
		side = strings.TrimSpace(strings.ReplaceAll(side, "\r\n\r\n", "\n\n"))
		body := side[strings.LastIndex(side, "\n\n")+1:]
		_, object, _ := strings.Cut(side[:strings.LastIndexByte(side, '}')+1], "{")
		if object != "" {
			object = "{" + object
		}
		for _, content := range []string{side, strings.TrimSpace(body), object} {
			if seen[content] {
				continue
			}
			seen[content] = true
			if wordLength(content) != len(content) && !t.Unencoded {
				content = base64.RawURLEncoding.EncodeToString([]byte(content))
			}
			t.Inputs = append(t.Inputs, []byte(header+"."+content))
		}
	}
}
