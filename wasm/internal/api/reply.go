package api

import (
	"encoding/base64"
	"strings"
	"time"
	"unicode"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/ssh"
)

// keysReply is the result of convert, generate and render.
type keysReply struct {
	Keys    []*keyReply            `json:"keys"`
	Issuers []issuerReply          `json:"issuers"`
	Outputs map[encode.Form]string `json:"outputs"`
	Skipped []skippedReply         `json:"skipped"`
	Notes   []key.Warning          `json:"notes"`
	Millis  *int64                 `json:"ms,omitempty"`
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
	Uses          []string               `json:"uses"`
	Algs          []string               `json:"algs"`
	Certificates  []certificateReply     `json:"certificates"`
	Warnings      []key.Warning          `json:"warnings"`
	SameAs        int                    `json:"sameAs"`
	Forms         []encode.Form          `json:"forms"`
	Outputs       map[encode.Form]string `json:"outputs"`
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

type skippedReply struct {
	Label  string     `json:"label"`
	Code   fault.Code `json:"code"`
	Reason string     `json:"reason"`
	Hint   string     `json:"hint"`
}

// describe fills the members of a key's reply that do not depend on options.
func describe(e *entry, thumbprint []byte, now time.Time) keyReply {
	m := e.Material
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
		r.Curve = m.Curve
	}
	r.Certificates = describeChain(e.Chain, now)
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
func (w *writer) reply(e *entry, f forms) *keyReply {
	h, o := w.headers[e], w.options
	r := e.fixed
	if first := w.groupOf[e.group].entries[0]; first != e {
		r.SameAs = first.id
	}
	r.Use, r.Alg, r.KID = h.use, h.alg, h.kid
	if h.kid == e.Given.KID {
		r.KID = shown(h.kid) // the input's own text, not the person's
	}
	if o.keyOps && h.keyOps(e, e.Material.IsPrivate() && f.private()) != nil {
		r.Use = ""
	}
	r.Algs = notNil(h.algs)
	r.Warnings = e.warnings(h, f)
	return &r
}

func describeSkipped(list []key.Skipped) []skippedReply {
	out := make([]skippedReply, len(list))
	for i, s := range list {
		out[i] = skippedReply{Label: shown(s.Label), Code: fault.CodeOf(s.Err)}
		out[i].Reason, out[i].Hint = fault.Text(s.Err)
	}
	return out
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
