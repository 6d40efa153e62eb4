package sealed

import (
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/unlock"
)

// What is recognised and not read has a name, so that a refusal can say what the
// file uses. Which of the tables has it tells who does read it.

// opensslNames are what OpenSSL 3 opens as it is.
var opensslNames = map[string]string{
	"1.2.840.113549.2.6":         "HMAC with MD5",
	"1.3.36.3.2.1":               "RIPEMD-160",
	"2.16.840.1.101.3.4.2.7":     "SHA3-224",
	"2.16.840.1.101.3.4.2.8":     "SHA3-256",
	"2.16.840.1.101.3.4.2.9":     "SHA3-384",
	"2.16.840.1.101.3.4.2.10":    "SHA3-512",
	"1.2.156.10197.1.401":        "SM3",
	"1.3.6.1.4.1.1722.12.2.1.16": "BLAKE2b-512",
	"1.3.6.1.4.1.1722.12.2.2.8":  "BLAKE2s-256",

	"1.3.14.3.2.17": "DES-EDE-ECB",

	"2.16.840.1.101.3.4.1.1":  "AES-128-ECB",
	"2.16.840.1.101.3.4.1.3":  "AES-128-OFB",
	"2.16.840.1.101.3.4.1.4":  "AES-128-CFB",
	"2.16.840.1.101.3.4.1.21": "AES-192-ECB",
	"2.16.840.1.101.3.4.1.23": "AES-192-OFB",
	"2.16.840.1.101.3.4.1.24": "AES-192-CFB",
	"2.16.840.1.101.3.4.1.41": "AES-256-ECB",
	"2.16.840.1.101.3.4.1.43": "AES-256-OFB",
	"2.16.840.1.101.3.4.1.44": "AES-256-CFB",

	"1.2.392.200011.61.1.1.1.2": "Camellia-128-CBC",
	"1.2.392.200011.61.1.1.1.3": "Camellia-192-CBC",
	"1.2.392.200011.61.1.1.1.4": "Camellia-256-CBC",
	"0.3.4401.5.3.1.9.1":        "Camellia-128-ECB",
	"0.3.4401.5.3.1.9.3":        "Camellia-128-OFB",
	"0.3.4401.5.3.1.9.4":        "Camellia-128-CFB",
	"0.3.4401.5.3.1.9.9":        "Camellia-128-CTR",
	"0.3.4401.5.3.1.9.21":       "Camellia-192-ECB",
	"0.3.4401.5.3.1.9.23":       "Camellia-192-OFB",
	"0.3.4401.5.3.1.9.24":       "Camellia-192-CFB",
	"0.3.4401.5.3.1.9.29":       "Camellia-192-CTR",
	"0.3.4401.5.3.1.9.41":       "Camellia-256-ECB",
	"0.3.4401.5.3.1.9.43":       "Camellia-256-OFB",
	"0.3.4401.5.3.1.9.44":       "Camellia-256-CFB",
	"0.3.4401.5.3.1.9.49":       "Camellia-256-CTR",

	"1.2.410.200046.1.1.1":  "ARIA-128-ECB",
	"1.2.410.200046.1.1.2":  "ARIA-128-CBC",
	"1.2.410.200046.1.1.3":  "ARIA-128-CFB",
	"1.2.410.200046.1.1.4":  "ARIA-128-OFB",
	"1.2.410.200046.1.1.5":  "ARIA-128-CTR",
	"1.2.410.200046.1.1.6":  "ARIA-192-ECB",
	"1.2.410.200046.1.1.7":  "ARIA-192-CBC",
	"1.2.410.200046.1.1.8":  "ARIA-192-CFB",
	"1.2.410.200046.1.1.9":  "ARIA-192-OFB",
	"1.2.410.200046.1.1.10": "ARIA-192-CTR",
	"1.2.410.200046.1.1.11": "ARIA-256-ECB",
	"1.2.410.200046.1.1.12": "ARIA-256-CBC",
	"1.2.410.200046.1.1.13": "ARIA-256-CFB",
	"1.2.410.200046.1.1.14": "ARIA-256-OFB",
	"1.2.410.200046.1.1.15": "ARIA-256-CTR",

	"1.2.156.10197.1.104.1": "SM4-ECB",
	"1.2.156.10197.1.104.2": "SM4-CBC",
	"1.2.156.10197.1.104.3": "SM4-OFB",
	"1.2.156.10197.1.104.4": "SM4-CFB",
	"1.2.156.10197.1.104.7": "SM4-CTR",
}

// legacyNames are what OpenSSL 3 opens with its legacy provider.
var legacyNames = map[string]string{
	"1.2.840.113549.2.4":     "MD4",
	"1.0.10118.3.0.55":       "Whirlpool",
	"1.2.840.113549.3.4":     "RC4",
	"1.2.840.113533.7.66.10": "CAST5-CBC",
	"1.3.6.1.4.1.3029.1.2":   "Blowfish-CBC",
	"1.2.410.200004.1.3":     "SEED-ECB",
	"1.2.410.200004.1.4":     "SEED-CBC",
	"1.2.410.200004.1.5":     "SEED-CFB",
	"1.2.410.200004.1.6":     "SEED-OFB",
	"1.3.14.3.2.6":           "DES-ECB",
	"1.3.14.3.2.8":           "DES-OFB",
	"1.3.14.3.2.9":           "DES-CFB",
}

// encryptionNames are what OpenSSL 3 does not open, or only where it was built
// for it.
var encryptionNames = map[string]string{
	"1.2.840.113549.1.5.1":  "PBE-MD2-DES",
	"1.2.840.113549.1.5.4":  "PBE-MD2-RC2-64",
	"1.2.840.113549.1.5.12": "PBKDF2",
	"1.2.840.113549.1.5.14": "PBMAC1",

	// Hashes and their HMACs.
	"1.2.840.113549.2.2":      "MD2",
	"2.16.840.1.101.3.4.2.13": "HMAC with SHA3-224",
	"2.16.840.1.101.3.4.2.14": "HMAC with SHA3-256",
	"2.16.840.1.101.3.4.2.15": "HMAC with SHA3-384",
	"2.16.840.1.101.3.4.2.16": "HMAC with SHA3-512",
	"1.2.643.2.2.9":           "GOST R 34.11-94",
	"1.2.643.2.2.10":          "HMAC with GOST R 34.11-94",
	"1.2.643.7.1.1.2.2":       "GOST R 34.11-2012",
	"1.2.643.7.1.1.2.3":       "GOST R 34.11-2012",
	"1.2.643.7.1.1.4.1":       "HMAC with GOST R 34.11-2012",
	"1.2.643.7.1.1.4.2":       "HMAC with GOST R 34.11-2012",
	"1.2.156.10197.1.401.2":   "HMAC with SM3",

	// Ciphers.
	"2.16.840.1.101.3.4.1.5":        "AES-128 key wrap",
	"2.16.840.1.101.3.4.1.7":        "AES-128-CCM",
	"2.16.840.1.101.3.4.1.8":        "AES-128 key wrap with padding",
	"2.16.840.1.101.3.4.1.25":       "AES-192 key wrap",
	"2.16.840.1.101.3.4.1.27":       "AES-192-CCM",
	"2.16.840.1.101.3.4.1.28":       "AES-192 key wrap with padding",
	"2.16.840.1.101.3.4.1.45":       "AES-256 key wrap",
	"2.16.840.1.101.3.4.1.47":       "AES-256-CCM",
	"2.16.840.1.101.3.4.1.48":       "AES-256 key wrap with padding",
	"1.2.840.113549.1.9.16.3.18":    "ChaCha20-Poly1305",
	"1.2.840.113549.3.9":            "RC5-CBC",
	"1.2.840.113533.7.66.12":        "PBE-MD5-CAST5",
	"1.3.6.1.4.1.188.7.1.1.2":       "IDEA-CBC",
	"1.2.410.200004.1.15":           "PBE-SHA1-SEED",
	"1.2.410.200046.1.1.34":         "ARIA-128-GCM",
	"1.2.410.200046.1.1.35":         "ARIA-192-GCM",
	"1.2.410.200046.1.1.36":         "ARIA-256-GCM",
	"1.2.643.2.2.21":                "GOST 28147-89",
	"1.2.643.7.1.1.5.1.1":           "Magma",
	"1.2.643.7.1.1.5.2.1":           "Kuznyechik",
	"1.2.643.7.1.1.5.2.2":           "Kuznyechik",
	"1.2.156.10197.1.104.8":         "SM4-GCM",
	"1.3.6.1.4.1.22554.1.1.2.1.2":   "a scheme of BouncyCastle's own with AES",
	"1.3.6.1.4.1.22554.1.1.2.1.22":  "a scheme of BouncyCastle's own with AES",
	"1.3.6.1.4.1.22554.1.1.2.1.42":  "a scheme of BouncyCastle's own with AES",
	"1.3.6.1.4.1.22554.1.2.1.2.1.2": "a scheme of BouncyCastle's own with AES",
	"1.3.6.1.4.1.42.2.17.1.1":       "the key protector of Java key stores",
	"1.3.6.1.4.1.42.2.19.1":         "the key protector of JCEKS key stores",
}

// unsupportedScheme refuses an algorithm by its OID.
func unsupportedScheme(oid string) error {
	if name := opensslNames[oid]; name != "" {
		return fault.Wrap(fault.UnsupportedEncryption, name, unlock.ErrOpenSSL)
	}
	if name := legacyNames[oid]; name != "" {
		return fault.Wrap(fault.UnsupportedEncryption, name, unlock.ErrLegacy)
	}
	return unlock.UnsupportedEncryption(encryptionNames[oid])
}
