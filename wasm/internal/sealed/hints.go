package sealed

import (
	"errors"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/unlock"
)

// withPKCS8Command is unlock.WithCommand with the hints for one key.
func withPKCS8Command(err error) error {
	if fault.CodeOf(err) == fault.KDFTooCostly {
		return unlock.WithCommand(err, "If the file is yours, encrypt it again with usual settings: openssl pkcs8 -topk8 -in FILE -out NEW")
	}
	return unlock.WithCommand(err, "Decrypt it first: openssl pkey -in FILE -out decrypted.pem")
}

// costlyWith says of a derivation that costs too much whether OpenSSL would
// need its legacy provider for what goes with it.
func costlyWith(err error, legacy bool) error {
	var f *fault.Error
	if legacy && errors.As(err, &f) && f.Code == fault.KDFTooCostly && f.Err == nil {
		c := *f
		c.Err = unlock.ErrLegacy
		return &c
	}
	return err
}
