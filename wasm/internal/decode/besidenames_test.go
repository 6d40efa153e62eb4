package decode

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// TestBesideNames compares what is read by hand with the regular expressions
// that say the same.
func TestBesideNames(t *testing.T) {
	words := strings.Join(fieldWords, "|")
	field := regexp.MustCompile(`(?i)^(?:(?:` + strings.Replace(words, "pkcs", `pkcs\d*`, 1) + `)[-_. ]*)+\d*$`)
	line := regexp.MustCompile(`^[ \t-]*["']?(?:[A-Za-z_.-]*\.)?([A-Za-z_-]*)["']?[ \t]*[:=][ \t]*["']?([A-Za-z0-9_.-]{1,128})["']?,?[ \t\r]*$`)
	serviceAccount := regexp.MustCompile(`^([A-Za-z_-]*private_key_id|[A-Z_-]*PRIVATE_KEY_ID)$`)
	attribute := regexp.MustCompile(`\suse\s*=\s*["'](signing|encryption)["']`)
	random := rand.New(rand.NewPCG(1, 2))
	// join puts pieces together; most of the time they make something whole.
	join := func(most int, pieces ...string) string {
		var b strings.Builder
		for range random.IntN(most) + 1 {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		return b.String()
	}
	maybe := func(pieces ...string) string { return append(pieces, "")[random.IntN(len(pieces)+1)] }
	matched := map[string]int{}
	for range 200_000 {
		name := join(4, append([]string{"-", "_", ".", " ", "1", "12", "x", "KEY", "Cert", "pkcs8", "PKCS12"}, fieldWords[random.IntN(len(fieldWords))], fieldWords[random.IntN(len(fieldWords))])...)
		if is, want := isFieldName(name), field.MatchString(name); is != want {
			t.Fatalf("field name %q: %v, want %v", name, is, want)
		} else if want {
			matched["field"]++
		}

		text := maybe(" ", "- ", "\t", "x") + maybe(`"`, "'") + maybe("gcp_", "GCP_", "1", "Aa") + join(1, "algorithm", "ALGORITHM", "private_key_id", "PRIVATE_KEY_ID", "Algorithm", "key", "mp.jwt.alg", "kid", "key-use") +
			maybe(`"`, "'", "s") + maybe(" ", "\t") + join(1, ":", "=", ": ", "=\t", "", "::") + maybe(`"`, "'") + join(2, "abc", "A-1_.", "1", " ", "é", strings.Repeat("x", 64), strings.Repeat("y", 128)) +
			maybe(`"`, "'", `""`) + maybe(",", ";") + maybe(" ", "\r", " x")
		name, value := besideLine(text)
		match := line.FindStringSubmatch(text)
		means := ""
		if match != nil {
			if means = besideNames[squeezed(match[1])]; serviceAccount.MatchString(match[1]) {
				means = "kid"
			}
		}
		if means != name || name != "" && match[2] != value {
			t.Fatalf("line %q: %q, %q, want %q", text, name, value, match)
		} else if name != "" {
			matched["line"]++
		}

		head := maybe("use", "x", ` id="a"`) + maybe(" ", "\n", "\f") + join(1, "use", "abuse", "use use") + maybe(" ", "\t") + maybe("=", "= ", "==") + maybe(`"`, "'") + join(1, "signing", "encryption", "both", "signing2") + maybe(`"`, "'") + maybe(` use="signing"`)
		use := ""
		if match := attribute.FindStringSubmatch(head); match != nil {
			use = match[1]
			matched["attribute"]++
		}
		if is := useAttribute(head); is != use {
			t.Fatalf("attribute in %q: %q, want %q", head, is, use)
		}
	}
	for _, kind := range []string{"field", "line", "attribute"} {
		if matched[kind] < 1000 {
			t.Errorf("%s: only %d matches", kind, matched[kind])
		}
	}
}

// TestBesideVariables: a name behind a name is that of a variable, and no value.
func TestBesideVariables(t *testing.T) {
	for line, want := range map[string]string{
		"KeyId: keyId,": "", "kid = KID": "", "kid: key-id": "", "kid: key-id-1": "key-id-1", "alg: alg": "", "alg: kid": "kid",
	} {
		if _, value := besideLine(line); value != want {
			t.Errorf("%s: %q, want %q", line, value, want)
		}
	}
}
