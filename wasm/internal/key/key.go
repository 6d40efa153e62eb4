// Package key says what a key is: its numbers, where it came from, the
// certificates that travelled with it, and what a careful person should know
// about it.
//
// It holds numbers as big.Int and fixed-size byte strings and not as
// crypto/rsa and crypto/ecdsa types, because a JWK can carry keys that those
// refuse (an exponent over 31 bits, a 512-bit modulus, secp256k1, X448) and
// because a JWK must repeat the file's own CRT values to the last byte.
package key

import (
	"math/big"
	"time"
)

// Kinds of key, as the JWK "kty" member names them (RFC 7518 section 6.1,
// RFC 8037 section 2, RFC 9964 section 3).
const (
	KtyRSA = "RSA"
	KtyEC  = "EC"
	KtyOKP = "OKP"
	KtyOct = "oct"
	KtyAKP = "AKP"
)

// Material is the numbers of one key: *RSA, *EC, *OKP or *Oct.
type Material interface {
	// Kty is the JWK key type.
	Kty() string
	// IsPrivate reports whether private (or secret) numbers are present.
	IsPrivate() bool
	// Public returns the public half, sharing numbers with the receiver.
	// An Oct key has none: nil.
	Public() Material
	// Check reports, as a fault (invalid_key, key_mismatch, too_large),
	// why the numbers do not make a key.
	Check() error
}

// RSA is an RSA key (RFC 8017 section 3, RFC 7518 section 6.3).
// A public key has only N and E. A private key has all other fields set,
// Others only when it has more than two primes.
type RSA struct {
	N, E *big.Int

	D          *big.Int
	P, Q       *big.Int
	DP, DQ, QI *big.Int
	Others     []OtherPrime
}

// OtherPrime is one more prime of a multi-prime RSA key: its factor, CRT
// exponent and CRT coefficient ("oth", RFC 7518 section 6.3.2.7).
type OtherPrime struct{ R, D, T *big.Int }

// Curves, as the JWK "crv" member names them.
const (
	P256      = "P-256"
	P384      = "P-384"
	P521      = "P-521"
	Secp256k1 = "secp256k1"
	Ed25519   = "Ed25519"
	X25519    = "X25519"
	Ed448     = "Ed448"
	X448      = "X448"
)

// EC is a key on a short Weierstrass curve. X, Y and D are big-endian and
// exactly CurveBytes(Curve) long (32, 48, 66 or 32); D is nil in a public key.
type EC struct {
	Curve   string
	X, Y, D []byte
	derived bool // X and Y were computed from D
}

// OKP is a key whose halves are octets and no numbers: an Edwards or Montgomery
// key (RFC 8037), or one of ML-DSA (RFC 9964), which has one of mldsa.Names for a
// curve and KtyAKP for a type. X is CurveBytes(Curve) long, and D, the seed,
// SeedBytes(Curve); D is nil in a public key.
type OKP struct {
	Curve   string
	X, D    []byte
	derived bool // X was computed from D
}

// Oct is a symmetric key (RFC 7518 section 6.4).
type Oct struct{ K []byte }

// Key is one key as read or made.
type Key struct {
	Material Material

	// Source says where it came from, in words for a person:
	// "PKCS#8 private key, encrypted with AES-256-CBC".
	Source string
	// Comment is the name that came along: an OpenSSH comment, a PKCS#12
	// friendly name. It is the input's own text: show it as text only.
	Comment string
	// Algs, when not nil, are the only JWA algorithms that the key's own
	// AlgorithmIdentifier allows (RSASSA-PSS, RSAES-OAEP).
	Algs []string
	// Given is what came along, in a JWK or beside the key.
	Given Given
	// Chain are the certificates whose first has this key, leaf first.
	Chain []*Certificate
	// Engine says who made a new key: "SubtleCrypto" or "Go"; empty when read.
	Engine string
	// Notes are the decoder's remarks about how this key was read
	// (an END line was missing, …).
	Notes []Warning
}

// Given are the members that a JWK brought along; of any other key, the key ID,
// use and algorithm that stood beside it.
type Given struct {
	KID, Use, Alg string
	KeyOps        []string // not nil where the member came, even if it is empty
	X5C           [][]byte // certificates, DER, leaf first; not looked into

	// Members are all of its members that were kept, in the order in which they
	// came: those above, those that RFC 7517 has beside them (x5u, x5t,
	// x5t#S256), and those that nobody here knows, each as it was written. The
	// numbers of the key, kty and crv hold their places without a value. Raw
	// is the input's own text, and may be secret.
	Members []RawMember
}

// Silent reports whether nothing says what the key is for or which one it is.
func (g *Given) Silent() bool {
	return g.KID == "" && g.Use == "" && g.Alg == "" && g.KeyOps == nil
}

// AddBeside takes what is said in from where nothing is said yet: the use, the
// algorithm and the key ID that stand beside a key. A JWK says all of it itself.
func (g *Given) AddBeside(from Given) {
	if g.Members != nil {
		return
	}
	add := func(to *string, text string) {
		if *to == "" {
			*to = text
		}
	}
	add(&g.KID, from.KID)
	add(&g.Use, from.Use)
	add(&g.Alg, from.Alg)
}

// RawMember is a member of a JSON object as it came. Raw is the JSON of its
// value, without white space around it; nil where it only holds a place.
type RawMember struct {
	Name string
	Raw  []byte
}

// Certificate is what is shown of an X.509 certificate. It is filled from
// the DER as far as that can be read: a certificate too odd for crypto/x509
// still yields its key, with Odd set and the rest empty.
type Certificate struct {
	Raw             []byte // the DER
	SPKI            []byte // its SubjectPublicKeyInfo, DER
	Subject, Issuer string // RFC 4514 form; the input's own text
	Serial          string // hexadecimal
	NotBefore       time.Time
	NotAfter        time.Time
	IsCA            bool
	Odd             bool
	// Link is what it says of who issued it, nil where its DER was not read.
	Link *Link
}

// Link is what a certificate says of its issuer and of itself as an issuer
// (RFC 5280 section 4), for package chain. What it does not say, or says in a
// way that cannot be read, is empty.
type Link struct {
	// Issuer and Subject are the names in a form that is equal for all
	// spellings of one name (section 7.1).
	Issuer, Subject string
	// Key is the public key in it; nil when it cannot be read.
	Key Material

	// SubjectKeyID is its own key identifier. The others are what its
	// authority key identifier says of the issuer's certificate: that one's
	// key identifier, or its issuer (as Issuer above) and serial number (as
	// Certificate.Serial).
	SubjectKeyID, AuthorityKeyID     []byte
	AuthorityIssuer, AuthoritySerial string

	Version        int  // 1, 2 or 3
	HasConstraints bool // BasicConstraints are there
	MaxPath        int  // their pathLenConstraint, -1 for none
	HasUsage       bool // KeyUsage is there
	SignsCerts     bool // and names keyCertSign

	Signed    []byte // the DER that the signature is over
	Algorithm []byte // the AlgorithmIdentifier of the signature, DER; empty when the two in a certificate differ
	Signature []byte
}

// Warning is something a careful person should know, with what to do.
type Warning struct {
	Code    string `json:"code"`    // stable: "rsa_small_modulus"
	Message string `json:"message"` // what is the matter and why
	Action  string `json:"action"`  // what to do
	// Grave is what must not be published like this.
	Grave bool `json:"grave,omitempty"`
}

// Skipped is a part of the input that gave no key, with the reason.
type Skipped struct {
	// Label is the PEM label or the kind of thing.
	Label string
	// Err is a fault.
	Err error
}
