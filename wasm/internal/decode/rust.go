package decode

import (
	"encoding/json"
	"strings"

	"jwkmint/wasm/internal/jose"
)

// rustNames are the members of a JWK by the fields that Rust's crate jsonwebtoken has for
// them, which {:?} prints.
var rustNames = map[string]string{
	"key_type": "kty", "curve": "crv", "value": "k", "public_key_use": "use", "key_operations": "key_ops", "key_algorithm": "alg", "algorithm": "alg",
	"key_id": "kid", "x509_url": "x5u", "x509_chain": "x5c", "x509_sha1_fingerprint": "x5t", "x509_sha256_fingerprint": "x5t#S256",
}

// rustTypes are the key types that have other names there.
var rustTypes = map[string]string{"OctetKeyPair": "OKP", "Octet": "oct"}

// ofRust gives the members of JWKs as jsonwebtoken has them the names that RFC 7517 has,
// in one object each.
func ofRust(text []byte) []byte {
	var value any
	if json.Unmarshal(text, &value) != nil {
		return text
	}
	named, err := json.Marshal(rustValue(value))
	if err != nil {
		return text
	}
	return named
}

func rustValue(value any) any {
	switch value := value.(type) {
	case []any:
		for i := range value {
			value[i] = rustValue(value[i])
		}
	case map[string]any:
		common, isJWK := value["common"].(map[string]any)
		numbers, isKey := value["algorithm"].(map[string]any)
		if isJWK && isKey && len(value) == 2 {
			return rustJWK(common, numbers)
		}
		for name := range value {
			value[name] = rustValue(value[name])
		}
	}
	return value
}

func rustJWK(parts ...map[string]any) map[string]any {
	jwk := map[string]any{}
	for _, part := range parts {
		for name, value := range part {
			if known := rustNames[name]; known != "" {
				name = known
			}
			text, _ := value.(string)
			list, _ := value.([]any)
			switch {
			case value == nil, text == "UNKNOWN_ALGORITHM":
				continue
			case name == "kty" && rustTypes[text] != "":
				value = rustTypes[text]
			case name == "crv" && strings.HasPrefix(text, "P"): // P256
				value = "P-" + text[1:]
			case name == "use" && jose.UseNamed(text) != "":
				value = jose.UseNamed(text)
			case name == "alg":
				value = strings.ReplaceAll(strings.ReplaceAll(text, "_", "-"), "RSA1-5", "RSA1_5")
			case name == "key_ops":
				for i := range list {
					if op, ok := list[i].(string); ok && op != "" {
						list[i] = strings.ToLower(op[:1]) + op[1:]
					}
				}
			}
			jwk[name] = value
		}
	}
	return jwk
}
