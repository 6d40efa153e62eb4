package der

import (
	"strconv"
	"strings"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
)

// Algorithms of keys that have a JWK form, as a SubjectPublicKeyInfo or a
// PKCS#8 AlgorithmIdentifier names them.
const (
	oidRSA     = "1.2.840.113549.1.1.1" // RFC 3279 section 2.3.1
	oidRSAX509 = "2.5.8.1.1"            // the same, as X.509 of 1988 named it
	oidRSAOAEP = "1.2.840.113549.1.1.7" // RFC 4055 section 4
	oidRSAPSS  = "1.2.840.113549.1.1.10"
	oidEC      = "1.2.840.10045.2.1" // RFC 5480 section 2.1.1
	oidECDH    = "1.3.132.1.12"      // RFC 5480 section 2.1.2
)

// namedCurves are the curves of EC keys that have a JWK form.
var namedCurves = map[string]string{
	"1.2.840.10045.3.1.7": key.P256,
	"1.3.132.0.34":        key.P384,
	"1.3.132.0.35":        key.P521,
	"1.3.132.0.10":        key.Secp256k1,
}

// okpCurves are the algorithms whose OID says it all (RFC 8410 section 3).
var okpCurves = map[string]string{
	"1.3.101.110": key.X25519,
	"1.3.101.111": key.X448,
	"1.3.101.112": key.Ed25519,
	"1.3.101.113": key.Ed448,
}

// okpCurve is the curve, or parameter set of ML-DSA, that an OID says, "" for
// another one.
func okpCurve(oid string) string {
	if curve := okpCurves[oid]; curve != "" {
		return curve
	}
	return mldsa.ByOID(oid)
}

// Why keys are refused.
const (
	whyNotJOSE  = "JOSE has no algorithm for it"
	whyNational = "JOSE has no national algorithms"
	whyTooNew   = "no RFC gives it a JWK form yet"
	whyNotAKey  = "it names a signature, not a kind of key"
)

// The reasons that others give too, for what is refused by its label.
const (
	WhyNotJOSE  = whyNotJOSE
	WhyNational = whyNational
)

// refusedAlgorithms are the algorithms refused by name, each with the reason.
// A key that ends in a dot stands for all OIDs that begin so.
var refusedAlgorithms = map[string][2]string{
	"1.2.840.10040.4.1":           {"DSA", whyNotJOSE},
	"1.3.14.3.2.12":               {"DSA", whyNotJOSE},
	"1.2.840.113549.1.3.1":        {"Diffie-Hellman", whyNotJOSE},
	"1.2.840.10046.2.1":           {"Diffie-Hellman, X9.42", whyNotJOSE},
	"1.3.132.1.13":                {"ECMQV", whyNotJOSE},
	"1.3.14.7.2.1.1":              {"ElGamal", whyNotJOSE},
	"1.3.6.1.4.1.3029.1.2.1":      {"ElGamal", whyNotJOSE},
	"2.16.840.1.101.2.1.1.22":     {"KEA", whyNotJOSE},
	"1.2.840.113549.1.9.16.3.17":  {"HSS/LMS", whyNotJOSE},
	"1.3.6.1.5.5.7.6.34":          {"XMSS", whyNotJOSE},
	"1.3.6.1.5.5.7.6.35":          {"XMSS^MT", whyNotJOSE},
	"1.3.6.1.4.1.3029.1.5.1":      {"Curve25519 of GnuPG", whyNotJOSE},
	"1.3.6.1.4.1.11591.15.1":      {"Ed25519 of GnuPG", whyNotJOSE},
	"1.2.643.2.2.19":              {"GOST R 34.10-2001", whyNational},
	"1.2.643.2.2.20":              {"GOST R 34.10-94", whyNational},
	"1.2.643.2.2.98":              {"GOST R 34.10-2001 DH", whyNational},
	"1.2.643.7.1.1.1.1":           {"GOST R 34.10-2012, 256 bit", whyNational},
	"1.2.643.7.1.1.1.2":           {"GOST R 34.10-2012, 512 bit", whyNational},
	"1.2.643.":                    {"GOST", whyNational},
	"1.2.156.10197.1.301":         {"SM2", whyNational},
	"1.2.156.10197.1.301.":        {"SM2", whyNational},
	"1.2.410.200004.1.":           {"KCDSA", whyNational},
	"1.2.804.2.1.1.1.1.3.1.":      {"DSTU 4145", whyNational},
	"1.2.112.0.2.0.34.101.45.2.1": {"bign, STB 34.101.45", whyNational},
	"2.16.840.1.101.3.4.3.20":     {"SLH-DSA-SHA2-128s", whyTooNew},
	"2.16.840.1.101.3.4.3.21":     {"SLH-DSA-SHA2-128f", whyTooNew},
	"2.16.840.1.101.3.4.3.22":     {"SLH-DSA-SHA2-192s", whyTooNew},
	"2.16.840.1.101.3.4.3.23":     {"SLH-DSA-SHA2-192f", whyTooNew},
	"2.16.840.1.101.3.4.3.24":     {"SLH-DSA-SHA2-256s", whyTooNew},
	"2.16.840.1.101.3.4.3.25":     {"SLH-DSA-SHA2-256f", whyTooNew},
	"2.16.840.1.101.3.4.3.26":     {"SLH-DSA-SHAKE-128s", whyTooNew},
	"2.16.840.1.101.3.4.3.27":     {"SLH-DSA-SHAKE-128f", whyTooNew},
	"2.16.840.1.101.3.4.3.28":     {"SLH-DSA-SHAKE-192s", whyTooNew},
	"2.16.840.1.101.3.4.3.29":     {"SLH-DSA-SHAKE-192f", whyTooNew},
	"2.16.840.1.101.3.4.3.30":     {"SLH-DSA-SHAKE-256s", whyTooNew},
	"2.16.840.1.101.3.4.3.31":     {"SLH-DSA-SHAKE-256f", whyTooNew},
	"2.16.840.1.101.3.4.3.":       {"a pre-hash form of ML-DSA or SLH-DSA", whyTooNew},
	"2.16.840.1.101.3.4.4.1":      {"ML-KEM-512", whyTooNew},
	"2.16.840.1.101.3.4.4.2":      {"ML-KEM-768", whyTooNew},
	"2.16.840.1.101.3.4.4.3":      {"ML-KEM-1024", whyTooNew},
	"2.16.840.1.101.3.4.4.":       {"a form of ML-KEM", whyTooNew},
	"1.2.840.113549.1.9.16.3.14":  {"RSA-KEM", whyNotJOSE},
	"2.16.840.1.114027.80.":       {"a composite post-quantum algorithm", whyTooNew},
	"1.3.6.1.5.5.7.6.":            {"a composite post-quantum algorithm", whyTooNew},
	"1.3.6.1.4.1.2.267.":          {"Dilithium", whyTooNew},
	"1.3.6.1.4.1.22554.5.":        {"a post-quantum algorithm of Bouncy Castle's own", whyTooNew},
	"1.3.9999.":                   {"a post-quantum algorithm of Open Quantum Safe's own", whyTooNew},
	"1.2.840.113549.1.1.":         {"RSA with a hash", whyNotAKey},
	"1.2.840.10045.4.":            {"ECDSA with a hash", whyNotAKey},
	"1.2.840.10045.2.":            {"an elliptic curve algorithm other than ECDSA and ECDH", whyNotJOSE},
	"1.3.132.1.":                  {"an elliptic curve algorithm other than ECDSA and ECDH", whyNotJOSE},
}

// refusedCurves are the curves refused by name.
var refusedCurves = map[string]string{
	"1.2.840.10045.3.1.1":     "P-192",
	"1.2.840.10045.3.1.2":     "prime192v2",
	"1.2.840.10045.3.1.3":     "prime192v3",
	"1.2.840.10045.3.1.4":     "prime239v1",
	"1.2.840.10045.3.1.5":     "prime239v2",
	"1.2.840.10045.3.1.6":     "prime239v3",
	"1.3.132.0.6":             "secp112r1",
	"1.3.132.0.7":             "secp112r2",
	"1.3.132.0.8":             "secp160r1",
	"1.3.132.0.9":             "secp160k1",
	"1.3.132.0.28":            "secp128r1",
	"1.3.132.0.29":            "secp128r2",
	"1.3.132.0.30":            "secp160r2",
	"1.3.132.0.31":            "secp192k1",
	"1.3.132.0.32":            "secp224k1",
	"1.3.132.0.33":            "P-224",
	"1.3.132.0.":              "a binary curve of SEC 2",
	"1.2.840.10045.3.0.":      "a binary curve of X9.62",
	"2.23.43.1.4.":            "a curve of WTLS",
	"1.3.36.3.3.2.8.1.1.1":    "brainpoolP160r1",
	"1.3.36.3.3.2.8.1.1.2":    "brainpoolP160t1",
	"1.3.36.3.3.2.8.1.1.3":    "brainpoolP192r1",
	"1.3.36.3.3.2.8.1.1.4":    "brainpoolP192t1",
	"1.3.36.3.3.2.8.1.1.5":    "brainpoolP224r1",
	"1.3.36.3.3.2.8.1.1.6":    "brainpoolP224t1",
	"1.3.36.3.3.2.8.1.1.7":    "brainpoolP256r1",
	"1.3.36.3.3.2.8.1.1.8":    "brainpoolP256t1",
	"1.3.36.3.3.2.8.1.1.9":    "brainpoolP320r1",
	"1.3.36.3.3.2.8.1.1.10":   "brainpoolP320t1",
	"1.3.36.3.3.2.8.1.1.11":   "brainpoolP384r1",
	"1.3.36.3.3.2.8.1.1.12":   "brainpoolP384t1",
	"1.3.36.3.3.2.8.1.1.13":   "brainpoolP512r1",
	"1.3.36.3.3.2.8.1.1.14":   "brainpoolP512t1",
	"1.2.250.1.223.101.256.1": "FRP256v1",
	"1.2.156.10197.1.301":     "SM2",
	"1.2.643.":                "a GOST curve",
	"1.3.6.1.4.1.3029.1.5.1":  "Curve25519 of GnuPG",
}

// refuseAlgorithm is the fault for a key of an algorithm that has no JWK form.
func refuseAlgorithm(oid string) error {
	row, ok := byArc(refusedAlgorithms, oid)
	if !ok {
		return fault.New(fault.UnsupportedAlgorithm, "none that is known here: the algorithm is unknown")
	}
	return fault.New(fault.UnsupportedAlgorithm, row[0]+": "+row[1])
}

// refuseCurve is the fault for a key on a curve that has no JWK form.
func refuseCurve(oid string) error {
	name, ok := byArc(refusedCurves, oid)
	if !ok {
		name = "none that is known here: the curve is unknown"
	}
	return fault.New(fault.UnsupportedCurve, name)
}

// byArc looks up an OID, then the arcs above it, nearest first.
func byArc[T any](table map[string]T, oid string) (T, bool) {
	row, ok := table[oid]
	for !ok {
		end := strings.LastIndexByte(oid, '.')
		if end < 0 {
			break
		}
		row, ok = table[oid[:end+1]]
		oid = oid[:end]
	}
	return row, ok
}

// OIDString writes the contents of an OBJECT IDENTIFIER with dots. One that
// is not well formed, or has an arc over 63 bits, gives "".
func OIDString(id cryptobyte.String) string {
	var out []byte
	var arc uint64
	for i, b := range id {
		if arc >= 1<<56 {
			return ""
		}
		arc = arc<<7 | uint64(b&0x7f)
		if b&0x80 != 0 {
			if i == len(id)-1 {
				return ""
			}
			continue
		}
		if out == nil {
			first := min(arc/40, 2)
			out = strconv.AppendUint(out, first, 10)
			arc -= 40 * first
		}
		out = append(out, '.')
		out = strconv.AppendUint(out, arc, 10)
		arc = 0
	}
	return string(out)
}

// SplitAlgorithm splits the contents of an AlgorithmIdentifier.
func SplitAlgorithm(alg cryptobyte.String) (oid string, params cryptobyte.String, ok bool) {
	var id cryptobyte.String
	if !alg.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) {
		return "", nil, false
	}
	return OIDString(id), alg, true
}
