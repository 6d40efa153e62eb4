package decode

import "strings"

// No regular expressions here: package regexp, with its tables of Unicode, would
// be a twentieth of what a visitor downloads.

const digits = "0123456789"

// fieldWords are the words in those names of members that say what stands in them,
// or for which environment it is.
var fieldWords = strings.Fields(`
	certificates certificate certs cert public private keys key pem crt cer der x509 x5c client server ca chain full root intermediate leaf issuer tls ssl mtls
	signing signature sign sig encryption encrypt enc verification verify rsa ecdsa ec ed25519 jwt jwk jws jwe saml oidc oauth idp sp
	data value body content text raw file pub priv spki pkcs old new current previous next active app my user b64 base64 encoded secret
	dev development prod production staging stage test testing live sandbox default main primary secondary backup device host web api auth bundle
	access refresh token id credential response issuing bytes identity trust trusted peer remote local internal external
	cnf epk ephemeral static sender recipient header payload`)

// isFieldName reports whether a name is made of fieldWords, in any case, with
// hyphens, underscores, dots and spaces after them, and digits at the end. Such a
// name is no key ID.
func isFieldName(name string) bool {
	if len(name) > maxBeside {
		return false
	}
	name = strings.ToLower(name)
	ends := make([]bool, len(name)+1) // where a word may end, with what parts it from the next
	ends[0] = true
	for at := range ends {
		if !ends[at] {
			continue
		}
		if at > 0 && strings.Trim(name[at:], digits) == "" {
			return true
		}
		for _, word := range fieldWords {
			rest, ok := strings.CutPrefix(name[at:], word)
			if !ok {
				continue
			}
			end := len(name) - len(rest)
			ends[end] = true
			for word == "pkcs" && end < len(name) && strings.IndexByte(digits, name[end]) >= 0 {
				end++
				ends[end] = true
			}
		}
		if at > 0 && at < len(name) && strings.IndexByte("-_. ", name[at]) >= 0 {
			ends[at+1] = true
		}
	}
	return false
}

// besideLine is what a line says that stands beside a key in YAML or in
// configuration, as gcloud prints it and as service accounts have it: the name
// is one of besideNames' values, or "" for anything else.
func besideLine(line string) (name, value string) {
	const quotes = `"'`
	one := func(s, of string) string { // without one of these characters
		if s != "" && strings.IndexByte(of, s[0]) >= 0 {
			return s[1:]
		}
		return s
	}
	word := func(s string, part func(c byte) bool) (string, string) {
		n := 0
		for n < len(s) && part(s[n]) {
			n++
		}
		return s[:n], s[n:]
	}
	line = strings.TrimSuffix(line, "\n")
	name, rest := word(one(strings.TrimLeft(line, " \t-"), quotes), func(c byte) bool { return isLetter(c) || strings.IndexByte("_-.", c) >= 0 })
	name = name[strings.LastIndexByte(name, '.')+1:] // of a .properties file
	upper := name == strings.ToUpper(name)
	if strings.HasSuffix(name, "private_key_id") || upper && strings.HasSuffix(name, "PRIVATE_KEY_ID") {
		name = "kid"
	} else if name = besideNames[squeezed(name)]; name == "" {
		return "", ""
	}
	rest = strings.TrimLeft(one(rest, quotes), " \t")
	after := one(rest, ":=")
	if len(after) == len(rest) {
		return "", ""
	}
	value, rest = word(one(strings.TrimLeft(after, " \t"), quotes), func(c byte) bool {
		return isLetter(c) || '0' <= c && c <= '9' || strings.IndexByte("_.-", c) >= 0
	})
	const longest = 128
	if value == "" || len(value) > longest || besideNames[squeezed(value)] == name || // a variable
		strings.Trim(one(one(rest, quotes), ","), " \t\r") != "" {
		return "", ""
	}
	return name, value
}

// besidePieces are what besideLine reads of a line: all of it, or the members of an object
// that a program printed in one, whose values are in quotes or are numbers.
func besidePieces(line string) (pieces []string) {
	if name, _ := besideLine(line); name != "" {
		return []string{line}
	}
	for _, piece := range strings.FieldsFunc(pieceMarks.Replace(line), func(c rune) bool { return strings.ContainsRune(",{}[]()#%", c) }) {
		_, value, _ := strings.Cut(strings.ReplaceAll(piece, "=", ":"), ":")
		if value = strings.TrimLeft(value, " "); value != "" && strings.IndexByte(`"'-`+digits, value[0]) >= 0 {
			pieces = append(pieces, piece)
		}
	}
	return pieces
}

// pieceMarks makes what Erlang and Rust have around a string, and what several languages
// have between a name and its value, what others have.
var pieceMarks = strings.NewReplacer(`<<"`, `"`, `">>`, `"`, "=>", ":", `Some("`, `"`, "Some(", `"`)

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
