package decode

import (
	"bytes"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/raw"
	"jwkmint/wasm/internal/sealed"
	"jwkmint/wasm/internal/ssh"
)

// text reads a whole text: JSON, a single value in base64 or hexadecimal, or
// PEM blocks and lines with anything around them.
func (r *reader) text(text []byte) {
	trimmed := bytes.TrimSpace(text)
	if len(trimmed) == 0 {
		return
	}
	if (trimmed[0] == '{' || trimmed[0] == '[' || trimmed[0] == '"') && r.json(trimmed) {
		r.walked = true
		return
	}
	if whole := brokenJWE(trimmed); whole != nil {
		r.jwe(jose.ReadJWE(whole))
		return
	}
	if r.hexadecimal(trimmed) {
		return
	}
	if r.aroundJSON(trimmed) {
		return
	}
	whole := &base64Reader{text: trimmed, lineStart: true}
	data, closed, _, err := whole.all()
	before := len(r.parts) + len(r.skipped)
	if !closed || err != nil || !recognised(data) {
		if r.blocks(text); len(r.parts)+len(r.skipped) == before {
			r.arrays(text)
		}
		return
	}
	size, broken := der.Size(data)
	if der.IsBER(data) {
		size, broken = der.SizeBER(data)
	}
	if broken == nil && size != len(data) && derSeries(data) != len(data) && !(size+1 < len(data) && emptyTail(data, size)) {
		r.blocks(text) // several, perhaps, each in base64 of its own
	}
	if len(r.parts)+len(r.skipped) == before {
		r.bytes(data)
	}
}

// recognised reports whether data, out of base64 or hexadecimal, looks like
// something that can be read.
func recognised(data []byte) bool {
	if raw.IsLibP2P(data) || raw.Windows(data) != nil {
		return true
	}
	if len(data) < minDER {
		return false
	}
	if _, err := der.Size(data); err == nil {
		return data[1] >= 0x80 || int(data[1]) >= minDER-2
	}
	if der.IsBER(data) || bytes.HasPrefix(data, []byte(gzipMagic)) || bytes.HasPrefix(data, []byte(ssh.OpenSSHMagic)) || ssh.IsWire(data) || javaStore(data) != nil || isTar(data) {
		return true
	}
	if jweSize(bytes.TrimSpace(data)) > 0 {
		return true
	}
	for _, sign := range []string{"-BEGIN ", "- BEGIN ", `"kty"`, `"ciphertext"`, " AAAA", ssh.PPKMagic, pemInBase64} {
		if bytes.Contains(data, []byte(sign)) {
			return true
		}
	}
	if _, err := (&base64Reader{text: data}).der(); err != errNoDER { // base64 of base64
		return true
	}
	whole, closed, _, _ := (&base64Reader{text: data}).all()
	return closed && recognised(whole)
}

// blocks reads the PEM blocks of a text and what stands between them.
func (r *reader) blocks(text []byte) {
	for pos := 0; pos < len(text) && !r.full(); {
		b, start, next := findBlock(text, pos)
		before := len(r.parts) + len(r.skipped)
		r.outsidePEM(text[pos:start])
		if len(r.parts)+len(r.skipped) == before {
			r.lost = append(r.lost, headless(text[pos:start])...)
		}
		if b != nil {
			r.block(b)
		}
		pos = next
	}
}

// block reads one PEM block. What is in it decides where it can: a key under
// the label of another form is a common mistake, and harmless.
func (r *reader) block(b *block) {
	if b.kind != kindECParams {
		// EC PARAMETERS are for the block after them, whatever that is.
		defer func() { r.curve = "" }()
	}
	if b.kind == kindRefused {
		err := refusedLabels[b.label]
		if b.label == labelAge {
			err = ageArmor(b.body)
		}
		r.skip(b.label, err)
		return
	}
	data, procType, dekInfo, rest, err := b.content()
	if b.end == endsOpen && r.depth > 0 && !plain.IsPlain(rest) {
		// In base64 of PEM, all that follows a damage is no text any more.
		rest, err = nil, errLength
	}
	if b.kind == kindSSH2 && !der.IsOne(data) {
		first := len(r.parts)
		k, err := key.Checked(ssh.ParseSSH2(unquoteLines(b.body)))
		r.add(b.label, k, err)
		r.note(first, b.notes()...)
		return
	}
	label := b.label
	if label == "" {
		label = "unknown PEM block"
	}
	first, skipped := len(r.parts), len(r.skipped)
	switch {
	case b.kind == kindRefusedKey && !holdsKnown(data):
		r.skip(label, refusedLabels[label])
	case b.isSSHLine():
		k, err := key.Checked(ssh.ParseLine(string(unquoteLines(b.body))))
		r.add(label, k, err)
	case err != nil && b.kind == kindOther:
		r.skip(label, fault.New(fault.NotAKey, "a PEM block of unknown kind"))
	case err != nil:
		r.skip(label, err)
	case b.kind == kindECParams:
		r.parameters = true
		r.curve, _ = der.ParseCurve(data)
	case b.kind == kindOpenSSH && !der.IsOne(data), bytes.HasPrefix(data, []byte(ssh.OpenSSHMagic)):
		r.openSSH(data)
	case ssh.IsWire(data):
		k, err := key.Checked(ssh.ParseWire(data))
		r.add(label, k, err)
	case bytes.HasPrefix(data, []byte("-----BEGIN ")) && r.depth < maxDepth: // PEM in base64 in PEM
		r.depth++
		r.blocks(plain.UTF8(data))
		r.depth--
	case dekInfo != "":
		r.encryptedPEM(label, procType, dekInfo, data)
	case procType != "" && !der.IsOne(data):
		r.skip(label, errNoDEKInfo)
	case b.kind == kindOther && !der.IsOne(data):
		r.skip(label, fault.New(fault.NotAKey, "a PEM block of unknown kind"))
	default:
		r.der(data, label)
	}
	if len(r.parts) == first && len(r.skipped) > skipped {
		if last := &r.skipped[len(r.skipped)-1]; fault.CodeOf(last.Err) == fault.Malformed && b.bare() {
			last.Err = errBare
		}
	}
	r.note(first, b.notes()...)
	r.outsidePEM(rest)
}

// isSSHLine reports whether all that a block holds is the one line of a .pub
// file.
func (b *block) isSSHLine() bool {
	const head = 200 // the name of a type with much before it, and little of a PEM
	for _, part := range [][]byte{b.body[:min(len(b.body), head)], b.body} {
		line := bytes.TrimSpace(unquoteLines(part))
		kind, _, _ := bytes.Cut(line, []byte(" "))
		if !ssh.IsKeyType(string(kind)) || bytes.IndexByte(line, '\n') >= 0 {
			return false
		}
	}
	return true
}

// holdsKnown reports whether data is DER of a kind that is known and no mere
// parameters.
func holdsKnown(data []byte) bool {
	seq, err := der.Sequence(data)
	what := der.Classify(seq)
	return err == nil && what != der.KindUnknown && what != der.KindParameters
}

// encryptedPEM reads a block with a DEK-Info header.
func (r *reader) encryptedPEM(label, procType, dekInfo string, body []byte) {
	plain, scheme, err := sealed.DecryptPEM(procType, dekInfo, body, r.pass, &r.spent)
	if err != nil {
		r.skip(label, err)
		return
	}
	first := len(r.parts)
	r.der(plain, label)
	for _, p := range r.parts[first:] {
		encryptedWith(p.Key, scheme)
	}
}

// unquoteLines takes indentation, mail quoting and escapes off the lines of a
// block whose headers matter.
func unquoteLines(text []byte) []byte {
	text = bytes.ReplaceAll(text, []byte(`\r`), nil)
	text = bytes.ReplaceAll(text, []byte(`\n`), []byte("\n"))
	out := make([]byte, 0, len(text))
	for line, rest := plain.NextLine(text); len(line) > 0; line, rest = plain.NextLine(rest) {
		out = append(out, bytes.TrimLeft(line, " \t>|")...)
	}
	return out
}
