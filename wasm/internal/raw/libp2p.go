package raw

import (
	"encoding/binary"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// libP2P returns the type and the octets of a key as libp2p and IPFS keep it: a message of
// Protocol Buffers with these two fields (libp2p specification, Peer Ids and Keys); nil
// where data is none.
func libP2P(data []byte) (kind byte, octets []byte) {
	if len(data) < 4 || data[0] != 0x08 || data[2] != 0x12 {
		return 0, nil
	}
	size, n := binary.Uvarint(data[3:])
	if n <= 0 || size < 32 || size != uint64(len(data)-3-n) {
		return 0, nil
	}
	return data[1], data[3+n:]
}

// IsLibP2P reports whether data is a key of libp2p.
func IsLibP2P(data []byte) bool {
	_, octets := libP2P(data)
	return octets != nil
}

// LibP2P reads a key of libp2p.
func LibP2P(data []byte) (k *key.Key, err error) {
	const (
		rsa, ed25519, ecdsa = 0, 1, 3
		source              = "libp2p key"
	)
	switch kind, octets := libP2P(data); kind {
	case ed25519:
		return half(len(octets) > 32, key.Ed25519, octets, source)
	case rsa, ecdsa:
		_, found, err := der.Parse(octets, "")
		if found.Key != nil {
			found.Key.Source = source
		} else if err == nil {
			err = errLibP2P
		}
		return found.Key, err
	}
	return nil, errLibP2P
}

var errLibP2P = fault.New(fault.UnsupportedFormat, "a key of libp2p of a kind that is not read here")
