package fault

import "strings"

// InWords lists names as a sentence does: "a", "a and b", "a, b and c".
func InWords(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
