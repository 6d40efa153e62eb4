package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"
)

const runtimeTest = "./web/build/testdata/runtime"

// finished is a program as browsers get it.
type finished struct {
	wasm  []byte
	state *frozen
}

var finishedPrograms sync.Map // by package

func finishedProgram(t *testing.T, source string) finished {
	t.Helper()
	linked := compiled(t, source)
	if kept, ok := finishedPrograms.Load(source); ok {
		return kept.(finished)
	}
	wasm, state, err := finish(linked)
	if err != nil {
		t.Fatal(err)
	}
	finishedPrograms.Store(source, finished{wasm, state})
	return finished{wasm, state}
}

// request is what a page asks its worker.
type request struct {
	ID     int            `json:"id"`
	Op     string         `json:"op"`
	Params map[string]any `json:"params"`
}

// inWorker has Node run the page's worker, which is built as it is for pages,
// and returns what came back for each request, one after another: the reply's
// text, or "ended". Before that, Node runs a script.
func (f finished) inWorker(t *testing.T, before string, requests ...request) []string {
	t.Helper()
	node := nodePath(t)
	glue, err := wasmExec()
	if err != nil {
		t.Fatal(err)
	}
	worker, err := (&program{glue: glue, state: f.state}).worker()
	if err != nil {
		t.Fatal(err)
	}
	for i := range requests {
		requests[i].ID = i + 1
	}
	asked, err := json.Marshal(requests)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, content := range map[string][]byte{"program.wasm": f.wasm, "worker.js": []byte(worker), "requests.json": asked} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const script = `const fs = require("fs"), path = require("path");
const [, , dir, before] = process.argv;
const read = (name) => fs.readFileSync(path.join(dir, name));
const requests = JSON.parse(read("requests.json")), answers = [];
(0, eval)(before);
const end = () => { console.log(JSON.stringify(answers)); process.exit(0); };
const next = () => setImmediate(() => (requests.length ? onmessage({ data: requests.shift() }) : end()));
globalThis.postMessage = (message) => {
  if (message.hello !== undefined) next();
  if (message.id) { answers.push(message.reply); next(); }
  if (message.refused) process.exit(3);
  if (message.ended) { answers.push("ended"); end(); }
};
require("vm").runInThisContext(read("worker.js").toString());
onmessage({ data: { module: new WebAssembly.Module(read("program.wasm")), protocol: 3 } });`
	file := filepath.Join(dir, "run.js") // a script on the command line has Node's modules among its globals
	if err := os.WriteFile(file, []byte(script), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "--stack-size=8192", file, dir, before)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s%s", err, out, stderr.String())
	}
	var answers []string
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return answers
}

// result is what is in a reply.
func result[T any](t *testing.T, reply string) (result T) {
	t.Helper()
	answer := struct {
		OK     bool
		Result *T
	}{Result: &result}
	if err := json.Unmarshal([]byte(reply), &answer); err != nil || !answer.OK {
		t.Fatalf("%s, %v", reply, err)
	}
	return result
}

// TestFrozenProgramRuns has a program do all that makes the runtime look at
// its tables, and look after its memory, after it was frozen.
func TestFrozenProgramRuns(t *testing.T) {
	want, _ := inNode(t, compiled(t, runtimeTest))
	program := finishedProgram(t, runtimeTest)
	answers := program.inWorker(t, "", request{Op: "all"}, request{Op: "memory"}, request{Op: "time"}, request{Op: "references"})
	if got := result[string](t, answers[0]); got != want || !strings.Contains(got, "\nreflected true\n") {
		t.Errorf("the program that was frozen says\n%s\nwant\n%s", got, want)
	}
	if got := result[map[string]bool](t, answers[1]); !got["collected"] || !got["small"] {
		t.Errorf("memory: %v", got)
	}
	clock := result[struct {
		Now          int64
		Ahead, Slept bool
	}](t, answers[2])
	if off := time.Since(time.UnixMilli(clock.Now)); off < -time.Minute || off > time.Minute || !clock.Ahead || !clock.Slept {
		t.Errorf("time: %+v", clock)
	}
	if got := result[string](t, answers[3]); got != "[object Object] 1,2 true" {
		t.Errorf("references: %s", got)
	}
	for _, how := range []string{"panic", "goroutine", "stack"} {
		if got := program.inWorker(t, "", request{Op: "die", Params: map[string]any{"how": how}}, request{Op: "all"}); got[0] != "ended" {
			t.Errorf("%s: the program goes on with %s", how, got)
		}
	}
}

// TestThawingLooksAtWhatIsThere: a browser in which what Go refers to is
// something else.
func TestThawingLooksAtWhatIsThere(t *testing.T) {
	program := finishedProgram(t, runtimeTest)
	for before, want := range map[string]string{"globalThis.path = {}": "ok", "globalThis.path = 1": "ended", "globalThis.fs = {}": "ended"} {
		if got := program.inWorker(t, before, request{Op: "hello"})[0]; !strings.Contains(got, want) {
			t.Errorf("%s: %s", before, got)
		}
	}
}

type randomness struct {
	Map    string
	OldMap string `json:"old map"`
	Seed   uint64
	Number uint64
	Secret string
}

// TestThawedProgramsDiffer asks programs that were frozen as one for what must
// differ, and shows that it comes from the browser's random bytes alone.
func TestThawedProgramsDiffer(t *testing.T) {
	program := finishedProgram(t, runtimeTest)
	// All bytes that the browser calls random are 7.
	const steady = `Object.defineProperty(globalThis, "crypto", { value: { getRandomValues: (array) => array.fill(7) } })`
	ask := func(before string) (list []randomness) {
		for _, reply := range program.inWorker(t, before, request{Op: "random"}, request{Op: "random"}) {
			list = append(list, result[randomness](t, reply))
		}
		return list
	}
	all := append(ask(""), ask("")...)
	for i, a := range all {
		for _, b := range all[:i] {
			if a.Map == b.Map || a.OldMap == b.OldMap || a.Seed == b.Seed || a.Number == b.Number || a.Secret == b.Secret {
				t.Errorf("the same twice:\n%+v\n%+v", a, b)
			}
		}
	}
	one, again := ask(steady), ask(steady)
	if one[0] != again[0] || one[1] != again[1] {
		t.Errorf("with the same random bytes:\n%+v\n%+v", one, again)
	}
	if one[0].Secret != strings.Repeat("07", 16) {
		t.Errorf("a secret does not come from the browser as it is: %s", one[0].Secret)
	}
	// Frozen with other random bytes, the program gives the same numbers.
	h := newHost()
	h.seed = 100
	packed, err := rewriteData(compiled(t, runtimeTest), shrinkTables)
	if err != nil {
		t.Fatal(err)
	}
	wasm, state, err := h.freeze(packed)
	if err != nil {
		t.Fatal(err)
	}
	other := finished{wasm, state}.inWorker(t, steady, request{Op: "random"})
	if got := result[randomness](t, other[0]); got.Number != one[0].Number || got.Seed == one[0].Seed {
		// A seed's hash has hashkey in it too, which stays.
		t.Errorf("frozen otherwise:\n%+v\n%+v", got, one[0])
	}
}

// TestFrozenProgramConverts has the real program do what pages ask for.
func TestFrozenProgramConverts(t *testing.T) {
	program := finishedProgram(t, "./wasm")
	types := []map[string]any{
		{"type": "RSA", "size": 2048}, {"type": "RSA", "size": 2048, "engine": "go"},
		{"type": "EC", "curve": "P-256"}, {"type": "OKP", "curve": "Ed25519"}, {"type": "oct", "size": 256},
	}
	var requests []request
	for _, params := range types {
		requests = append(requests, request{Op: "generate", Params: params})
	}
	for step := range 13 {
		requests = append(requests, request{Op: "selftest", Params: map[string]any{"step": step}})
	}
	type list struct{ Keys []struct{ Thumbprint string } }
	made := map[string]bool{}
	for range 2 {
		for i, reply := range program.inWorker(t, "", requests...) {
			if i >= len(types) {
				result[map[string]any](t, reply)
				continue
			}
			keys := result[list](t, reply).Keys
			if len(keys) != 1 || keys[0].Thumbprint == "" || made[keys[0].Thumbprint] {
				t.Errorf("%v: %s", types[i], reply)
			}
			made[keys[0].Thumbprint] = true
		}
	}
}

// TestFreezingIsSteady: two builds are the same, also where the engine has no
// compiler for the processor.
func TestFreezingIsSteady(t *testing.T) {
	packed, err := rewriteData(compiled(t, "./wasm"), shrinkTables)
	if err != nil {
		t.Fatal(err)
	}
	var modules [][]byte
	var states [][]byte
	for _, engine := range []wazero.RuntimeConfig{wazero.NewRuntimeConfig(), wazero.NewRuntimeConfigInterpreter()} {
		h := newHost()
		h.engine = engine
		wasm, state, err := h.freeze(packed)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(state)
		if err != nil {
			t.Fatal(err)
		}
		modules, states = append(modules, wasm), append(states, text)
	}
	if !bytes.Equal(modules[0], modules[1]) || !bytes.Equal(states[0], states[1]) {
		t.Error("a program that is frozen twice is not the same")
	}
}
