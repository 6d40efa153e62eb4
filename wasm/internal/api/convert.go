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
	as := params.text("as")
	passphrase := []byte(params.text("passphrase"))
	defer clear(passphrase)
	none := params.flag("noPassphrase")
	opt, f, err := readOptions(params)
	switch {
	case err != nil:
		return nil, err
	case none && len(passphrase) > 0:
		return nil, badOption("a passphrase, and that there is none")
	case len(passphrase) > maxPassphrase:
		return nil, badOption("the passphrase has at most 65,536 bytes")
	case len(passphrase) == 0 && !none:
		passphrase = nil // not given
	}
	digest := inputDigest(data, name, as, passphrase)
	if s.memo == nil || s.memo.input != digest {
		s.memo = nil
		in := decode.Input{Data: data, As: as, Passphrase: passphrase, Subtle: s.subtle, Now: s.now()}
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
