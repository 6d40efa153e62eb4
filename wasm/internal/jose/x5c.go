package jose

import (
	"encoding/base64"
	"encoding/json"
	"strings"
)

// x5c reads the certificates of a JWK: a list of base64, in the standard
// alphabet and padded (RFC 7517 section 4.7). PEM, and the ways in which base64
// is commonly written otherwise, are mended. When one cannot be read, all are
// left out.
func (p *parser) x5c() [][]byte {
	if !p.has("x5c") {
		return nil
	}
	raw := p.raw("x5c")
	var texts []string
	switch {
	case raw[0] == '"':
		text, _ := p.text("x5c")
		texts = []string{text}
		p.mend("x5c", wasOneText)
	case raw[0] != '[' || json.Unmarshal(raw, &texts) != nil:
		p.leaveOut("x5c", "not a list of texts")
		return nil
	}
	var chain [][]byte
	for _, text := range texts {
		pieces, ok := p.betweenMarks(text)
		if !ok || len(pieces) == 0 {
			p.leaveOut("x5c", "not base64")
			return nil
		}
		for _, piece := range pieces {
			der, ok := p.standard(piece)
			if !ok {
				p.leaveOut("x5c", "not base64")
				return nil
			}
			if isPrivateDER(der) {
				p.leaveOut("x5c", "a private key stands in it")
				return nil
			}
			chain = append(chain, der)
		}
	}
	return chain
}

// betweenMarks cuts a text at the BEGIN and END lines of PEM. It reports false
// at dashes that are no part of these.
func (p *parser) betweenMarks(text string) (pieces []string, ok bool) {
	const dashes = "-----"
	for {
		body, rest, marked := strings.Cut(text, dashes)
		if strings.TrimSpace(body) != "" {
			pieces = append(pieces, body)
		}
		if !marked {
			return pieces, true
		}
		label, after, closed := strings.Cut(rest, dashes)
		if !closed || !strings.HasPrefix(label, "BEGIN ") && !strings.HasPrefix(label, "END ") {
			return nil, false
		}
		p.mend("x5c", hadMarks)
		text = after
	}
}

// standard decodes base64 that should be in the standard alphabet and padded.
func (p *parser) standard(text string) ([]byte, bool) {
	if der, err := base64.StdEncoding.Strict().DecodeString(text); err == nil && !strings.ContainsAny(text, "\r\n") {
		return der, true
	}
	bare := strings.Map(func(r rune) rune {
		if isBlank(r) {
			return -1
		}
		return r
	}, text)
	if len(bare) < len(text) && !p.was("x5c", hadMarks) {
		p.mend("x5c", hadSpace)
	}
	if strings.ContainsAny(bare, "-_") {
		p.mend("x5c", wasURLSafe)
		bare = strings.NewReplacer("-", "+", "_", "/").Replace(bare)
	}
	if len(bare)%4 != 0 {
		p.mend("x5c", wasUnpadded)
	}
	der, err := base64.RawStdEncoding.Strict().DecodeString(strings.TrimRight(bare, "="))
	return der, err == nil
}
