package api

import (
	"slices"
	"time"

	"jwkmint/wasm/internal/key"
)

// issuerReply is a certificate that belongs to the chain of others: its key is
// the CA's. It counts as a key only where options.issuers names it.
type issuerReply struct {
	ID           int                `json:"id"`
	Title        string             `json:"title"`
	Thumbprint   string             `json:"thumbprint"`
	Of           []int              `json:"of"` // the keys that have it in their chain
	Added        bool               `json:"added"`
	Certificates []certificateReply `json:"certificates"` // its own chain
}

// chosen are the keys, and after them the issuers that the options add.
func (m *memo) chosen(o *options) []*entry {
	keys := slices.Clone(m.keys)
	for _, e := range m.issuers {
		if o.issuers[e.id] {
			keys = append(keys, e)
		}
	}
	return keys
}

// take takes the keys that the options choose, and groups them without any
// others that are of the same group.
func (w *writer) take(keys []*entry) {
	w.keys = keys
	w.groupOf, w.place = map[*group]*group{}, make(map[*entry]int, len(keys))
	for i, e := range keys {
		w.place[e] = i + 1
		g := w.groupOf[e.group]
		if g == nil {
			g = &group{number: e.group.number, thumbprint: e.group.thumbprint, jwk: e.group.jwk}
			w.groupOf[e.group] = g
			w.groups = append(w.groups, g)
		}
		g.entries = append(g.entries, e)
	}
}

// issuers lists those that can be added, and those that are.
func (w *writer) issuers() []issuerReply {
	of := map[string][]int{}
	for _, e := range w.memo.keys {
		for _, c := range e.Chain {
			of[string(c.Raw)] = append(of[string(c.Raw)], e.id)
		}
	}
	list := make([]issuerReply, len(w.memo.issuers))
	for i, e := range w.memo.issuers {
		list[i] = issuerReply{
			ID: e.id, Title: e.fixed.Title, Thumbprint: e.fixed.Thumbprint,
			Of: notNil(of[string(e.Chain[0].Raw)]), Added: w.headers[e] != nil,
			Certificates: e.fixed.Certificates,
		}
	}
	return list
}

func describeChain(chain []*key.Certificate, now time.Time) []certificateReply {
	list := make([]certificateReply, len(chain))
	for i, c := range chain {
		list[i] = describeCertificate(c, now)
	}
	return list
}
