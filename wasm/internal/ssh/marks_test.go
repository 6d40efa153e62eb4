package ssh

import "testing"

func TestMarks(t *testing.T) {
	for line, want := range map[string]string{
		"@revoked * ssh-ed25519 AAAA":                             "ssh_revoked",
		"@cert-authority *.example.com ssh-ed25519 AAAA":          "ssh_cert_authority",
		"cert-authority ssh-ed25519 AAAA":                         "ssh_cert_authority",
		`no-pty,CERT-AUTHORITY,principals="a,b" ssh-ed25519 AAAA`: "ssh_cert_authority",
		`command="echo \"",cert-authority ssh-ed25519 AAAA`:       "ssh_cert_authority",
		`command="a,cert-authority,b" ssh-ed25519 AAAA`:           "",
		`command="\",cert-authority,b" ssh-ed25519 AAAA`:          "",
		"no-cert-authority ssh-ed25519 AAAA":                      "",
		"revoked.example.com ssh-ed25519 AAAA @revoked":           "",
		"ssh-ed25519 AAAA cert-authority":                         "",
		"no-pty ssh-ed25519 AAAA @cert-authority":                 "",
	} {
		got := ""
		for _, note := range Marks(line) {
			got = note.Code
			if note.Message == "" || note.Action == "" {
				t.Errorf("%s lacks words", note.Code)
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}
