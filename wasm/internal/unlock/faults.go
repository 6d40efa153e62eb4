package unlock

import "jwkmint/wasm/internal/fault"

var errWrong = &fault.Error{Code: fault.WrongPassphrase}

func WrongPassphrase() error { return errWrong }

func notEmpty() error {
	return fault.New(fault.WrongPassphrase, "the empty one").WithHint("It is encrypted under another one: type it.")
}

func BadEncryption() error {
	return fault.New(fault.Malformed, "its encryption parameters cannot be read")
}

// UnsupportedEncryption refuses what OpenSSL does not open either.
func UnsupportedEncryption(name string) error {
	if name == "" {
		name = "an unknown scheme"
	}
	return fault.New(fault.UnsupportedEncryption, name)
}

func TooCostly(detail string) error { return fault.New(fault.KDFTooCostly, detail) }
