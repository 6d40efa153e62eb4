package raw

import (
	"encoding/binary"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// libP2P returns the type and the octets of a key as libp2p and IPFS keep it: a message of
// Protocol Buffers with these two fields (libp2p specification, Peer Ids and Keys); nil
// where data is none. Other messages begin with a number and octets too, so these must be
// what the type has.
func libP2P(data []byte) (kind byte, octets []byte) {
	if len(data) < 4 || data[0] != 0x08 || data[2] != 0x12 {
		return 0, nil
	}
	size, n := binary.Uvarint(data[3:])
	if n <= 0 || size != uint64(len(data)-3-n) {
		return 0, nil
	}
	kind, octets = data[1], data[3+n:]
	switch kind {
	case libP2PEd25519:
		if size == 32 || size == 64 {
			return kind, octets
		}
	case libP2PRSA, libP2PECDSA:
		if length, err := der.Size(octets); err == nil && uint64(length) == size {
			return kind, octets
		}
	}
	return 0, nil
}

const libP2PRSA, libP2PEd25519, libP2PECDSA = 0, 1, 3

// IsLibP2P reports whether data is a key of libp2p.
func IsLibP2P(data []byte) bool {
	_, octets := libP2P(data)
	return octets != nil
}

// LibP2P reads a key of libp2p.
func LibP2P(data []byte) (k *key.Key, err error) {
	const source = "libp2p key"
	kind, octets := libP2P(data)
	if kind == libP2PEd25519 {
		k, err = half(len(octets) > 32, key.Ed25519, octets, source)
		if err == nil && !k.Material.IsPrivate() {
			k.Notes = append(k.Notes, maybeLibP2P)
		}
		return k, err
	}
	_, found, err := der.Parse(octets, "")
	if found.Key != nil {
		found.Key.Source = source
	} else if err == nil {
		err = errLibP2P
	}
	return found.Key, err
}

var errLibP2P = fault.New(fault.UnsupportedFormat, "a key of libp2p that is encrypted, or in a container")

// maybeLibP2P is for a public key, which proves nothing: half of all octets are one.
var maybeLibP2P = key.Warning{
	Code:    "libp2p_unproven",
	Message: "This is written as libp2p and IPFS write an Ed25519 public key. Other programs write other things in the same way.",
	Action:  "Use it only if it came from libp2p or IPFS.",
}
