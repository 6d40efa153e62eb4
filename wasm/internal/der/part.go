package der

import "jwkmint/wasm/internal/key"

// MaxParts is how many keys and refusals one input may give. The work for each
// is bounded; so must be their number, and what is shown of them.
const MaxParts = 10000

// Part is a key, or a certificate with its key, which is nil when it could
// not be read.
type Part struct {
	Key  *key.Key
	Cert *key.Certificate
	Name string // what the certificate is called in its container
}
