package decode

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
)

// TestColouredSet: in JSON that jq or Node coloured, the JWKs are found, and not only the
// certificates in them, whose base64 has no colour within.
func TestColouredSet(t *testing.T) {
	var text bytes.Buffer
	set := `{"keys":[` + string(readVector(t, "certificates/both-right.json")) + `,` + string(readVector(t, "jwk/p256-public.json")) + `]}`
	if err := json.Indent(&text, []byte(set), "", "  "); err != nil {
		t.Fatal(err)
	}
	plain, err := Decode(Input{Data: text.Bytes()})
	if err != nil || len(plain.Keys) != 2 || len(plain.Keys[0].Chain) == 0 {
		t.Fatalf("%v", err)
	}
	name := regexp.MustCompile(`"[^"]*":`)
	value := regexp.MustCompile(`"[^"]*"`)
	for how, coloured := range map[string][]byte{
		"names":             name.ReplaceAll(text.Bytes(), []byte("\x1b[34;1m$0\x1b[0m")),
		"all":               value.ReplaceAll(text.Bytes(), []byte("\x1b[0;32m$0\x1b[0m")),
		"without an escape": name.ReplaceAll(text.Bytes(), []byte("[34;1m$0[0m")),
	} {
		got, err := Decode(Input{Data: coloured})
		if err != nil || len(got.Keys) != 2 || len(got.Skipped) > 0 {
			t.Errorf("%s: %v", how, err)
			continue
		}
		for i, k := range got.Keys {
			want := plain.Keys[i]
			if !key.SamePublic(k.Material, want.Material) || k.Given.KID != want.Given.KID || len(k.Chain) != len(want.Chain) || k.Given.Members == nil ||
				!slices.ContainsFunc(k.Notes, func(n key.Warning) bool { return n.Code == "copied_from_screen" }) {
				t.Errorf("%s: key %d is %s of %d certificates, kid %q, %+v", how, i+1, k.Source, len(k.Chain), k.Given.KID, k.Notes)
			}
		}
	}
	log := append([]byte("\x1b[32mINFO\x1b[0m the key\n"), readVector(t, "pem/ed25519-spki.pem")...)
	if got, err := Decode(Input{Data: log}); err != nil || len(got.Keys) != 1 || len(got.Keys[0].Notes) > 0 {
		t.Errorf("a whole key beside colours: %v %+v", err, got)
	}
}

// TestCertificatesInJWKs: where a set is not JSON as it stands, its JWKs are read, with their
// own key IDs, and not only the certificates in them.
func TestCertificatesInJWKs(t *testing.T) {
	var text bytes.Buffer
	first := strings.Replace(string(readVector(t, "certificates/both-right.json")), `"kty"`, `"kid": "a:1", "kty"`, 1)
	second := strings.Replace(string(readVector(t, "jwk/p256-public.json")), `"kty"`, `"kid": "b", "kty"`, 1)
	if err := json.Indent(&text, []byte(`{"keys":[`+first+`,`+second+`]}`), "", "  "); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(text.String(), "\n")
	rtf := strings.NewReplacer("{", `\{`, "}", `\}`, "\n", "\\\n").Replace(text.String())
	for how, shown := range map[string]string{
		"cat -A":            strings.Join(lines, "$\n") + "$\n",
		"cmd":               strings.Join(lines, "^\n"),
		"RTF":               `{\rtf1\ansi\deff0{\fonttbl{\f0 Menlo;}}{\*\generator x{y}}` + "\n" + `\f0\fs22 ` + rtf + "}",
		"RTF, never closed": `{\rtf1\ansi ` + rtf + `{\*\generator x`,
		"guillemets":        regexp.MustCompile(`"([^"]*)"`).ReplaceAllString(text.String(), "«$1»"),
		"French":            regexp.MustCompile(`"([^"]*)"`).ReplaceAllString(text.String(), "«\u00a0$1\u00a0»"),
		"German":            regexp.MustCompile(`"([^"]*)"`).ReplaceAllString(text.String(), "»$1«"),
		"single":            regexp.MustCompile(`"([^"]*)"`).ReplaceAllString(text.String(), "‘$1’"),
		"no set, cat -A":    strings.ReplaceAll(strings.TrimSpace(first)+"\n"+strings.TrimSpace(second)+"\n", "\n", "$\n"),
		"PowerShell":        formatList(t, 1<<20, first, second),
		"PowerShell, 80":    formatList(t, 80, first, second),
		"typographic":       regexp.MustCompile(`"([^"]*)"`).ReplaceAllString(text.String(), "“$1”"),
	} {
		got, err := Decode(Input{Data: []byte(shown)})
		if err != nil || len(got.Keys) != 2 || len(got.Skipped) > 0 || got.Keys[0].Given.KID != "a:1" || len(got.Keys[0].Chain) == 0 || got.Keys[1].Given.KID != "b" {
			t.Errorf("%s: %v %+v", how, err, got)
		}
	}
	// In a layout that nobody knows, the certificate is found, and has not the ID of another key.
	got, err := Decode(Input{Data: []byte(strings.ReplaceAll(text.String(), `": `, `" ~ `))})
	if err == nil && slices.ContainsFunc(got.Keys, func(k *key.Key) bool { return k.Material.Kty() == key.KtyRSA && k.Given.KID == "b" }) {
		t.Error("the key ID of another key")
	}
}

// formatList shows JWKs as ConvertFrom-Json and Format-List of PowerShell do, in lines of so
// many characters.
func formatList(t *testing.T, width int, jwks ...string) string {
	t.Helper()
	var out strings.Builder
	for _, jwk := range jwks {
		var members map[string]any
		if err := json.Unmarshal([]byte(jwk), &members); err != nil {
			t.Fatal(err)
		}
		names := slices.Sorted(maps.Keys(members))
		slices.Reverse(names) // kty is in all
		i := slices.Index(names, "kty")
		names = append([]string{"kty"}, slices.Delete(names, i, i+1)...)
		for _, name := range names {
			value, ok := members[name].(string)
			if list, is := members[name].([]any); is {
				value, ok = "{"+list[0].(string)+"}", true
			}
			if !ok {
				t.Fatalf("%s is neither a text nor a list", name)
			}
			const head = 11
			line := fmt.Sprintf("%-8s : %s", name, value)
			for ; len(line) > width; line = strings.Repeat(" ", head) + line[width:] {
				out.WriteString(line[:width] + "\n")
			}
			out.WriteString(line + "\n")
		}
		out.WriteString("\n")
	}
	return out.String()
}
