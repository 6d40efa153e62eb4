package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

func bundleStyle() (string, error) {
	return bundle(api.BuildOptions{EntryPoints: []string{"web/style.css"}})
}

func bundleScript(p *program) (string, error) {
	worker, err := p.worker()
	if err != nil {
		return "", err
	}
	wasm := struct {
		Name      string `json:"name"`
		Size      int    `json:"size"`
		Integrity string `json:"integrity"`
		SHA256    string `json:"sha256"`
	}{p.name, len(p.wasm), p.integrity(), p.hex()}
	about, err := json.Marshal(wasm)
	if err != nil {
		return "", err
	}
	module := fmt.Sprintf("export const version = %q;\nexport const wasm = %s;\nexport const glue = %s;\n",
		Version, about, templateLiteral(worker))
	return bundle(api.BuildOptions{
		EntryPoints: []string{"web/js/main.js"},
		Format:      api.FormatIIFE,
		Target:      api.ES2022,
		Plugins: []api.Plugin{{
			Name: "build",
			Setup: func(b api.PluginBuild) {
				b.OnResolve(api.OnResolveOptions{Filter: "^jwkmint:build$"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
					return api.OnResolveResult{Path: a.Path, Namespace: "build"}, nil
				})
				b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "build"}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
					return api.OnLoadResult{Contents: &module, Loader: api.LoaderJS}, nil
				})
			},
		}},
	})
}

// worker is the text of the page's worker.
func (p *program) worker() (string, error) {
	worker, err := os.ReadFile(filepath.Join("web", "js", "worker.js"))
	if err != nil {
		return "", err
	}
	state, err := json.Marshal(p.state)
	return p.glue + "\nconst frozen = " + string(state) + ";\n" + string(worker), err
}

// bundle runs esbuild, without minifying: what visitors get should be as
// readable as what is in the tree, and it compresses nearly as well.
func bundle(options api.BuildOptions) (string, error) {
	options.Bundle = true
	options.Write = false
	options.Outdir = "out"
	options.Charset = api.CharsetUTF8
	options.LegalComments = api.LegalCommentsInline
	options.LogLevel = api.LogLevelWarning
	options.Loader = map[string]api.Loader{".svg": api.LoaderDataURL}
	result := api.Build(options)
	if len(result.Errors) > 0 {
		return "", fmt.Errorf("bundling %s failed", options.EntryPoints[0])
	}
	if len(result.OutputFiles) != 1 {
		return "", fmt.Errorf("bundling %s gave %d files, want one", options.EntryPoints[0], len(result.OutputFiles))
	}
	text := string(result.OutputFiles[0].Contents)
	// Inside an HTML element these would end it, or begin a comment.
	for _, bad := range []string{"</script", "</style", "<!--"} {
		if strings.Contains(strings.ToLower(text), bad) {
			return "", fmt.Errorf("%s: the text %q cannot be put into a page", options.EntryPoints[0], bad)
		}
	}
	return "\n" + text, nil
}

// templateLiteral writes text as a JavaScript template literal, which keeps
// its lines readable.
func templateLiteral(text string) string {
	return "`" + strings.NewReplacer(`\`, `\\`, "`", "\\`", "${", "\\${").Replace(text) + "`"
}
