package api

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// documentedCodes are those of the table of fault/README.md, which package
// fault's own test compares with the code's.
func documentedCodes(t *testing.T) []fault.Code {
	t.Helper()
	var codes []fault.Code
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z_]+)` \\|").FindAllStringSubmatch(string(readFile(t, "../fault/README.md")), -1) {
		codes = append(codes, fault.Code(m[1]))
	}
	return codes
}

// unwilling is a SubtleCrypto that does nothing.
type unwilling struct{}

func (unwilling) RSA(context.Context, int) ([]byte, error) { return nil, errors.New("no") }
func (unwilling) PBKDF2(string, []byte, []byte, int, int) ([]byte, error) {
	return nil, errors.New("no")
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
	here(fault.NoToken, send(t, s, "diagnose", dict{"token": []byte(golden(t, "p256/spki"))}))
	here(fault.NoSuchForm, send(t, s, "convert", input(golden(t, "p256/spki"), nil, "pkcs1_public")))
	here(fault.EngineUnavailable, send(t, s, "generate", dict{"type": "RSA", "engine": "subtle"}))
	ask[keysReply](t, s, "generate", dict{"type": "OKP"})
	here(fault.Missing, send(t, s, "assert", dict{"client": "", "audience": "a"}))
	ask[keysReply](t, s, "generate", dict{"type": "OKP", "curve": "X25519"})
	here(fault.CannotSign, send(t, s, "assert", dict{"client": "c", "audience": "a"}))

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	here(fault.Cancelled, s.Handle(ctx, bare(`{"op":"generate","params":{"type":"EC"}}`)).JSON)

	ops["panic"] = func(*Session, context.Context, *object) (any, error) { panic("") }
	defer delete(ops, "panic")
	here(fault.Internal, send(t, s, "panic", dict{}))

	here(fault.GenerationFailed, send(t, NewSession(unwilling{}), "generate", dict{"type": "RSA", "engine": "subtle"}))

	codes := documentedCodes(t)
	for _, code := range codes {
		if !reached[code] {
			t.Errorf("no vector and no request reaches %s", code)
		}
	}
	delete(reached, "")
	for code := range reached {
		if !slices.Contains(codes, code) {
			t.Errorf("a vector names %s, which is no code", code)
		}
	}
}
