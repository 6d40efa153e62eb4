package unlock

import (
	"crypto/md5"
	"hash"
)

// BytesToKeyMD5 is OpenSSL's EVP_BytesToKey with MD5 and one iteration, by
// which it makes the key of a PEM block with a DEK-Info header.
func BytesToKeyMD5(pass, salt []byte, size int) []byte {
	var key, last []byte
	for len(key) < size {
		h := md5.New()
		h.Write(last)
		h.Write(pass)
		h.Write(salt)
		last = h.Sum(nil)
		key = append(key, last...)
	}
	return key[:size]
}

// PBKDF1 derives size bytes, at most one hash, as RFC 8018 section 5.1 says.
func PBKDF1(newHash func() hash.Hash, pass, salt []byte, iterations, size int) []byte {
	h := newHash()
	h.Write(pass)
	h.Write(salt)
	sum := h.Sum(nil)
	for range iterations - 1 {
		h.Reset()
		h.Write(sum)
		sum = h.Sum(sum[:0])
	}
	return sum[:size]
}

// What a PKCS#12 derivation makes (RFC 7292 appendix B.3).
const (
	PKCS12ForKey = 1
	PKCS12ForIV  = 2
	PKCS12ForMAC = 3
)

// PKCS12KDF derives size bytes from a passphrase in BMPString form, as
// RFC 7292 appendix B.2 says.
func PKCS12KDF(newHash func() hash.Hash, pass, salt []byte, id byte, iterations, size int) []byte {
	h := newHash()
	v := h.BlockSize()
	d := make([]byte, v)
	for i := range d {
		d[i] = id
	}
	i := append(repeatTo(salt, v), repeatTo(pass, v)...)
	var key []byte
	for {
		h.Reset()
		h.Write(d)
		h.Write(i)
		a := h.Sum(nil)
		for range iterations - 1 {
			h.Reset()
			h.Write(a)
			a = h.Sum(a[:0])
		}
		key = append(key, a...)
		if len(key) >= size {
			return key[:size]
		}
		b := repeatTo(a, v)[:v]
		for j := 0; j < len(i); j += v {
			addOne(i[j:j+v], b)
		}
	}
}

// repeatTo repeats s to the next multiple of v bytes; nothing stays nothing.
func repeatTo(s []byte, v int) []byte {
	if len(s) == 0 {
		return nil
	}
	out := make([]byte, (len(s)+v-1)/v*v)
	for n := 0; n < len(out); {
		n += copy(out[n:], s)
	}
	return out
}

// addOne sets i to i + b + 1 modulo 2^(8·len(i)), big-endian.
func addOne(i, b []byte) {
	carry := 1
	for k := len(i) - 1; k >= 0; k-- {
		carry += int(i[k]) + int(b[k])
		i[k] = byte(carry)
		carry >>= 8
	}
}
