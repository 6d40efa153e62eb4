package assertion

import (
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// hostile are texts that mean something in a shell, to curl or in a form.
var hostile = []string{
	`it's`, `''`, `'; touch pwned; '`, `$(touch pwned)`, "`touch pwned`", `"; touch pwned; "`, `!!`, `a!b`, `\`, `\'`, `a\`,
	`@/etc/passwd`, `=@/etc/passwd`, `a&b=c`, `a+b %41`, `-o pwned`, `--next`, `#x`, `*`, `?`, `~`, `{a,b}`, `[1-3]`, `<in`, `>pwned`, `|touch pwned`, `&`, `;`,
	`ünïcödé`, `日本`, `‘; touch pwned; ‘`, `’`, `‚`, `‛`, `“”`, `$env:PATH`, `%PATH%`, `^`, "a  b", `😀`,
}

// recorder stands in for curl: it writes its arguments to a file, each ended by
// a zero byte.
const recorder = "#!/bin/sh\nprintf '%s\\0' \"$@\" >\"$ARGS\"\n"

// inShell runs a command with recorder as curl and gives what it was called
// with.
func inShell(t *testing.T, shell []string, command string) []string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "curl"), []byte(recorder), 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(shell[0], shell[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"), "ARGS="+filepath.Join(dir, "args"), "HISTFILE=", "PS1=", "ENV=")
	if shell[0] == "bash" {
		command = "history -s old\nset -H\n" + command
	}
	cmd.Stdin = strings.NewReader(command + "\nexit\n")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if _, err := os.Stat(filepath.Join(dir, "pwned")); err == nil {
		t.Fatalf("the shell ran what stands in a field of\n%s", command)
	}
	args, err := os.ReadFile(filepath.Join(dir, "args"))
	if err != nil {
		t.Fatalf("curl was not called: %s", out)
	}
	return strings.Split(strings.TrimSuffix(string(args), "\x00"), "\x00")
}

// TestCurl has bash, also as people use it, with its history, and sh read the
// command.
func TestCurl(t *testing.T) {
	for _, text := range hostile {
		a := ask(t, "generic")
		a.Client, a.Scope, a.Audience = text, text, text
		a.Endpoint = "https://as.example/token/" + strings.NewReplacer("#", "").Replace(text)
		made := make1(t, a)
		want := []string{"-sS", "--globoff", "", "--data-urlencode", "grant_type=client_credentials", "--data-urlencode", "scope=" + text,
			"--data-urlencode", "client_id=" + text, "--data-urlencode", "client_assertion_type=" + typeAssertion,
			"--data-urlencode", "client_assertion=" + made.Token}
		for _, shell := range [][]string{{"bash", "--norc"}, {"bash", "--norc", "-i"}, {"sh"}} {
			got := inShell(t, shell, made.Curl)
			if len(got) > 2 {
				checkEndpoint(t, got[2], a.Endpoint)
				got[2] = ""
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s, %q:\n got %q\nwant %q", shell, text, got, want)
			}
		}
		form, err := url.ParseQuery(made.Body)
		if err != nil || form.Get("scope") != text || form.Get("client_id") != text || form.Get("client_assertion") != made.Token || len(form) != 5 {
			t.Errorf("%q: the form is %v, %v", text, form, err)
		}
		checkPowerShell(t, made.PowerShell, a.Endpoint, made.Body)
	}
}

// checkEndpoint demands a plain URL that leads where want does.
func checkEndpoint(t *testing.T, got, want string) {
	t.Helper()
	g, err := url.Parse(got)
	if err != nil {
		t.Fatal(err)
	}
	rest, _ := strings.CutPrefix(want, "https://as.example")
	if path, query, _ := strings.Cut(rest, "?"); g.Path != unescaped(path) || unescaped(g.RawQuery) != unescaped(query) || g.Host != "as.example" {
		t.Errorf("the endpoint %q became %q", want, got)
	}
	if strings.ContainsAny(got, "'\"{}[]`\\ <>|^") {
		t.Errorf("%q is not plain", got)
	}
}

func unescaped(text string) string {
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	return text
}

// checkPowerShell reads the command as PowerShell does (about_Quoting_Rules):
// between single quotes, of which it knows five, a doubled one is itself.
func checkPowerShell(t *testing.T, command, endpoint, body string) {
	t.Helper()
	var values []string
	quotes := "'‘’‚‛"
	runes := []rune(command)
	for i := 0; i < len(runes); i++ {
		if !strings.ContainsRune(quotes, runes[i]) {
			continue
		}
		var value strings.Builder
		for i++; ; i++ {
			if i == len(runes) {
				t.Fatalf("a string without an end in %s", command)
			}
			if !strings.ContainsRune(quotes, runes[i]) {
				value.WriteRune(runes[i])
			} else if i+1 < len(runes) && strings.ContainsRune(quotes, runes[i+1]) {
				value.WriteRune(runes[i])
				i++
			} else {
				break
			}
		}
		values = append(values, value.String())
	}
	if len(values) != 3 {
		t.Fatalf("%d strings in %s", len(values), command)
	}
	checkEndpoint(t, values[0], endpoint)
	if values[1] != "application/x-www-form-urlencoded" || values[2] != body {
		t.Errorf("PowerShell reads %q", values)
	}
}

// TestPowerShellQuotes: what goes in there is plain ASCII today; the quoting
// holds for anything.
func TestPowerShellQuotes(t *testing.T) {
	for text, want := range map[string]string{"a": "'a'", "it's": "'it''s'", "‘’‚‛": "'‘‘’’‚‚‛‛'", "$x `n \"": "'$x `n \"'"} {
		if got := powerShell(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestClientID: beside the token that names the client its ID is optional, and Okta has
// none there.
func TestClientID(t *testing.T) {
	for vendor, want := range map[string]bool{"generic": true, "entra": true, "okta": false, "google": false, "apple": true} {
		form, err := url.ParseQuery(make1(t, ask(t, vendor)).Body)
		if err != nil || form.Has("client_id") != want {
			t.Errorf("%s: %v", vendor, form)
		}
	}
}

// TestBearer: without a token endpoint the token goes in a header.
func TestBearer(t *testing.T) {
	a := ask(t, "snowflake")
	made := make1(t, a)
	got := inShell(t, []string{"bash", "--norc"}, made.Curl)
	if want := []string{"-sS", "--globoff", a.Endpoint, "-H", "Authorization: Bearer " + made.Token,
		"-H", "X-Snowflake-Authorization-Token-Type: KEYPAIR_JWT"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if want := "-Headers @{ 'Authorization' = 'Bearer " + made.Token + "'; 'X-Snowflake-Authorization-Token-Type' = 'KEYPAIR_JWT' }"; !strings.HasSuffix(made.PowerShell, want) {
		t.Errorf("%s", made.PowerShell)
	}
	a.Endpoint = ""
	if made := make1(t, a); made.Curl != "" || made.PowerShell != "" {
		t.Error("a command that leads nowhere")
	}
}

// TestPowerShellParts: a command has no part that is empty.
func TestPowerShellParts(t *testing.T) {
	const begin = "Invoke-RestMethod -Uri 'https://a'"
	for want, r := range map[string]*request{
		begin:                              {endpoint: "https://a"},
		begin + " -Headers @{ 'A' = 'b' }": {endpoint: "https://a", headers: []string{"A: b"}},
		begin + " -Method Post -ContentType 'application/x-www-form-urlencoded' -Body 'a=b'": {endpoint: "https://a", form: []parameter{{"a", "b"}}},
		begin + " -Headers @{ 'A' = 'b'; 'C' = 'd: e' }":                                     {endpoint: "https://a", headers: []string{"A: b", "C: d: e"}},
	} {
		if got := r.powerShell(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
