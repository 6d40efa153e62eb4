package e2e

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestFormsLayout has the same outputs on one line, for .env and JSON, and as
// compact JSON.
func TestFormsLayout(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(readFile(t, "testdata/rsa2048.key"))
	p.waitOutput(`"kty"`)
	p.set("include-private", "true")
	p.idle()
	forms := without(formKeys[0].forms, "pkcs8_encrypted", "jwk_encrypted")
	plain := map[string]string{}
	for _, form := range forms {
		plain[form] = p.form(form)
	}
	t.Run("one line", func(t *testing.T) {
		p.as(t)
		p.set("one-line", "true")
		for _, form := range forms {
			line := p.form(form)
			if strings.ContainsAny(line, "\n\r") {
				t.Errorf("%s is not on one line", form)
				continue
			}
			if strings.HasPrefix(form, "jwk") {
				sameJSON(t, form, line, plain[form])
				continue
			}
			var back string // as JSON, which .env files with double quotes agree with
			if err := json.Unmarshal([]byte(`"`+line+`"`), &back); err != nil {
				t.Errorf("%s in quotes is no JSON string: %v", form, err)
			}
			if strings.TrimSpace(back) != strings.TrimSpace(plain[form]) {
				t.Errorf("%s comes back as something else", form)
			}
		}
		p.set("one-line", "false")
		p.idle()
	})
	t.Run("compact", func(t *testing.T) {
		p.as(t)
		p.set("compact", "true")
		for _, form := range forms {
			got := p.form(form)
			switch {
			case !strings.HasPrefix(form, "jwk"):
				if got != plain[form] {
					t.Errorf("%s changes", form)
				}
			case strings.ContainsAny(got, "\n "):
				t.Errorf("%s is not compact", form)
			default:
				sameJSON(t, form, got, plain[form])
			}
		}
		p.set("compact", "false")
		p.idle()
	})
}

func sameJSON(t *testing.T, what, a, b string) {
	t.Helper()
	x, err := json.Marshal(parseJSON(t, a))
	if err != nil {
		t.Fatal(err)
	}
	y, _ := json.Marshal(parseJSON(t, b))
	if string(x) != string(y) {
		t.Errorf("%s says something else", what)
	}
}
