package decode

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// What is only printed of a key has a hint whose command gives the key itself.
func TestPrintedHintsWork(t *testing.T) {
	dir := t.TempDir()
	run := func(t *testing.T, line string) []byte {
		t.Helper()
		cmd := exec.Command("sh", "-c", line)
		cmd.Dir = dir
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		return out
	}
	need := func(t *testing.T, tool string) {
		t.Helper()
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(tool + " is not installed")
		}
	}
	commandIn := func(t *testing.T, words string) string {
		t.Helper()
		_, command, found := strings.Cut(words, ": ")
		if !found {
			t.Fatalf("%q names no command", words)
		}
		return command
	}
	refusal := func(t *testing.T, text []byte) string {
		t.Helper()
		result, err := Decode(Input{Data: text})
		if err == nil {
			t.Fatalf("%d keys", len(result.Keys))
		}
		_, hint := fault.Text(err)
		return commandIn(t, hint)
	}
	reads := func(t *testing.T, text []byte, want key.Material) {
		t.Helper()
		result, err := Decode(Input{Data: text})
		if err != nil || len(result.Keys) != 1 || !key.SamePublic(result.Keys[0].Material, want) {
			t.Errorf("what the command gives is not that key: %v\n%s", err, text)
		}
	}

	t.Run("keytool -list -v", func(t *testing.T) {
		need(t, "keytool")
		const with = " -storepass changeit"
		run(t, "keytool -genkeypair -keyalg EC -groupname secp256r1 -alias ALIAS -dname CN=a -keystore FILE -keypass changeit 2>/dev/null"+with)
		command := refusal(t, run(t, "keytool -list -v -keystore FILE"+with+" 2>/dev/null"))
		store, err := os.ReadFile(filepath.Join(dir, "FILE"))
		if err != nil {
			t.Fatal(err)
		}
		right, err := Decode(Input{Data: store, Passphrase: []byte("changeit")})
		if err != nil {
			t.Fatal(err)
		}
		reads(t, run(t, command+with+" 2>/dev/null"), right.Keys[0].Material)
		one := refusal(t, run(t, "keytool -list -v -alias ALIAS -keystore FILE"+with+" 2>/dev/null"))
		reads(t, run(t, one+with+" 2>/dev/null"), right.Keys[0].Material)
		run(t, one+with+" -file CERTIFICATE 2>/dev/null && mv CERTIFICATE FILE")
		command = refusal(t, run(t, "keytool -printcert -file FILE"))
		reads(t, run(t, command), right.Keys[0].Material)
		if err := os.Remove(filepath.Join(dir, "FILE")); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("numbers", func(t *testing.T) {
		need(t, "openssl")
		run(t, "openssl genrsa -out FILE 2048 2>/dev/null")
		whole, err := os.ReadFile(filepath.Join(dir, "FILE"))
		if err != nil {
			t.Fatal(err)
		}
		right, err := Decode(Input{Data: whole})
		if err != nil {
			t.Fatal(err)
		}
		printed := string(run(t, "openssl rsa -in FILE -noout -modulus"))
		result, err := Decode(Input{Data: []byte(printed)})
		if err != nil || len(result.Keys) != 1 || len(result.Keys[0].Notes) == 0 {
			t.Fatalf("%v", err)
		}
		reads(t, run(t, commandIn(t, result.Keys[0].Notes[0].Action)+" 2>/dev/null"), right.Keys[0].Material)
		reads(t, run(t, refusal(t, []byte(printed[:len(printed)-2]))), right.Keys[0].Material)
	})
	t.Run("objects", func(t *testing.T) {
		need(t, "openssl")
		run(t, "openssl genpkey -algorithm ed25519 -out key.pem && openssl pkey -in key.pem -outform DER -out key.der")
		whole, err := os.ReadFile(filepath.Join(dir, "key.pem"))
		if err != nil {
			t.Fatal(err)
		}
		right, err := Decode(Input{Data: whole})
		if err != nil {
			t.Fatal(err)
		}
		write := func(name, text string) {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		// statement is what the hint has for one language.
		statement := func(t *testing.T, shown []byte, before, after string) string {
			t.Helper()
			_, err := Decode(Input{Data: shown})
			_, hint := fault.Text(err)
			_, code, found := strings.Cut(hint, before)
			code, _, ended := strings.Cut(code, after)
			if !found || !ended {
				t.Fatalf("%q has no statement", hint)
			}
			return code
		}
		t.Run("Python", func(t *testing.T) {
			if exec.Command("python3", "-c", "import cryptography").Run() != nil {
				t.Skip("python3 with cryptography is not installed")
			}
			const load = "from cryptography.hazmat.primitives import serialization\nkey = serialization.load_pem_private_key(open('key.pem','rb').read(), None).public_key()\n"
			write("a.py", load+"print(key)\n")
			write("b.py", load+statement(t, run(t, "python3 a.py"), "In Python: ", ", or private_bytes")+"\n")
			reads(t, run(t, "python3 b.py"), right.Keys[0].Material)
		})
		t.Run("Ruby", func(t *testing.T) {
			need(t, "ruby")
			run(t, "openssl ecparam -name prime256v1 -genkey -noout -out ec.pem")
			const load = "require 'openssl'; key = OpenSSL::PKey.read(File.read('ec.pem')); "
			right, err := Decode(Input{Data: run(t, "cat ec.pem")})
			if err != nil {
				t.Fatal(err)
			}
			reads(t, run(t, "ruby -e \""+load+statement(t, run(t, "ruby -e \""+load+"p key\""), "In Ruby: ", ". In .NET")+"\""), right.Keys[0].Material)
		})
		t.Run("Java", func(t *testing.T) {
			need(t, "javac")
			program := func(class, statement string) string {
				write(class+".java", "public class "+class+" { public static void main(String[] a) throws Exception { "+
					"java.security.Key key = java.security.KeyFactory.getInstance(\"Ed25519\").generatePrivate(new java.security.spec.PKCS8EncodedKeySpec("+
					"java.nio.file.Files.readAllBytes(java.nio.file.Path.of(\"key.der\")))); "+statement+" } }")
				return "java " + class + ".java"
			}
			code := statement(t, run(t, program("A", "System.out.println(key);")), "In Java: ", ". In Ruby")
			reads(t, run(t, program("B", code+";")), right.Keys[0].Material)
		})
	})
}
