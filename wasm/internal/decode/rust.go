package decode

import (
	"bytes"
	"strings"
)

// ofRust gives the members of a JWK the names and places that RFC 7517 has for what Rust's
// crate jsonwebtoken prints of one with {:?}.
func ofRust(value []byte) []byte {
	if !bytes.Contains(value, []byte(`"key_type":`)) {
		return value
	}
	return []byte(rustNames.Replace(string(value)))
}

var rustNames = strings.NewReplacer(`{"common":{`, "{", `},"algorithm": {`, ",", "} }", "}",
	`"key_type":"OctetKeyPair"`, `"kty":"OKP"`, `"key_type":"Octet","value"`, `"kty":"oct","k"`, `"key_type"`, `"kty"`, `"curve":"P`, `"crv":"P-`, `"curve"`, `"crv"`,
	`"public_key_use": "Signature"`, `"use":"sig"`, `"public_key_use": "Encryption"`, `"use":"enc"`, `"public_key_use"`, `"use"`,
	`"key_algorithm": "RSA_OAEP`, `"alg":"RSA-OAEP`, `"algorithm": "RSA_OAEP`, `"alg":"RSA-OAEP`, `"key_algorithm"`, `"alg"`, `"algorithm"`, `"alg"`,
	`"key_operations"`, `"key_ops"`, `"key_id"`, `"kid"`, `"x509_url"`, `"x5u"`, `"x509_chain"`, `"x5c"`, `"x509_sha1_fingerprint"`, `"x5t"`, `"x509_sha256_fingerprint"`, `"x5t#S256"`)
