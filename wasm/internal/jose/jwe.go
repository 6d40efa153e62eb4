package jose

// JWE is a JSON Web Encryption (RFC 7516) that was read and not yet opened.
type JWE struct {
	// Recipients are those it was encrypted for, at least one: a passphrase, a
	// key that two share, or the public key of somebody.
	Recipients []Recipient

	aad, iv, ciphertext, tag []byte
}

// Recipient is how one of those that a JWE is for gets at the key of its content.
type Recipient struct {
	Alg, Enc string
	// Type and ContentType are "typ" and "cty": what the whole is, and what is
	// inside.
	Type, ContentType string
	// EncryptedKey is the key of the content, encrypted as Alg says.
	EncryptedKey []byte
	// Salt and Iterations are those of PBES2 (RFC 7518 section 4.8.1): "p2s" and
	// "p2c", 0 where it is not there or no positive whole number. One of over 31
	// bits is the largest of 31.
	Salt       []byte
	Iterations int64
	// iv and tag are those of A128GCMKW and its kin (RFC 7518 section 4.7.1).
	iv, tag []byte
	// Critical says that there are extensions that must be understood
	// (RFC 7516 section 4.1.13). None is here.
	Critical bool
	packed   string // "zip"
}

// Limits on what is read of a JWE.
const (
	// maxRecipients stops a JWE for thousands of recipients: a key has to be tried for
	// each.
	maxRecipients = 16
	// maxJWEHeader is in bytes. The header of each recipient is merged with the common
	// one, so that a large one for many recipients would cost the square of its size.
	maxJWEHeader = 16 << 10
)

// Packed reports whether the content is packed, and whether in a way that Open
// unpacks.
func (r *Recipient) Packed() (packed, known bool) { return r.packed != "", r.packed == "DEF" }

// UnwrapGCM decrypts EncryptedKey by AES-GCM (RFC 7518 section 4.7).
func (r *Recipient) UnwrapGCM(kek []byte) ([]byte, bool) {
	return openGCM(kek, r.iv, r.EncryptedKey, r.tag, nil)
}

// Open decrypts the content with its key, as a recipient's header says; false
// when the key is another one, or something was changed.
func (j *JWE) Open(r *Recipient, cek []byte) ([]byte, bool) {
	c := contents[r.Enc]
	if c.size == 0 || len(cek) != c.size {
		return nil, false
	}
	var plain []byte
	var ok bool
	if c.hash == nil {
		plain, ok = openGCM(cek, j.iv, j.ciphertext, j.tag, j.aad)
	} else {
		plain, ok = openCBC(c, cek, j.iv, j.ciphertext, j.tag, j.aad)
	}
	if ok && r.packed == "DEF" {
		return inflate(plain)
	}
	return plain, ok
}
