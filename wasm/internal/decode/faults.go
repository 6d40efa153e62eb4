package decode

import (
	"errors"

	"jwkmint/wasm/internal/fault"
)

func errWrongPassphrase() error { return fault.New(fault.WrongPassphrase, "") }

func badEncryption() error {
	return fault.New(fault.Malformed, "its encryption parameters cannot be read")
}

func unsupportedEncryption(name string) error {
	if name == "" {
		name = "an unknown scheme"
	}
	return fault.New(fault.UnsupportedEncryption, name)
}

// withCommand gives a refusal of an encryption, as unsupported or too costly,
// the hint that fits the kind of file better than the table's.
func withCommand(err error, hint string) error {
	var f *fault.Error
	if errors.As(err, &f) && (f.Code == fault.UnsupportedEncryption || f.Code == fault.KDFTooCostly) {
		return f.WithHint(hint)
	}
	return err
}

func tooCostly(detail string) error { return fault.New(fault.KDFTooCostly, detail) }
