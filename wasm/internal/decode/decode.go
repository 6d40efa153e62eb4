// Package decode turns the bytes a person has into keys.
package decode

import (
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
	// Passphrase opens what is encrypted; nil when none was given.
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
