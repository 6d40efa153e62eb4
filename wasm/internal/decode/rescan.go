package decode

// rescanBudget is how many bytes may yet be read once more, as something else,
// after they were read in vain. It bounds inputs that begin something on every
// byte and never end it, which would take time that grows with their square.
type rescanBudget int

// newRescanBudget is that of an input of size bytes: all of a small one over
// and over, and so often of a large one that the time stays linear.
func newRescanBudget(size int) rescanBudget { return rescanBudget(1<<20 + 16*size) }

// spend takes size bytes off. It reports whether they may be read once more.
func (b *rescanBudget) spend(size int) bool {
	*b -= rescanBudget(size)
	return *b >= 0
}

// charge takes over what sub, a copy of r that read on its own, has spent and
// learned, whatever becomes of the keys that it found.
func (r *reader) charge(sub *reader) {
	r.rescans, r.spent, r.unpacked, r.primeTests, r.proofs, r.insides = sub.rescans, sub.spent, sub.unpacked, sub.primeTests, sub.proofs, sub.insides
}
