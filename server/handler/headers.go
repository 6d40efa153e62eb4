package handler

import (
	"fmt"
	"net/http"
	"strings"
)

// A rule is one header of one path, or of every path where path is "/*".
type rule struct{ path, name, value string }

// parseHeaders reads a _headers file: a line that begins a path, then
// indented lines "Name: value".
func parseHeaders(text string) ([]rule, error) {
	var rules []rule
	at, number := "", 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimRight(line, "\r\n")
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "" || trimmed[0] == '#':
		case line == trimmed:
			if line != "/*" && (line[0] != '/' || strings.ContainsAny(line, "*: ")) {
				return nil, fmt.Errorf("_headers, line %d: only a plain path or /* can be served", number)
			}
			at = line
		default:
			name, value, ok := strings.Cut(trimmed, ":")
			value = strings.TrimSpace(value)
			if !ok || at == "" || name == "" || value == "" || strings.ContainsAny(name, " \t") {
				return nil, fmt.Errorf("_headers, line %d: not a header under a path", number)
			}
			rules = append(rules, rule{at, http.CanonicalHeaderKey(name), value})
		}
	}
	return rules, nil
}

// headerFor collects the headers of one path.
func headerFor(rules []rule, path string) http.Header {
	header := http.Header{}
	for _, r := range rules {
		if r.path == "/*" || r.path == path {
			header.Add(r.name, r.value)
		}
	}
	return header
}
