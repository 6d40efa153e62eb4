package e2e

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// downloaded names the files that were saved.
func (p *tab) downloaded() (names []string) {
	p.t.Helper()
	entries, err := os.ReadDir(p.downloads)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

// TestTakeWhileRendering: a file that is asked for while another form is
// being written comes all the same.
func TestTakeWhileRendering(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.toSeal()
	p.set("encrypt", "a long one")
	p.waitFor("the page to be busy", `document.documentElement.dataset.state === 'busy'`)
	call[any](p, `() => document.querySelector('[data-form=pkcs8] [aria-label^=Download]').click()`)
	if got := string(p.waitDownload("private.key")); !strings.Contains(got, "BEGIN PRIVATE KEY") {
		t.Errorf("it is %q", firstLine(got))
	}
}

// TestFilesOfALostKey: a generated key outlives the engine that made it, and so
// do its files.
func TestFilesOfALostKey(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	said := p.announced()
	evalIn[any](t, p.inWorker(), `void postMessage({ended: true})`)
	p.settle()
	p.waitReady()
	if got := strings.Join(said(), " "); !strings.Contains(got, "stopped unexpectedly") {
		t.Errorf("those who listen hear %q", got)
	}
	x := text(parseJSON(t, p.output()), "x")
	p.click("zip")
	p.waitDownload("jwkmint-" + text(parseJSON(t, p.output()), "kid") + ".zip")
	p.set("include-private", "true")
	p.waitOutput(`"d"`)
	if got := text(parseJSON(t, p.output()), "x"); got != x || p.errorText() != "" {
		t.Errorf("it is another key, or an error: %q", p.errorText())
	}
}

// TestClearedWhileZipping: what was asked of keys that are gone is no error.
func TestClearedWhileZipping(t *testing.T) {
	t.Parallel()
	for button, form := range map[string]string{"zip": "jwk_private", "download-der": "pkcs8"} {
		t.Run(button, func(t *testing.T) {
			p := open(t, startSite(t), "")
			p.paste(guideFile(t, "p256-pkcs8.key"))
			p.waitJWK("crv", "P-256")
			p.set("include-private", "true")
			p.form(form)
			evalIn[any](t, p.inWorker(), `void (onmessage = null)`)
			p.click(button)
			p.waitFor("the page to be busy", `document.documentElement.dataset.state === 'busy'`)
			p.click("clear")
			p.settle()
			if got := p.errorText(); got != "" {
				t.Errorf("the empty page says %q", got)
			}
		})
	}
}

// TestGenerateDownloads saves the guide's files one by one: they have the
// names that the guide uses, and openssl and ssh-keygen read them.
func TestGenerateDownloads(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	for _, r := range []recipe{{kind: "RSA", size: "2048"}, {kind: "EC", size: "P-256"}, {kind: "Ed25519"}} {
		t.Run(r.String(), func(t *testing.T) {
			p := open(t, s, "")
			p.makeKey(r)
			save := func(form, name string) string {
				want := p.form(form)
				p.mouse("download")
				got := string(p.waitDownload(name))
				if strings.TrimSuffix(got, "\n") != strings.TrimSuffix(want, "\n") {
					t.Errorf("%s is not what is shown", name)
				}
				return got
			}
			jwk := save("jwk", "jwk.json")
			public := save("spki", "public.key")
			p.set("include-private", "true")
			private := save("pkcs8", "private.key")
			checkGuideFiles(t, private, public, jwk)
		})
	}
}

// checkGuideFiles has openssl and ssh-keygen read a key pair.
func checkGuideFiles(t *testing.T, private, public, jwk string) {
	t.Helper()
	parsed := parseJSON(t, jwk)
	if parsed["d"] != nil || parsed["kid"] != thumbprint(t, parsed) {
		t.Error("jwk.json is no public JWK with its thumbprint")
	}
	if has(t, "openssl") {
		toolOutput(t, private, "openssl", "pkey", "-check", "-noout")
		if opensslDER(t, private, "-pubout") != opensslDER(t, public, "-pubin", "-pubout") {
			t.Error("private.key and public.key are not of one pair, openssl says")
		}
	}
	if has(t, "ssh-keygen") && text(parsed, "kty") != "OKP" { // ssh-keygen reads no PKCS#8 of Ed25519
		line := toolOutput(t, "", "ssh-keygen", "-y", "-f", saved(t, "private.key", private))
		other := toolOutput(t, "", "ssh-keygen", "-i", "-m", "PKCS8", "-f", saved(t, "public.key", public))
		if strings.Fields(line)[1] != strings.Fields(other)[1] {
			t.Error("private.key and public.key are not of one pair, ssh-keygen says")
		}
	}
}

// TestGenerateZip saves all of the guide's files at once.
func TestGenerateZip(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	t.Run("with the private key", func(t *testing.T) {
		p := open(t, s, "")
		p.makeKey(recipe{kind: "RSA", size: "2048"})
		kid := text(parseJSON(t, p.form("jwk")), "kid")
		p.set("include-private", "true")
		p.idle()
		p.mouse("zip")
		files := unzip(t, p.waitDownload("jwkmint-"+kid+".zip"))
		if names := sortedNames(files); !slices.Equal(names, []string{"README.txt", "jwk.json", "jwks.json", "private.key", "public.key"}) {
			t.Fatalf("the archive holds %v", names)
		}
		checkGuideFiles(t, files["private.key"], files["public.key"], files["jwk.json"])
		if keys := keysOf(t, files["jwks.json"]); len(keys) != 1 || !maps.Equal(asText(keys[0]), asText(parseJSON(t, files["jwk.json"]))) {
			t.Error("jwks.json is not the set of jwk.json")
		}
	})
	t.Run("of several", func(t *testing.T) {
		p := open(t, s, "")
		p.makeKeys(recipe{kind: "EC", size: "P-256", count: 3})
		kid := text(keysOf(t, p.form("jwks"))[0], "kid")
		p.set("include-private", "true")
		p.idle()
		p.mouse("zip")
		files := unzip(t, p.waitDownload("jwkmint-"+kid+".zip"))
		if len(files) != 11 {
			t.Fatalf("the archive holds %v", sortedNames(files))
		}
		for _, n := range []string{"1", "2", "3"} {
			checkGuideFiles(t, files["private-"+n+".key"], files["public-"+n+".key"], files["jwk-"+n+".json"])
		}
		if len(keysOf(t, files["jwks.json"])) != 3 {
			t.Error("jwks.json does not hold all")
		}
	})
}

func unzip(t *testing.T, content []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(b)
		if strings.HasPrefix(f.Name, "private") && f.Mode().Perm() != 0o600 {
			t.Errorf("%s unpacks with mode %v", f.Name, f.Mode())
		}
	}
	return files
}

func asText(jwk map[string]any) map[string]string {
	out := map[string]string{}
	for name, value := range jwk {
		out[name] = fmt.Sprint(value)
	}
	return out
}
