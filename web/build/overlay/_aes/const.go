package aes

import "sync"

// The tables of AES, 8,720 bytes that no compression makes smaller, are
// computed here from their definition when a key is first expanded, in some
// microseconds. They are public; who reads them, and when, is as it was.

// poly is the polynomial that AES's bytes are multiplied modulo.
const poly = 1<<8 | 1<<4 | 1<<3 | 1<<1 | 1<<0

var (
	powx               [16]byte
	sbox0, sbox1       [256]byte
	te0, te1, te2, te3 [256]uint32
	td0, td1, td2, td3 [256]uint32
)

var tables sync.Once

// computeTables comes before all that reads them.
func computeTables() {
	tables.Do(func() {
		powx = powers()
		sbox0, sbox1 = sboxes()
		te0, te1, te2, te3 = rounds(&sbox0, 2, 1, 1, 3)
		td0, td1, td2, td3 = rounds(&sbox1, 14, 9, 13, 11)
	})
}

// double multiplies by x.
func double(b byte) byte { return b<<1 ^ b>>7*(poly&0xff) }

// product multiplies.
func product(a, b byte) (p byte) {
	for ; b != 0; b >>= 1 {
		p ^= a * (b & 1)
		a = double(a)
	}
	return p
}

// powers are those of x.
func powers() (table [16]byte) {
	for i, p := 0, byte(1); i < len(table); i, p = i+1, double(p) {
		table[i] = p
	}
	return table
}

// sboxes are FIPS 197's (5.1.1, 5.3.2): the inverse of each byte, if it has
// one, under an affine map; and back. 3 generates the bytes that have one.
func sboxes() (forth, back [256]byte) {
	put := func(b, inverse byte) {
		s := byte(0x63)
		for shift := range 5 {
			s ^= inverse<<shift | inverse>>(8-shift)
		}
		forth[b], back[s] = s, b
	}
	put(0, 0)
	for b, inverse := byte(1), byte(1); ; {
		put(b, inverse)
		b, inverse = product(b, 3), product(inverse, 0xf6) // 3 · 0xf6 = 1
		if b == 1 {
			return forth, back
		}
	}
}

// rounds are an S-box and the multiplication of a column in one: the products
// of what the box gives, from the highest byte of a word on, and the same
// turned by one, two and three bytes.
func rounds(box *[256]byte, factors ...byte) (t0, t1, t2, t3 [256]uint32) {
	for i, s := range box {
		var w uint32
		for _, factor := range factors {
			w = w<<8 | uint32(product(s, factor))
		}
		t0[i], t1[i], t2[i], t3[i] = w, w>>8|w<<24, w>>16|w<<16, w>>24|w<<8
	}
	return t0, t1, t2, t3
}
