package handler

import (
	"strconv"
	"strings"
)

// choose returns the body that the client likes best, the smaller one where
// it likes two the same, or nil when it accepts none (RFC 9110 section
// 12.5.3). bodies are in order of size, the plain one last. No field at all
// gives the plain one: such a client may not know of encodings.
func choose(bodies []body, fields []string) *body {
	if len(fields) == 0 {
		return &bodies[len(bodies)-1]
	}
	quality := qualities(strings.Join(fields, ","))
	var best *body
	var most float64
	for i := range bodies {
		b := &bodies[i]
		if q := quality(b.encoding); q > most {
			best, most = b, q
		}
	}
	return best
}

// qualities reads Accept-Encoding and returns what it gives each encoding,
// 0 for refused. "" is the plain form, identity: accepted unless refused by
// name or by "*;q=0", and liked least where nothing is said of it.
func qualities(field string) func(encoding string) float64 {
	said := map[string]float64{}
	for item := range strings.SplitSeq(field, ",") {
		name, parameters, _ := strings.Cut(item, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "" {
			continue
		}
		q, ok := weight(parameters)
		if !ok {
			continue // not a quality: as if the item were not there
		}
		if name == "x-gzip" {
			name = "gzip" // the same by another name
		}
		said[name] = q
	}
	return func(encoding string) float64 {
		if encoding == "" {
			encoding = "identity"
		}
		if q, ok := said[encoding]; ok {
			return q
		}
		if q, ok := said["*"]; ok && (encoding != "identity" || q == 0) {
			return q
		}
		if encoding == "identity" {
			return 0.0001
		}
		return 0
	}
}

// weight reads the quality among an item's parameters; without one it is 1.
func weight(parameters string) (q float64, ok bool) {
	for parameter := range strings.SplitSeq(parameters, ";") {
		key, value, found := strings.Cut(parameter, "=")
		if !found || !strings.EqualFold(strings.TrimSpace(key), "q") {
			continue
		}
		value = strings.TrimSpace(value)
		if strings.Trim(value, ".0123456789") != "" {
			return 0, false // what Go reads as a number, and HTTP does not: 0x1p-2, 1e-3, 1_0, NaN
		}
		q, err := strconv.ParseFloat(value, 64)
		return q, err == nil && q <= 1
	}
	return 1, true
}
