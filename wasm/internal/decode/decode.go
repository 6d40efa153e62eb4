// Package decode turns the bytes a person has into keys.
//
// Decode looks at what the bytes are (binary or text, and in text at PEM
// blocks, SSH lines, JSON, bare base64) and never at what the file is called.
// Each part it finds goes to the package that knows that form (der, sealed,
// ssh, jose), and ends as a key or among what was skipped, with the reason.
//
// Everything is read in one pass over the input, and a bounded amount of what
// was read in vain once more: the time a hostile input can take is linear in
// its size, but for key derivation, which has its own caps.
// No error holds any of the input.
package decode

import (
	"bytes"
	"cmp"
	"time"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/pbkdf2"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/unlock"
)

// MaxInput is the largest input read, in bytes.
const MaxInput = der.MaxInput

// Input is what a person gave.
type Input struct {
	// Data is the pasted text or the file's bytes, at most MaxInput.
	Data []byte
	// Passphrase opens what is encrypted; nil when none was given, and empty
	// when it was said to be the empty one.
	Passphrase []byte
	// As says what an input is that does not say so itself: one of the choices of the
	// fault that refused it; "" for all others.
	As string
	// Subtle derives keys where the browser can; nil where it cannot.
	Subtle pbkdf2.Subtle
	// Now tells which of several certificates of one key comes first; zero is
	// the present.
	Now time.Time
}

// Result is what the input holds.
type Result struct {
	// Keys are in input order. At least one, when there is no error.
	Keys []*key.Key
	// Issuers are the keys of those certificates that issued another one in
	// the input and whose own private or public key is not in it, in input
	// order: they belong to a chain, and are no keys of the person's.
	Issuers []*key.Key
	// Skipped are the parts that gave no key, in input order.
	Skipped []key.Skipped
	// Parts are what Join made of, Joined and JoinedIssuers what it gave: Keys
	// and Issuers with their parts.
	Parts                 []der.Part
	Joined, JoinedIssuers []Joined
	// Set are the members of the JWK Set that the input is, "keys" without a
	// value; nil where it is none.
	Set []key.RawMember
}

// Decode reads every key in the input. Parts that give no key are in
// Result.Skipped when there is a key besides them; when there is none, the
// error is the most useful of their faults.
//
// A certificate whose public key is that of a key in the input joins that
// key's Chain; otherwise it gives a key of its own, or is an issuer.
func Decode(in Input) (*Result, error) {
	if len(in.Data) > MaxInput {
		return nil, fault.New(fault.InputTooLarge, "")
	}
	if len(bytes.TrimSpace(in.Data)) == 0 {
		return nil, fault.New(fault.EmptyInput, "")
	}
	file := rawFile(in.Data)
	in.Data = plain.Bared(in.Data)
	if err := onlyToken(in.Data); err != nil {
		return nil, err
	}
	if in.As != "" {
		if file == nil {
			file = plain.UTF8(in.Data)
		}
		return readAs(file, in.As)
	}
	if choices := offers(file); choices != nil && seemsCutDER(file) { // more likely such a key
		return nil, errWhich(file, choices)
	}
	r := &reader{pass: in.Passphrase, now: in.Now, spent: unlock.Effort{Subtle: in.Subtle}, rescans: newRescanBudget(len(in.Data))}
	if r.now.IsZero() {
		r.now = time.Now()
	}
	text := r.whole(in.Data)
	r.openBeside(text)
	if len(r.parts) == 0 {
		if err := blanked(text); err != nil {
			return nil, err
		}
		if err := lookalikeOf(text); fault.CodeOf(err) == fault.UnsupportedFormat {
			return nil, err // what is encrypted only looks like a damaged key
		}
	}
	if !r.found() {
		if err := foreign(text); err != nil {
			return nil, err
		}
		if err := lookalikeOf(text); err != nil {
			return nil, err
		}
		for _, p := range plain.Paragraphs(text) {
			if err := cmp.Or(onlyToken(p), foreign(p)); err != nil {
				return nil, err
			}
			if err := lookalikeOf(p); err == errPrint || err == errToken || err == errCarrier {
				return nil, err
			}
		}
		if file != nil {
			text = file
		}
		if choices := offers(text); choices != nil && len(r.lost) == 0 {
			if result := readSaid(text, choices); result != nil {
				return result, nil
			}
			return nil, errWhich(text, choices)
		}
		if left := remains(text); left != nil && len(r.lost) == 0 {
			return nil, left
		}
	}
	for _, s := range r.lost {
		r.skip(s.Label, s.Err)
	}
	return r.result()
}

// read reads all that data holds, and returns it as text.
func (r *reader) read(data []byte) (text []byte) {
	r.octets(data, r.text)
	text = plain.UTF8(data)
	r.uncoloured(text)
	r.besideFound(text, data)
	if !r.walked { // its strings were read by themselves
		r.xmlKeys(text)
		r.samlUses(text)
		r.besideLines(text)
	}
	r.notePrivate(text)
	if len(r.parts) == 0 && !locked(r.skipped) {
		if r.readElse(text, data); !r.walked {
			r.besideLines(text)
		}
	}
	r.noteMisnamed(text)
	r.noteDigits(text)
	if !r.walked && isJWKText(text) {
		r.notMissing(text)
		r.noteLeft(text)
		r.noteOpen(text)
	}
	return text
}

// readParagraphs reads a text in which nothing was found paragraph by paragraph: what
// stands for itself alone, as bytes without BEGIN and END lines do, may have words
// around it.
func (r *reader) readParagraphs(text []byte) {
	for _, p := range plain.Paragraphs(text) {
		if r.full() || !r.rescans.spend(len(p)+inVain) {
			return
		}
		sub := r.anew(p, func(sub *reader, p []byte) { sub.read(p) })
		r.keep(sub)
	}
}

// reader collects what one input holds, in order.
type reader struct {
	pass    []byte
	now     time.Time
	spent   unlock.Effort // what key derivations took
	rescans rescanBudget  // what may yet be read once more
	parts   []der.Part
	skipped []key.Skipped
	set     []key.RawMember // of the first JWK Set that was read
	insides map[string]held // by what a member of a JWK held
	// unpacked counts the bytes that came out of gzip.
	unpacked int
	// depth counts how deep in wrappings (base64 in JSON in base64) we are.
	depth int
	// curve is what EC PARAMETERS said right before this, for a key that does
	// not say.
	curve string
	// parameters says that EC PARAMETERS were there.
	parameters bool
	// primeTests counts the moduli that were tested for being prime.
	primeTests int
	// proofs counts the numbers that were held against public keys.
	proofs int
	// walked says that all of the text is JSON, whose strings were read.
	walked bool
	// ways are those of plain.Inside, a bit each, in which this text was found.
	ways int
	// certain says that it was read as JSON that stood within it, which is no guess.
	certain bool
	// lost are PEM blocks whose beginnings are missing, and what else was read in vain and
	// is part of a key: they are skipped where they are not read in another way.
	lost []key.Skipped
	// numbered says that what is read as JSON was printed in one line, where x and y
	// of many digits can be nothing but a point.
	numbered bool
}

func malformed(detail string) error { return fault.New(fault.Malformed, detail) }

// maxDepth is how many wrappings are taken off: a Kubernetes Secret in a JSON
// string takes two.
const maxDepth = 4

// add takes a key, or the fault for having none.
func (r *reader) add(label string, k *key.Key, err error) {
	if err != nil {
		r.skip(label, err)
		return
	}
	if r.full() {
		return
	}
	r.parts = append(r.parts, der.Part{Key: k})
}

// addCertificate takes what der.ParseCertificate returns. A certificate whose key
// cannot be read is skipped as a key, and kept for chains.
func (r *reader) addCertificate(label string, c *key.Certificate, k *key.Key, err error) {
	if err != nil {
		r.skip(label, err)
	}
	if c != nil && !r.full() {
		r.parts = append(r.parts, der.Part{Key: k, Cert: c})
	}
}

func (r *reader) skip(label string, err error) {
	if r.full() {
		return
	}
	r.skipped = append(r.skipped, key.Skipped{Label: label, Err: err})
}

// full reports whether there is more than is read.
func (r *reader) full() bool { return len(r.parts)+len(r.skipped) > der.MaxParts }

// found reports whether anything at all was recognised.
func (r *reader) found() bool { return len(r.parts)+len(r.skipped) > 0 || r.parameters }

func plainKeys(joined []Joined) []*key.Key {
	var keys []*key.Key
	for _, j := range joined {
		keys = append(keys, j.Key)
	}
	return keys
}

// result joins certificates with keys and decides between result and error.
func (r *reader) result() (*Result, error) {
	if r.full() {
		return nil, fault.New(fault.TooLarge, "over 10000 keys in one input").WithHint("Split the file.")
	}
	for i, s := range r.skipped {
		r.skipped[i].Err = r.spent.Another(s.Err)
	}
	keys, issuers := Join(r.parts, r.now)
	if len(keys) > 0 {
		return &Result{Keys: plainKeys(keys), Issuers: plainKeys(issuers), Skipped: r.skipped,
			Parts: r.parts, Joined: keys, JoinedIssuers: issuers, Set: r.set}, nil
	}
	if len(r.skipped) > 0 {
		return nil, key.MostUseful(r.skipped)
	}
	if r.parameters {
		return nil, fault.New(fault.NotAKey, "EC PARAMETERS without a key")
	}
	return nil, fault.New(fault.NoKey, "")
}
