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
		if one := refusal(t, run(t, "keytool -list -v -alias ALIAS -keystore FILE"+with+" 2>/dev/null")); one != command {
			t.Errorf("of one entry: %s", one)
		}
		run(t, "keytool -exportcert -alias ALIAS -keystore FILE -file CERT 2>/dev/null"+with+" && mv CERT FILE")
		reads(t, run(t, refusal(t, run(t, "keytool -printcert -file FILE"))), right.Keys[0].Material)
		if err := os.Remove(filepath.Join(dir, "FILE")); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("openssl x509 -subject", func(t *testing.T) {
		need(t, "openssl")
		run(t, "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout KEY -subj /CN=a -out FILE 2>/dev/null")
		right, err := Decode(Input{Data: run(t, "cat KEY")})
		if err != nil {
			t.Fatal(err)
		}
		reads(t, run(t, refusal(t, run(t, "openssl x509 -in FILE -noout -subject -issuer -serial"))), right.Keys[0].Material)
	})
	t.Run("gpg --list-keys", func(t *testing.T) {
		need(t, "gpg")
		home, err := os.MkdirTemp("", "gpg") // its sockets have short paths
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(home)
		with := "GNUPGHOME=" + home + " "
		run(t, with+"gpg --batch --passphrase '' --quick-gen-key a@example.org rsa2048 auth never 2>/dev/null")
		defer run(t, with+"gpgconf --kill all")
		command := strings.Replace(refusal(t, run(t, with+"gpg --list-keys 2>/dev/null")), "KEYID!", "a@example.org", 1)
		line := run(t, with+command)
		right, err := Decode(Input{Data: line})
		if err != nil || right.Keys[0].Material.Kty() != key.KtyRSA {
			t.Fatalf("%v", err)
		}
		for _, listing := range []string{"--list-secret-keys", "--with-colons --list-keys", "--with-colons --list-secret-keys", "--export | gpg --list-packets"} {
			if other := refusal(t, run(t, with+"gpg "+listing+" 2>/dev/null")); !strings.HasPrefix(other, "gpg --export-ssh-key") {
				t.Errorf("%s: %s", listing, other)
			}
		}
	})
	t.Run("pkcs11-tool -O", func(t *testing.T) {
		need(t, "softhsm2-util")
		need(t, "pkcs11-tool")
		libraries, err := filepath.Glob("/usr/lib/*/softhsm/libsofthsm2.so")
		if err != nil || len(libraries) == 0 {
			t.Skip("the library of SoftHSM is not where Debian has it")
		}
		conf := filepath.Join(dir, "softhsm.conf")
		if err := os.WriteFile(conf, []byte("directories.tokendir = "+dir+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		t.Setenv("SOFTHSM2_CONF", conf)
		run(t, "softhsm2-util --init-token --free --label t --pin 1234 --so-pin 1234")
		const open = " --token-label t --pin 1234 --module "
		run(t, "pkcs11-tool --keypairgen --key-type rsa:2048 --id 01 -l"+open+libraries[0])
		listing := run(t, "pkcs11-tool -O -l"+open+libraries[0])
		run(t, strings.Replace(refusal(t, listing), "--id ID", "--id 01 -l"+open+libraries[0], 1))
		got, err := Decode(Input{Data: run(t, "cat key.der")})
		if err != nil || key.Bits(got.Keys[0].Material) != 2048 {
			t.Errorf("what the command gives is no such key: %v", err)
		}
		run(t, "pkcs11-tool --keypairgen --key-type EC:edwards25519 --id 02 -l"+open+libraries[0])
		listed, err := Decode(Input{Data: run(t, "pkcs11-tool -O -l"+open+libraries[0])})
		if err != nil || len(listed.Keys) != 1 || len(listed.Skipped) != 1 {
			t.Fatalf("%v", err)
		}
		run(t, "pkcs11-tool --read-object --type pubkey --id 02 -o key.der -l"+open+libraries[0])
		reads(t, run(t, "cat key.der"), listed.Keys[0].Material)
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
