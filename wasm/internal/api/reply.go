package api

import (
	"encoding/base64"
	"slices"
	"strings"
	"time"
	"unicode"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/ssh"
)

// keysReply is the result of convert, generate and render.
type keysReply struct {
	Keys    []*keyReply            `json:"keys"`
	Count   int                    `json:"count"`
	Issuers []issuerReply          `json:"issuers"`
	Outputs map[encode.Form]string `json:"outputs"`
	Skipped []skippedReply         `json:"skipped"`
	Notes   []key.Warning          `json:"notes"`
	Inputs  []inputReply           `json:"inputs"`
	// Read is the numbers of the inputs that the request gave. A slice would make a
	// reply larger than another is, and what is downloaded 3 kB: the build's memory has one.
	Read *[]int `json:"read,omitempty"`
	// Published is nil where nothing that is published was changed.
	Published *publishedReply `json:"published,omitempty"`
	Register  *registerReply  `json:"register,omitempty"`
	Undo      string          `json:"undo"`
	Millis    *int64          `json:"ms,omitempty"`
	Kept      []*keyReply     `json:"kept,omitempty"`
}

type keyReply struct {
	ID            int                    `json:"id"`
	Kty           string                 `json:"kty"`
	Curve         string                 `json:"crv"`
	Bits          int                    `json:"bits"`
	Title         string                 `json:"title"`
	Private       bool                   `json:"private"`
	Source        string                 `json:"source"`
	Comment       string                 `json:"comment"`
	Engine        string                 `json:"engine"`
	Thumbprint    string                 `json:"thumbprint"`
	ThumbprintURI string                 `json:"thumbprintURI"`
	SSH           string                 `json:"ssh"`
	Art           string                 `json:"art"`
	Use           string                 `json:"use"`
	Alg           string                 `json:"alg"`
	KID           string                 `json:"kid"`
	GivenKID      string                 `json:"givenKid"`
	Given         givenReply             `json:"given"`
	Input         int                    `json:"input"` // 0 for one made here
	File          string                 `json:"file"`
	Made          bool                   `json:"made"`
	KIDModes      []kidMode              `json:"kidModes"`
	Uses          []string               `json:"uses"`
	Algs          []string               `json:"algs"`
	Certificates  []certificateReply     `json:"certificates"`
	Warnings      []key.Warning          `json:"warnings"`
	SameAs        int                    `json:"sameAs"`
	Forms         []encode.Form          `json:"forms"`
	Outputs       map[encode.Form]string `json:"outputs"`
	Register      *registerReply         `json:"register,omitempty"`
}

type certificateReply struct {
	Subject   string `json:"subject"`
	Issuer    string `json:"issuer"`
	Serial    string `json:"serial"`
	NotBefore string `json:"notBefore"`
	NotAfter  string `json:"notAfter"`
	State     string `json:"state"`
	SHA256    string `json:"sha256"`
	Odd       bool   `json:"odd"`
}

// inputReply is an input of the list.
type inputReply struct {
	ID    int         `json:"id"`
	Name  string      `json:"name"`
	Keys  []int       `json:"keys"`
	Error *errorReply `json:"error,omitempty"`
}

// givenReply is what came with a key.
type givenReply struct {
	KID     string   `json:"kid"`
	Use     string   `json:"use"`
	Alg     string   `json:"alg"`
	Members []string `json:"members"` // those that are in no RFC
	LeftOut []string `json:"leftOut"` // what its public form lacks
}

type skippedReply struct {
	Label  string     `json:"label"`
	Code   fault.Code `json:"code"`
	Reason string     `json:"reason"`
	Hint   string     `json:"hint"`
	Input  int        `json:"input"`
}

// describe fills the members of a key's reply that do not depend on options.
func describe(e *entry, now time.Time) keyReply {
	m := e.Material
	sum := e.thumbprint()
	thumbprint := sum[:]
	r := keyReply{
		ID:         e.id,
		Kty:        m.Kty(),
		Bits:       key.Bits(m),
		Title:      key.Title(m),
		Private:    m.IsPrivate(),
		Source:     shown(e.Source),
		Comment:    shown(e.Comment),
		Engine:     e.Engine,
		Thumbprint: base64.RawURLEncoding.EncodeToString(thumbprint),
		SSH:        ssh.Fingerprint(m),
		Art:        ssh.RandomArt(key.Title(m), thumbprint, "SHA256"),
		GivenKID:   shown(e.Given.KID),
		Uses:       notNil(e.uses),
		Forms:      e.forms,
	}
	r.ThumbprintURI = "urn:ietf:params:oauth:jwk-thumbprint:sha-256:" + r.Thumbprint
	switch m := m.(type) {
	case *key.EC:
		r.Curve = m.Curve
	case *key.OKP:
		if m.Kty() == key.KtyOKP {
			r.Curve = m.Curve
		}
	}
	r.Certificates = describeChain(e.Chain, now)
	r.Given = describeGiven(e.Key)
	r.KIDModes = suggest(e.Key, r.Thumbprint)
	if r.Made = e.origin.in.made; !r.Made {
		r.Input, r.File = e.origin.in.id, shown(e.origin.in.name)
	}
	return r
}

func describeCertificate(c *key.Certificate, now time.Time) certificateReply {
	r := certificateReply{
		Subject: shown(c.Subject),
		Issuer:  shown(c.Issuer),
		Serial:  c.Serial,
		SHA256:  encode.CertificateThumbprint(c),
		Odd:     c.Odd,
	}
	if c.NotBefore.IsZero() || c.NotAfter.IsZero() {
		return r // too odd to tell
	}
	r.NotBefore = c.NotBefore.UTC().Format(time.RFC3339)
	r.NotAfter = c.NotAfter.UTC().Format(time.RFC3339)
	switch {
	case now.Before(c.NotBefore):
		r.State = "future"
	case now.After(c.NotAfter):
		r.State = "expired"
	default:
		r.State = "valid"
	}
	return r
}

// reply is the reply for one key, without its outputs.
func (w *writer) reply(e *entry, f wantedForms) *keyReply {
	h := w.headers[e]
	r := e.fixed
	if standing := w.groupOf[e.group].entries[0]; standing != e {
		r.SameAs = standing.id
	}
	r.Use, _ = h.purpose(e.Material.IsPrivate() && f.private())
	r.Alg, r.KID = h.alg, h.kid
	if h.kid == h.given.KID {
		r.KID = shown(h.kid) // the input's own text, not the person's
	}
	r.KIDModes = slices.Concat(r.KIDModes, e.group.once())
	r.Use, r.Alg = shown(r.Use), shown(r.Alg)
	r.Algs = []string{}
	for _, alg := range h.algs {
		r.Algs = append(r.Algs, shown(alg)) // one may be what came
	}
	r.Warnings = e.warnings(h, f)
	if v := w.options.vendor; v != nil && h.kid == "" && !h.secret && v.FindsByKID() {
		r.Warnings = append(r.Warnings, vendorKID(v))
	}
	return &r
}

func describeGiven(k *key.Key) givenReply {
	g := givenReply{KID: shown(k.Given.KID), Use: shown(k.Given.Use), Alg: shown(k.Given.Alg), Members: []string{}, LeftOut: []string{}}
	if k.Given.Members == nil {
		return g
	}
	members, _ := jose.Publishable(k.Given.Members, jose.PrivateNumbers(k.Material))
	for _, m := range members {
		if !jose.IsMember(m.Name) {
			g.Members = append(g.Members, shown(m.Name))
		}
	}
	for _, name := range (&encode.Entry{Key: k}).LeftOut(false) {
		g.LeftOut = append(g.LeftOut, shown(name))
	}
	return g
}

// inputs lists those of the list that gave keys, or failed, with the keys that are
// in the list, and what was skipped in them.
func (m *memo) describeInputs() (inputs []inputReply, skipped []skippedReply) {
	ids := map[int][]int{}
	for _, e := range m.keys {
		ids[e.origin.in.id] = append(ids[e.origin.in.id], e.id)
	}
	inputs, skipped = []inputReply{}, []skippedReply{}
	for _, in := range m.list.inputs {
		r := inputReply{ID: in.id, Name: shown(in.name), Keys: notNil(ids[in.id])}
		if in.err != nil {
			e := describeError(in.err)
			r.Error = &e
		} else if in.made || in.gone != nil && len(r.Keys) == 0 {
			continue
		}
		inputs = append(inputs, r)
		for _, s := range in.result.Skipped {
			out := skippedReply{Label: shown(s.Label), Code: fault.CodeOf(s.Err), Input: in.id}
			out.Reason, out.Hint = fault.Text(s.Err)
			skipped = append(skipped, out)
		}
	}
	return inputs, skipped
}

// shown is the input's own text made safe to show: control characters and
// the bidirectional ones, which can make text look like what it is not,
// become U+FFFD.
func shown(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == 0x2028 || r == 0x2029 || unicode.Is(unicode.Bidi_Control, r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// notNil makes an empty list [] in JSON, not null.
func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
