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

// digests lists the digests of one of the remembered keys, or of an issuer. It
// is an op of its own since a bundle of certificates has ten thousands of them,
// and a page shows those of one key.
func (s *Session) digests(_ context.Context, params *object) (any, error) {
	id := params.number("id")
	if err := params.doneAll(); err != nil {
		return nil, err
	}
	if err := s.remembers(); err != nil {
		return nil, err
	}
	all := len(s.memo.keys) + len(s.memo.issuers)
	if id < 1 || id > all {
		return nil, badOption("there is no key of that number")
	}
	e := s.memo.entry(id)
	reply := &digestsReply{Rows: []digestsRow{}}
	for _, r := range digest.Show(e.Key) {
		reply.Rows = append(reply.Rows, digestsRow(r))
	}
	return reply, nil
}

// entry is the key, or the issuer, with a number.
func (m *memo) entry(id int) *entry {
	if id <= len(m.keys) {
		return m.keys[id-1]
	}
	return m.issuers[id-1-len(m.keys)]
}
