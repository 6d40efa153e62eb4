package api

import (
	"context"
	"crypto/sha1"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"strings"

	"jwkmint/wasm/internal/certify"
	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// defaultDays is how long a certificate is valid where nobody says: a year, as
// most systems advise, and some demand.
const defaultDays = 365

type certifyReply struct {
	ID     int    `json:"id"`   // of the key
	Name   string `json:"name"` // of the file, without its extension
	PEM    string `json:"pem"`
	DER    int    `json:"der"` // which attachment
	Base64 string `json:"base64"`
	// The digests of a certificate; a request has none.
	X5T         string            `json:"x5t"`
	X5TS256     string            `json:"x5tS256"`
	SHA1        string            `json:"sha1"` // hexadecimal, as portals show it
	Certificate *certificateReply `json:"certificate"`
	Replaced    bool              `json:"replaced"` // the key had another certificate
	der         []byte
}

func (r *certifyReply) attachments() [][]byte { return [][]byte{r.der} }

// certify makes a self-signed certificate for a remembered key, which is the
// key's own from then on, or a request, which is not.
func (s *Session) certify(_ context.Context, params *object) (any, error) {
	id, kind := params.number("id"), params.text("kind")
	text, days := params.text("subject"), params.number("days")
	if err := params.doneAll(); err != nil {
		return nil, err
	}
	e, err := s.signing(id)
	if err != nil {
		return nil, err
	}
	subject, err := certify.ParseSubject(text)
	if err != nil {
		return nil, err
	}
	if days == 0 {
		days = defaultDays
	}
	signer, err := jose.Signer(e.Material)
	if err != nil {
		return nil, err
	}
	spki, err := encode.PublicDER(e.Material)
	if err != nil {
		return nil, err
	}
	switch kind {
	case "request":
		out, err := certify.Request(signer, spki, subject)
		if err != nil {
			return nil, err
		}
		return newCertifyReply(e, "CERTIFICATE REQUEST", "request", out), nil
	case "", "certificate":
	default:
		return nil, badOption("kind is certificate or request")
	}
	use := certify.Sign
	if h := s.writer(&s.memo.options).headers[e]; h.use == jose.UseEnc {
		use = certify.Encrypt
	}
	out, err := certify.Certificate(signer, spki, certify.Template{Subject: subject, NotBefore: s.now(), Days: days, Use: use})
	if err != nil {
		return nil, err
	}
	// Read as if it had been pasted, so that it is shown as any other is.
	read, err := decode.Decode(decode.Input{Data: out})
	if err != nil {
		return nil, err
	}
	made := read.Keys[0].Chain[0]
	reply := newCertifyReply(e, "CERTIFICATE", "certificate", out)
	sum := sha1.Sum(out)
	reply.X5T, reply.X5TS256 = encode.CertificateSHA1(made), encode.CertificateThumbprint(made)
	reply.SHA1 = strings.ToUpper(hex.EncodeToString(sum[:]))
	described := describeCertificate(made, s.now())
	reply.Certificate = &described
	reply.Replaced = len(e.Chain) > 0
	s.adopt(e.fixed.Thumbprint, made)
	return reply, nil
}

func newCertifyReply(e *entry, label, kind string, data []byte) *certifyReply {
	return &certifyReply{
		ID:     e.id,
		Name:   kind,
		PEM:    string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: data})),
		Base64: base64.StdEncoding.EncodeToString(data),
		der:    data,
	}
}

// adopt makes the certificate that of all keys with that thumbprint, in place of
// those that came along: the private and the public key of one pair have the
// same. It stays while its key does.
func (s *Session) adopt(thumbprint string, c *key.Certificate) {
	now := s.now()
	for _, e := range s.memo.byID {
		if e.fixed.Thumbprint != thumbprint {
			continue
		}
		e.origin.in.certs[e.origin.part] = c
		own := *e.Key
		own.Chain = []*key.Certificate{c}
		e.Key = &own
		e.look(now)
	}
}
