package assertion

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"jwkmint/wasm/internal/fault"
)

// maxText bounds each field in characters: a token that names more than this is
// no token that a server takes in a header.
const maxText = 2048

// checkText refuses characters that cannot be seen. They come along with what
// is copied from web pages, no client ID or address has them, and in a command
// they could do more than they show: a line break ends it, and the
// bidirectional ones make it look like another.
func checkText(name, text string) error {
	if utf8.RuneCountInString(text) > maxText {
		return fault.New(fault.BadOption, "the "+name+" is longer than 2048 characters")
	}
	if strings.ContainsFunc(text, invisible) {
		return fault.New(fault.BadOption, "the "+name+" has characters that cannot be seen").
			WithHint("Type it by hand: copying brought something along.")
	}
	return nil
}

func invisible(r rune) bool {
	return r != ' ' && (unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Zs, unicode.Co) ||
		r == utf8.RuneError)
}

// checkURL reads the address of an endpoint: http or https, with a host and
// without user name and fragment. What it gives back has no character that
// means anything to a shell between single quotes or to curl's patterns:
// whatever is not plain is percent-encoded, which leaves the address the same.
func checkURL(text string) (string, error) {
	bad := func(detail, hint string) (string, error) {
		return "", fault.New(fault.BadOption, detail).WithHint(hint)
	}
	scheme, rest, ok := strings.Cut(text, "://")
	scheme = strings.ToLower(scheme)
	if !ok || (scheme != "https" && scheme != "http") {
		return bad("the endpoint is no web address", "Type it whole, with https:// before it.")
	}
	host, path := rest, ""
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		host, path = rest[:i], rest[i:]
	}
	if host == "" || strings.ContainsFunc(host, func(r rune) bool { return !inHost(r) }) {
		return bad("the endpoint has no host that can be called",
			"Write it as https://host/path; a name with other letters than a to z in its xn-- form.")
	}
	if strings.Contains(path, "#") {
		return bad("the endpoint has a # in it", "Leave out the # and what follows it.")
	}
	return scheme + "://" + host + percentAgain(path, "/?:@!$&()*+,;="), nil
}

func inHost(r rune) bool {
	return r < utf8.RuneSelf && isPlain(byte(r)) || strings.ContainsRune(":[]", r)
}

// hostOf is the host, with its port, of a checked URL.
func hostOf(url string) string {
	_, rest, _ := strings.Cut(url, "://")
	host, _, _ := strings.Cut(rest, "/")
	host, _, _ = strings.Cut(host, "?")
	return host
}

// isPlain reports whether c is one of the unreserved characters of RFC 3986
// section 2.3.
func isPlain(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

// percent percent-encodes what is neither unreserved nor in also.
func percent(text, also string) string {
	const hex = "0123456789ABCDEF"
	var out strings.Builder
	for i := range len(text) {
		if c := text[i]; isPlain(c) || strings.IndexByte(also, c) >= 0 {
			out.WriteByte(c)
		} else {
			out.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return out.String()
}

// percentAgain is percent for a text that may be encoded in part: a % before two
// hexadecimal digits stays, any other is encoded like the rest.
func percentAgain(text, also string) string {
	var out strings.Builder
	parts := strings.Split(text, "%")
	out.WriteString(percent(parts[0], also))
	for _, part := range parts[1:] {
		if len(part) >= 2 && isHex(part[0]) && isHex(part[1]) {
			out.WriteByte('%')
		} else {
			out.WriteString("%25")
		}
		out.WriteString(percent(part, also))
	}
	return out.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// shell quotes for bash and its kin: between single quotes nothing means
// anything, and one that is part of the text stands outside of them.
func shell(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// powerShell quotes for PowerShell, which takes four typographic quotation
// marks for the plain one. Doubled, each is part of the text.
func powerShell(text string) string {
	return "'" + strings.NewReplacer("'", "''", "‘", "‘‘", "’", "’’", "‚", "‚‚", "‛", "‛‛").Replace(text) + "'"
}

// literal quotes for JavaScript, Python and Go alike: what they have in common
// is \" and \\. Characters that would need more were refused before.
func literal(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
