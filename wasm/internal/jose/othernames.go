package jose

import (
	"slices"
	"strings"

	"jwkmint/wasm/internal/key"
)

// useNames are the words for a use: of JWKs, SAML, Keycloak, AWS and Google.
var useNames = map[string]string{
	"sig": UseSig, "sign": UseSig, "signing": UseSig, "signature": UseSig, "verify": UseSig, "ver": UseSig, "signverify": UseSig, "asymmetricsign": UseSig,
	"enc": UseEnc, "encrypt": UseEnc, "encryption": UseEnc, "decrypt": UseEnc, "encryptdecrypt": UseEnc,
	"asymmetricdecrypt": UseEnc, "keyagreement": UseEnc,
}

// UseNamed is the use that a word stands for, in any spelling; "" where it is none.
func UseNamed(word string) string { return useNames[plainName(word)] }

// AlgorithmNamed is the algorithm of a key that a name stands for: the JWA one in any
// capitals, or that of COSE, Java, OpenSSL, XML signatures, Google or Amazon. It is ""
// where the name is none, or stands for several of the key's. only is key.Key.Algs.
func AlgorithmNamed(m key.Material, only []string, name string) string {
	var fits []string
	others := otherAlgorithms(name)
	for _, use := range Uses(m, only) {
		for _, alg := range Algorithms(m, use, only) {
			if alg == name {
				return alg
			}
			if plainName(alg) == plainName(name) || slices.Contains(others, alg) {
				fits = append(fits, alg)
			}
		}
	}
	if len(fits) != 1 {
		return ""
	}
	return fits[0]
}

// coseAlgorithms are by their numbers in COSE (RFC 9053, RFC 8812), which WebAuthn has, too.
var coseAlgorithms = map[string]string{
	"-7": "ES256", "-35": "ES384", "-36": "ES512", "-47": "ES256K", "-8": "EdDSA",
	"-257": "RS256", "-258": "RS384", "-259": "RS512", "-37": "PS256", "-38": "PS384", "-39": "PS512",
}

// algorithmWords are what the names of algorithms are made of, longer ones before those
// that they begin with.
var algorithmWords = strings.Fields("secp256k1 ed25519 encryption decrypt ecdsa eddsa ec pkcs1 p256 p384 p521 mgf1 oaep pss rsassa rsaes rsa sha1 sha256 sha384 sha512 sign with and v15")

// otherAlgorithms are the algorithms that a name of other standards and programs stands for,
// such as SHA256withRSA, RSASSA_PSS_SHA_256 and RSA_DECRYPT_OAEP_2048_SHA1. The curve of
// the key decides between those that have several.
func otherAlgorithms(name string) []string {
	if alg := coseAlgorithms[name]; alg != "" {
		return []string{alg}
	}
	_, fragment, isURI := strings.Cut(name, "#") // of XML signatures
	if isURI {
		name = fragment
	}
	has, hash := map[string]bool{}, ""
	rest := plainName(name)
	for rest != "" {
		i := slices.IndexFunc(algorithmWords, func(word string) bool { return strings.HasPrefix(rest, word) })
		if i < 0 {
			size := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
			if size != 4 { // of an RSA key, in bits
				return nil
			}
			rest = rest[size:]
			continue
		}
		word := algorithmWords[i]
		if bits, isHash := strings.CutPrefix(word, "sha"); isHash {
			if hash != "" && hash != bits {
				return nil
			}
			hash = bits
		}
		has[word], rest = true, rest[len(word):]
	}
	isRSA := has["rsa"] || has["rsassa"] || has["rsaes"] || has["pkcs1"]
	isEC := has["ecdsa"] || has["ec"]
	switch {
	case has["ed25519"]:
		return []string{"EdDSA"}
	case hash == "" || isRSA == isEC:
		return nil
	case has["oaep"] && hash == "1":
		return []string{"RSA-OAEP"}
	case has["oaep"]:
		return []string{"RSA-OAEP-" + hash}
	case hash == "1":
		return nil
	case has["pss"], has["mgf1"]:
		return []string{"PS" + hash}
	case isRSA:
		return []string{"RS" + hash}
	case has["secp256k1"]:
		return []string{"ES256K"}
	case hash == "256" && !has["p256"]:
		return []string{"ES256", "ES256K"}
	}
	return []string{"ES" + hash}
}
