package jose

import (
	"bytes"
	"slices"
	"strings"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/rawjson"
)

// Publishable splits what a JWK brought along (key.Given.Members) into what its
// public form may show, in its order, and the names of the rest. The numbers and
// what RFC 7517 gives a JWK are shown (the private numbers have no value here).
// The others are shown unless they are private by their name, or hold a private
// key in JSON, PEM or DER. of are the private numbers of the key, which nothing shown may
// have in it; where there are any, a long text without spaces is not shown either, since
// nobody knows whose secret it is.
func Publishable(given []key.RawMember, of Numbers) (public []key.RawMember, rest []string) {
	for _, m := range given {
		if m.Raw == nil || !of.In(string(m.Raw)) && (IsMember(m.Name) || !isSecret(m.Name, m.Raw, of != nil)) {
			public = append(public, m)
		} else {
			rest = append(rest, m.Name)
		}
	}
	return public, rest
}

// privateNames are the members that only a private or symmetric key has, in
// JWKs (RFC 7518, RFC 9964) and elsewhere.
var privateNames = []string{"d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv", "sk", "pin"}

// secretWords are in the names of members that no one should publish.
var secretWords = []string{"private", "secret", "password", "passphrase", "seed", "mnemonic"}

func isPrivateName(lower string) bool {
	return slices.Contains(privateNames, lower) ||
		slices.ContainsFunc(secretWords, func(word string) bool { return strings.Contains(lower, word) })
}

// isSecret reports whether the member with that name and JSON value must not be
// published.
func isSecret(name string, raw []byte, secret bool) bool {
	lower := strings.ToLower(name)
	scalar := raw[0] != '"' && !isComposite(raw) // "private": false tells nothing
	switch {
	case !scalar && isPrivateName(lower):
		return true
	case raw[0] == '"':
		text, _ := rawjson.Text(raw)
		return isSecretText(text, secret)
	case isComposite(raw):
		return anySecret(raw, secret)
	}
	return false
}

// isSecretText reports whether a text is a private key, or may be a secret.
func isSecretText(text string, secret bool) bool {
	if strings.Contains(text, "PRIVATE KEY") || writesPrivate(text) || len(text) <= maxWhole && writesPrivate(string(decodeLoosely(text))) {
		return true
	}
	if data := whole(text); data != nil {
		if bytes.Contains(data, []byte("PRIVATE KEY")) || isPrivateDER(data) {
			return true
		}
	}
	const longest = 32 // of what is no secret: an identifier has as many digits
	return secret && len(text) > longest && strings.IndexFunc(text, func(r rune) bool { return !isOpaque(r) }) < 0
}

// isPrivateDER reports whether the first element of DER is a version: all of these but
// certificates are private keys, and those begin otherwise.
func isPrivateDER(data []byte) bool {
	content, _, ok := header(data, 0x30)
	return ok && len(content) > 2 && content[0] == 0x02 && content[1] == 1
}

// writesPrivate reports whether a text has a JWK in it, as JSON or as programs write it, and
// a member that no one should publish.
func writesPrivate(text string) bool {
	if text = strings.ToLower(text); !strings.Contains(text, "kty") {
		return false
	}
	text = strings.NewReplacer(`\n`, "\n", `\r`, "\n", `\t`, "", `\`, "", `"`, "", "'", "", "`", "", " ", "", "\t", "").Replace(text)
	for member := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune("{[(,;&\r\n", r) }) {
		if end := strings.IndexAny(member, ":="); end > 0 && isPrivateName(member[:end]) {
			return true
		}
	}
	return false
}

// isOpaque holds for the characters of base64, hexadecimal and their like.
func isOpaque(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("+/-_=", r)
}

// anySecret is isSecret for what is in an object or array, which depthOf
// bounds.
func anySecret(raw []byte, secret bool) bool {
	if rawjson.IsArray(raw) {
		for element := range rawjson.Elements(raw) {
			if isSecret("", element, secret) {
				return true
			}
		}
		return false
	}
	for name, value := range rawjson.Members(raw) {
		if isSecret(name, value, secret) {
			return true
		}
	}
	return false
}

// HalfOps returns the key_ops of the private half or of the public one, when
// given is what the other has: "sign" in one is "verify" in the other (RFC 7517
// section 4.3). What a private half has beside that ("sign" and "verify") and what is
// not known stays as it is, and what the half is not used for, the public one of a key
// agreement, is left out. The result is not nil where given is not.
func HalfOps(given []string, private bool) []string {
	pairs := [][2]string{{"sign", "verify"}, {"decrypt", "encrypt"}, {"unwrapKey", "wrapKey"}, {"deriveKey", ""}, {"deriveBits", ""}}
	if given == nil {
		return nil
	}
	if private && slices.ContainsFunc(pairs, func(pair [2]string) bool { return slices.Contains(given, pair[0]) }) {
		pairs = nil // it is that of a private half
	}
	ops := []string{}
	for _, op := range given {
		for _, pair := range pairs {
			if op == "" {
				break
			}
			if !private && op == pair[0] {
				op = pair[1]
			} else if private && op == pair[1] {
				op = pair[0]
			}
		}
		if op != "" && !slices.Contains(ops, op) {
			ops = append(ops, op)
		}
	}
	return ops
}
