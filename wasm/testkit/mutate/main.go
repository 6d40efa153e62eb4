// Command mutate changes one comparison, bound, condition or sum of a package at
// a time and runs tests on each change. A change that no test notices is
// printed: it is a check that could go and nobody would know.
//
//	go run ./wasm/testkit/mutate -n 100 -seed 1 ./wasm/internal/der [test package …]
//
// Without test packages, those of the changed package are run. The source is
// never written to: a change is given to the compiler as an overlay.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"log"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

func main() {
	log.SetFlags(0)
	count := flag.Int("n", 50, "how many changes to try, chosen at random")
	seed := flag.Uint64("seed", 1, "the choice: the same seed takes the same changes")
	limit := flag.Duration("limit", 3*time.Minute, "how long the tests of one change may take; one that hangs is noticed")
	flag.Parse()
	if flag.NArg() == 0 {
		log.Fatal("usage: mutate [-n 50] [-seed 1] package-folder [test package …]")
	}
	tests := flag.Args()[1:]
	if len(tests) == 0 {
		tests = []string{flag.Arg(0)}
	}
	all, err := changes(flag.Arg(0))
	if err != nil {
		log.Fatal(err)
	}
	random := rand.New(rand.NewPCG(*seed, 0))
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	tried, survived := 0, 0
	for _, c := range all[:min(*count, len(all))] {
		noticed, err := try(c, tests, *limit)
		if errors.Is(err, errNotGo) {
			continue // the compiler noticed: no change at all
		} else if err != nil {
			log.Fatal(err)
		}
		tried++
		if !noticed {
			survived++
			fmt.Printf("%s: %s\n", c.where, c.what)
		}
	}
	fmt.Printf("%s: %d of %d changes survived (of %d possible)\n", flag.Arg(0), survived, tried, len(all))
}

// change is one file of a package with one thing changed.
type change struct {
	path        string // absolute
	where, what string
	source      []byte
}

// changes makes every change there is to make in the Go files of a folder.
func changes(folder string) ([]change, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	var all []change
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		of, err := fileChanges(path)
		if err != nil {
			return nil, err
		}
		all = append(all, of...)
	}
	return all, nil
}

func fileChanges(path string) ([]change, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	var all []change
	record := func(at token.Pos, what string) {
		var source bytes.Buffer
		if format.Node(&source, fset, file) == nil {
			all = append(all, change{full, fset.Position(at).String(), what, source.Bytes()})
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			was := n.Op
			for _, other := range others[was] {
				n.Op = other
				record(n.OpPos, was.String()+" became "+other.String())
			}
			n.Op = was
		case *ast.IfStmt:
			condition := n.Cond
			for _, answer := range []string{"true", "false"} {
				// The condition stays in the program, so that nothing it names goes unused.
				operator := map[string]token.Token{"true": token.LOR, "false": token.LAND}[answer]
				n.Cond = &ast.BinaryExpr{X: &ast.ParenExpr{X: condition}, Op: operator, Y: ast.NewIdent(answer)}
				record(n.If, "if became if "+answer)
			}
			n.Cond = condition
		case *ast.BasicLit:
			if value, err := strconv.ParseInt(n.Value, 0, 64); n.Kind == token.INT && err == nil && value > 1 {
				was := n.Value
				n.Value = strconv.FormatInt(value+1, 10)
				record(n.ValuePos, was+" became "+n.Value)
				n.Value = was
			}
		}
		return true
	})
	return all, nil
}

// others are what an operator is changed to: the neighbour that is right but
// at the bound, and the opposite.
var others = map[token.Token][]token.Token{
	token.LSS: {token.LEQ}, token.LEQ: {token.LSS}, token.GTR: {token.GEQ}, token.GEQ: {token.GTR},
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL},
	token.LAND: {token.LOR}, token.LOR: {token.LAND},
	token.ADD: {token.SUB}, token.SUB: {token.ADD}, token.MUL: {token.QUO},
}

var errNotGo = errors.New("the change does not compile")

// try reports whether any test fails with the change in place.
func try(c change, tests []string, limit time.Duration) (noticed bool, err error) {
	folder, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(folder)
	source, overlay := filepath.Join(folder, "changed.go"), filepath.Join(folder, "overlay.json")
	text, err := json.Marshal(map[string]map[string]string{"Replace": {c.path: source}})
	if err != nil {
		return false, err
	}
	if err := errors.Join(os.WriteFile(source, c.source, 0o600), os.WriteFile(overlay, text, 0o600)); err != nil {
		return false, err
	}
	if exec.Command("go", "build", "-overlay", overlay, filepath.Dir(c.path)).Run() != nil {
		return false, errNotGo
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	run := exec.CommandContext(ctx, "go", append([]string{"test", "-overlay", overlay, "-failfast", "-vet=off", "-timeout", limit.String()}, tests...)...)
	return run.Run() != nil, nil
}
