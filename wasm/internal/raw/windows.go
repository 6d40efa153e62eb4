package raw

import (
	"encoding/binary"
	"math/big"
	"slices"

	"jwkmint/wasm/internal/key"
)

// Windows reads a key as Windows exports it, from CryptoAPI (PUBLICKEYBLOB and PRIVATEKEYBLOB,
// which are also in .snk and unencrypted .pvk files) or from CNG (BCRYPT_RSAKEY_BLOB and
// BCRYPT_ECCKEY_BLOB); nil where data is none of them to its last octet. What it gives is not
// checked.
func Windows(data []byte) *key.Key {
	const pvkHead = "\x1e\xf1\xb5\xb0\x00\x00\x00\x00"
	if len(data) > 24 && string(data[:8]) == pvkHead && string(data[12:20]) == "\x00\x00\x00\x00\x00\x00\x00\x00" { // not encrypted, no salt
		data = data[24:]
	}
	if len(data) < 20 {
		return nil
	}
	for _, read := range []func([]byte) key.Material{cryptoAPI, cngRSA} {
		if m := read(data); m != nil {
			return &key.Key{Material: m, Source: "Windows key blob"}
		}
	}
	return cngEC(data)
}

// cryptoAPI reads a BLOBHEADER, an RSAPUBKEY, and the numbers behind them, little-endian
// (Microsoft, "RSA/Schannel Key BLOBs").
func cryptoAPI(data []byte) key.Material {
	const public, private = "\x06\x02\x00\x00", "\x07\x02\x00\x00"
	head, magic := string(data[:4]), string(data[8:12])
	isPrivate := head == private && magic == "RSA2"
	bits := word(data[12:])
	if !isPrivate && (head != public || magic != "RSA1") {
		return nil
	}
	size, sizes := bits/8, []int{bits / 8}
	if isPrivate {
		sizes = []int{size, size / 2, size / 2, size / 2, size / 2, size / 2, size}
	}
	numbers := numbersOf(data[20:], sizes, true)
	if numbers == nil {
		return nil
	}
	m := &key.RSA{N: numbers[0], E: big.NewInt(int64(word(data[16:])))}
	if isPrivate {
		m.P, m.Q, m.DP, m.DQ, m.QI, m.D = numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]
	}
	return m
}

// cngRSA reads a BCRYPT_RSAKEY_BLOB (bcrypt.h): a magic, the bits of n and the
// bytes of e, n, p and q, and the numbers behind them, big-endian.
func cngRSA(data []byte) key.Material {
	if len(data) < 24 {
		return nil
	}
	e, n, p, q := word(data[8:]), word(data[12:]), word(data[16:]), word(data[20:])
	sizes := []int{e, n}
	switch string(data[:4]) {
	case "RSA1":
		if p != 0 || q != 0 {
			return nil
		}
	case "RSA2":
		sizes = append(sizes, p, q)
	case "RSA3":
		sizes = append(sizes, p, q, p, q, p, n)
	default:
		return nil
	}
	numbers := numbersOf(data[24:], sizes, false)
	if numbers == nil {
		return nil
	}
	m := &key.RSA{N: numbers[1], E: numbers[0]}
	switch len(numbers) {
	case 4:
		m.P, m.Q = numbers[2], numbers[3]
		if m.D = m.Exponent(); m.D == nil || m.Complete() != nil {
			return nil
		}
	case 8:
		m.P, m.Q, m.DP, m.DQ, m.QI, m.D = numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]
	}
	return m
}

func word(at []byte) int { return int(binary.LittleEndian.Uint32(at)) }

// cngCurves are the curves of a BCRYPT_ECCKEY_BLOB, in the order of its last digit, of which
// each has two: of a public key, and of a private one.
var cngCurves = [...]string{key.P256, key.P384, key.P521}

// cngEC reads a BCRYPT_ECCKEY_BLOB (bcrypt.h): ECS1 to ECS6 for ECDSA, ECK1 to ECK6 for ECDH,
// the length of a number, and X, Y and, of a private key, d.
func cngEC(data []byte) *key.Key {
	kind, digit := string(data[:3]), int(data[3])-'1'
	if kind != "ECS" && kind != "ECK" || digit < 0 || digit >= 2*len(cngCurves) {
		return nil
	}
	curve, isPrivate := cngCurves[digit/2], digit%2 == 1
	size := key.CurveBytes(curve)
	numbers := data[8:]
	if word(data[4:]) != size || len(numbers) != map[bool]int{false: 2, true: 3}[isPrivate]*size {
		return nil
	}
	m := &key.EC{Curve: curve, X: numbers[:size], Y: numbers[size : 2*size]}
	if isPrivate {
		m.D = numbers[2*size:]
	}
	k := &key.Key{Material: m, Source: "Windows key blob"}
	if kind == "ECK" {
		k.Given.Use = "enc"
	}
	return k
}

// numbersOf cuts data into numbers of these lengths; nil unless they are all of it.
func numbersOf(data []byte, sizes []int, littleEndian bool) []*big.Int {
	total := 0
	for _, size := range sizes {
		total += size
	}
	if total != len(data) {
		return nil
	}
	numbers := make([]*big.Int, len(sizes))
	for i, size := range sizes {
		octets := slices.Clone(data[:size])
		if data = data[size:]; littleEndian {
			slices.Reverse(octets)
		}
		numbers[i] = new(big.Int).SetBytes(octets)
	}
	return numbers
}
