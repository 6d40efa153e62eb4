package plain

import (
	"bytes"
	"slices"
	"strings"
)

// numberNames are what the numbers of an RSA key are called in settings, where a prefix says
// whose they are: RSA_MODULUS, app.jwt.n.
var numberNames = strings.Fields("n e d p q dp dq qi modulus exponent publicexponent public_exponent privateexponent private_exponent kid")

// settings are the numbers of RSA keys that lines of a text name, without the prefix that
// those of one key have; nil where there is no modulus, or one without an exponent.
func settings(text []byte) []Reading {
	var prefixes []string
	eachSetting(text, func(prefix, name string, _ []byte) {
		if (name == "n" || name == "modulus") && len(prefixes) < mostInside && !slices.Contains(prefixes, prefix) {
			prefixes = append(prefixes, prefix)
		}
	})
	var list [][]byte
	for _, prefix := range prefixes {
		var out []byte
		exponent := false
		eachSetting(text, func(before, name string, value []byte) {
			if before == prefix {
				exponent = exponent || name == "e" || name == "exponent" || strings.HasPrefix(name, "public")
				out = append(append(append(append(out, name...), '='), value...), '\n')
			}
		})
		if !exponent {
			return nil
		}
		list = append(list, out)
	}
	if list == nil {
		return nil
	}
	return []Reading{{Texts: list, Parts: true}}
}

// eachSetting calls found with what lines assign to one of numberNames behind a prefix.
func eachSetting(text []byte, found func(prefix, name string, value []byte)) {
	const longest = 128
	for line, rest := NextLine(text); len(line) > 0; line, rest = NextLine(rest) {
		line = bytes.TrimSpace(line)
		at := bytes.IndexAny(line[:min(len(line), longest)], ":=")
		if at < 0 {
			continue
		}
		name := strings.ToLower(strings.Trim(string(line[:at]), " \t\"'"))
		for i, c := range name {
			if strings.ContainsRune("._-", c) && slices.Contains(numberNames, name[i+1:]) {
				found(name[:i+1], name[i+1:], bytes.Trim(line[at+1:], " \t\"',;"))
				break
			}
		}
	}
}
