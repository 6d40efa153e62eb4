package decode

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// A refusal names the command that helps with this very kind of file.
func TestHintsNameTheCommand(t *testing.T) {
	for name, want := range map[string]string{
		"pbes/camellia.pem":               "openssl pkey -in FILE",
		"pbes/costly-pbkdf2.pem":          "openssl pkcs8 -topk8",
		"openssh/blowfish.key":            "older than 7.6",
		"openssh/unknown-cipher.key":      "with aes256-ctr",
		"pbes/ccm.pem":                    "Let the program that encrypted it",
		"pbes/costly-scrypt-n.pem":        "Let the program that encrypted it",
		"pbes/cast5.pem":                  "openssl pkey -provider legacy -provider default -in FILE",
		"dek/idea-cbc.pem":                "Let the program that encrypted it",
		"pkcs12/enveloped.p12":            "",
		"ppk/cipher.ppk":                  "with AES-256-CBC",
		"openssh/costly-rounds.key":       "ssh-keygen -p",
		"ppk/argon2d.ppk":                 "puttygen FILE --reencrypt",
		"ppk/costly-memory.ppk":           "puttygen FILE --reencrypt",
		"ppk/version-1.ppk":               "puttygen FILE --reencrypt -O private",
		"pkcs12/camellia.p12":             "openssl pkcs12 -in FILE",
		"pkcs12/mac-costly.p12":           "openssl pkcs12 -in FILE",
		"jks/key.jks":                     "keytool -importkeystore -srckeystore FILE -destkeystore out.p12 -deststoretype PKCS12",
		"jks/key.jceks":                   "-srcstoretype JCEKS",
		"refused/pgp-public.pem":          "gpg --export-ssh-key 'KEYID!'",
		"refused/pgp-private.pem":         "public half can be exported for SSH, which can be read here: gpg --export-ssh-key 'KEYID!'",
		"refused/pgp-rsa4096.gpg":         "gpg --export-ssh-key 'KEYID!'",
		"refused/pgp-rsa4096-private.gpg": "public half can be exported",
		"jks/version-2.bks":               "-srcstoretype BKS -provider",
		"pasted/dropbear_rsa_host_key":    "dropbearconvert dropbear openssh FILE key.pem",
		"pasted/gnupg.key":                "gpg --export-ssh-key 'KEYID!'",
		"pasted/gnupg-protected.key":      "gpg --list-secret-keys --with-keygrip",
		"pasted/added-base64.txt":         "copy it again",
		"pasted/lost-base64.txt":          "Characters of it are missing",
		"pasted/added.pem":                "A character of it was lost, added or changed",
		"pasted/lost-digit.hex":           "every octet has two digits",
		"pasted/ssh-only-comment":         "Take the # at the beginning of its line away",
	} {
		data, err := os.ReadFile(filepath.Join(vectorsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		_, err = Decode(Input{Data: data})
		if _, hint := fault.Text(err); !strings.Contains(hint, want) {
			t.Errorf("%s: the hint is %q, want %q in it", name, hint, want)
		}
	}
}

// What a hint tells people to run works on the very file, where openssl is.
func TestHintsWork(t *testing.T) {
	openssl, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("openssl is not installed: its reading of our vectors is not tested here")
	}
	for _, name := range []string{
		"der/pkcs8-trailing.der", "der/spki-trailing.der", "der/pkcs1-public-trailing.der", "der/certificate-trailing.der",
		"der/sec1-trailing.der", "der/encrypted-trailing.der", "cert/trailing.pem",
		"refused/windows-encrypted.pvk",
	} {
		data, err := os.ReadFile(filepath.Join(vectorsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		read, err := Decode(Input{Data: data})
		_, hint := fault.Text(err)
		if err == nil {
			hint = read.Keys[0].Notes[0].Action
		}
		_, command, ok := strings.Cut(hint, ": openssl ")
		if !ok {
			t.Errorf("%s: the hint %q names no command of openssl", name, hint)
			continue
		}
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "FILE"), data, 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(openssl, append(strings.Fields(command), "-passin", "pass:secret")...)
		cmd.Dir = dir
		if text, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %s: %v\n%s", name, hint, err, text)
			continue
		}
		files, err := filepath.Glob(filepath.Join(dir, "*.pem"))
		if err != nil || len(files) != 1 {
			t.Fatalf("%s: %s wrote %v", name, hint, files)
		}
		clean, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Decode(Input{Data: clean}); err != nil {
			t.Errorf("%s: what the hint gives is refused: %v", name, err)
		}
	}
}

// The commands for formats of other programs give the very key, where those
// programs are.
func TestHintsOfOtherProgramsWork(t *testing.T) {
	for name, tool := range map[string]string{
		"pasted/dropbear_rsa_host_key":        "dropbearconvert",
		"pasted/dropbear_ecdsa_host_key":      "dropbearconvert",
		"pasted/dropbear_ed25519_host_key":    "dropbearconvert",
		"pasted/python-jose-legacy-pkcs8.pem": "openssl",
		"pasted/python-jose-4096.pem":         "openssl",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := exec.LookPath(tool); err != nil {
				t.Skip(tool + " is not installed")
			}
			data, err := os.ReadFile(filepath.Join(vectorsDir, name))
			if err != nil {
				t.Fatal(err)
			}
			_, err = Decode(Input{Data: data})
			_, hint := fault.Text(err)
			_, command, _ := strings.Cut(hint, ": ")
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "FILE"), data, 0o600); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command("sh", "-c", command)
			cmd.Dir = dir
			if text, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%s: %v\n%s", hint, err, text)
			}
			converted, err := os.ReadFile(filepath.Join(dir, "key.pem"))
			if err != nil {
				t.Fatal(err)
			}
			result, err := Decode(Input{Data: converted})
			if err != nil || len(result.Keys) != 1 || !result.Keys[0].Material.IsPrivate() {
				t.Errorf("what the hint gives is refused: %v", err)
			}
		})
	}
}

// A key file of GnuPG is named, and the commands of the hint give its public
// half.
func TestGnuPGHintWorks(t *testing.T) {
	gpg, err := exec.LookPath("gpg")
	if err != nil {
		t.Skip("gpg is not installed")
	}
	home, err := os.MkdirTemp("", "gnupg") // its socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		exec.Command("gpgconf", "--homedir", home, "--kill", "all").Run()
		os.RemoveAll(home)
	})
	run := func(args ...string) string {
		out, err := exec.Command(gpg, append([]string{"--homedir", home, "--batch"}, args...)...).Output()
		if err != nil {
			t.Fatalf("gpg %v: %v", args, err)
		}
		return string(out)
	}
	run("--passphrase", "", "--quick-gen-key", "Ann <ann@example>", "ed25519")
	files, err := filepath.Glob(filepath.Join(home, "private-keys-v1.d", "*.key"))
	if err != nil || len(files) != 1 {
		t.Fatalf("gpg left %v", files)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	_, err = Decode(Input{Data: data})
	_, hint := fault.Text(err)
	if fault.CodeOf(err) != fault.UnsupportedFormat || !strings.Contains(hint, "gpg --list-secret-keys --with-keygrip") || !strings.HasSuffix(hint, ": gpg --export-ssh-key 'KEYID!'") {
		t.Fatalf("%v: %s", err, hint)
	}
	list := run("--list-secret-keys", "--with-keygrip")
	grip := strings.TrimSuffix(filepath.Base(files[0]), ".key")
	before, _, ok := strings.Cut(list, "Keygrip = "+grip)
	if !ok {
		t.Fatal("the file is not called after the keygrip")
	}
	words := strings.Fields(before)
	result, err := Decode(Input{Data: []byte(run("--export-ssh-key", words[len(words)-1]+"!"))})
	if err != nil || len(result.Keys) != 1 {
		t.Errorf("what the hint gives is refused: %v", err)
	}
}
