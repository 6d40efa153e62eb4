package decode

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// TestHintsOfLockedFilesWork has the programs that keep secrets in files do what
// the hints say, and reads the key in what they print or write.
func TestHintsOfLockedFilesWork(t *testing.T) {
	const pass = " --vault-password-file passphrase" // in the place of a question
	for name, c := range map[string]struct {
		hint     string // the command in the hint
		edit     *strings.Replacer
		terminal string // what is typed where the program asks its terminal
	}{
		"ansible-file.txt":   {"ansible-vault decrypt --output key.pem FILE", strings.NewReplacer("FILE", "FILE"+pass), ""},
		"ansible-value.yaml": {"ansible localhost -m debug -a var=NAME -e @FILE --ask-vault-pass", strings.NewReplacer("NAME", "tls_key", " --ask-vault-pass", pass), ""},
		"age.age":            {"age -d -i IDENTITY FILE", strings.NewReplacer("IDENTITY", "age.identity"), ""},
		"age.txt":            {"age -d -i IDENTITY FILE", strings.NewReplacer("IDENTITY", "age.identity"), ""},
		"age-passphrase.age": {"age -d FILE", strings.NewReplacer("age -d", "age -d -o key.pem"), "correct horse\r"},
		"age-passphrase.txt": {"age -d FILE", strings.NewReplacer("age -d", "age -d -o key.pem"), "correct horse\r"},
		"sops.yaml":          {"sops --decrypt FILE", strings.NewReplacer("FILE", "sops.yaml"), ""}, // it goes by the name
		"sops.json":          {"sops --decrypt FILE", strings.NewReplacer("FILE", "sops.json"), ""},
		"eyaml.yaml":         {"eyaml decrypt -f FILE", strings.NewReplacer(), ""},
	} {
		t.Run(name, func(t *testing.T) {
			data := readVector(t, "locked/"+name)
			command := lockedCommand(t, data)
			if command != c.hint {
				t.Fatalf("the hint's command is %q, want %q", command, c.hint)
			}
			needTool(t, command)
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(vectorsDir+"/locked")); err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(filepath.Join(dir, "key.pem")); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "FILE"), data, 0o600); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command("sh", "-c", c.edit.Replace(command))
			if c.terminal != "" {
				needTool(t, "script")
				cmd = exec.Command("script", "-qec", c.edit.Replace(command), "/dev/null")
				cmd.Stdin = strings.NewReader(c.terminal)
			}
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "SOPS_AGE_KEY_FILE=age.identity", "LC_ALL=C.UTF-8")
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%s: %v\n%s", command, err, out)
			}
			if written, err := os.ReadFile(filepath.Join(dir, "key.pem")); err == nil {
				out = written
			}
			readsLocked(t, out)
		})
	}
}

// lockedCommand is the command in the hint with which what is locked is refused.
func lockedCommand(t *testing.T, data []byte) string {
	t.Helper()
	_, err := Decode(Input{Data: data})
	if fault.CodeOf(err) != fault.UnsupportedFormat {
		t.Fatalf("got %v", err)
	}
	_, hint := fault.Text(err)
	at := strings.LastIndex(hint, ": ")
	if at < 0 {
		t.Fatalf("the hint %q names no command", hint)
	}
	return hint[at+2:]
}

// needTool skips the test where the program of a command is not installed.
func needTool(t *testing.T, command string) {
	t.Helper()
	if name, _, _ := strings.Cut(command, " "); name != "" {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is not installed: what our hints say of it is not tested here", name)
		}
	}
}

// readsLocked demands that the key of the area locked is all that is read.
func readsLocked(t *testing.T, text []byte) {
	t.Helper()
	right, err := Decode(Input{Data: readVector(t, "locked/key.pem")})
	if err != nil {
		t.Fatal(err)
	}
	result, err := Decode(Input{Data: text})
	if err != nil || len(result.Keys) != 1 || !result.Keys[0].Material.IsPrivate() || !key.SamePublic(result.Keys[0].Material, right.Keys[0].Material) {
		t.Errorf("what the command gives is not that key: %v", err)
	}
}

// TestGitCryptHintWorks unlocks a clone of a repository, as the hint says, for a
// person whose key of GnuPG was added to it.
func TestGitCryptHintWorks(t *testing.T) {
	if got := lockedCommand(t, readVector(t, "locked/git-crypt.bin")); got != "git-crypt unlock" {
		t.Fatalf("the hint's command is %q", got)
	}
	for _, name := range []string{"git-crypt", "git", "gpg"} {
		needTool(t, name)
	}
	dir, err := os.MkdirTemp("", "gc") // the socket of gpg-agent must have a short path
	if err != nil {
		t.Fatal(err)
	}
	env := append(os.Environ(), "GNUPGHOME="+dir+"/gnupg", "HOME="+dir, "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null",
		"GIT_AUTHOR_NAME=Ann", "GIT_AUTHOR_EMAIL=ann@example", "GIT_COMMITTER_NAME=Ann", "GIT_COMMITTER_EMAIL=ann@example")
	run := func(where, line string) {
		t.Helper()
		cmd := exec.Command("sh", "-ec", line)
		cmd.Dir, cmd.Env = where, env
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", line, err, out)
		}
	}
	t.Cleanup(func() {
		kill := exec.Command("gpgconf", "--kill", "all")
		kill.Env = env
		kill.Run()
		os.RemoveAll(dir)
	})
	if err := os.WriteFile(filepath.Join(dir, "key"), readVector(t, "locked/key.pem"), 0o600); err != nil {
		t.Fatal(err)
	}
	run(dir, `mkdir -m 700 gnupg
		gpg --batch --passphrase '' --quick-gen-key 'Ann <ann@example>' default default
		git init -q first; cd first; git-crypt init
		echo 'key.pem filter=git-crypt diff=git-crypt' >.gitattributes
		cp ../key key.pem; git add .; git commit -qm Add
		git-crypt add-gpg-user --trusted ann@example
		git clone -q . ../second`)
	file := filepath.Join(dir, "second", "key.pem")
	locked, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	run(filepath.Join(dir, "second"), lockedCommand(t, locked))
	plain, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	readsLocked(t, plain)
}

// TestSealedSecretHintWorks has kubectl ask a server for the secret, as the hint
// says; the server is ours and knows nothing else.
func TestSealedSecretHintWorks(t *testing.T) {
	command := lockedCommand(t, readVector(t, "forms/sealed.yaml"))
	if command != "kubectl get secret NAME -o yaml" {
		t.Fatalf("the hint's command is %q", command)
	}
	needTool(t, command)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		switch r.URL.Path {
		case "/api":
			fmt.Fprint(w, `{"kind":"APIVersions","versions":["v1"]}`)
		case "/apis":
			fmt.Fprint(w, `{"kind":"APIGroupList","apiVersion":"v1","groups":[]}`)
		case "/api/v1":
			fmt.Fprint(w, `{"kind":"APIResourceList","groupVersion":"v1","resources":[{"name":"secrets","singularName":"secret","namespaced":true,"kind":"Secret","verbs":["get","list"]}]}`)
		case "/api/v1/namespaces/default/secrets/NAME":
			text, err := exec.Command("base64", "-w0", vectorsDir+"/locked/key.pem").Output()
			if err != nil {
				t.Error(err)
			}
			fmt.Fprintf(w, `{"kind":"Secret","apiVersion":"v1","metadata":{"name":"NAME","namespace":"default"},"type":"Opaque","data":{"tls.key":%q}}`, text)
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	words := strings.Fields(command)
	cmd := exec.Command(words[0], append(words[1:], "--server", server.URL)...)
	dir := t.TempDir()
	cmd.Env = append(os.Environ(), "HOME="+dir, "KUBECONFIG="+dir+"/none")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	readsLocked(t, out)
}
