package decode

import (
	"bytes"
	"unicode"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/plain"
)

// lines looks for SSH keys line by line, and in the rest for base64.
func (r *reader) lines(text []byte) {
	for pos := 0; pos < len(text) && !r.full(); {
		end := plain.LineEnd(text, pos)
		pos += r.sshLine(text[pos:end])
		for pos <= end && pos < len(text) && !r.full() {
			pos = r.token(text, pos)
		}
	}
}

// tokens looks for base64.
func (r *reader) tokens(text []byte) {
	for pos := 0; pos < len(text) && !r.full(); {
		pos = r.token(text, pos)
	}
}

// pemInBase64 is "-----BEGIN" in base64, as far as it does not depend on what
// follows.
const pemInBase64 = "LS0tLS1CRUdJTi"

// opensshInBase64 is ssh.OpenSSHMagic in base64.
const opensshInBase64 = "b3BlbnNzaC1rZXktdjEA"

// token reads what stands at pos when it is base64 of something known, and
// returns where to go on. What was tried in vain is tried again from the next
// word on, but not without end.
func (r *reader) token(text []byte, pos int) int {
	start := pos
	for start < len(text) && text[start] != '\n' && !plain.IsBase64(text[start]) {
		start++
	}
	if start == len(text) || text[start] == '\n' {
		return start + 1
	}
	rest := text[start:]
	b := &base64Reader{text: rest}
	switch {
	case len(rest) > 2 && rest[0] == 'M' && rest[1] >= 'A' && rest[1] <= 'P' && afterToken(text, start):
		return start + wordLength(rest)
	case len(rest) > 2 && rest[0] == 'M' && rest[1] >= 'A' && rest[1] <= 'P':
		if r.derToken(b) {
			return start + b.pos
		}
		// A word in capitals before the base64 may look like its beginning,
		// and what is cut takes from what comes after it. To read base64 costs
		// about eight times what JSON does.
		if r.rescans.spend(8 * b.pos) {
			return start + wordLength(rest)
		}
		return start + max(b.pos, 1)
	case bytes.HasPrefix(rest, []byte(pemInBase64)):
		// Letters of the next line may be at the end: PEM has its own.
		data, _, _, _ := b.all()
		before := r.count()
		r.bytes(data)
		switch after := data[bytes.LastIndex(data, []byte("-----"))+1:]; {
		case r.count() == before:
			r.lose(errHead)
		case len(after) > plain.MaxLabel && bytes.ContainsFunc(after, isControl):
			r.skip("base64", errLength) // after a damage, what comes out of base64 is no text any more
		}
		return start + b.pos
	case jweSize(rest) > 0:
		size := jweSize(rest)
		r.jwe(jose.ReadJWE(rest[:size]))
		return start + size
	case jwsSize(rest) > 0: // whose header may name a key
		r.skip("JWT", errToken)
		return start + jwsSize(rest)
	case bytes.HasPrefix(rest, []byte(opensshInBase64)):
		data, _, _, err := b.all()
		if err != nil {
			r.skip("OPENSSH PRIVATE KEY", err)
		} else {
			r.openSSH(data)
		}
		return start + b.pos
	}
	end := start
	for end < len(text) && plain.IsEitherBase64(text[end]) {
		end++
	}
	if end-start >= minDER {
		b = &base64Reader{text: text[start:end]}
		data, _, _, err := b.all()
		switch {
		case !recognised(data):
			r.loseWord(text[start:end])
		case err != nil:
			r.skip("base64", err)
		default:
			r.bytes(data)
		}
	}
	return end
}

func isControl(c rune) bool { return c < ' ' && !unicode.IsSpace(c) }

// derToken reads the DER whose base64 begins at b. It reports false when the
// base64 may have been read in vain: when it gave no key, or is damaged.
func (r *reader) derToken(b *base64Reader) bool {
	data, err := b.der()
	switch {
	case err == errNoDER:
		r.loseWord(b.text[:wordLength(b.text)])
		return false
	case err != nil:
		if err == errAttached && !whole(data) {
			err = errLength
		}
		r.skip("key in base64", err)
		return false
	case der.IsBER(data), javaStore(data) != nil: // BCFKS is DER
		r.bytes(data)
		return true
	case !der.IsOne(data):
		return false
	}
	seq, _ := der.Sequence(data)
	switch der.Classify(seq) {
	case der.KindParameters:
		return true
	case der.KindUnknown:
		switch {
		case promising(data):
			r.skip("key in base64", malformed("DER that begins like a key"))
		case marksAlgorithm(data[:minDER]) && !bytes.Contains(data, pkcs7): // a key with a changed character may be whole DER still
			r.lose(errHead)
		case der.IsNested(data):
			_, _, err := der.Parse(data, "")
			r.skip("DER", err)
			return true
		}
		return false
	}
	parts, skipped := len(r.parts), len(r.skipped)
	r.der(data, "")
	return len(r.parts) > parts || len(r.skipped) > skipped && !isDamaged(r.skipped[len(r.skipped)-1].Err)
}

// wordLength returns the length of the run of base64 characters at the beginning
// of text.
func wordLength(text []byte) int {
	for i, c := range text {
		if !plain.IsBase64(c) {
			return i
		}
	}
	return len(text)
}

// whole reports whether data, DER to whose end something is attached, makes sense
// as it is: then the damage is not inside it.
func whole(data []byte) bool {
	r := &reader{}
	r.der(data, "")
	_, err := r.result()
	code := fault.CodeOf(err)
	return err == nil || code == fault.PassphraseRequired
}
