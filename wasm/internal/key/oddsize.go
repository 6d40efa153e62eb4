package key

import "math/big"

// IsOddSize reports whether a modulus has a size that programs do not make unless they are
// told to: they take whole multiples of 256 bits, or a bit or two less. A character of
// base64 is six bits, a line of it most often 384 or 456.
func IsOddSize(n *big.Int) bool {
	over := n.BitLen() % 256
	return over > 0 && over < 254
}

// OddModulus is said of a modulus of such a size where nothing else proves it. Where the
// numbers of a key stand in a text, each by itself, it is the only sign of characters that
// are missing or too many.
var OddModulus = Warning{
	Code:    "rsa_odd_size",
	Message: "The modulus of this key has a size that is not usual: characters of its text may have been lost, added or changed.",
	Action:  "Compare the key with its original.",
}
