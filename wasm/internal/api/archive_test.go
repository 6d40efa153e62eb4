package api

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/pem"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// pack asks for an archive, and takes the zip from beside the reply.
func pack(t *testing.T, s *Session, params dict) archiveReply {
	t.Helper()
	reply := s.Handle(context.Background(), message(t, "archive", params))
	r := accepted[archiveReply](t, "archive", reply.JSON)
	r.zip = reply.Attachments[r.Data]
	return r
}

func unzip(t *testing.T, r archiveReply) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(r.zip), int64(len(r.zip)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	var names []string
	for _, f := range z.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(rc)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
		names = append(names, f.Name)
		// The test's clock is an hour ahead of UTC.
		if got := f.Modified.Format("2006-01-02T15:04:05 -0700"); got != "2026-11-23T08:15:00 +0000" {
			t.Errorf("%s is of %s", f.Name, got)
		}
		if dos := f.ModifiedTime >> 11; dos != 8 { //nolint:staticcheck // the field without a zone is what is tested
			t.Errorf("%s tells the hour %d", f.Name, dos)
		}
		if f.Flags&8 != 0 {
			t.Errorf("the size of %s comes after it, which Java refuses of a stored file", f.Name)
		}
		want := "-rw-r--r--"
		if strings.HasPrefix(f.Name, "private") || strings.HasPrefix(f.Name, "secret") {
			want = "-rw-------"
		}
		if f.Mode().String() != want {
			t.Errorf("%s has mode %s", f.Name, f.Mode())
		}
	}
	if !slices.Equal(names, r.Files) {
		t.Errorf("the reply names %v, the archive holds %v", r.Files, names)
	}
	return files
}

func TestArchive(t *testing.T) {
	s := testSession()
	in := golden(t, "p256/pkcs8")
	ask[keysReply](t, s, "convert", input(in, nil))
	r := pack(t, s, dict{"options": dict{"private": true, "oneLine": true, "kid": dict{"mode": "text", "value": "../my key/ü:1"}}})
	if r.Name != "jwkmint-mykey1.zip" {
		t.Errorf("the name is %s", r.Name)
	}
	if want := []string{"private.key", "public.key", "jwk.json", "jwks.json", "README.txt"}; !slices.Equal(r.Files, want) {
		t.Errorf("files %v, want %v", r.Files, want)
	}
	files := unzip(t, r)
	if files["private.key"] != in || files["public.key"] != golden(t, "p256/spki") {
		t.Error("the PEM files are not what was asked for")
	}

	usual := unzip(t, pack(t, s, dict{"options": dict{"private": true}}))
	if usual["jwk.json"] != golden(t, "p256/jwk")+"\n" || usual["jwks.json"] != golden(t, "p256/jwks")+"\n" {
		t.Error("the JSON files are not what was asked for")
	}
	public := pack(t, s, dict{})
	if want := []string{"public.key", "jwk.json", "jwks.json", "README.txt"}; !slices.Equal(public.Files, want) {
		t.Errorf("without private: files %v", public.Files)
	}
	unzip(t, public)
	sealed := unzip(t, pack(t, s, dict{"options": dict{"private": true, "encrypt": "x"}}))
	if !strings.HasPrefix(sealed["private.key"], "-----BEGIN ENCRYPTED PRIVATE KEY-----\n") {
		t.Errorf("encrypted: %.40q", sealed["private.key"])
	}
}

// TestArchiveForWhom: what the system wants is there, and certificates as both
// kinds of file.
func TestArchiveForWhom(t *testing.T) {
	s := testSession()
	two := ask[keysReply](t, s, "convert", input(golden(t, "rsa2048/pkcs8")+golden(t, "p256/pkcs8"), nil)).Keys
	made := ask[certifyReply](t, s, "certify", dict{"id": two[0].ID, "subject": "x"})
	files := unzip(t, pack(t, s, dict{"options": dict{"for": "entra"}}))
	block, _ := pem.Decode([]byte(made.PEM))
	if files["certificate-1.pem"] != made.PEM || files["certificate-1.cer"] != string(block.Bytes) {
		t.Error("the certificate is not there as PEM and as DER")
	}
	if _, ok := files["certificate-2.pem"]; ok || files["public-base64-1.txt"] != "" {
		t.Error("there is more than that")
	}
	for _, want := range []string{"\ncertificate-1.pem, and so on\n", "\ncertificate-1.cer, and so on\n"} {
		if !strings.Contains(files["README.txt"], want) {
			t.Errorf("README.txt says nothing of %q:\n%s", want, files["README.txt"])
		}
	}
	ask[keysReply](t, s, "convert", input(golden(t, "rsa2048/pkcs8"), nil))
	files = unzip(t, pack(t, s, dict{"options": dict{"for": "snowflake"}}))
	spki, _ := pem.Decode([]byte(golden(t, "rsa2048/spki")))
	if files["public-base64.txt"] != base64.StdEncoding.EncodeToString(spki.Bytes)+"\n" || !strings.Contains(files["README.txt"], "public-base64.txt\n  Public.") {
		t.Errorf("Snowflake's form is %q", files["public-base64.txt"])
	}
}

func TestArchiveOfSeveral(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "p256/spki")+golden(t, "ed25519/pkcs8")+golden(t, "p256/pkcs8"), nil))
	r := pack(t, s, dict{"options": dict{"private": true}})
	if want := []string{"private-1.key", "public-1.key", "jwk-1.json", "private-2.key", "public-2.key", "jwk-2.json", "jwks.json", "README.txt"}; !slices.Equal(r.Files, want) {
		t.Errorf("files %v, want %v", r.Files, want)
	}
	pack(t, s, dict{"options": dict{"kid": dict{"mode": "text", "value": "a"}}})
}

func TestArchiveOfSecret(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "generate", dict{"type": "oct"})
	refused(t, send(t, s, "archive", dict{}), fault.NoSuchForm)
	r := pack(t, s, dict{"options": dict{"private": true, "kid": dict{"mode": "none"}}})
	if files := unzip(t, r); len(files) != 2 || !strings.Contains(files["README.txt"], "secret.json\n  SECRET") || !strings.Contains(files["secret.json"], `"k": "`) || r.Name != "jwkmint.zip" {
		t.Errorf("%s holds %v", r.Name, r.Files)
	}
}

// TestUnzip has another program unpack the archive, where there is one.
func TestUnzip(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not installed: the archive is read by archive/zip alone")
	}
	s := testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "p256/pkcs8"), nil))
	r := pack(t, s, dict{"options": dict{"private": true}})
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.zip"), r.zip, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, "-m", "zipfile", "-e", "a.zip", "out")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if string(readFile(t, filepath.Join(dir, "out", "private.key"))) != golden(t, "p256/pkcs8") {
		t.Error("another file came out")
	}
}

// TestArchiveReadme: it tells of every file that is there, and of no other.
func TestArchiveReadme(t *testing.T) {
	kinds := []string{"private.key", "private-1.key", "public.key", "public-1.key", "jwk.json", "jwk-1.json", "jwks.json", "secret.json", "secret-1.json"}
	look := func(name string, params dict, want ...string) string {
		t.Helper()
		s := testSession()
		ask[keysReply](t, s, "convert", input(name, nil))
		text := unzip(t, pack(t, s, params))["README.txt"]
		for _, kind := range kinds {
			if told := strings.Contains(text, "\n"+kind); told != slices.Contains(want, kind) {
				t.Errorf("%s is told of: %v\n%s", kind, told, text)
			}
		}
		return text
	}
	private := dict{"options": dict{"private": true}}
	one := golden(t, "p256/pkcs8")
	look(one, private, "private.key", "public.key", "jwk.json", "jwks.json")
	look(one, dict{}, "public.key", "jwk.json", "jwks.json")
	look(one+golden(t, "p384/pkcs8"), private, "private-1.key", "public-1.key", "jwk-1.json", "jwks.json")
	if text := look(one, dict{"options": dict{"private": true, "encrypt": "a long one"}}, "private.key", "public.key", "jwk.json", "jwks.json"); !strings.Contains(text, "opens with the passphrase") || strings.Contains(text, "a long one") {
		t.Errorf("of the encrypted file it says\n%s", text)
	}
	const secret = `{"kty":"oct","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}`
	if text := look(secret, dict{"options": dict{"private": true, "encrypt": "a long one"}}, "secret.json"); !strings.Contains(text, "opens with the passphrase") {
		t.Errorf("of the encrypted secret it says\n%s", text)
	}
	if text := look(secret, private, "secret.json"); strings.Contains(text, "encrypted") {
		t.Errorf("of a secret it says\n%s", text)
	}
}
