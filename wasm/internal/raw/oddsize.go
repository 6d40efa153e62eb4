package raw

import (
	"math/big"

	"jwkmint/wasm/internal/key"
)

// isOddSize reports whether a modulus has a size that programs do not make: they take
// whole multiples of 64 bits, or a bit or two less. A decimal digit is three bits.
func isOddSize(n *big.Int) bool {
	bits := n.BitLen()
	return (bits+7)/8%8 != 0 || bits%8 > 0 && bits%8 < 6
}

// NoteOddSize says of an RSA key that its modulus has such a size. Where the numbers of a
// key stood in a text, it is the only sign of a character that was changed.
func NoteOddSize(k *key.Key) {
	if m, ok := k.Material.(*key.RSA); ok && isOddSize(m.N) {
		k.Notes = append(k.Notes, oddModulus)
	}
}

// oddModulus names what a character in the place of padding gives. Programs
// make moduli of whole multiples of 64 bits, or a bit or two less.
var oddModulus = key.Warning{
	Code:    "rsa_odd_size",
	Message: "The modulus of this key has a size that is not usual: a character of its text may have been changed.",
	Action:  "Compare the key with its original.",
}
