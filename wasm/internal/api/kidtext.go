package api

import (
	"encoding/json"
	"strings"
)

// maxNames is how many values of one name are taken from a text: each is looked for
// among all keys, and a set may have thousands.
const maxNames = 100

// around is what stands around a key ID that somebody copied.
const around = "\"'`,; \t\r\n"

// kidsIn are the key IDs in a text: what stands behind kid, else all of it.
func kidsIn(text string) []string {
	if list := behind(text, "kid"); list != nil {
		return list
	}
	return []string{strings.Trim(text, around)}
}

// behind are the values of a name, which has no capitals, in JSON, YAML, a query or
// lines of settings.
func behind(text, name string) (list []string) {
	capitals := name[:1] + strings.ToUpper(name[:1])
	for at := 0; len(list) < maxNames; {
		i := strings.IndexAny(text[at:], capitals)
		if i < 0 || at+i+len(name) > len(text) {
			break
		}
		start := at + i
		at = start + 1
		if !strings.EqualFold(text[start:start+len(name)], name) || start > 0 && isWordChar(text[start-1]) {
			continue
		}
		at = start + len(name)
		if value := valueOf(text[at:]); value != "" {
			list = append(list, value)
		}
	}
	return list
}

// valueOf is the value that a text begins with, right behind its name; "" where there
// is none.
func valueOf(text string) string {
	text = strings.TrimLeft(text, "\"'` \t")
	text = strings.TrimPrefix(text, "is") // as errors have it
	if text == "" || strings.IndexByte(":=", text[0]) < 0 {
		return ""
	}
	text = strings.TrimLeft(text[1:], " \t")
	if text != "" && strings.IndexByte("\"'`", text[0]) >= 0 {
		if end := strings.IndexByte(text[1:], text[0]); end >= 0 {
			quoted := text[:end+2]
			var value string
			if json.Unmarshal([]byte(quoted), &value) == nil {
				return value
			}
			return strings.Trim(quoted, around)
		}
	}
	if end := strings.IndexAny(text, "\r\n,;&}]"); end >= 0 {
		text = text[:end]
	}
	return strings.Trim(text, around)
}

// isWordChar reports whether c can be within a member's name.
func isWordChar(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-'
}
