package unlock

import (
	"crypto/sha256"
	"encoding/binary"
	"strconv"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/pbkdf2"
)

const (
	// MaxCost is what the derivations of one input may take together: it may
	// hold any number of keys.
	MaxCost Cost = 3
	// freeCost is up to what cost the empty passphrase is tried before a person
	// has given one: about half a second in WebAssembly.
	freeCost Cost = 0.03
	// maxFree is what such tries may take together. An input that was merely
	// looked at must not keep the page busy, however many keys it holds.
	maxFree Cost = 0.07
	// maxProven is what they may take once the MAC of a PKCS#12 file has shown
	// that its passphrase is the empty one: certtool's files take 0.18.
	maxProven Cost = 0.25
	// maxBeside is what tries by passphrases that stand in the input may take: one key
	// takes 0.06 with 600,000 rounds of PBKDF2, and nobody asked for them either.
	maxBeside Cost = 0.1
	// keptCost is the cost from which a derived key is kept for when it is asked
	// for again. At most MaxCost/keptCost are.
	keptCost Cost = 0.0001
)

// Derivation makes keys of passphrases, with parameters that were read from a
// file and found affordable.
type Derivation struct {
	ID   string // tells it from every other: its kind and its parameters
	Cost Cost   // of running it once
	Wide bool   // whether it takes the PKCS#12 forms of passphrases
	// NeverEmpty says that its programs write nothing under the empty passphrase, so
	// that it is not tried unasked.
	NeverEmpty bool
	// Proves says that a key which fits proves the passphrase of a whole file.
	Proves bool
	// Run makes the key of one form of a passphrase; spent says who helps.
	Run func(form []byte, spent *Effort) []byte
}

// DerivationID names a derivation for Derivation.ID: its kind, the encoding of its
// parameters, and how many bytes it makes.
func DerivationID(kind, params string, size int) string {
	return kind + " " + strconv.Itoa(size) + " " + params
}

// Effort is what the derivations of one input took so far, what they made, and who
// helps with them.
type Effort struct {
	// Subtle derives where the browser can; nil where it cannot.
	Subtle pbkdf2.Subtle
	spent  Cost
	free   Cost // what of it was spent on passphrases that nobody gave
	// empty says that a file was shown to be under the empty passphrase.
	empty bool
	// opened says that the passphrase that was given opened something.
	opened bool
	forms  *passForms                   // of the one passphrase that the input comes with
	beside []*passForms                 // of those that stand in it
	aside  Cost                         // what was spent on these
	made   map[[sha256.Size]byte][]byte // by derivation and form
}

// Beside has passphrases that stand in the input tried after the one that was given, as far
// as they cost little.
func (e *Effort) Beside(passphrases [][]byte) {
	for _, pass := range passphrases {
		e.beside = append(e.beside, newPassForms(pass))
	}
}

// Spend adds the cost of a derivation that is about to run. It answers
// kdf_too_costly when it must not.
func (e *Effort) Spend(c Cost) error {
	if e.spent+c > MaxCost {
		return fault.New(fault.KDFTooCostly, "all its parts together").WithHint("Give the keys one at a time.")
	}
	e.spent += c
	return nil
}

// Unlock derives keys from the forms of a passphrase until fits says that one
// is right. No two keys are derived by the same derivation from the same form.
//
// The empty passphrase is tried as well, also when none was given (nil), where
// that is nearly free: one key of several may be under it. The error is
// passphrase_required when none was given, wrong_passphrase when it does not fit,
// and kdf_too_costly when not even its usual form may be tried any more.
func (e *Effort) Unlock(d *Derivation, pass []byte, fits func(key []byte) bool) error {
	if e.forms == nil {
		e.forms = newPassForms(pass)
	}
	tried := false
	for i, form := range e.forms.list(d.Wide) {
		key, err := e.key(d, form, false)
		if err != nil && !tried {
			return err
		}
		if err != nil {
			break
		}
		tried = true
		if fits(key) {
			e.forms.first(d.Wide, i)
			e.opened = true
			return nil
		}
	}
	if e.fitsBeside(d, fits) {
		return nil
	}
	if pass != nil && len(pass) == 0 {
		return notEmpty()
	}
	for _, form := range emptyPass().list(d.Wide) {
		if d.NeverEmpty {
			break
		}
		if key, err := e.key(d, form, true); err == nil && fits(key) {
			e.empty = e.empty || d.Proves
			return nil
		}
	}
	if pass == nil {
		return fault.New(fault.PassphraseRequired, "")
	}
	return WrongPassphrase()
}

// fitsBeside tries the passphrases that stand in the input.
func (e *Effort) fitsBeside(d *Derivation, fits func(key []byte) bool) bool {
	for _, forms := range e.beside {
		for _, form := range forms.list(d.Wide) {
			if e.aside+d.Cost > maxBeside {
				return false
			}
			e.aside += d.Cost
			if key, err := e.key(d, form, false); err == nil && fits(key) {
				return true
			}
		}
	}
	return false
}

// Another says, of a fault of Unlock's, that the passphrase is not wrong as such, where
// it opened something else in the input: typing it again would be in vain.
func (e *Effort) Another(err error) error {
	if e.opened && err == errWrong {
		return errAnother
	}
	return err
}

var errAnother = &fault.Error{Code: fault.WrongPassphrase, Detail: "it opened another part",
	Hint: "This one may have a passphrase of its own: give the input once more, with that."}

// key runs a derivation, unless it has made this key before. free says that
// nobody gave this passphrase.
func (e *Effort) key(d *Derivation, form []byte, free bool) ([]byte, error) {
	h := sha256.New()
	for _, part := range [][]byte{[]byte(d.ID), form} {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		h.Write(part)
	}
	id := [sha256.Size]byte(h.Sum(nil))
	if key := e.made[id]; key != nil {
		return key, nil
	}
	if free && !e.mayTry(d.Cost) {
		return nil, fault.New(fault.PassphraseRequired, "")
	}
	if err := e.Spend(d.Cost); err != nil {
		return nil, err
	}
	if free {
		e.free += d.Cost
	}
	key := d.Run(form, e)
	if d.Cost >= keptCost {
		if e.made == nil {
			e.made = map[[sha256.Size]byte][]byte{}
		}
		e.made[id] = key
	}
	return key, nil
}

// mayTry reports whether a derivation of that cost may run on a passphrase that
// nobody gave.
func (e *Effort) mayTry(c Cost) bool {
	if e.empty {
		return e.free+c <= maxProven
	}
	return c <= freeCost && e.free+c <= maxFree
}
