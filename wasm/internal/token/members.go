package token

import (
	"bytes"
	"encoding/json"
	"slices"
)

// registered are the names of RFC 7515, RFC 7516 and RFC 7518, which crit must not have.
var registered = []string{"alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit",
	"enc", "zip", "epk", "apu", "apv", "iv", "tag", "p2s", "p2c"}

// Critical says what a side that verifies must make of crit and b64 in the protected
// header (RFC 7515 section 4.1.11, RFC 7797 section 6); "" where there are none. It
// completes "its header"; wrong is that every side must refuse it.
func (t *Token) Critical() (said string, wrong bool) {
	var members map[string]json.RawMessage
	_ = json.Unmarshal(t.HeaderText, &members)
	crit, there := members["crit"]
	var names []string
	bad := there && (json.Unmarshal(crit, &names) != nil || len(names) == 0)
	for i, name := range names {
		_, has := members[name]
		bad = bad || !has || slices.Contains(registered, name) || slices.Contains(names[:i], name)
	}
	switch {
	case bad:
		return "has a crit that is not what RFC 7515 section 4.1.11 asks for: a list of the extensions in the header, by their names", true
	case members["b64"] != nil && !slices.Contains(names, "b64"):
		return "has b64, which crit does not name, as RFC 7797 section 6 asks for", true
	case there:
		return "has crit: a side that does not know what that names must refuse the token (RFC 7515 section 4.1.11)", false
	}
	return "", false
}

// Repeated says where a name stands twice, "header" or "claims", or "": there readers
// differ, some of which refuse it, and some take the last (RFC 7515 section 4, RFC 7519 section 4).
func (t *Token) Repeated() string {
	switch {
	case repeats(t.HeaderText):
		return "header"
	case repeats(t.Payload):
		return "claims"
	}
	return ""
}

// repeats reports whether a JSON object has a member twice.
func repeats(object []byte) bool {
	d := json.NewDecoder(bytes.NewReader(object))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return false
	}
	known := map[any]bool{}
	for d.More() {
		name, err := d.Token()
		var value json.RawMessage
		if err != nil || d.Decode(&value) != nil {
			return false
		}
		if known[name] {
			return true
		}
		known[name] = true
	}
	return false
}
