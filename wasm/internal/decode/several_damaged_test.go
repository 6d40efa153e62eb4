package decode

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDamagedAmongSeveral: of two keys in one text, one is not given as if it were all
// where a character of the other is lost or changed, or a line break came into it.
func TestDamagedAmongSeveral(t *testing.T) {
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(vectorsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(data)) + "\n"
	}
	private, public, line := read("pem/p256-pkcs8.pem"), read("pem/p384-spki.pem"), read("sshpub/ed.pub")
	der := func(text string) string {
		block, _ := pem.Decode([]byte(text))
		return base64.StdEncoding.EncodeToString(block.Bytes)
	}
	escaped := strings.NewReplacer("\n", `\n`).Replace
	again := func(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }
	texts := map[string]string{
		".env":            "A=1\nEC=\"" + escaped(private) + "\"\nOTHER=\"" + escaped(public) + "\"\nB=2\n",
		".env, base64":    "A=1\nEC=" + again(private) + "\nOTHER=" + again(public) + "\nB=2\n",
		".env, DER":       "EC=" + der(private) + "\nOTHER=" + der(public) + "\n",
		"base64 of both":  again(private + public),
		"authorized_keys": line + strings.Replace(read("sshpub/p256.pub"), "ecdsa", "no-pty ecdsa", 1),
		"PEM and JWK":     private + read("jwk/ed25519-public.json"),
		"printed":         read("forms/text-ec-private.txt") + read("forms/text-ec.txt"),
	}
	for what, text := range texts {
		right, err := Decode(Input{Data: []byte(text)})
		if err != nil || len(right.Keys) != 2 || len(right.Skipped) > 0 {
			t.Fatalf("%s: %+v, %v", what, right, err)
		}
		silent := 0
		for i := range text {
			for _, c := range []string{"", "\n", "x", "\""} {
				r, err := Decode(Input{Data: []byte(text[:i] + c + text[i+1:])})
				if err == nil && len(r.Keys) < 2 && len(r.Skipped) == 0 && len(r.Keys[0].Notes) == 0 {
					if silent++; silent < 4 {
						t.Errorf("%s: one key without a word: %q at %d, %q", what, c, i, text[max(0, i-20):min(i+20, len(text))])
					}
				}
			}
		}
	}
}

// TestCutSSHLine: the type that all lines of SSH keys begin with is not taken for what a program
// put there, so that a line that was cut would be no key any more, and would not be listed.
func TestCutSSHLine(t *testing.T) {
	const line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIw0ed1etW/3hFy0PbEa90bYNOQgpYAl39hKfzGKS3iX me@host\n"
	const other = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIALUPo8pyWAwLLtNNUR+HxQSuY1aDqkdICQusMY88cKi"
	for n := strings.Index(other, "AAAA") + 16; n < len(other); n++ {
		for _, text := range []string{line + other[:n] + "\n", other[:n] + "\n" + line} {
			r, err := Decode(Input{Data: []byte(text)})
			if err != nil || len(r.Keys) != 1 || len(r.Skipped) != 1 || len(r.Keys[0].Notes) > 0 || r.Keys[0].Comment != "me@host" {
				t.Errorf("%q: %+v, %v", text, r, err)
			}
		}
	}
}

// TestWholeAmongSeveral: what is whole, or is no base64, is not called damaged beside a key.
func TestWholeAmongSeveral(t *testing.T) {
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(vectorsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(data)) + "\n"
	}
	text := read("pem/p256-pkcs8.pem")
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write([]byte(text + strings.Repeat("\x00\x01\x02\x03", 99)))
	w.Close()
	for what, data := range map[string]string{
		"hexadecimal, 0x":         text + read("der/hex-upper-0x.txt"),
		"hexadecimal, \\x":        text + strings.Replace(read("der/hex-upper-0x.txt"), "0x", `\x`, 1),
		"hexadecimal of SQL":      text + read("shown/insert.sql"),
		"Latin-1 in base64":       base64.StdEncoding.EncodeToString([]byte(text + strings.Repeat("Schl\xfcssel ", 99))),
		"other octets in gzip":    packed.String(),
		"a text about tar":        strings.Repeat("x", tarMagicAt) + tarMagic + strings.Repeat(" ", tarBlock) + "\n" + text,
		"other octets in a quote": "> " + strings.ReplaceAll(text, "\n", "\n> ") + strings.Repeat("\x1b[1m", 99) + "\n",
	} {
		r, err := Decode(Input{Data: []byte(data)})
		if err != nil || len(r.Skipped) > 0 {
			t.Errorf("%s: %+v, %v", what, r, err)
		}
	}
	// A digit that was lost leaves none whole.
	r, err := Decode(Input{Data: []byte(text + strings.Replace(read("der/hex-upper-0x.txt"), "0420", "042", 1))})
	if err != nil || len(r.Skipped) != 1 {
		t.Errorf("a digit lost: %+v, %v", r, err)
	}
}

// TestDumpBesideJWK: a private key that was read from a dump is kept where the JWK beside it
// can only be read in another way, which destroys the dump.
func TestDumpBesideJWK(t *testing.T) {
	for dump, jwk := range map[string]string{
		"dumped/wireshark.txt": "embedded/jwk-after-code.js", "dumped/xxd-e-g2.txt": "jwkmended/n-pem-base64-twice.json",
	} {
		var both []byte
		for _, name := range []string{dump, jwk} {
			data, err := os.ReadFile(filepath.Join(vectorsDir, name))
			if err != nil {
				t.Fatal(err)
			}
			both = append(append(both, data...), '\n')
		}
		r, err := Decode(Input{Data: both})
		if err != nil || len(r.Keys) != 1 || !r.Keys[0].Material.IsPrivate() || len(r.Skipped) != 1 {
			t.Errorf("%s: %+v, %v", dump, r, err)
		}
	}
}

// TestPointBesideSSH: an SSH key that is whole, in a comment, does not keep a point from being read.
func TestPointBesideSSH(t *testing.T) {
	var both []byte
	for _, name := range []string{"pasted/ssh-only-comment", "shown/point-without-form.txt"} {
		data, err := os.ReadFile(filepath.Join(vectorsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		both = append(append(both, data...), '\n')
	}
	if r, err := Decode(Input{Data: both}); err != nil || len(r.Keys) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}
