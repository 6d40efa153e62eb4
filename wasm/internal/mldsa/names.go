package mldsa

import "strconv"

// Names are the parameter sets, the smallest first.
var Names = []string{"ML-DSA-44", "ML-DSA-65", "ML-DSA-87"}

// The object identifiers of keys and signatures are one and the same (RFC 9881
// section 2): this arc, and then that of the first name and the next two.
const (
	Arc      = "2.16.840.1.101.3.4.3."
	firstArc = 17
)

// LastArc is the number at the end of the object identifier.
func LastArc(name string) int {
	for i, known := range Names {
		if name == known {
			return firstArc + i
		}
	}
	return 0
}

// ByOID is the name of an object identifier with dots, "" for another one.
func ByOID(oid string) string {
	for i, name := range Names {
		if oid == Arc+strconv.Itoa(firstArc+i) {
			return name
		}
	}
	return ""
}
