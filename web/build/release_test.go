package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadGlue: a wasm_exec.js that somebody touched is not built into the page.
func TestReadGlue(t *testing.T) {
	atTop(t)
	text, err := wasmExec()
	if err != nil || !strings.Contains(text, "globalThis.Go = class") {
		t.Fatalf("%d bytes, %v", len(text), err)
	}
	name := filepath.Join(t.TempDir(), "wasm_exec.js")
	if err := os.WriteFile(name, []byte(text+" "), 0o644); err != nil {
		t.Fatal(err)
	}
	if got, err := readGlue(name); err == nil || got != "" || !strings.Contains(err.Error(), knownGlue) || strings.Contains(err.Error(), "\n") {
		t.Errorf("one space more: %d bytes, %v", len(got), err)
	}
	if _, err := readGlue(name + "x"); err == nil || !strings.Contains(err.Error(), "no wasm_exec.js") {
		t.Errorf("none there: %v", err)
	}
}

// TestArchives: the same files give the same bytes, which say nothing of
// when and by whom, and unpack to what went in.
func TestArchives(t *testing.T) {
	content := files{"b": []byte("two"), "a.exe": bytes.Repeat([]byte("one "), 1000), "c": nil}
	for _, system := range []string{"linux", "windows"} {
		name, archive, err := pack(system, "top", content, "a.exe")
		if err != nil {
			t.Fatal(err)
		}
		_, again, err := pack(system, "top", files{"c": nil, "a.exe": content["a.exe"], "b": []byte("two")}, "a.exe")
		if err != nil || !bytes.Equal(archive, again) {
			t.Errorf("%s: packed again it differs, %v", name, err)
		}
		var order []string
		check := func(file string, mode int64, r io.Reader) {
			order = append(order, file)
			got, err := io.ReadAll(r)
			want := content[strings.TrimPrefix(file, "top/")]
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s: %s is not what went in: %v", name, file, err)
			}
			if executable := file == "top/a.exe"; (mode == 0o755) != executable || (mode == 0o644) == executable {
				t.Errorf("%s: %s has the mode %o", name, file, mode)
			}
		}
		switch name {
		case "top.tar.gz":
			unzipped, err := gzip.NewReader(bytes.NewReader(archive))
			if err != nil || !unzipped.ModTime.IsZero() || unzipped.Name != "" {
				t.Fatalf("%v, %v", unzipped, err)
			}
			for r := tar.NewReader(unzipped); ; {
				h, err := r.Next()
				if err == io.EOF {
					break
				} else if err != nil {
					t.Fatal(err)
				}
				if !h.ModTime.Equal(epoch) || h.Uid != 0 || h.Gid != 0 || h.Uname != "" || h.Gname != "" {
					t.Errorf("%s says who and when: %+v", name, h)
				}
				check(h.Name, h.Mode, r)
			}
		case "top.zip":
			r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range r.File {
				in, err := f.Open()
				if err != nil || !f.Modified.Equal(epoch) {
					t.Fatalf("%s: %v, %v", f.Name, f.Modified, err)
				}
				check(f.Name, int64(f.Mode().Perm()), in)
			}
		default:
			t.Fatalf("%s for %s", name, system)
		}
		if got := strings.Join(order, " "); got != "top/a.exe top/b top/c" {
			t.Errorf("%s has %s", name, got)
		}
	}
}

// TestReleaseNeedsTheSite: the server would carry another site than the one that is packed.
func TestReleaseNeedsTheSite(t *testing.T) {
	atTop(t)
	for _, c := range [][2]string{{"./wasm", t.TempDir()}, {"./web/e2e/hello", defaultOut}} {
		if err := build(c[0], c[1], "", t.TempDir()); err == nil || !strings.Contains(err.Error(), "a release has the site") {
			t.Errorf("%s to %s: %v", c[0], c[1], err)
		}
	}
}

// releasing gives the block of commands in RELEASING.md that has the mark.
func releasing(t *testing.T, mark string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("web", "docs", "RELEASING.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(string(text), "```sh\n")[1:] {
		if commands, _, _ := strings.Cut(part, "```"); strings.Contains(commands, mark) {
			return commands
		}
	}
	t.Fatalf("RELEASING.md has no block of commands with %s", mark)
	return ""
}

// TestSigning runs the commands of RELEASING.md, with a key for the moment.
func TestSigning(t *testing.T) {
	atTop(t)
	for _, program := range []string{"ssh-keygen", "sha256sum"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed: what RELEASING.md says of signing is not tried", program)
		}
	}
	make, sign, verify := releasing(t, "-t ed25519"), releasing(t, "-Y sign"), releasing(t, "-Y verify")
	home := t.TempDir()
	folder := filepath.Join(home, ".cache", "release")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	published := files{"jwkmint.html": []byte("the page"), "licenses.txt": []byte("the licences"), "not downloaded": []byte("x")}
	published["SHA256SUMS"] = sums(published)
	delete(published, "not downloaded")
	if err := write(folder, published); err != nil {
		t.Fatal(err)
	}
	ask := filepath.Join(home, "ask") // types the passphrase of the release's key
	if err := os.WriteFile(ask, []byte("#!/bin/sh\necho a long passphrase\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	run := func(dir, commands string) (string, error) {
		c := exec.Command("sh", "-e")
		c.Dir, c.Stdin = dir, strings.NewReader(commands)
		c.Env = append(os.Environ(), "SSH_ASKPASS="+ask, "SSH_ASKPASS_REQUIRE=force", "LC_ALL=C")
		out, err := c.CombinedOutput()
		return string(out), err
	}
	for _, commands := range []string{make, sign} {
		if out, err := run(home, commands); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	signers, err := os.ReadFile(filepath.Join(home, "allowed_signers"))
	if err != nil {
		t.Fatal(err)
	}
	put := func(name string, content []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("allowed_signers", signers)
	out, err := run(folder, verify)
	if err != nil || !strings.Contains(out, `Good "jwkmint-release" signature`) || !strings.Contains(out, "jwkmint.html: OK\nlicenses.txt: OK") {
		t.Fatalf("%v\n%s", err, out)
	}
	for name, changed := range map[string]string{"jwkmint.html": "another page", "SHA256SUMS": string(published["SHA256SUMS"]) + "\n",
		"allowed_signers": strings.Replace(string(signers), `namespaces="jwkmint-release"`, `namespaces="file"`, 1)} {
		whole, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		put(name, []byte(changed))
		if out, err := run(folder, verify); err == nil {
			t.Errorf("%s was changed, and it passes:\n%s", name, out)
		}
		put(name, whole)
	}
}
