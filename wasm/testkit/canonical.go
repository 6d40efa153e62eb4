package testkit

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// Canonical is JSON with the members of its objects in the order of their names,
// without white space, and with numbers as they were written.
func Canonical(t testing.TB, text string) string {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var value any
	if err := dec.Decode(&value); err != nil {
		t.Fatalf("not JSON: %v\n%s", err, text)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
