package digest

import (
	"strings"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// thumbprintMembers are the members that RFC 7638 hashes, in its order (section
// 3.2; RFC 8037 section 2; RFC 9964 section 6), each as JSON: "kty":"RSA". None of the values needs
// escaping.
func thumbprintMembers(m key.Material) []string {
	values := map[string]string{}
	for _, member := range jose.Members(m, m.Kty() == key.KtyOct) {
		if text, ok := member.Value.(string); ok {
			values[member.Name] = text
		}
	}
	var list []string
	for _, name := range map[string][]string{
		key.KtyRSA: {"e", "kty", "n"},
		key.KtyEC:  {"crv", "kty", "x", "y"},
		key.KtyOKP: {"crv", "kty", "x"},
		key.KtyAKP: {"alg", "kty", "pub"},
		key.KtyOct: {"k", "kty"},
	}[m.Kty()] {
		list = append(list, `"`+name+`":"`+values[name]+`"`)
	}
	return list
}

func object(members []string) []byte { return []byte("{" + strings.Join(members, ",") + "}") }
