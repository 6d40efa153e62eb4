// Package decode turns the bytes a person has into keys.
//
// Decode looks at what the bytes are (binary or text, and in text at PEM
// blocks, SSH lines, JSON, bare base64) and never at what the file is called.
// Each part it finds goes to the one file here that knows that container, and
// ends as a key or among what was skipped, with the reason.
//
// Everything is read in one pass over the input, and a bounded amount of what
// was read in vain once more: the time a hostile input can take is linear in
// its size, but for key derivation, which has its own caps.
// No error holds any of the input.
package decode

import (
	"bytes"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// MaxInput is the largest input read, in bytes.
const MaxInput = 16 << 20

// Input is what a person gave.
type Input struct {
	// Data is the pasted text or the file's bytes, at most MaxInput.
	Data []byte
	// Name is the file's name, or empty. It is only a hint.
	Name string
	// Passphrase opens what is encrypted; nil when none was given, and empty
	// when it was said to be the empty one.
	Passphrase []byte
}

// Result is what the input holds.
type Result struct {
	// Keys are in input order. At least one, when there is no error.
	Keys []*key.Key
	// Skipped are the parts that gave no key, in input order.
	Skipped []key.Skipped
	// Notes are remarks about the input as a whole.
	Notes []key.Warning
}

// Decode reads every key in the input. Parts that give no key are in
// Result.Skipped when there is a key besides them; when there is none, the
// error is the most useful of their faults.
//
// A certificate whose public key is that of a key in the input joins that
// key's Chain; otherwise it gives a key of its own.
func Decode(in Input) (*Result, error) {
	if len(in.Data) > MaxInput {
		return nil, fault.New(fault.InputTooLarge, "")
	}
	if len(bytes.TrimSpace(in.Data)) == 0 {
		return nil, fault.New(fault.EmptyInput, "")
	}
	r := &reader{pass: in.Passphrase, again: readAgain(len(in.Data))}
	r.bytes(in.Data)
	text := toUTF8(in.Data)
	r.xmlKeys(text)
	if !r.found() {
		if err := foreign(text); err != nil {
			return nil, err
		}
	}
	return r.result()
}

// reader collects what one input holds, in order.
type reader struct {
	pass    []byte
	spent   effort // what key derivations took
	again   int    // bytes that may yet be read in vain and once more
	parts   []part
	skipped []key.Skipped
	// depth counts how deep in wrappings (base64 in JSON in base64) we are.
	depth int
	// curve is what the last EC PARAMETERS said, for a key that does not say.
	curve string
	// parameters says that EC PARAMETERS were there.
	parameters bool
	// primeTests counts the moduli that were tested for being prime.
	primeTests int
}

// readAgain is how many bytes of an input of size bytes may be read in vain
// and then once more, as something else: a small text's all, over and over,
// and a large one's so often that the time stays linear.
func readAgain(size int) int { return 1<<20 + 16*size }

// retry reports whether size bytes, read in vain, may be read again.
func (r *reader) retry(size int) bool {
	r.again -= size
	return r.again >= 0
}

// maxParts is how many keys and refusals one input may give. The work for each
// is bounded; so must be their number, and what is shown of them.
const maxParts = 10000

// maxDepth is how many wrappings are taken off: a Kubernetes Secret in a JSON
// string takes two.
const maxDepth = 4

// part is a key, or a certificate with its key, which is nil when it could
// not be read.
type part struct {
	key  *key.Key
	cert *certificate
}

// add takes a key, or the fault for having none.
func (r *reader) add(label string, k *key.Key, err error) {
	if err != nil {
		r.skip(label, err)
		return
	}
	if r.full() {
		return
	}
	r.parts = append(r.parts, part{key: k})
}

// addCertificate takes what readCertificate returns. A certificate whose key
// cannot be read is skipped as a key, and kept for chains.
func (r *reader) addCertificate(label string, c *certificate, k *key.Key, err error) {
	if err != nil {
		r.skip(label, err)
	}
	if c != nil && !r.full() {
		r.parts = append(r.parts, part{key: k, cert: c})
	}
}

func (r *reader) skip(label string, err error) {
	if r.full() {
		return
	}
	r.skipped = append(r.skipped, key.Skipped{Label: label, Err: err})
}

// full reports whether there is more than is read.
func (r *reader) full() bool { return len(r.parts)+len(r.skipped) > maxParts }

// found reports whether anything at all was recognised.
func (r *reader) found() bool { return len(r.parts)+len(r.skipped) > 0 || r.parameters }

// result joins certificates with keys and decides between result and error.
func (r *reader) result() (*Result, error) {
	if r.full() {
		return nil, fault.New(fault.TooLarge, "over 10000 keys in one input").WithHint("Split the file.")
	}
	keys := join(r.parts)
	if len(keys) > 0 {
		return &Result{Keys: keys, Skipped: r.skipped}, nil
	}
	if len(r.skipped) > 0 {
		return nil, mostUseful(r.skipped)
	}
	if r.parameters {
		return nil, fault.New(fault.NotAKey, "EC PARAMETERS without a key")
	}
	return nil, fault.New(fault.NoKey, "")
}

// mostUseful picks the fault that a person can do most about: one that a
// passphrase mends, then the first of a key, then the first of all.
func mostUseful(skipped []key.Skipped) error {
	rank := func(err error) int {
		switch fault.CodeOf(err) {
		case fault.WrongPassphrase:
			return 4
		case fault.PassphraseRequired:
			return 3
		case fault.NoKey:
			return 0
		case fault.NotAKey:
			return 1
		}
		return 2
	}
	best := skipped[0].Err
	for _, s := range skipped[1:] {
		if rank(s.Err) > rank(best) {
			best = s.Err
		}
	}
	return best
}
