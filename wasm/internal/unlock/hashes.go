package unlock

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"hash"
)

// HashByOID returns the hash that an AlgorithmIdentifier names, as a bare
// digest or as the HMAC over it, or nil.
func HashByOID(oid string) func() hash.Hash {
	switch oid {
	case "1.2.840.113549.2.5":
		return md5.New
	case "1.3.14.3.2.26", "1.2.840.113549.2.7":
		return sha1.New
	case "2.16.840.1.101.3.4.2.4", "1.2.840.113549.2.8":
		return sha256.New224
	case "2.16.840.1.101.3.4.2.1", "1.2.840.113549.2.9":
		return sha256.New
	case "2.16.840.1.101.3.4.2.2", "1.2.840.113549.2.10":
		return sha512.New384
	case "2.16.840.1.101.3.4.2.3", "1.2.840.113549.2.11":
		return sha512.New
	case "2.16.840.1.101.3.4.2.5", "1.2.840.113549.2.12":
		return sha512.New512_224
	case "2.16.840.1.101.3.4.2.6", "1.2.840.113549.2.13":
		return sha512.New512_256
	}
	return nil
}

// HMAC is the HMAC of a message (RFC 2104).
func HMAC(newHash func() hash.Hash, key, message []byte) []byte {
	m := hmac.New(newHash, key)
	m.Write(message)
	return m.Sum(nil)
}
