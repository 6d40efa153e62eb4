package api

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/generate"
)

// TestCodesDocumented checks that the table of fault/README.md and the code's
// own table name the same codes, each with its words.
func TestCodesDocumented(t *testing.T) {
	var documented []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z_]+)` \\| (.+) \\|$").FindAllStringSubmatch(string(readFile(t, "../fault/README.md")), -1) {
		documented = append(documented, m[1])
	}
	var known []string
	for _, code := range fault.Codes() {
		known = append(known, string(code))
		message, hint := fault.Text(fault.New(code, ""))
		for _, text := range []string{message, hint} {
			if len(text) < 8 || text != strings.TrimSpace(text) {
				t.Errorf("%s: %q is no sentence", code, text)
			}
		}
		if !strings.HasSuffix(message, ".") {
			t.Errorf("%s: %q has no full stop", code, message)
		}
		if got, _ := fault.Text(fault.New(code, "a reason")); got != strings.TrimSuffix(message, ".")+" (a reason)." {
			t.Errorf("%s: with a detail it reads %q", code, got)
		}
	}
	slices.Sort(documented)
	slices.Sort(known)
	if !slices.Equal(documented, known) {
		t.Errorf("documented %v\nknown      %v", documented, known)
	}
}

// TestCodesReached checks that every code comes out of Handle: by a vector of
// testdata/vectors (TestVectorErrors and package decode's tests see to it
// that they do), or by a request here.
func TestCodesReached(t *testing.T) {
	reached := map[fault.Code]bool{}
	for _, v := range vectors(t) {
		for _, code := range append(v.Skipped, v.Error) {
			reached[fault.Code(code)] = true
		}
	}
	s := testSession()
	here := func(code fault.Code, reply []byte) {
		t.Helper()
		refused(t, reply, code)
		reached[code] = true
	}
	here(fault.BadRequest, send(t, s, "nothing", dict{}))
	here(fault.BadOption, send(t, s, "convert", dict{"forms": []string{"x"}}))
	here(fault.EmptyInput, send(t, s, "convert", input(" \n", nil)))
	here(fault.InputTooLarge, s.Handle(context.Background(), Message{JSON: make([]byte, maxRequest+1)}).JSON)
	here(fault.NoSuchForm, send(t, s, "convert", input(golden(t, "p256/spki"), nil, "pkcs1_public")))
	here(fault.EngineUnavailable, send(t, s, "generate", dict{"type": "RSA", "engine": "subtle"}))
	here(fault.DuplicateKID, send(t, s, "generate", dict{"type": "EC", "count": 2, "options": dict{"kid": dict{"mode": "text", "value": "a"}}}))

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	here(fault.Cancelled, s.Handle(ctx, plain(`{"op":"generate","params":{"type":"EC"}}`)).JSON)

	ops["panic"] = func(*Session, context.Context, *object) (any, error) { panic("") }
	defer delete(ops, "panic")
	here(fault.Internal, send(t, s, "panic", dict{}))

	generate.Subtle = func(context.Context, int) ([]byte, error) { return nil, errors.New("no") }
	defer func() { generate.Subtle = nil }()
	here(fault.GenerationFailed, send(t, s, "generate", dict{"type": "RSA", "engine": "subtle"}))

	for _, code := range fault.Codes() {
		if !reached[code] {
			t.Errorf("no vector and no request reaches %s", code)
		}
	}
	delete(reached, "")
	for code := range reached {
		if !slices.Contains(fault.Codes(), code) {
			t.Errorf("a vector names %s, which is no code", code)
		}
	}
}
