package decode

import (
	"errors"
	"strings"

	"jwkmint/wasm/internal/fault"
)

// unsupportedEncryption refuses what OpenSSL does not open either.
func unsupportedEncryption(name string) error {
	if name == "" {
		name = "an unknown scheme"
	}
	return fault.New(fault.UnsupportedEncryption, name)
}

// Who opens what is refused here: the causes of such faults.
var (
	errOpenSSL = errors.New("OpenSSL 3 opens it")
	errLegacy  = errors.New("OpenSSL 3 opens it with its legacy provider")
)

// beyondHint is for what no command on hand is known to open.
const beyondHint = "Let the program that encrypted it write it once more, with AES-256-CBC and PBKDF2."

// withCommand gives a refusal of an encryption, as unsupported or too costly,
// the hint for this kind of file, which names a command; unless it has a hint
// already, or the command would not work. A command of openssl is given the
// providers that it needs.
func withCommand(err error, hint string) error {
	var f *fault.Error
	if !errors.As(err, &f) || f.Hint != "" {
		return err
	}
	openssl := strings.Contains(hint, "openssl ")
	switch {
	case f.Code == fault.UnsupportedEncryption && openssl && !errors.Is(err, errOpenSSL) && !errors.Is(err, errLegacy):
		hint = beyondHint
	case f.Code != fault.UnsupportedEncryption && f.Code != fault.KDFTooCostly:
		return err
	case errors.Is(err, errLegacy):
		hint = strings.Replace(hint, "-in FILE", "-provider legacy -provider default -in FILE", 1)
	}
	return f.WithHint(hint)
}

// withPKCS8Command is withCommand with the hints for one key.
func withPKCS8Command(err error) error {
	if fault.CodeOf(err) == fault.KDFTooCostly {
		return withCommand(err, "If the file is yours, encrypt it again with usual settings: openssl pkcs8 -topk8 -in FILE -out NEW")
	}
	return withCommand(err, "Decrypt it first: openssl pkey -in FILE -out decrypted.pem")
}

// costlyWith says of a derivation that costs too much whether OpenSSL would
// need its legacy provider for what goes with it.
func costlyWith(err error, legacy bool) error {
	var f *fault.Error
	if legacy && errors.As(err, &f) && f.Code == fault.KDFTooCostly && f.Err == nil {
		c := *f
		c.Err = errLegacy
		return &c
	}
	return err
}
