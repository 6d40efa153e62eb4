package unlock

import (
	"errors"
	"strings"

	"jwkmint/wasm/internal/fault"
)

// Who opens what is refused here: the causes of such faults.
var (
	ErrOpenSSL = errors.New("OpenSSL 3 opens it")
	ErrLegacy  = errors.New("OpenSSL 3 opens it with its legacy provider")
)

// BeyondHint is for what no command on hand is known to open.
const BeyondHint = "Let the program that encrypted it write it once more, with AES-256-CBC and PBKDF2."

// WithCommand gives a refusal of an encryption, as unsupported or too costly,
// the hint for this kind of file, which names a command; unless it has a hint
// already, or the command would not work. A command of openssl is given the
// providers that it needs.
func WithCommand(err error, hint string) error {
	var f *fault.Error
	if !errors.As(err, &f) || f.Hint != "" {
		return err
	}
	openssl := strings.Contains(hint, "openssl ")
	switch {
	case f.Code == fault.UnsupportedEncryption && openssl && !errors.Is(err, ErrOpenSSL) && !errors.Is(err, ErrLegacy):
		hint = BeyondHint
	case f.Code != fault.UnsupportedEncryption && f.Code != fault.KDFTooCostly:
		return err
	case errors.Is(err, ErrLegacy):
		hint = strings.Replace(hint, "-in FILE", "-provider legacy -provider default -in FILE", 1)
	}
	return f.WithHint(hint)
}
