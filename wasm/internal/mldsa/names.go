package mldsa

import "encoding/asn1"

// Names are the parameter sets, the smallest first.
var Names = []string{"ML-DSA-44", "ML-DSA-65", "ML-DSA-87"}

// OID is the object identifier of keys and signatures alike (RFC 9881 section
// 2), nil for another name.
func OID(name string) asn1.ObjectIdentifier {
	for i, known := range Names {
		if name == known {
			return asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 3, 17 + i}
		}
	}
	return nil
}

// ByOID is the name of an object identifier with dots, "" for another one.
func ByOID(oid string) string {
	for _, name := range Names {
		if oid == OID(name).String() {
			return name
		}
	}
	return ""
}
