package sealed

import (
	"crypto/sha256"
	"crypto/sha512"
	"hash"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/pbkdf2"
	"jwkmint/wasm/internal/unlock"
)

// jweScheme is how the key of a JWE's content is encrypted (RFC 7518 section 4.1).
type jweScheme struct {
	size int              // of the key that encrypts it, in bytes; 0 for dir, where it is the content's own
	hash func() hash.Hash // of PBES2: the key comes of a passphrase
	gcm  bool
}

var jweSchemes = map[string]jweScheme{
	"PBES2-HS256+A128KW": {16, sha256.New, false},
	"PBES2-HS384+A192KW": {24, sha512.New384, false},
	"PBES2-HS512+A256KW": {32, sha512.New, false},
	"A128KW":             {16, nil, false},
	"A192KW":             {24, nil, false},
	"A256KW":             {32, nil, false},
	"A128GCMKW":          {16, nil, true},
	"A192GCMKW":          {24, nil, true},
	"A256GCMKW":          {32, nil, true},
	"dir":                {0, nil, false},
}

// DecryptJWE opens a JWE by a passphrase, or by the key that was typed in its
// place, and returns its content and the names of its algorithms. It tries its
// recipients in turn. Nothing is derived before a passphrase was given, and
// what is not read here is refused before one is asked for.
func DecryptJWE(j *jose.JWE, pass []byte, spent *unlock.Effort) (plain []byte, scheme string, err error) {
	var refused []key.Skipped
	for i := range j.Recipients {
		r := &j.Recipients[i]
		cek, err := jweKey(j, r, pass, spent)
		if err != nil {
			refused = append(refused, key.Skipped{Err: err})
			continue
		}
		// The key of the content fits, so that another recipient has no other.
		plain, ok := j.Open(r, cek)
		if !ok {
			return nil, "", fault.New(fault.Malformed, "a JWE whose passphrase fits, and whose content was changed")
		}
		return plain, r.Alg + " and " + r.Enc, nil
	}
	return nil, "", key.MostUseful(refused)
}

// jweKey returns the key of the content of a JWE.
func jweKey(j *jose.JWE, r *jose.Recipient, pass []byte, spent *unlock.Effort) ([]byte, error) {
	s, known := jweSchemes[r.Alg]
	packed, unpacks := r.Packed()
	switch {
	case !known:
		return nil, jweForOthers(r.Alg)
	case r.Critical:
		return nil, jweUnsupported("a JWE with extensions (crit)")
	case jose.ContentKeySize(r.Enc) == 0:
		return nil, jweUnsupported("a JWE whose content is encrypted in an unknown way")
	case packed && !unpacks:
		return nil, jweUnsupported("a JWE whose content is packed in an unknown way")
	case s.hash != nil:
		return s.byPassphrase(r, pass, spent)
	}
	return s.byKey(j, r, pass)
}

// byPassphrase derives the key as RFC 7518 section 4.8.1.1 says.
func (s jweScheme) byPassphrase(r *jose.Recipient, pass []byte, spent *unlock.Effort) ([]byte, error) {
	if len(r.Salt) == 0 || r.Iterations == 0 {
		return nil, unlock.BadEncryption()
	}
	salt := append([]byte(r.Alg+"\x00"), r.Salt...)
	err := unlock.CheckSalt(r.Salt)
	cost, tooMany := unlock.IterationCost(r.Iterations, 1, unlock.Limits.HMACs)
	if err == nil {
		err = tooMany
	}
	if err != nil {
		return nil, unlock.WithCommand(err, jweCostlyHint)
	}
	d := &unlock.Derivation{
		ID:   unlock.DerivationID("PBES2 "+strconv.FormatInt(r.Iterations, 10), string(salt), s.size),
		Cost: cost,
		// Those who write a JWE ask for a passphrase, or write none: the empty one
		// is tried when it is said to be that.
		NeverEmpty: true,
		Run: func(form []byte, spent *unlock.Effort) []byte {
			kek, err := pbkdf2.Key(spent.Subtle, s.hash, form, salt, int(r.Iterations), s.size)
			if err != nil {
				panic("pbkdf2: " + err.Error()) // sizes are checked above
			}
			return kek
		},
	}
	var cek []byte
	err = spent.Unlock(d, pass, func(kek []byte) (ok bool) {
		cek, ok = jose.UnwrapKey(kek, r.EncryptedKey)
		return ok
	})
	return cek, err
}

// byKey tries what was typed as the key itself.
func (s jweScheme) byKey(j *jose.JWE, r *jose.Recipient, typed []byte) ([]byte, error) {
	size := s.size
	if size == 0 {
		size = jose.ContentKeySize(r.Enc)
	}
	under := "under a key, by " + r.Alg
	if !strings.Contains(r.ContentType, "jwk") {
		under += "; what is inside may also be something else"
	}
	hint := "Type the key that it was encrypted with, of " + strconv.Itoa(size) + " bytes: as text, in base64url or hexadecimal, or as a JWK (oct)."
	if typed == nil {
		return nil, fault.New(fault.PassphraseRequired, under).WithHint(hint)
	}
	for _, kek := range typedKeys(typed, size) {
		cek, ok := kek, false
		switch {
		case s.size == 0:
			_, ok = j.Open(r, kek)
		case s.gcm:
			cek, ok = r.UnwrapGCM(kek)
		default:
			cek, ok = jose.UnwrapKey(kek, r.EncryptedKey)
		}
		if ok {
			return cek, nil
		}
	}
	return nil, fault.New(fault.WrongPassphrase, under).WithHint(hint)
}

// jweForOthers says who can open a JWE that no passphrase does.
func jweForOthers(alg string) error {
	for _, of := range []struct{ begins, name string }{
		{"RSA", "a JWE for the holder of an RSA key"},
		{"ECDH", "a JWE for the holder of a key for ECDH (P-256 or X25519, for example)"},
	} {
		if strings.HasPrefix(alg, of.begins) {
			return jweUnsupported(of.name)
		}
	}
	return jweUnsupported("a JWE of an unknown algorithm")
}

func jweUnsupported(name string) error {
	return unlock.UnsupportedEncryption(name).(*fault.Error).WithHint(jweOpenHint)
}

const (
	jweOpenHint   = "Whoever has its key opens it, and gives you what is inside: step crypto jwe decrypt --key KEY < FILE"
	jweCostlyHint = "If it is yours, let the program that wrote it encrypt it again, with fewer iterations (p2c): 600,000 are usual."
)
