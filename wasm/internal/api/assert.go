package api

import (
	"context"
	"slices"
	"time"

	"jwkmint/wasm/internal/assertion"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

type assertReply struct {
	Header     string              `json:"header"`
	Claims     string              `json:"claims"`
	Assertion  string              `json:"assertion"`
	Body       string              `json:"body"`
	Curl       string              `json:"curl"`
	PowerShell string              `json:"powershell"`
	Snippets   []assertion.Snippet `json:"snippets"`
	Notes      []key.Warning       `json:"notes"`
	ID         int                 `json:"id"` // of the key that signed
}

// assert makes the token by which a client shows that it has a remembered key,
// with the alg, kid and vendor of the last answer.
func (s *Session) assert(_ context.Context, params *object) (any, error) {
	id := params.number("id")
	ask := assertion.Ask{
		Client:   params.text("client"),
		Other:    params.text("other"),
		Audience: params.text("audience"),
		Endpoint: params.text("endpoint"),
		Scope:    params.text("scope"),
		Lifetime: seconds(params.number("lifetime")),
		X5T:      params.flag("x5t"),
		X5TS256:  params.flag("x5tS256"),
		X5C:      params.flag("x5c"),
		Now:      s.now(),
		JTI:      newUUID(),
	}
	if err := params.doneAll(); err != nil {
		return nil, err
	}
	e, err := s.signing(id)
	if err != nil {
		return nil, err
	}
	o := &s.memo.options
	h := s.writer(o).headers[e]
	ask.Key, ask.KeyID, ask.Vendor = e.Key, h.kid, vendorOr(o.vendor)
	ask.Alg = h.signingAlg(e, o)
	ask.JWK.Use, ask.JWK.KeyOps = h.purpose(false)
	ask.JWK.Alg = h.alg
	made, err := assertion.Make(ask)
	if err != nil {
		return nil, err
	}
	return assertReply{made.Header, made.Claims, made.Token, made.Body, made.Curl, made.PowerShell, made.Snippets, made.Notes, e.id}, nil
}

// seconds is a lifetime; what no duration can hold is as bad as what no token
// can have.
func seconds(n int) time.Duration {
	if limit := int(assertion.MaxLifetime / time.Second); n > limit {
		n = limit + 1
	}
	return time.Duration(n) * time.Second
}

// signing is the remembered key of that number, or with 0 the first that can
// sign; one that cannot is refused with cannot_sign.
func (s *Session) signing(id int) (*entry, error) {
	if err := s.remembers(); err != nil {
		return nil, err
	}
	var refused error
	for _, e := range s.memo.keys {
		if id != 0 && e.id != id {
			continue
		}
		err := jose.CanSign(e.Material)
		if err == nil {
			return e, nil
		}
		if refused == nil {
			refused = err
		}
	}
	if refused == nil {
		return nil, badOption("no key has that number")
	}
	return nil, refused
}

// signingAlg is the algorithm that the JWK says, or where that is one for
// encryption, or none, the first that the key signs with.
func (h *header) signingAlg(e *entry, o *options) string {
	algs := jose.Algorithms(e.Material, jose.UseSig, e.Algs)
	if o.vendor != nil {
		algs = o.vendor.Order(algs)
	}
	if slices.Contains(algs, h.alg) || len(algs) == 0 {
		return h.alg
	}
	return algs[0]
}
