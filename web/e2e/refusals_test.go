package e2e

import (
	"encoding/pem"
	"strings"
	"testing"
)

// TestRefusals shows what is not a key, by name and with what to do.
func TestRefusals(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, c := range []struct {
		name, code string
		content    []byte
		says       []string
	}{
		{"keystore.jks", "unsupported_format", append([]byte{0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2, 0, 0, 0, 1}, make([]byte, 64)...), []string{"keytool -importkeystore"}},
		{"notes.txt", "no_key", []byte("nothing that looks like a key"), []string{"BEGIN"}},
		{"cut.pem", "truncated", []byte(guideFile(t, "rsa4096-pkcs8.key")[:900]), []string{"END"}},
		{"dh.pem", "not_a_key", pem.EncodeToMemory(&pem.Block{Type: "DH PARAMETERS", Bytes: []byte{0x30, 6, 2, 1, 23, 2, 1, 5}}), []string{"PRIVATE KEY"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p.as(t)
			p.drop(c.name, c.content)
			said := p.waitError()
			if code := eval[string](p, `document.getElementById('error').dataset.code`); code != c.code {
				t.Errorf("code %s, want %s", code, c.code)
			}
			for _, part := range c.says {
				if !strings.Contains(said, part) {
					t.Errorf("the page says %q, without %q", said, part)
				}
			}
			if p.visible("output") {
				t.Error("an output beside the refusal")
			}
			p.click("clear")
			p.waitReady()
			p.idle()
		})
	}
}
