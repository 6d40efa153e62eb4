package api

import (
	"context"

	"jwkmint/wasm/internal/decode"
)

// convert reads keys and writes them. The keys of the last input are used
// again when input, name and passphrase are the same, and else forgotten
// before the new input is looked at.
func (s *Session) convert(_ context.Context, params *object) (any, error) {
	data := params.bytes("input")
	name := params.text("name")
	passphrase := []byte(params.text("passphrase"))
	defer clear(passphrase)
	opt, f, err := readOptions(params)
	if err != nil {
		return nil, err
	}
	digest := inputDigest(data, name, passphrase)
	if s.memo == nil || s.memo.input != digest {
		s.memo = nil
		in := decode.Input{Data: data, Subtle: s.subtle, Now: s.now()}
		if len(passphrase) > 0 {
			in.Passphrase = passphrase
		}
		result, err := decode.Decode(in)
		if err != nil {
			return nil, whatIs(data, err)
		}
		m := newMemo(result.Keys, result.Issuers, in.Now, s.subtle)
		m.input, m.skipped = digest, result.Skipped
		s.memo = m
	}
	return s.answerKeys(&opt, f)
}
