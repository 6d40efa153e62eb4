package digest

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"strings"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/ssh"
)

// thing is something that is hashed, or taken as it is.
type thing struct {
	// name completes "the SHA-256 of …"; with as it completes "this is …".
	name string
	data []byte
	// as is how it is called by the name of its hash, where it has a name of
	// its own: {"SHA-256": "the RFC 7638 thumbprint"}.
	as map[string]string
	// plain is that the data itself is the name: it is not hashed.
	plain bool
	// cut is the size to which a digest of it is cut, 0 for none.
	cut int
	// certificate is the number in the chain, from 1; 0 for the key itself.
	certificate int
	// mistake is why nobody should name a key so, "" for what is right; what
	// should have been hashed is instead.
	mistake string
	instead []byte
}

// sum is a digest of data with as many bytes as size; nil for no such hash.
func sum(size int, data []byte) []byte {
	switch size {
	case md5.Size:
		s := md5.Sum(data)
		return s[:]
	case sha1.Size:
		s := sha1.Sum(data)
		return s[:]
	case sha256.Size224:
		s := sha256.Sum224(data)
		return s[:]
	case sha256.Size:
		s := sha256.Sum256(data)
		return s[:]
	case sha512.Size384:
		s := sha512.Sum384(data)
		return s[:]
	case sha512.Size:
		s := sha512.Sum512(data)
		return s[:]
	}
	return nil
}

// HashName is the hash that gives so many bytes; "" for none.
func HashName(size int) string {
	return map[int]string{16: "MD5", 20: "SHA-1", 28: "SHA-224", 32: "SHA-256", 48: "SHA-384", 64: "SHA-512"}[size]
}

// forms are the encodings of a key that are hashed. Those that a key does not have
// are nil.
type forms struct {
	k                  *key.Key
	jwk                []byte
	spki, pkcs1, blob  []byte
	bits               []byte // of the SubjectPublicKeyInfo
	pkcs8, traditional []byte
	point              []byte
	x, y               []byte // x is the modulus, of RSA
}

func formsOf(k *key.Key) *forms {
	f := &forms{k: k, jwk: object(thumbprintMembers(k.Material))}
	if k.Material.Kty() == key.KtyOct {
		return f
	}
	f.spki, _ = encode.DER(k, encode.SPKI)
	f.pkcs1, _ = encode.DER(k, encode.PKCS1Public)
	f.pkcs8, _ = encode.DER(k, encode.PKCS8)
	f.traditional, _ = encode.DER(k, encode.Traditional)
	f.blob, _, _ = ssh.Wire(k.Material)
	switch m := k.Material.(type) {
	case *key.RSA:
		f.bits, f.x = f.pkcs1, m.N.Bytes()
	case *key.EC:
		f.point = append(append([]byte{4}, m.X...), m.Y...)
		f.bits, f.x, f.y = f.point, m.X, m.Y
	case *key.OKP:
		f.bits, f.x = m.X, m.X
	}
	return f
}

// right are the things whose digests name the key or one of its certificates.
func (f *forms) right() []thing {
	list := []thing{{name: "its JWK by RFC 7638", data: f.jwk, as: map[string]string{
		"SHA-256": "its RFC 7638 thumbprint",
	}}}
	add := func(t thing) {
		if len(t.data) > 0 {
			list = append(list, t)
		}
	}
	for i, c := range f.k.Chain {
		add(thing{name: "its certificate", data: c.Raw, certificate: i + 1, as: map[string]string{
			"SHA-1": "the SHA-1 of its certificate (x5t)", "SHA-256": "the SHA-256 of its certificate (x5t#S256)",
		}})
	}
	add(thing{name: "its public key (SPKI)", data: f.spki})
	add(thing{name: "its OpenSSH public key", data: f.blob, as: map[string]string{
		"SHA-256": "its OpenSSH fingerprint (SHA-256)", "MD5": "its OpenSSH fingerprint (MD5)",
	}})
	bits := "its public key's bits"
	if f.pkcs1 != nil {
		bits = "its RSAPublicKey (PKCS#1)"
	}
	// The whole digest, before the beginning of it that is a name, too.
	add(thing{name: bits, data: f.bits, as: map[string]string{
		"SHA-1": "its subject key identifier (RFC 5280: the SHA-1 of its public key's bits)",
	}})
	add(thing{name: "its subject key identifier by RFC 7093", data: f.bits, cut: 20, as: map[string]string{
		"SHA-256": "its subject key identifier (RFC 7093: the first 160 bits of the SHA-256 of its public key's bits)",
	}})
	add(thing{name: "its public key (SPKI), as Docker names it", data: f.spki, cut: 30, as: map[string]string{
		"SHA-256": "its Docker key ID (240 bits of the SHA-256 of its SPKI)",
	}})
	if m, ok := f.k.Material.(*key.RSA); ok {
		add(thing{name: "its modulus, as openssl -modulus prints it", data: []byte("Modulus=" + strings.ToUpper(hex.EncodeToString(m.N.Bytes())) + "\n")})
	}
	add(thing{name: "its private key in PKCS#8, as AWS makes it", data: f.pkcs8})
	for i, c := range f.k.Chain {
		if c.Link != nil {
			add(thing{name: "the subject key identifier in its certificate", data: c.Link.SubjectKeyID, plain: true, certificate: i + 1})
			if string(c.SPKI) != string(f.spki) {
				add(thing{name: "the public key (SPKI) of its certificate", data: c.SPKI, certificate: i + 1})
			}
		}
	}
	return list
}

// SHA1 is the SHA-1 of data.
func SHA1(data []byte) []byte { return sum(sha1.Size, data) }
