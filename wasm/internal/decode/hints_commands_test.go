package decode

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/unlock"
)

// bcprov is where Debian's libbcprov-java has BouncyCastle.
const bcprov = "/usr/share/java/bcprov.jar"

const vectorPassphrase = "correct horse"

// followHint runs the command that a hint names, as a person would, on the file,
// and returns the file that it writes. answers are what it asks for.
func followHint(t *testing.T, hint string, data []byte, answers ...string) []byte {
	t.Helper()
	at := -1
	for _, tool := range []string{"openssl ", "puttygen ", "ssh-keygen ", "keytool "} {
		if i := strings.Index(hint, tool); i >= 0 && (at < 0 || i < at) {
			at = i // the first one, as the page takes it
		}
	}
	if at < 0 {
		t.Fatalf("the hint %q names no command", hint)
	}
	command := strings.Fields(hint[at:])
	if _, err := exec.LookPath(command[0]); err != nil {
		t.Skipf("%s is not installed: what our hints say of it is not tested here", command[0])
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "FILE"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, word := range command {
		if word == "bcprov.jar" {
			command[i] = bcprov
		}
	}
	cmd := exec.Command(command[0], append(command[1:], answers...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "OPENSSL_CONF=/dev/null")
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", hint, err, text)
		return nil
	}
	name := "FILE" // ssh-keygen writes in place
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Name() != "FILE" {
			name = f.Name()
		}
	}
	made, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func readVector(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(vectorsDir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestCipherHintsWork runs openssl on a file of every cipher and MAC whose
// refusal names it.
func TestCipherHintsWork(t *testing.T) {
	key := readIndex(t, vectorsDir+"/ciphers/expect.json")["key.pem"].Keys[0]
	for name, v := range readIndex(t, vectorsDir+"/ciphers/expect.json") {
		if v.Error != string(fault.UnsupportedEncryption) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := readVector(t, "ciphers/"+name)
			_, err := Decode(Input{Data: data})
			_, hint := fault.Text(err)
			result, err := Decode(Input{Data: followHint(t, hint, data, "-passin", "pass:"+vectorPassphrase)})
			if err != nil {
				t.Fatalf("what %s gives is refused: %v", hint, err)
			}
			checkPrivate(t, result, key)
		})
	}
}

// checkPrivate demands that the private key is among what was read.
func checkPrivate(t *testing.T, result *Result, want vectorKey) {
	t.Helper()
	for _, k := range result.Keys {
		if k.Material.IsPrivate() && digestOf(jwkMembers(k.Material)) == want.Private {
			return
		}
	}
	t.Errorf("another key came out")
}

// TestReportedHint has openssl do what the hint says with a file that somebody
// had.
func TestReportedHint(t *testing.T) {
	data := readVector(t, "unlock/reported-traditional-pem-camellia-256-cbc.pem")
	_, err := Decode(Input{Data: data})
	_, hint := fault.Text(err)
	if result, err := Decode(Input{Data: followHint(t, hint, data, "-passin", "pass:test")}); err != nil || !result.Keys[0].Material.IsPrivate() {
		t.Errorf("%s: %v", hint, err)
	}
}

// TestCostlyHintsWork makes usual files too costly, has the hint's command
// encrypt them again, and opens what that gives.
func TestCostlyHintsWork(t *testing.T) {
	pass := vectorPassphrase
	file := filepath.Join(t.TempDir(), "pass")
	if err := os.WriteFile(file, []byte(pass), 0o600); err != nil {
		t.Fatal(err)
	}
	openssl := []string{"-passin", "pass:" + pass, "-passout", "pass:" + pass}
	putty := []string{"--old-passphrase", file, "--new-passphrase", file}
	for name, c := range map[string]struct {
		answers []string
		plain   bool // the command takes the passphrase off
	}{
		"pbes/default.pem":           {openssl, false},
		"pbes/des-cbc.pem":           {openssl, false},
		"pbes/rc2-40-cbc.pem":        {openssl, false},
		"pbes/pbe-MD5-DES.pem":       {openssl, false},
		"pbes/pbe-SHA1-3DES.pem":     {openssl, false},
		"pbes/pbe-SHA1-RC4-40.pem":   {openssl, false},
		"pkcs12/default.p12":         {openssl[:2], true},
		"pkcs12/legacy.p12":          {openssl[:2], true},
		"pkcs12/pbe-RC2-40.p12":      {openssl[:2], true},
		"pkcs12/pbe-3DES.p12":        {openssl[:2], true},
		"pkcs12/pbes1-md5-des.p12":   {openssl[:2], true},
		"openssh/ed-aes256-cbc.key":  {[]string{"-P", pass, "-N", pass, "-q"}, false},
		"openssh/rsa-aes256-ctr.key": {[]string{"-P", pass, "-N", pass, "-q"}, false},
		"ppk/v3-default.ppk":         {putty, false},
		"ppk/v3-argon2i.ppk":         {putty, false},
	} {
		t.Run(name, func(t *testing.T) {
			dir, base := filepath.Split(name)
			key := readIndex(t, filepath.Join(vectorsDir, dir, "expect.json"))[base].Keys[0]
			data := readVector(t, name)
			usual := unlock.Limits
			unlock.Limits = unlock.Costs{}
			_, err := Decode(Input{Data: data, Passphrase: []byte(pass)})
			unlock.Limits = usual
			if fault.CodeOf(err) != fault.KDFTooCostly {
				t.Fatalf("got %v", err)
			}
			_, hint := fault.Text(err)
			in := Input{Data: followHint(t, hint, data, c.answers...), Passphrase: []byte(pass)}
			if c.plain {
				in.Passphrase = nil
			}
			result, err := Decode(in)
			if err != nil {
				t.Fatalf("what %s gives is refused: %v", hint, err)
			}
			checkPrivate(t, result, key)
		})
	}
}

// TestConversionHintsWork has the tools convert what is recognised and not read.
func TestConversionHintsWork(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pass")
	if err := os.WriteFile(file, []byte(vectorPassphrase), 0o600); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	store := []string{"-srcstorepass", "changeit", "-deststorepass", "changeit"}
	for name, c := range map[string]struct {
		answers []string
		opens   string
	}{
		"ppk/argon2d.ppk":  {[]string{"--old-passphrase", file, "--new-passphrase", file}, vectorPassphrase},
		"ciphers/ppk1.ppk": {[]string{"--new-passphrase", empty}, ""},
		"jks/key.jks":      {store, "changeit"},
		"jks/key.jceks":    {store, "changeit"},

		"unlock/bouncycastle.bks":   {store, "changeit"},
		"unlock/bouncycastle.uber":  {store, "changeit"},
		"unlock/bouncycastle.bcfks": {store, "changeit"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if strings.Contains(name, "bouncycastle") {
				if _, err := os.Stat(bcprov); err != nil {
					t.Skip("BouncyCastle is not installed: what our hints say of its stores is not tested here")
				}
			}
			data := readVector(t, name)
			_, err := Decode(Input{Data: data})
			if !slices.Contains([]fault.Code{fault.UnsupportedFormat, fault.UnsupportedEncryption}, fault.CodeOf(err)) {
				t.Fatalf("got %v", err)
			}
			_, hint := fault.Text(err)
			result, err := Decode(Input{Data: followHint(t, hint, data, c.answers...), Passphrase: []byte(c.opens)})
			if err != nil || !result.Keys[0].Material.IsPrivate() {
				t.Errorf("what %s gives is refused: %v", hint, err)
			}
		})
	}
}
