package decode

import (
	"slices"
	"strings"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/raw"
)

// methodMembers are where a verification method of a DID document has its key, when that
// is neither a JWK nor PEM, which are read wherever they stand.
var methodMembers = strings.Fields("publicKeyBase58 publicKeyHex publicKeyMultibase privateKeyBase58 privateKeyHex privateKeyMultibase secretKeyMultibase")

// method reads the key of the verification method that an object is, if it is one, or both
// of its halves.
func (w *jsonWalk) method(members []key.RawMember) {
	const longest = 8192 // bytes of a member: base58 takes quadratic time, and one with others within it would be copied for each
	kind := ""
	for _, m := range members {
		if m.Name == "type" && len(m.Raw) < longest {
			kind = strings.Trim(string(m.Raw), `"`)
		}
	}
	for _, m := range members {
		if len(m.Raw) > longest || !slices.Contains(methodMembers, m.Name) {
			continue
		}
		k, err := raw.MethodKey(kind, m.Name, strings.Trim(string(m.Raw), `"`)) // which has no escapes
		if k != nil || err != nil {
			k, err = key.Checked(k, err)
			w.add("verification method", k, err)
		}
	}
}

// fragment is what stands after the # of a DID URL (DID Core section 3.2), by which a
// document names the key; "" for any other identifier.
func fragment(id string) string {
	before, after, _ := strings.Cut(id, "#")
	if before != "" && !strings.HasPrefix(before, "did:") {
		return ""
	}
	return after
}
