package api

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"sync"

	"jwkmint/wasm/internal/fault"
)

// knownKeys is a key of each kind and what becomes of it, by another program
// (selftest/make.mjs).
//
//go:embed selftest/known.json
var knownKeys []byte

// It asks Handle, which looks into ops.
func init() { ops["selftest"] = (*Session).selftest }

type knownKey struct {
	Kind   string `json:"kind"`
	Input  string `json:"input"`
	SHA256 string `json:"sha256"` // of the private JWK's members, sorted: these are test keys, and nobody's
}

var known = sync.OnceValue(func() []knownKey {
	var list []knownKey
	if json.Unmarshal(knownKeys, &list) != nil {
		return nil
	}
	return list
})

type selftestResult struct {
	Kind string `json:"kind"`
	Left int    `json:"left"`
}

// selftest converts one known key, as a page has it done, and compares.
func (s *Session) selftest(ctx context.Context, params *object) (any, error) {
	step := params.number("step")
	if err := params.doneAll(); err != nil {
		return nil, err
	}
	list := known()
	if step < 0 || step >= len(list) {
		return nil, badRequest("no such step")
	}
	if !list[step].holds(ctx, s.subtle) {
		return nil, fault.New(fault.Internal, "")
	}
	return selftestResult{list[step].Kind, len(list) - step - 1}, nil
}

// holds reports whether the key gives the JWK that it should. It asks a
// session of its own: what the other one remembers stays.
func (k knownKey) holds(ctx context.Context, subtle Subtle) bool {
	const request = `{"op":"convert","params":{"input":0,"options":{"private":true,"use":"none","alg":"none"},"forms":["jwk_private"]}}`
	reply := NewSession(subtle).Handle(ctx, Message{JSON: []byte(request), Attachments: [][]byte{[]byte(k.Input)}})
	var answer struct {
		Result struct {
			Outputs map[string]string `json:"outputs"`
		} `json:"result"`
	}
	var jwk map[string]string
	if json.Unmarshal(reply.JSON, &answer) != nil || json.Unmarshal([]byte(answer.Result.Outputs["jwk_private"]), &jwk) != nil {
		return false
	}
	sorted, err := json.Marshal(jwk)
	if err != nil {
		return false
	}
	sum := sha256.Sum256(sorted)
	return hex.EncodeToString(sum[:]) == k.SHA256
}
