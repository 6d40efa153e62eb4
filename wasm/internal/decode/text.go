package decode

import (
	"bytes"
	"unicode/utf8"

	"jwkmint/wasm/internal/fault"
)

// isText reports whether data begins as text does. DER of any key begins with
// bytes that are no UTF-8, or control characters.
func isText(data []byte) bool {
	head := data[:min(len(data), 512)]
	for i, c := range head {
		switch {
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v', c == 0x7f:
			return false
		case c >= 0x80:
			if r, size := utf8.DecodeRune(head[i:]); r == utf8.RuneError && size == 1 && c < 0xc0 && (i == 0 || head[i-1] < 0x80) {
				return false
			}
		}
	}
	return true
}

// toUTF8 returns a text in UTF-8 with plain line breaks and dashes. Windows
// tools write UTF-16, with or without a byte order mark; word processors make
// long dashes of hyphens.
func toUTF8(data []byte) []byte {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		data = []byte(utf16Text(data[2:], false))
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		data = []byte(utf16Text(data[2:], true))
	case zerosAt(data, 1):
		data = []byte(utf16Text(data, false))
	case zerosAt(data, 0):
		data = []byte(utf16Text(data, true))
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	return plainDashes(data)
}

// zerosAt reports whether of each of the first pairs of bytes the one at
// index half, and only that, is zero: ASCII text in UTF-16 looks so.
func zerosAt(data []byte, half int) bool {
	const pairs = 16
	if len(data) < 2*pairs {
		return false
	}
	for i := 0; i < 2*pairs; i += 2 {
		if data[i+half] != 0 || data[i+1-half] == 0 {
			return false
		}
	}
	return true
}

// plainDashes writes long dashes as the hyphens they were, where BEGIN or END
// is near: an SSH key's comment keeps its own.
func plainDashes(data []byte) []byte {
	if !bytes.Contains(data, []byte("\u2014")) && !bytes.Contains(data, []byte("\u2013")) ||
		!bytes.Contains(data, []byte("BEGIN")) {
		return data
	}
	out := make([]byte, 0, len(data)+16)
	for line := range bytes.Lines(data) {
		if len(line) < 4*maxLabel && (bytes.Contains(line, []byte("BEGIN")) || bytes.Contains(line, []byte("END"))) {
			line = bytes.ReplaceAll(line, []byte("\u2014"), []byte("--"))
			line = bytes.ReplaceAll(line, []byte("\u2013"), []byte("-"))
		}
		out = append(out, line...)
	}
	return out
}

// text reads a whole text: JSON, a single value in base64 or hexadecimal, or
// PEM blocks and lines with anything around them.
func (r *reader) text(text []byte) {
	trimmed := bytes.TrimSpace(text)
	if len(trimmed) == 0 {
		return
	}
	if (trimmed[0] == '{' || trimmed[0] == '[' || trimmed[0] == '"') && r.json(trimmed) {
		return
	}
	before := len(r.parts) + len(r.skipped)
	if r.hex(trimmed) {
		return
	}
	whole := &base64Reader{text: trimmed, lineStart: true}
	data, closed, ok := whole.all()
	if !closed || !ok || !recognised(data) {
		r.blocks(text)
		return
	}
	if size, err := derSize(data); err == nil && size != len(data) {
		r.blocks(text) // several, perhaps, one after another
		if len(r.parts)+len(r.skipped) > before {
			return
		}
	}
	r.bytes(data)
}

// recognised reports whether data, out of base64 or hexadecimal, begins as
// something that can be read.
func recognised(data []byte) bool {
	if len(data) < minDER {
		return false
	}
	if _, err := derSize(data); err == nil {
		return data[1] >= 0x80 || int(data[1]) >= minDER-2
	}
	return bytes.HasPrefix(data, []byte(opensshMagic)) || isSSHWire(data) ||
		bytes.Contains(data, []byte("-BEGIN ")) || bytes.Contains(data, []byte(`"kty"`)) || bytes.Contains(data, []byte(" AAAA")) ||
		bytes.HasPrefix(data, []byte(ppkStart)) || bytes.Contains(data, pemInBase64) || javaStore(data) != nil ||
		data[0] == 'M' && data[1] >= 'A' && data[1] <= 'P' && bytes.IndexFunc(data[:minDER], func(c rune) bool { return c > 0x7f || !isBase64(byte(c)) }) < 0
}

// hex reads a text that is nothing but hexadecimal digits, with any of the
// separators that dumps and C arrays have. It reports false when it is not.
func (r *reader) hex(text []byte) bool {
	digits := make([]byte, 0, 64)
	for i := 0; i < len(text); i++ {
		c := text[i]
		digit := hexDigit(c)
		switch {
		case c == '0' && i+1 < len(text) && (text[i+1] == 'x' || text[i+1] == 'X'):
			i++
		case c == '\\' && i+1 < len(text) && text[i+1] == 'x':
			i++
		case digit < 16:
			digits = append(digits, digit)
		case bytes.IndexByte([]byte(" \t\n:,;{}\"'"), c) < 0:
			return false
		}
	}
	if len(digits)%2 != 0 {
		return false
	}
	data := make([]byte, len(digits)/2)
	for i := range data {
		data[i] = digits[2*i]<<4 | digits[2*i+1]
	}
	if !recognised(data) {
		return false
	}
	r.bytes(data)
	return true
}

// blocks reads the PEM blocks of a text and what stands between them.
func (r *reader) blocks(text []byte) {
	for pos := 0; pos < len(text) && !r.full(); {
		b, start, next := findBlock(text, pos)
		r.between(text[pos:start])
		if b != nil {
			r.block(b)
		}
		pos = next
	}
}

// block reads one PEM block.
func (r *reader) block(b *block) {
	switch b.kind {
	case kindRefused:
		r.skip(b.label, refusedLabels[b.label])
		return
	case kindSSH2:
		k, err := checked(parseSSH2Public(unquoteLines(b.body)))
		r.add(b.label, k, err)
		return
	}
	data, procType, dekInfo, rest, err := b.content()
	label := b.label
	if label == "" {
		label = "unknown PEM block"
	}
	first := len(r.parts)
	switch {
	case err != nil && b.kind == kindOther:
		r.skip(label, fault.New(fault.NotAKey, "a PEM block of unknown kind"))
	case err != nil:
		r.skip(label, err)
	case b.kind == kindECParams:
		r.parameters = true
		r.curve, _ = parseCurve(data)
	case b.kind == kindOpenSSH, bytes.HasPrefix(data, []byte(opensshMagic)):
		r.openSSH(data)
	case dekInfo != "":
		r.encryptedPEM(label, procType, dekInfo, data)
	case b.kind == kindOther && !isDER(data):
		r.skip(label, fault.New(fault.NotAKey, "a PEM block of unknown kind"))
	default:
		r.der(data, label)
	}
	for _, p := range r.parts[first:] {
		if p.key != nil {
			p.key.Notes = append(p.key.Notes, b.notes()...)
		}
	}
	r.between(rest)
}

func isDER(data []byte) bool {
	size, err := derSize(data)
	return err == nil && size == len(data)
}

// encryptedPEM reads a block with a DEK-Info header.
func (r *reader) encryptedPEM(label, procType, dekInfo string, body []byte) {
	plain, scheme, err := decryptPEM(procType, dekInfo, body, r.pass)
	if err != nil {
		r.skip(label, err)
		return
	}
	first := len(r.parts)
	r.der(plain, label)
	for _, p := range r.parts[first:] {
		encryptedWith(p.key, scheme)
	}
}

// unquoteLines takes indentation, mail quoting and escapes off the lines of a
// block whose headers matter.
func unquoteLines(text []byte) []byte {
	text = bytes.ReplaceAll(text, []byte(`\r`), nil)
	text = bytes.ReplaceAll(text, []byte(`\n`), []byte("\n"))
	out := make([]byte, 0, len(text))
	for line := range bytes.Lines(text) {
		out = append(out, bytes.TrimLeft(line, " \t>|")...)
	}
	return out
}

const ppkStart = "PuTTY-User-Key-File-"

// between reads text that has no PEM block: SSH lines, PuTTY files, JWKs, and
// base64 of PEM, DER or OpenSSH.
func (r *reader) between(text []byte) {
	if len(bytes.TrimSpace(text)) == 0 {
		return
	}
	for {
		i := bytes.Index(text, []byte(ppkStart))
		if i < 0 {
			break
		}
		r.lines(text[:i])
		end := ppkEnd(text[i:])
		k, err := checked(parsePPK(text[i:i+end], r.pass, &r.spent))
		r.add("PuTTY private key", k, err)
		text = text[i+end:]
	}
	if r.embeddedJSON(text) {
		return
	}
	r.lines(text)
}

// ppkEnd returns where a PuTTY file ends: after its Private-MAC line.
func ppkEnd(text []byte) int {
	for _, last := range []string{"Private-MAC:", "Private-Hash:"} {
		if i := bytes.Index(text, []byte(last)); i >= 0 {
			return lineEnd(text, i)
		}
	}
	return len(text)
}

// lines looks for SSH keys line by line, and in other lines for base64.
func (r *reader) lines(text []byte) {
	for pos := 0; pos < len(text) && !r.full(); {
		end := lineEnd(text, pos)
		if line := text[pos:end]; bytes.Contains(line, []byte("AAAA")) && r.sshLine(line) {
			pos = end + 1
			continue
		}
		for pos <= end && pos < len(text) && !r.full() {
			pos = r.token(text, pos)
		}
	}
}

// sshLine reads a line of a .pub or authorized_keys file, also as a quoted
// value in a line of something else.
func (r *reader) sshLine(line []byte) bool {
	line = bytes.TrimLeft(line, "> \t")
	if bytes.HasPrefix(line, []byte("#")) {
		return false
	}
	k, err := parseSSHLine(string(line))
	if fault.CodeOf(err) == fault.NoKey && err != nil {
		i := bytes.Index(line, []byte(" AAAA"))
		if i < 0 {
			return false
		}
		start := bytes.LastIndexAny(line[:i], " \t\"'`=:>") + 1
		rest := line[start:]
		if start > 0 {
			if end := bytes.IndexAny(rest, "\"'`\\<"); end >= 0 {
				rest = rest[:end]
			}
		}
		if k, err = parseSSHLine(string(rest)); fault.CodeOf(err) == fault.NoKey && err != nil {
			return false
		}
	}
	k, err = checked(k, err)
	r.add("SSH public key", k, err)
	return true
}

// pemInBase64 is "-----BEGIN" in base64, as far as it does not depend on what
// follows.
var pemInBase64 = []byte("LS0tLS1CRUdJTi")

// token reads what stands at pos when it is base64 of something known, and
// returns where to go on. Each character is looked at a bounded number of
// times: what was tried in vain is not tried again.
func (r *reader) token(text []byte, pos int) int {
	start := pos
	for start < len(text) && text[start] != '\n' && !isBase64(text[start]) {
		start++
	}
	if start == len(text) || text[start] == '\n' {
		return start + 1
	}
	rest := text[start:]
	b := &base64Reader{text: rest}
	switch {
	case len(rest) > 2 && rest[0] == 'M' && rest[1] >= 'A' && rest[1] <= 'P':
		der, ok := b.der()
		if ok && isDER(der) {
			seq, _ := sequence(der)
			if what := classify(seq); what != kindUnknown && what != kindParameters {
				r.der(der, "")
			}
			return start + b.pos
		}
		return start + max(b.pos, 1)
	case bytes.HasPrefix(rest, pemInBase64):
		data, _, ok := b.all()
		if !ok && len(data) > 0 {
			ok = true // the value that follows began with a character more
		}
		if ok {
			r.bytes(data)
		}
		return start + b.pos
	case bytes.HasPrefix(rest, []byte("b3BlbnNzaC1rZXktdjEA")):
		if data, _, ok := b.all(); ok {
			r.openSSH(data)
		}
		return start + b.pos
	}
	end := start
	for end < len(text) && (isBase64(text[end]) || text[end] == '-' || text[end] == '_') {
		end++
	}
	if end-start >= minDER {
		b = &base64Reader{text: text[start:end]}
		if data, _, ok := b.all(); ok && recognised(data) {
			r.bytes(data)
		}
	}
	return end
}
