package api

import (
	"context"
	"encoding/pem"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
)

type derReply struct {
	Data int `json:"data"` // which attachment is the DER
	der  []byte
}

func (r derReply) attachments() [][]byte { return [][]byte{r.der} }

// derFile gives one key in one of the PEM forms as what is between its lines.
func (s *Session) derFile(_ context.Context, params *object) (any, error) {
	id := params.number("key")
	opt, f, err := readOptions(params)
	switch {
	case err != nil:
		return nil, err
	case len(f.list) != 1 || !f.asked:
		return nil, badRequest("a file of DER is of one key and one form")
	}
	if err := s.remembers(); err != nil {
		return nil, err
	}
	opt.oneLine = false // of the PEM, which is not shown
	w := s.writer(&opt)
	for _, e := range w.keys {
		if e.id != id {
			continue
		}
		if !encode.Has(e.Key, f.list[0]) {
			break
		}
		text, err := w.one(e, f.list[0])
		if err != nil {
			return nil, err
		}
		block, _ := pem.Decode([]byte(text))
		if block == nil || f.list[0] == encode.OpenSSHPrivate {
			break
		}
		return derReply{der: block.Bytes}, nil
	}
	return nil, fault.New(fault.NoSuchForm, "").WithHint("Choose a form that is PEM.")
}
