package key

import "jwkmint/wasm/internal/fault"

// MostUseful picks the fault that a person can do most about: one that a
// passphrase mends, then the first of a key, then the first of all.
func MostUseful(skipped []Skipped) error {
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
