package key

import (
	"math/big"
	"slices"
)

// OddSize says of a modulus that it has a size that programs do not make unless they are
// told to: they take whole multiples of 256 bits, or a bit or two less. A character of
// base64 is six bits, a line of it most often 384 or 456. Payment cards have sizes of
// their own, which one such line that is lost makes of none of 1024, 2048, 3072 and 4096 bits.
func OddSize(n *big.Int) []Warning {
	over := n.BitLen() % 256
	switch {
	case over == 0, over >= 254:
		return nil
	case slices.Contains(cardSizes, n.BitLen()):
		return []Warning{cardModulus}
	}
	return []Warning{OddModulus}
}

// cardSizes are in bits those of the keys of EMV's certification authorities, issuers and
// cards that are unusual elsewhere (EMV Book 2, annex on lengths of keys).
var cardSizes = []int{1152, 1408, 1984}

var cardModulus = Warning{
	Code:    OddModulus.Code,
	Message: "The modulus of this key has a size that keys of payment cards (EMV) have, and few others.",
	Action:  OddModulus.Action,
}

// OddModulus is said of a modulus of such a size where nothing else proves it. Where the
// numbers of a key stand in a text, each by itself, it is the only sign of characters that
// are missing or too many.
var OddModulus = Warning{
	Code:    "rsa_odd_size",
	Message: "The modulus of this key has a size that is not usual: characters of its text may have been lost, added or changed.",
	Action:  "Compare the key with its original.",
}
