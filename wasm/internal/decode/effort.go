package decode

import (
	"crypto/sha256"
	"encoding/binary"

	"jwkmint/wasm/internal/fault"
)

const (
	// maxCost is what the derivations of one input may take together: it may
	// hold any number of keys.
	maxCost cost = 3
	// freeCost is up to what cost the empty passphrase is tried before a person
	// has given one: about half a second in WebAssembly.
	freeCost cost = 0.03
	// maxFree is what such tries may take together. An input that was merely
	// looked at must not keep the page busy, however many keys it holds.
	maxFree cost = 0.07
	// maxProven is what they may take once the MAC of a PKCS#12 file has shown
	// that its passphrase is the empty one: certtool's files take 0.18.
	maxProven cost = 0.25
	// keptCost is the cost from which a derived key is kept for when it is asked
	// for again. At most maxCost/keptCost are.
	keptCost cost = 0.0001
)

// derivation makes keys of passphrases, with parameters that were read from a
// file and found affordable.
type derivation struct {
	id   string // tells it from every other: its kind and its parameters
	cost cost   // of running it once
	wide bool   // whether it takes the PKCS#12 forms of passphrases
	// neverEmpty says that its programs write nothing under the empty passphrase,
	// which is not tried unasked then.
	neverEmpty bool
	// proves says that a key which fits proves the passphrase of a whole file.
	proves bool
	run    func(form []byte) []byte
}

// effort is what the derivations of one input took so far, and what they made.
type effort struct {
	spent cost
	free  cost // what of it was spent on passphrases that nobody gave
	// empty says that a file was shown to be under the empty passphrase.
	empty bool
	forms *passForms                   // of the one passphrase that the input comes with
	made  map[[sha256.Size]byte][]byte // by derivation and form
}

// spend adds the cost of a derivation that is about to run. It answers
// kdf_too_costly when it must not.
func (e *effort) spend(c cost) error {
	if e.spent+c > maxCost {
		return fault.New(fault.KDFTooCostly, "all its parts together").WithHint("Give the keys one at a time.")
	}
	e.spent += c
	return nil
}

// unlock derives keys from the forms of a passphrase until fits says that one
// is right. No two keys are derived by the same derivation from the same form.
//
// The empty passphrase is tried as well, also when none was given (nil), where
// that is nearly free: one key of several may be under it. The error is
// passphrase_required when none was given, wrong_passphrase when it does not fit,
// and kdf_too_costly when not even its usual form may be tried any more.
func (e *effort) unlock(d *derivation, pass []byte, fits func(key []byte) bool) error {
	if e.forms == nil {
		e.forms = newPassForms(pass)
	}
	tried := false
	for i, form := range e.forms.list(d.wide) {
		key, err := e.key(d, form, false)
		if err != nil && !tried {
			return err
		}
		if err != nil {
			break
		}
		tried = true
		if fits(key) {
			e.forms.first(d.wide, i)
			return nil
		}
	}
	if pass != nil && len(pass) == 0 {
		return errNotEmpty()
	}
	for _, form := range emptyPass().list(d.wide) {
		if d.neverEmpty {
			break
		}
		if key, err := e.key(d, form, true); err == nil && fits(key) {
			e.empty = e.empty || d.proves
			return nil
		}
	}
	if pass == nil {
		return fault.New(fault.PassphraseRequired, "")
	}
	return errWrongPassphrase()
}

// key runs a derivation, unless it has made this key before. free says that
// nobody gave this passphrase.
func (e *effort) key(d *derivation, form []byte, free bool) ([]byte, error) {
	h := sha256.New()
	for _, part := range [][]byte{[]byte(d.id), form} {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		h.Write(part)
	}
	id := [sha256.Size]byte(h.Sum(nil))
	if key := e.made[id]; key != nil {
		return key, nil
	}
	if free && !e.mayTry(d.cost) {
		return nil, fault.New(fault.PassphraseRequired, "")
	}
	if err := e.spend(d.cost); err != nil {
		return nil, err
	}
	if free {
		e.free += d.cost
	}
	key := d.run(form)
	if d.cost >= keptCost {
		if e.made == nil {
			e.made = map[[sha256.Size]byte][]byte{}
		}
		e.made[id] = key
	}
	return key, nil
}

// mayTry reports whether a derivation of that cost may run on a passphrase that
// nobody gave.
func (e *effort) mayTry(c cost) bool {
	if e.empty {
		return e.free+c <= maxProven
	}
	return c <= freeCost && e.free+c <= maxFree
}
