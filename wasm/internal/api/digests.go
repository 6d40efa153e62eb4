package api

import (
	"context"

	"jwkmint/wasm/internal/digest"
)

type digestsReply struct {
	Rows []digestsRow `json:"rows"`
}

type digestsRow struct {
	Certificate int    `json:"certificate"` // number in the chain, from 1; 0 for the key
	Name        string `json:"name"`
	Value       string `json:"value"`
	Where       string `json:"where"`
}

// digests lists the digests of one of the remembered keys, or of an issuer. It is
// an op of its own since a bundle of certificates has tens of thousands of them,
// and a page shows those of one key.
func (s *Session) digests(_ context.Context, params *object) (any, error) {
	id := params.number("id")
	if err := params.doneAll(); err != nil {
		return nil, err
	}
	if err := s.remembers(); err != nil {
		return nil, err
	}
	e := s.memo.byID[id]
	if e == nil {
		return nil, badOption("there is no key of that number")
	}
	reply := &digestsReply{Rows: []digestsRow{}}
	for _, r := range digest.Show(e.Key) {
		reply.Rows = append(reply.Rows, digestsRow(r))
	}
	return reply, nil
}
