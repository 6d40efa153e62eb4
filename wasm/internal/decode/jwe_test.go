package decode

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/testkit"
)

// Nothing is derived for a JWE before a passphrase was given, not even with the
// empty one, and its keys come of one derivation however often it is there.
func TestJWECost(t *testing.T) {
	data := readVector(t, "jwe/npm-empty.txt")
	if r := readerOf(data, nil); costOf(r) != 0 || !locked(r.skipped) {
		t.Errorf("cost %v, %v", costOf(r), r.skipped)
	}
	if r := readerOf(data, []byte{}); costOf(r) <= 0 || len(r.parts) != 1 {
		t.Errorf("cost %v, %d keys", costOf(r), len(r.parts))
	}
	data = readVector(t, "jwe/npm-set.txt")
	once := costOf(readerOf(data, []byte(vectorPassphrase)))
	twice := readerOf(append(append(bytes.Clone(data), "\n\n"...), data...), []byte(vectorPassphrase))
	if once <= 0 || costOf(twice) != once || len(twice.parts) != 6 {
		t.Errorf("once %v, twice %v, %d keys", once, costOf(twice), len(twice.parts))
	}
}

// Whatever a JWE is made of, it takes time in proportion to its size.
func TestHostileJWE(t *testing.T) {
	const size = 1 << 19
	sealed := string(readVector(t, "jwe/npm-a256kw-typed-text.txt"))
	header, rest, _ := strings.Cut(sealed, ".")
	wrapped, rest, _ := strings.Cut(rest, ".")
	iv, _, _ := strings.Cut(rest, ".")
	around := func(before, fill, after string) func(int) []byte {
		return func(size int) []byte { return []byte(before + strings.Repeat(fill, size/len(fill)) + after) }
	}
	nested := func(size int) []byte {
		const deep = 60
		pad := strings.Repeat("A", size/deep)
		return []byte(strings.Repeat(`{"protected":"e30","ciphertext":"`+pad+`","a":`, deep) + "1" + strings.Repeat("}", deep))
	}
	recipients := func(size int) []byte {
		one := `{"header":{"alg":"A256KW"},"encrypted_key":"` + wrapped + `"},`
		many := strings.Repeat(one, 15) + strings.TrimSuffix(one, ",")
		return []byte(`{"protected":"eyJlbmMiOiJBMjU2R0NNIn0","iv":"` + iv + `","tag":"` + strings.Repeat("A", 22) + `","ciphertext":"` + strings.Repeat("A", size) + `","recipients":[` + many + `]}`)
	}
	for name, input := range map[string]func(int) []byte{
		"many":              around("", sealed+"\n", ""),
		"in lines":          around(header+"."+wrapped+"."+iv+".", strings.Repeat("A", 64)+"\n", "."+strings.Repeat("A", 22)),
		"a long ciphertext": around(header+"."+wrapped+"."+iv+".", "AAAA", "."+strings.Repeat("A", 22)),
		"a long key":        around(header+".", "AAAA", "."+iv+".AAAA."+strings.Repeat("A", 22)),
		"a long header":     around("eyJ", "AAAA", "...."),
		"nested":            nested,
		"recipients":        recipients,
		"objects in a list": around("[", `{"protected":"e30","ciphertext":"AA"},`, "1]"),
	} {
		testkit.Linear(t, name, size, input, func(data []byte) {
			if _, err := Decode(Input{Data: data, Passphrase: []byte("thirty-two characters, no fewer!")}); err != nil && fault.CodeOf(err) == fault.Internal {
				t.Errorf("%s: %v", name, err)
			}
		})
	}
}

// No edit of one character gives another key: what is not refused says the same.
func TestEditsOfJWE(t *testing.T) {
	for name, pass := range map[string]string{"npm-oct.txt": vectorPassphrase, "npm-a256kw-typed-text.txt": "thirty-two characters, no fewer!", "npm-general.json": vectorPassphrase} {
		text := string(readVector(t, "jwe/"+name))
		right, err := Decode(Input{Data: []byte(text), Passphrase: []byte(pass)})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		e := &editor{t: t, right: right.Keys[0].Material, bits: 6, pass: []byte(pass)}
		t.Log(name)
		e.some(text, base64Edits, 3000)
	}
}

// TestJWEHintsWork has step open what is refused, as the hints say.
func TestJWEHintsWork(t *testing.T) {
	if _, err := exec.LookPath("step"); err != nil {
		t.Skip("step is not installed: what our hints say of it is not tested here")
	}
	dir := t.TempDir()
	run := func(line string) []byte {
		cmd := exec.Command("sh", "-c", line)
		cmd.Dir = dir
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		return out
	}
	const inside = `{"kty":"oct","k":"AAECAwQFBgc"}`
	for _, kind := range []string{"--kty RSA --alg RSA-OAEP-256", "--kty EC --alg ECDH-ES"} {
		run("step crypto jwk create --use enc PUBLIC KEY --no-password --insecure --force " + kind)
		run("printf '%s' '" + inside + "' | step crypto jwe encrypt --key PUBLIC >FILE")
		data, err := os.ReadFile(filepath.Join(dir, "FILE"))
		if err != nil {
			t.Fatal(err)
		}
		_, err = Decode(Input{Data: data})
		_, hint := fault.Text(err)
		_, command, found := strings.Cut(hint, ": ")
		if !found || fault.CodeOf(err) != fault.UnsupportedEncryption {
			t.Fatalf("%v: %q", err, hint)
		}
		if got := run(command); string(got) != inside {
			t.Errorf("%s: %q gives %q", kind, command, got)
		}
	}
}

// A change in any part of a JWE, of whatever algorithms, is seen.
func TestChangedJWE(t *testing.T) {
	changed := 0
	for name, v := range readIndex(t, vectorsDir+"/jwe/expect.json") {
		text := string(bytes.TrimSpace(readVector(t, "jwe/"+name)))
		parts := strings.Split(text, ".")
		if len(v.Keys) == 0 || v.Passphrase == nil || len(parts) != 5 || strings.Contains(text, "\n") {
			continue
		}
		for i, part := range parts {
			for _, at := range []int{0, 6, len(part) / 2} {
				if at >= len(part) {
					continue
				}
				other := byte('A')
				if part[at] == other {
					other = 'Q'
				}
				parts[i] = part[:at] + string(other) + part[at+1:]
				result, err := Decode(Input{Data: []byte(strings.Join(parts, ".")), Passphrase: []byte(*v.Passphrase)})
				if err == nil {
					t.Errorf("%s: part %d changed at %d gives %d keys", name, i+1, at, len(result.Keys))
				}
				changed++
			}
			parts[i] = part
		}
	}
	if changed < 200 {
		t.Errorf("%d changes", changed)
	}
}
