package token

import (
	"encoding/base64"
	"strings"
)

// maxBody is the longest content of a detached token that is tried, in bytes: it is hashed
// for each of the keys.
const maxBody = 1 << 16

// beside adds to what can have been signed the JSON that stands beside a token whose
// content was detached (RFC 7515 appendix F).
func (t *Token) beside(text string) {
	start, end := strings.IndexByte(text, '{'), strings.LastIndexByte(text, '}')+1
	if start < 0 || end < start || end-start > maxBody {
		return
	}
	content := text[start:end]
	if !t.Unencoded {
		content = base64.RawURLEncoding.EncodeToString([]byte(content))
	}
	t.Inputs = append(t.Inputs, []byte(string(t.Inputs[0])+content))
}
