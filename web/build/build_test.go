package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/evanw/esbuild/pkg/api"
)

func TestReplaceOnce(t *testing.T) {
	got, err := replaceOnce("x", "a b c", [][2]string{{"a", "b"}, {"b", "x"}})
	if err != nil || string(got) != "b x c" {
		t.Errorf("%q, %v", got, err) // what was put in is not replaced again
	}
	for _, text := range []string{"b", "a a"} {
		if _, err := replaceOnce("x", text, [][2]string{{"a", ""}}); err == nil {
			t.Errorf("%q: no error, though \"a\" is not there exactly once", text)
		}
	}
}

// TestTemplateLiteral has esbuild read the literal back.
func TestTemplateLiteral(t *testing.T) {
	text := "a\\n `b` ${c} $ {d} \\${e} \\\\\n\té"
	result := api.Transform("x("+templateLiteral(text)+")", api.TransformOptions{
		MinifyWhitespace: true, Charset: api.CharsetUTF8, Target: api.ES5, // ES5 has no templates: it becomes a string
	})
	want := "x(\"" + strings.NewReplacer("\\", "\\\\", "\n", "\\n", "\t", "\\t").Replace(text) + "\");\n"
	got := string(result.Code)
	if strings.HasPrefix(got, "x('") {
		got = "x(\"" + strings.TrimSuffix(strings.TrimPrefix(got, "x('"), "');\n") + "\");\n"
	}
	got = strings.ReplaceAll(got, "\t", "\\t")
	if len(result.Errors) > 0 || got != want {
		t.Errorf("%v\n got %s\nwant %s", result.Errors, got, want)
	}
}

func TestPolicies(t *testing.T) {
	hosted, standalone := policy("s", "c", true), policy("s", "c", false)
	for _, p := range []string{hosted, standalone} {
		if !strings.HasPrefix(p, "default-src 'none'; script-src 'sha256-") {
			t.Errorf("%s", p)
		}
		for _, bad := range []string{"unsafe-inline", "'unsafe-eval'", "http:", "https:", "*", `"`} {
			if strings.Contains(p, bad) {
				t.Errorf("%s in %s", bad, p)
			}
		}
	}
	if strings.Contains(standalone, "'self'") {
		t.Errorf("the standalone page may reach its origin: %s", standalone)
	}
	if policy("s", "c", true) == policy("t", "c", true) || policy("s", "c", true) == policy("s", "d", true) {
		t.Error("the hashes do not follow the source")
	}
}

func TestCompress(t *testing.T) {
	text := []byte(strings.Repeat("key ", 1000))
	site := files{"long": text, "short": []byte("k"), "_headers": text}
	cache := t.TempDir()
	if err := compress(site, cache); err != nil {
		t.Fatal(err)
	}
	if len(site) != 5 {
		t.Fatalf("%d files, want 5: only the long one is worth it", len(site))
	}
	unzip, err := gzip.NewReader(bytes.NewReader(site["long.gz"]))
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]io.Reader{"gzip": unzip, "brotli": brotli.NewReader(bytes.NewReader(site["long.br"]))} {
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, text) {
			t.Errorf("%s does not give back what went in: %v", name, err)
		}
	}
	again := files{"long": text}
	if err := compress(again, cache); err != nil || !bytes.Equal(again["long.br"], site["long.br"]) || !bytes.Equal(again["long.gz"], site["long.gz"]) {
		t.Errorf("the cache gives other bytes: %v", err)
	}
}

func TestWriteEmptiesItsDirectory(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{".gitkeep", "old.wasm"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := write(dir, files{"new": []byte("1")}); err != nil {
		t.Fatal(err)
	}
	names, _ := filepath.Glob(filepath.Join(dir, "*"))
	if len(names) != 2 || filepath.Base(names[0]) != ".gitkeep" || filepath.Base(names[1]) != "new" {
		t.Errorf("left: %v, want .gitkeep and new", names)
	}
	if err := os.Mkdir(filepath.Join(dir, "home"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := write(dir, files{}); err == nil {
		t.Error("a directory with directories in it was taken for an earlier build")
	}
	if _, err := os.Stat(filepath.Join(dir, "new")); err != nil {
		t.Error("files were removed from a directory that is no earlier build")
	}
}
