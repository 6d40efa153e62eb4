package unlock

import (
	"errors"

	"jwkmint/wasm/internal/fault"
)

func WrongPassphrase() error { return fault.New(fault.WrongPassphrase, "") }

func BadEncryption() error {
	return fault.New(fault.Malformed, "its encryption parameters cannot be read")
}

func UnsupportedEncryption(name string) error {
	if name == "" {
		name = "an unknown scheme"
	}
	return fault.New(fault.UnsupportedEncryption, name)
}

// WithCommand gives a refusal of an encryption, as unsupported or too costly,
// the hint that fits the kind of file better than the table's.
func WithCommand(err error, hint string) error {
	var f *fault.Error
	if errors.As(err, &f) && (f.Code == fault.UnsupportedEncryption || f.Code == fault.KDFTooCostly) {
		return f.WithHint(hint)
	}
	return err
}

func TooCostly(detail string) error { return fault.New(fault.KDFTooCostly, detail) }
